package io.signalbox.app.ui.providers;

import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.ProviderView;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Health, and beside it what an operator's hand is on that the state does not say by itself. */
final class HealthCell extends HBox {

  private final StatusLabel status = new StatusLabel();
  private final Label held = Ui.label("", "pill", "hand");

  HealthCell() {
    super(8);
    setAlignment(Pos.CENTER_LEFT);
    held.setMinWidth(0);
    held.managedProperty().bind(held.visibleProperty());
    getChildren().addAll(status, held);
  }

  void show(ProviderView view, List<Held> all) {
    status.show(Status.of(view));
    String words = words(all);
    held.setText(words);
    held.setVisible(!words.isEmpty());
  }

  /** Drained, maintenance and disabled are states of their own. */
  static String words(List<Held> all) {
    return all.stream()
        .filter(each ->
            switch (each.kind()) {
              case ACTIVE, FORCED_OPEN, FORCED_CLOSED, ENABLED, SWITCH -> true;
              case DISABLED, MAINTENANCE, DRAINED -> false;
            })
        .map(Held::words)
        .findFirst()
        .map(words -> Character.toUpperCase(words.charAt(0)) + words.substring(1))
        .orElse("");
  }
}
