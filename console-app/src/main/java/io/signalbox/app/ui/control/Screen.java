package io.signalbox.app.ui.control;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/** One screen of the window. On the screen's thread only. */
public interface Screen {

  Node node();

  /** Asks for everything shown; called with every piece of news while the screen is in front. */
  void refresh();

  /** Selects something by name. */
  void select(String subject);

  /** What the screen is about just now, beside its title; empty for nothing. */
  ObservableValue<String> context();
}
