package io.signalbox.app.ui.control;

import io.fair_acc.chartfx.XYChart;
import io.fair_acc.chartfx.axes.spi.DefaultNumericAxis;
import io.fair_acc.chartfx.renderer.spi.ErrorDataSetRenderer;
import io.fair_acc.chartfx.ui.css.DataSetNode;
import io.signalbox.core.metrics.SeriesPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Line;
import javafx.scene.text.Text;
import javafx.util.StringConverter;

/**
 * Lines over time, one by provider, in the providers' colours and dashes. What was not measured is
 * a gap. Thresholds and events are drawn over it. On the screen's thread only.
 */
public final class TimeChart extends StackPane {

  /** More points than this are thinned out before they reach the chart. */
  private static final int MAX_POINTS = 1_200;

  private final boolean stacked;
  private final boolean percent;
  private final DefaultNumericAxis time = new DefaultNumericAxis("time", "s");
  private final DefaultNumericAxis value = new DefaultNumericAxis("value", "");
  private final XYChart chart = new XYChart(time, value);
  private final ErrorDataSetRenderer renderer = new ErrorDataSetRenderer();
  // Under the lines of a stack; unused otherwise.
  private final ErrorDataSetRenderer areas = new ErrorDataSetRenderer();
  private final Map<String, ChartSeries> lines = new LinkedHashMap<>();
  private final Map<String, Integer> orders = new LinkedHashMap<>();
  private final Pane over = new Pane();
  private List<Mark> marks = List.of();
  private double threshold = Double.NaN;
  private String thresholdText = "";
  private boolean target;

  /** An event over the chart. */
  public record Mark(Instant at, Status status) {}

  /**
   * @param stacked whether lines stand on each other; {@code percent} whether the axis ends at 100
   */
  public TimeChart(boolean stacked, boolean percent) {
    this.stacked = stacked;
    this.percent = percent;
    chart.setLegendVisible(false);
    chart.setAnimated(false);
    chart.getPlugins().clear();
    chart.getToolBar().setVisible(false);
    chart.getToolBar().setManaged(false);
    areas.getStyleClass().add("area");
    areas.getAxes().setAll(time, value);
    renderer.getAxes().setAll(time, value);
    if (stacked) {
      chart.getRenderers().setAll(areas, renderer);
    } else {
      chart.getRenderers().setAll(renderer);
    }
    time.setTickLabelFormatter(new Formatter(seconds -> isAtEdge(seconds) ? "" : clock(seconds)));
    value.setTickLabelFormatter(new Formatter(TimeChart::figure));
    over.setMouseTransparent(true);
    over.setManaged(false);
    getChildren().addAll(chart, over);
    setMinSize(120, 90);
    // Room for the glyphs of events above the plot.
    setPadding(new javafx.geometry.Insets(14, 0, 0, 0));
  }

  /** Names a threshold; {@code asTarget} draws it in grey. */
  public void threshold(double at, String text, boolean asTarget) {
    threshold = at;
    thresholdText = text;
    target = asTarget;
  }

  /**
   * @param series provider to its points, in the providers' order
   * @param providerOrder provider to its place in the configuration
   */
  public void show(
      Map<String, List<SeriesPoint>> series,
      Map<String, Integer> providerOrder,
      ToDoubleFunction<SeriesPoint> figure,
      Instant from,
      Instant to,
      List<Mark> events) {
    if (!lines.keySet().equals(series.keySet()) || !orders.equals(providerOrder)) {
      rebuild(series.keySet(), providerOrder);
    }
    List<Double> floor = new ArrayList<>();
    double max = 0;
    double least = Double.POSITIVE_INFINITY;
    for (Map.Entry<String, List<SeriesPoint>> each : series.entrySet()) {
      List<SeriesPoint> points = thinned(each.getValue());
      double[] x = new double[points.size()];
      double[] y = new double[points.size()];
      for (int i = 0; i < x.length; i++) {
        double own = figure.applyAsDouble(points.get(i));
        x[i] = points.get(i).at().getEpochSecond();
        y[i] = stacked ? stack(floor, i, own) : own;
        if (!Double.isNaN(y[i])) {
          max = Math.max(max, y[i]);
          least = Math.min(least, y[i]);
        }
      }
      ChartSeries line = lines.get(each.getKey());
      if (line != null) {
        line.set(x, y);
      }
    }
    marks = List.copyOf(events);
    range(from, to, least, max);
    chart.invalidate();
    requestLayout();
  }

  /** What was not measured adds nothing to a stack, and is a gap in its own line. */
  private static double stack(List<Double> floor, int index, double own) {
    double under = index < floor.size() ? floor.get(index) : 0;
    double sum = Double.isNaN(own) ? under : under + own;
    if (index < floor.size()) {
      floor.set(index, sum);
    } else {
      floor.add(sum);
    }
    return Double.isNaN(own) ? Double.NaN : sum;
  }

  private void rebuild(Iterable<String> names, Map<String, Integer> providerOrder) {
    lines.clear();
    orders.clear();
    orders.putAll(providerOrder);
    renderer.getDatasets().clear();
    List<ChartSeries> drawn = new ArrayList<>();
    for (String name : names) {
      ChartSeries line = new ChartSeries(name);
      lines.put(name, line);
      drawn.add(line);
    }
    renderer.getDatasets().addAll(drawn);
    style(renderer, "series-");
    if (stacked) {
      // The renderer draws its last first: the tallest of a stack, so that none hides another.
      areas.getDatasets().setAll(drawn);
      style(areas, "area-");
    }
  }

