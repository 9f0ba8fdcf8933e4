package io.signalbox.app.ui.drill;

import io.signalbox.app.ui.chart.ChartData;
import io.signalbox.app.ui.chart.ChartKind;
import io.signalbox.app.ui.chart.ChartSource;
import io.signalbox.app.ui.chart.LineChart;
import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.drill.DrillView;
import io.signalbox.core.metrics.SeriesPoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** How callers fared, and which stand-in was called, second by second. */
final class DrillCharts {

  /** Names that fit under the chart; the table above has them all. */
  private static final int LEGEND = 5;

  private final LineChart success = new LineChart(ChartKind.PERCENT, null);
  private final LineChart calls = new LineChart(ChartKind.STACKED, null);
  private final Label successUnit = Ui.label("", "small", "muted");
  private final HBox legend = Ui.row(10);
  private final VBox card;
  private List<String> named = List.of();

  DrillCharts() {
    success.getStyleClass().add("drill-success");
    VBox upper = titled(Ui.row(8, Ui.label("Success for callers", "semi"), successUnit), success);
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

  private static VBox titled(Node title, LineChart chart) {
    VBox box = Ui.column(2, title, Ui.grow(chart));
    box.setPrefSize(100, 180);
    box.setMinHeight(Region.USE_PREF_SIZE);
    return Ui.pad(box, 8, 12, 8, 12);
  }

  Node node() {
    return card;
  }

  void show(DrillView drill) {
    Map<String, Integer> orders = DrillSeries.orders(drill);
    show(
        success,
        ChartKind.PERCENT,
        drill,
        DrillSeries.success(drill),
        Map.of(DrillSeries.ALL, 0),
        SeriesPoint::successRate);
    double start = success.axisStart();
    successUnit.setText(
        "% of operations in a second" + (start > 0 ? ", axis starts at " + (int) start : ""));
    show(
        calls,
        ChartKind.STACKED,
        drill,
        DrillSeries.calls(drill),
        orders,
        SeriesPoint::operationsPerSecond);
    List<String> names = List.copyOf(orders.keySet());
    if (!names.equals(named)) {
      named = names;
      legend.getChildren().clear();
      int max = names.size() <= LEGEND ? names.size() : LEGEND - 1;
      for (int i = 0; i < max; i++) {
        legend
            .getChildren()
            .add(Ui.row(4, Series.sample(i), Ui.ends(names.get(i), "small", "muted")));
      }
      if (names.size() > max) {
        Label more = Ui.label("and " + (names.size() - max) + " more", "small", "muted");
        more.setMinWidth(Region.USE_PREF_SIZE);
        legend.getChildren().add(more);
      }
    }
  }

  /** Over the whole length of the drill, with the time of the trouble shaded. */
  private static void show(
      LineChart chart,
      ChartKind kind,
      DrillView drill,
      Map<String, List<SeriesPoint>> series,
      Map<String, Integer> orders,
      ToDoubleFunction<SeriesPoint> figure) {
    ChartSource source =
        new ChartSource(
            series,
            List.of(),
            orders,
            DrillSeries.at(Duration.ZERO),
            DrillSeries.at(drill.scenario().length()));
    chart.show(ChartData.of(kind, source, figure, Double.NaN), List.of());
    chart.setSpan(
        DrillWords.hasTrouble(drill)
            ? new LineChart.Span(
                DrillSeries.at(drill.troubleFrom()).getEpochSecond(),
                DrillSeries.at(drill.troubleTo()).getEpochSecond(),
                "trouble")
            : null);
  }
}
