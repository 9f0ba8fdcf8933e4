package io.signalbox.app.ui.drill;

import io.fair_acc.chartfx.XYChart;
import io.signalbox.app.ui.control.TimeChart;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.drill.DrillView;
import io.signalbox.core.metrics.SeriesPoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Line;

/** A chart over the whole length of a drill, with the time of the trouble shaded and named. */
final class PlayedChart extends StackPane {

  private final TimeChart chart;
  private final Pane under = new Pane();
  private final Pane over = new Pane();
  private final Region shade = new Region();
  private final Line begin = new Line();
  private final Line end = new Line();
  private final Label name = Ui.label("trouble", "small", "warn");
  private double from;
  private double to;
  private boolean watched;

  PlayedChart(boolean stacked, boolean percent) {
    this.chart = new TimeChart(stacked, percent);
    shade.getStyleClass().add("trouble-shade");
    shade.setManaged(false);
    name.setManaged(false);
    begin.getStyleClass().addAll("marker-line", "warn");
    end.getStyleClass().addAll("marker-line", "warn");
    under.getChildren().add(shade);
    over.getChildren().addAll(begin, end, name);
    for (Pane pane : List.of(under, over)) {
      pane.setManaged(false);
      pane.setMouseTransparent(true);
    }
    getChildren().addAll(under, chart, over);
    setMinSize(120, 120);
  }

  void show(
      DrillView drill,
      Map<String, List<SeriesPoint>> series,
      Map<String, Integer> orders,
      ToDoubleFunction<SeriesPoint> figure) {
    Duration length = drill.scenario().length();
    long all = Math.max(1, length.toMillis());
    boolean any = DrillWords.hasTrouble(drill);
    from = any ? (double) drill.troubleFrom().toMillis() / all : 0;
    to = any ? Math.min(1, (double) drill.troubleTo().toMillis() / all) : 0;
    chart.show(
        series, orders, figure, DrillSeries.at(Duration.ZERO), DrillSeries.at(length), List.of());
    requestLayout();
  }

  double axisStart() {
    return chart.axisStart();
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    under.resizeRelocate(0, 0, getWidth(), getHeight());
    over.resizeRelocate(0, 0, getWidth(), getHeight());
    if (!(chart.getChildrenUnmodifiable().getFirst() instanceof XYChart drawn)) {
      return;
    }
    Node canvas = drawn.getCanvas();
    if (!watched) {
      // The legend that is not shown still asks for a line by series: many would push the plot out.
      if (drawn.getLegend().getNode() instanceof Region legend) {
        legend.setMinSize(0, 0);
      }
      // The plot finds its place a pulse after the layout that asked for it.
      watched = true;
      canvas.localToSceneTransformProperty().addListener((property, old, now) -> later());
      canvas.layoutBoundsProperty().addListener((property, old, now) -> later());
    }
    Bounds plot = sceneToLocal(canvas.localToScene(canvas.getLayoutBounds()));
    boolean placed =
        plot != null
            && plot.getWidth() > 20
            && plot.getMinX() >= 0
            && plot.getMinY() >= 0
            && plot.getMaxX() <= getWidth() + 1
            && plot.getMaxY() <= getHeight() + 1;
    boolean any = to > from && placed;
    for (Node node : List.of(shade, begin, end, name)) {
      node.setVisible(any);
    }
    if (any) {
      double left = Math.round(plot.getMinX() + from * plot.getWidth());
      double right = Math.round(plot.getMinX() + to * plot.getWidth());
      shade.resizeRelocate(left, plot.getMinY(), right - left, plot.getHeight());
      edge(begin, left, plot);
      edge(end, right, plot);
      name.resizeRelocate(
          left, plot.getMinY() - 15, Math.max(name.prefWidth(-1), right - left), 14);
    }
  }

  private static void edge(Line line, double x, Bounds plot) {
    line.setStartX(x + 0.5);
    line.setEndX(x + 0.5);
    line.setStartY(plot.getMinY());
    line.setEndY(plot.getMaxY());
  }

  private void later() {
    Platform.runLater(this::requestLayout);
  }
}
