package io.signalbox.app.ui.drill;

import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Screen;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.feed.UiServices;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** The drill screen. On the screen's thread only. */
public final class DrillScreen implements Screen {

  private final VBox node = Ui.empty("");
  private final ReadOnlyStringWrapper context = new ReadOnlyStringWrapper("");

  public DrillScreen(UiServices services, Dialogs dialogs) {}

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void refresh() {}

  @Override
  public void select(String subject) {}

  @Override
  public ObservableValue<String> context() {
    return context.getReadOnlyProperty();
  }
}
