package io.signalbox.app.ui.providers;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.query.ProviderDetail;
import java.util.List;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Calls, success and latency by operation. */
final class OperationTable {

  private static final List<String> HEADS =
      List.of(
          "Operation",
          "Calls",
          "Success, %",
          "",
          "p50",
          "p95",
          "Transient",
          "Capacity",
          "Provider",
          "Request");

  private final GridPane grid = new GridPane(0, 0);
  private final VBox box;
  private Map<ProviderOperationType, WindowMetrics> shown = Map.of();

  OperationTable() {
    for (int i = 0; i < HEADS.size(); i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setHgrow(i == 0 ? Priority.ALWAYS : Priority.SOMETIMES);
      column.setHalignment(i == 0 || i == 3 ? HPos.LEFT : HPos.RIGHT);
      column.setMinWidth(i == 0 ? 190 : i == 3 ? 74 : i == 2 ? 78 : 62);
      grid.getColumnConstraints().add(column);
    }
    box =
        Ui.pad(
            Ui.column(
                4,
                Ui.row(
                    8,
                    Ui.label("By operation", "semi"),
                    Ui.spacer(),
                    Ui.label("errors counted by class", "small", "muted")),
                grid),
            8,
            12,
            8,
            12);
    draw(Map.of());
  }

  Node node() {
    return box;
  }

  void show(ProviderDetail detail) {
    if (!detail.byOperation().equals(shown)) {
      shown = detail.byOperation();
      draw(shown);
    }
  }

  private void draw(Map<ProviderOperationType, WindowMetrics> metrics) {
    grid.getChildren().clear();
    for (int i = 0; i < HEADS.size(); i++) {
      Label head = Ui.label(HEADS.get(i), "small", "muted");
      head.setMinHeight(22);
      grid.add(head, i, 0);
    }
    int row = 1;
    for (ProviderOperationType type : ProviderOperationType.values()) {
      addRow(row++, type, metrics.getOrDefault(type, WindowMetrics.NONE));
    }
  }

  private void addRow(int row, ProviderOperationType type, WindowMetrics figures) {
    Label name = Ui.label(type.name(), "mono");
    name.setMinHeight(23);
    boolean none = figures.operations() == 0;
    Label success = Ui.label(none ? "–" : Units.number(figures.successRate()));
    if (!none && figures.successRate() < 95) {
      success.getStyleClass().add("bad");
    }
    grid.addRow(
        row,
        name,
        Ui.label(String.format("%,d", figures.operations())),
        success,
        bar(figures),
        Ui.label(Units.millis(figures.p50Millis(), "–")),
        Ui.label(Units.millis(figures.p95Millis(), "–")),
        Ui.label(String.valueOf(figures.transientFailures())),
        Ui.label(String.valueOf(figures.capacityFailures())),
        Ui.label(String.valueOf(figures.providerFailures())),
        Ui.label(String.valueOf(figures.requestFailures())));
  }

  private static Node bar(WindowMetrics figures) {
    Region whole = new Region();
    whole.getStyleClass().add("machine");
    whole.setMinWidth(60);
    whole.setMaxWidth(60);
    Region good = new Region();
    boolean none = Double.isNaN(figures.successRate());
    good.getStyleClass().addAll("machine", figures.successRate() < 95 ? "bad" : "ok");
    double width = none ? 0 : 60 * figures.successRate() / 100;
    good.setMinWidth(width);
    good.setMaxWidth(width);
    good.setVisible(!none);
    StackPane bar = new StackPane(whole, good);
    StackPane.setAlignment(good, javafx.geometry.Pos.CENTER_LEFT);
    bar.setMaxWidth(60);
    return Ui.pad(bar, 0, 0, 0, 8);
  }
}
