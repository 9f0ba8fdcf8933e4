package io.signalbox.app.ui.control;

import io.signalbox.core.snapshot.ConsoleSnapshot;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/** One screen of the window. On the screen's thread only. */
public interface Screen {

  Node node();

  /**
   * Shows what all screens share, and asks for what this one alone opens; called with every
   * snapshot, at least once a second, while the screen is in front. Keeps its nodes.
   */
  void show(ConsoleSnapshot snapshot);

  /** A second has passed: ages and what is told for a while only; called while paused too. */
  default void tick() {}

  /** Whether the screen first opens what does an act of its own. */
  default boolean opens(Act act) {
    return false;
  }

  /** Opens what does the act; called for those alone of which {@link #opens} says so. */
  default void open(Act act) {}

  /** Selects something by name. */
  void select(String subject);

  /** What the screen is about just now, beside its title; empty for nothing. */
  ObservableValue<String> context();
}
