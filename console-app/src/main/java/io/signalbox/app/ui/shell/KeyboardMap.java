package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Ui;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** The keys there are. */
final class KeyboardMap {

  private static final List<List<String>> KEYS =
      List.of(
          List.of("Ctrl K", "Search, go anywhere, run a command"),
          List.of(
              "Ctrl 1 to 7", "Overview, Tracks, Providers, Routing, Templates, Requests, Drill"),
          List.of("Space", "Pause and go on"),
          List.of("N", "On Requests: submit a request"),
          List.of("Ctrl F", "On lists: filter"),
          List.of("Tab, Enter", "On Tracks: next switch, open it"),
          List.of("Ctrl S", "On Templates: save the edited layer"),
          List.of("Esc", "Close a dialog"),
          List.of("?", "This map"));

  private KeyboardMap() {}

  static void show(Dialogs dialogs) {
    VBox body = Ui.column(8, Ui.label("Keyboard", "screen-title"));
    body.getStyleClass().add("dialog-body");
    for (List<String> each : KEYS) {
      Label key = Ui.label(each.get(0), "kbd");
      key.setMinWidth(96);
      body.getChildren().add(Ui.row(12, key, Ui.label(each.get(1))));
    }
    Runnable[] close = new Runnable[1];
    body.getChildren().add(Ui.row(8, Ui.spacer(), Ui.button("Close", () -> close[0].run())));
    close[0] = dialogs.overlay(body);
    body.getChildren().getLast().requestFocus();
  }
}
