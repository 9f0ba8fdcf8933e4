package io.signalbox.app.ui.providers;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.control.Words;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.query.ProviderDetail;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

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

  private static final double BAR = 44;
  private static final double HEAD = 22;
  private static final double BETWEEN = 4;

  /** In pixels, with the bars. */
  private static final double WHOLE = 756;

  private static final int BARS = 3;
  private static final double[] WIDTHS = {130, 52, 84, 56, 52, 52, 62, 62, 58, 58};

  private final Map<ProviderOperationType, Row> rows = new EnumMap<>(ProviderOperationType.class);
  private final GridPane grid = new GridPane(0, 0);
  private final VBox box;
  private Map<ProviderOperationType, WindowMetrics> shown = Map.of();

  OperationTable() {
    for (int i = 0; i < HEADS.size(); i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setHgrow(i == 0 ? Priority.ALWAYS : Priority.SOMETIMES);
      column.setHalignment(i == 0 || i == 3 ? HPos.LEFT : HPos.RIGHT);
      grid.getColumnConstraints().add(column);
    }
    box =
        Ui.pad(
            Ui.column(
                4,
                Ui.row(
                    8,
                    Ui.whole("By operation", "semi"),
                    Ui.spacer(),
                    Ui.label("errors counted by class", "small", "muted")),
                grid),
            8,
            12,
            8,
            12);
    // The bars say what stands beside them: they give way in a narrow window, no figure does.
    box.setMinWidth(0);
    box.widthProperty()
        .addListener((property, old, width) -> showBars(width.doubleValue() >= WHOLE));
    for (int i = 0; i < HEADS.size(); i++) {
      Words head = new Words(HEADS.get(i), i == BARS ? 0 : WIDTHS[i], "small", "muted");
      head.setTextAlignment(i == 0 ? TextAlignment.LEFT : TextAlignment.RIGHT);
      head.setAlignment(i == 0 ? Pos.CENTER_LEFT : Pos.CENTER_RIGHT);
      GridPane.setValignment(head, VPos.BOTTOM);
      head.setPadding(new Insets(0, 0, 2, i == 0 ? 0 : BETWEEN));
      grid.add(head, i, 0);
    }
    grid.getRowConstraints().add(new RowConstraints(HEAD, -1, -1));
    int at = 1;
    for (ProviderOperationType type : ProviderOperationType.values()) {
      rows.put(type, new Row(grid, at++, type));
    }
    draw(Map.of());
  }

  Node node() {
    return box;
  }

  private void showBars(boolean shown) {
    grid.getColumnConstraints().get(BARS).setMinWidth(shown ? WIDTHS[BARS] : 0);
    rows.values()
        .forEach(each -> {
          each.bar.setVisible(shown);
          each.bar.setManaged(shown);
        });
  }

  void show(ProviderDetail detail) {
    if (!detail.byOperation().equals(shown)) {
      shown = detail.byOperation();
      draw(shown);
    }
  }

  private void draw(Map<ProviderOperationType, WindowMetrics> metrics) {
    rows.forEach((type, row) -> row.show(metrics.getOrDefault(type, WindowMetrics.NONE)));
  }

  /** One operation's labels, which stay. */
  private static final class Row {
    private final Label calls = Ui.label("");
    private final Label success = Ui.label("");
    private final Region good = new Region();
    private final StackPane bar;
    private final List<Label> figures =
        List.of(Ui.label(""), Ui.label(""), Ui.label(""), Ui.label(""), Ui.label(""), Ui.label(""));

    Row(GridPane grid, int at, ProviderOperationType type) {
      Label name = Ui.ends(type.name(), "mono");
      name.setMinHeight(23);
      Region whole = new Region();
      whole.getStyleClass().add("machine");
      whole.setMinWidth(BAR);
      whole.setMaxWidth(BAR);
      good.getStyleClass().add("machine");
      bar = new StackPane(whole, good);
      StackPane.setAlignment(good, javafx.geometry.Pos.CENTER_LEFT);
      bar.setMaxWidth(BAR);
      grid.addRow(at, name, calls, success, Ui.pad(bar, 0, 0, 0, 8));
      for (int i = 0; i < figures.size(); i++) {
        grid.add(figures.get(i), 4 + i, at);
      }
    }

    void show(WindowMetrics metrics) {
      boolean none = Double.isNaN(metrics.successRate());
      boolean bad = metrics.successRate() < 95;
      calls.setText(String.format("%,d", metrics.operations()));
      success.setText(none ? "–" : Units.number(metrics.successRate()));
      Ui.mark(success, List.of("bad"), bad ? "bad" : "");
      Ui.mark(good, List.of("bad", "ok"), bad ? "bad" : "ok");
      double width = none ? 0 : BAR * metrics.successRate() / 100;
      good.setMinWidth(width);
      good.setMaxWidth(width);
      good.setVisible(!none);
      List<String> texts =
          List.of(
              Units.millis(metrics.p50Millis(), "–"),
              Units.millis(metrics.p95Millis(), "–"),
              String.valueOf(metrics.transientFailures()),
              String.valueOf(metrics.capacityFailures()),
              String.valueOf(metrics.providerFailures()),
              String.valueOf(metrics.requestFailures()));
      for (int i = 0; i < texts.size(); i++) {
        figures.get(i).setText(texts.get(i));
      }
    }
  }
}
