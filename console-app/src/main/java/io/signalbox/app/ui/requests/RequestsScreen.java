package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.control.*;
import io.signalbox.app.ui.feed.UiServices;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

public final class RequestsScreen implements Screen {
  private final Node root = Ui.empty("soon");
  public RequestsScreen(UiServices services, Dialogs dialogs, Navigator navigator) {}
  public Node node() { return root; }
  public void refresh() {}
  public void select(String subject) {}
  public ObservableValue<String> context() { return new ReadOnlyStringWrapper(""); }
}