  private void style(ErrorDataSetRenderer of, String prefix) {
    for (DataSetNode node : of.getDatasetNodes()) {
      int order = orders.getOrDefault(node.getDataSet().getName(), 0);
      node.getStyleClass().add(prefix + Math.floorMod(order, Series.COUNT));
    }
  }

  private static List<SeriesPoint> thinned(List<SeriesPoint> points) {
    if (points.size() <= MAX_POINTS) {
      return points;
    }
    int stride = (points.size() + MAX_POINTS - 1) / MAX_POINTS;
    List<SeriesPoint> kept = new ArrayList<>();
    for (int i = 0; i < points.size(); i += stride) {
      SeriesPoint worst = points.get(i);
      for (int j = i; j < Math.min(points.size(), i + stride); j++) {
        SeriesPoint each = points.get(j);
        if (Double.isNaN(worst.p95Millis()) || each.p95Millis() > worst.p95Millis()) {
          worst = each;
        }
      }
      kept.add(worst);
    }
    return kept;
  }

  private void range(Instant from, Instant to, double least, double max) {
    time.setMin(from.getEpochSecond());
    time.setMax(to.getEpochSecond());
    double apart = timeStep(to.getEpochSecond() - from.getEpochSecond());
    time.getAxisLabelFormatter().setTickUnitSupplier(ignored -> apart);
    time.setTickUnit(apart);
    value.getAxisLabelFormatter().setTickUnitSupplier(ignored -> value.getTickUnit());
    if (percent) {
      double floor = Double.isInfinite(least) || least >= 90 ? 90 : Math.floor(least / 20) * 20;
      value.setMin(floor);
      value.setMax(100);
      value.setTickUnit(floor >= 90 ? 2 : 20);
      return;
    }
    // A threshold far above what is measured would flatten the lines to nothing.
    boolean near = !Double.isNaN(threshold) && max > threshold / 2;
    double top = max <= 0 ? 1 : Math.max(max, near ? threshold : 0) * 1.1;
    double step = niceStep(Math.max(top, 1e-3) / 4);
    value.setMin(0);
    value.setMax(Math.max(step, Math.ceil(top / step) * step));
    value.setTickUnit(step);
  }

  /** Where the percent axis starts: the caption says so when it is not 0. */
  public double axisStart() {
    return value.getMin();
  }

  private static double timeStep(long seconds) {
    return seconds <= 1_200 ? 180 : seconds <= 4_000 ? 900 : seconds <= 22_000 ? 3_600 : 14_400;
  }

  /** 1, 2 or 5 times a power of ten. */
  static double niceStep(double raw) {
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double lead = raw / power;
    return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power;
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    over.resizeRelocate(0, 0, getWidth(), getHeight());
    drawOver();
  }

  private void drawOver() {
    over.getChildren().clear();
    javafx.geometry.Bounds plot =
        over.sceneToLocal(chart.getCanvas().localToScene(chart.getCanvas().getLayoutBounds()));
    if (plot == null || plot.getWidth() < 20) {
      return;
    }
    if (!Double.isNaN(threshold) && threshold >= value.getMin() && threshold <= value.getMax()) {
      double y =
          plot.getMaxY()
              - (threshold - value.getMin()) / (value.getMax() - value.getMin()) * plot.getHeight();
      Line line = new Line(plot.getMinX(), y, plot.getMaxX(), y);
      Text text = new Text(plot.getMinX() + 4, y - 4, thresholdText);
      line.getStyleClass().add("threshold-line");
      text.getStyleClass().add("threshold-text");
      if (target) {
        line.getStyleClass().add("target");
        text.getStyleClass().add("target");
        text.setY(y + 14);
      }
      over.getChildren().addAll(line, text);
    }
    for (Mark mark : marks) {
      double share = (mark.at().getEpochSecond() - time.getMin()) / (time.getMax() - time.getMin());
      if (share < 0 || share > 1) {
        continue;
      }
      double x = plot.getMinX() + share * plot.getWidth();
      Line line = new Line(x, plot.getMinY(), x, plot.getMaxY());
      line.getStyleClass().addAll("marker-line", mark.status().tone());
      Glyph glyph = new Glyph(mark.status().shape(), mark.status().tone());
      glyph.setManaged(false);
      glyph.resizeRelocate(x - 7, plot.getMinY() - 14, 14, 14);
      over.getChildren().addAll(line, glyph);
    }
  }

  /** A label so near the left edge would be cut. */
  private boolean isAtEdge(double seconds) {
    return seconds < time.getMin() + 0.04 * (time.getMax() - time.getMin());
  }

  private static String clock(double seconds) {
    return Units.minute(Instant.ofEpochSecond((long) seconds));
  }

  private static String figure(double number) {
    return number == Math.rint(number)
        ? String.valueOf((long) number)
        : String.valueOf(Math.round(number * 100) / 100.0);
  }

  private static final class Formatter extends StringConverter<Number> {
    private final DoubleFunction<String> text;

    Formatter(DoubleFunction<String> text) {
      this.text = text;
    }

    @Override
    public String toString(Number number) {
      return text.apply(number.doubleValue());
    }

    @Override
    public Number fromString(String string) {
      throw new UnsupportedOperationException("axes are not edited");
    }
  }
}
