package io.signalbox.app.ui.drill;

import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.drill.DrillView;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** How callers fared, and which stand-in was called, second by second. */
final class DrillCharts {

  private final PlayedChart success = new PlayedChart(false, true);
  private final PlayedChart calls = new PlayedChart(true, false);
  private final Label successUnit = Ui.label("", "small", "muted");
  private final FlowPane legend = new FlowPane(12, 2);
  private final VBox card;
  private List<String> named = List.of();

  DrillCharts() {
    success.getStyleClass().add("drill-success");
    VBox upper =
        titled(Ui.row(8, Ui.label("Success for callers", "semi"), successUnit), success);
    VBox lower =
        titled(
            Ui.row(
                8,
                Ui.label("Calls by stand-in", "semi"),
                Ui.label("calls in a second, stacked, retries included", "small", "muted")),
            calls);
    lower.getStyleClass().add("drill-lower");
    lower.getChildren().add(legend);
    card = new VBox(Ui.grow(upper), Ui.grow(lower));
    card.getStyleClass().add("card");
  }

  private static VBox titled(Node title, PlayedChart chart) {
    VBox box = Ui.column(2, title, Ui.grow(chart));
    box.setPrefSize(100, 100);
    box.setMinHeight(136);
    return Ui.pad(box, 8, 12, 8, 12);
  }

  Node node() {
    return card;
  }

  void show(DrillView drill) {
    Map<String, Integer> orders = DrillSeries.orders(drill);
    success.show(
        drill,
        DrillSeries.success(drill),
        Map.of(DrillSeries.ALL, 0),
        point -> point.successRate());
    double start = success.axisStart();
    successUnit.setText(
        "% of operations in a second" + (start > 0 ? ", axis starts at " + (int) start : ""));
    calls.show(drill, DrillSeries.calls(drill), orders, point -> point.operationsPerSecond());
    List<String> names = List.copyOf(orders.keySet());
    if (!names.equals(named)) {
      named = names;
      legend.getChildren().clear();
      orders.forEach((name, order) ->
          legend
              .getChildren()
              .add(Ui.row(5, Series.sample(order), Ui.label(name, "small", "muted"))));
    }
  }
}
