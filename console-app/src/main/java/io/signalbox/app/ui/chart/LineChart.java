package io.signalbox.app.ui.chart;

import io.fair_acc.chartfx.XYChart;
import io.fair_acc.chartfx.renderer.spi.AbstractRenderer;
import io.fair_acc.chartfx.renderer.spi.ErrorDataSetRenderer;
import io.fair_acc.chartfx.ui.css.DataSetNode;
import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Ui;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Lines over time in the providers' colours and dashes, drawn by ChartFX. What was not measured is
 * a gap; nothing is drawn outside the plot. The chart is fed anew, never built anew. On the
 * screen's thread only.
 */
public final class LineChart extends Region {

  /** Room for the glyphs of events and half a label: an axis hides what would leave its pane. */
  private static final double TOP = 18;

  private static final double RIGHT = 8;

  private static final List<String> LINES = classes("series-");
  private static final List<String> AREAS = classes("area-");

  private final boolean stacked;
  private final Axes axes = new Axes();
  private final XYChart chart = new XYChart(axes.time(), axes.value());
  private final AreaRenderer areas = new AreaRenderer();
  private final ErrorDataSetRenderer strokes = new ErrorDataSetRenderer();
  private final List<Drawn> lines = new ArrayList<>();
  private final List<Drawn> fills = new ArrayList<>();
  private final Drawn others;
  private final Annotations annotations = new Annotations();
  private ChartData data = ChartData.NONE;
  private List<Mark> marks = List.of();
  private final @Nullable Threshold threshold;
  private @Nullable Span span;
  private @Nullable Crosshair crosshair;
  private @Nullable Readout readout;
  private @Nullable Bounds plotted;

  /**
   * A series and what its style hangs on. One that is not needed is empty: with few and as many
   * points as a range has steps, some hundred, a chart is drawn anew within a pulse.
   */
  private record Drawn(ChartSeries series, DataSetNode node) {}

  /** An event over the chart. */
  public record Mark(Instant at, Status status) {}

  /** A value of this chart's own metric, and its word. */
  public record Threshold(double at, String text) {}

  /**
   * A named stretch of time, shaded.
   *
   * @param from seconds since 1970, as {@code to}
   */
  public record Span(double from, double to, String name) {}

  /**
   * @param kind whether areas stand on each other
   * @param threshold null for none
   */
  public LineChart(ChartKind kind, @Nullable Threshold threshold) {
    this.stacked = kind == ChartKind.STACKED;
    this.threshold = threshold;
    chart.setLegendVisible(false);
    // The legend that is not shown still asks for room.
    if (chart.getLegend().getNode() instanceof Region legend) {
      legend.setMinSize(0, 0);
    }
    chart.getAxesAndCanvasPane().setPadding(new Insets(TOP, RIGHT, 0, 0));
    chart.setAnimated(false);
    chart.getCanvas().setCache(false);
    chart.getPlugins().clear();
    chart.getToolBar().setVisible(false);
    chart.getToolBar().setManaged(false);
    // What the library lays out with is nothing to stop at on the way of Tab.
    chart.getMenuPane().setFocusTraversable(false);
    chart.getPlotArea().setFocusTraversable(false);
    strokes.setAllowNaNs(true);
    for (AbstractRenderer<?> each : List.of(areas, strokes)) {
      each.getAxes().setAll(axes.time(), axes.value());
    }
    chart.getRenderers().setAll(areas, strokes);
    others = drawn(areas, "others");
    others.node().getStyleClass().add("others");
    getChildren().addAll(annotations.under(), chart, annotations.over(), annotations.margin());
    // The plot finds its place a pulse after the layout that asked for it.
    chart.getCanvas().localToSceneTransformProperty().addListener((it, old, now) -> later());
    chart.getCanvas().layoutBoundsProperty().addListener((it, old, now) -> later());
    widthProperty().addListener((it, old, now) -> scale());
    heightProperty().addListener((it, old, now) -> scale());
    setMouseTransparent(true);
    setMinSize(120, 84);
    setPrefSize(200, 120);
  }

  private static List<String> classes(String prefix) {
    return IntStream.range(0, Series.COUNT).mapToObj(order -> prefix + order).toList();
  }

  public void show(ChartData newest, List<Mark> events) {
    data = newest;
    marks = List.copyOf(events);
    for (int i = lines.size(); i < data.lines().size(); i++) {
      lines.add(drawn(strokes, "line " + i));
      if (stacked) {
        fills.add(drawn(areas, "area " + i));
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      ChartData.@Nullable Line line = i < data.lines().size() ? data.lines().get(i) : null;
      show(lines.get(i), line, LINES);
      if (stacked) {
        show(fills.get(i), line, AREAS);
      }
    }
    ChartData.Band band = data.others();
    if (band == null) {
      others.series().clear();
    } else {
      others.series().show(data.at(), band.most(), band.least());
    }
    scale();
    chart.invalidate();
    requestLayout();
  }

  private static Drawn drawn(AbstractRenderer<?> renderer, String name) {
    ChartSeries made = new ChartSeries(name);
    renderer.getDatasets().add(made);
    DataSetNode node = renderer.getDatasetNodes().getLast();
    // The legend that is not shown still makes its items.
    node.setShowInLegend(false);
    return new Drawn(made, node);
  }

  private void show(Drawn drawn, ChartData.@Nullable Line line, List<String> classes) {
    if (line == null) {
      drawn.series().clear();
      return;
    }
    drawn.series().show(data.at(), line.values(), line.floor());
    Ui.mark(drawn.node(), classes, classes.get(Math.floorMod(line.order(), Series.COUNT)));
  }

  /**
   * Has the pointer and the arrow keys move a crosshair, and shows the values where it is.
   *
   * @param shared with the charts that are to show the same moment
   * @param text a value with its unit
   */
  public void follow(Crosshair shared, DoubleFunction<String> text) {
    Readout values = new Readout(stacked, text);
    crosshair = shared;
    readout = values;
    getChildren().add(values.node());
    setMouseTransparent(false);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    getStyleClass().add("pointed");
    addEventHandler(MouseEvent.MOUSE_MOVED, event -> point(shared, event.getX()));
    addEventHandler(MouseEvent.MOUSE_EXITED, event -> shared.leave());
    addEventHandler(KeyEvent.KEY_PRESSED, key -> press(shared, key));
    focusedProperty()
        .addListener((property, old, focused) -> {
          if (!focused) {
            shared.leave();
          }
        });
    shared.atProperty().addListener((property, old, at) -> read());
  }

  private void point(Crosshair shared, double x) {
    double at = at(x);
    if (Double.isNaN(at)) {
      shared.leave();
    } else {
      shared.point(at);
    }
  }

  /** Seconds since 1970 at a place of the plot; NaN beside it. */
  private double at(double x) {
    Bounds plot = plotted;
    return plot == null || x < plot.getMinX() || x > plot.getMaxX()
        ? Double.NaN
        : data.from() + (x - plot.getMinX()) / plot.getWidth() * (data.to() - data.from());
  }

  /**
   * Calls back with a moment that is clicked, or that the crosshair is on while Enter is pressed.
   */
  public void onMoment(Consumer<Instant> chosen) {
    addEventHandler(MouseEvent.MOUSE_CLICKED, click -> tell(at(click.getX()), chosen));
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        key -> {
          Crosshair shared = crosshair;
          if (key.getCode() == KeyCode.ENTER && shared != null) {
            tell(shared.atProperty().get(), chosen);
            key.consume();
          }
        });
  }

  private static void tell(double at, Consumer<Instant> chosen) {
    if (!Double.isNaN(at)) {
      chosen.accept(Instant.ofEpochSecond(Math.round(at)));
    }
  }

  /** Left and right go a step, Escape takes the crosshair away. */
  private void press(Crosshair shared, KeyEvent key) {
    List<Double> steps = data.at();
    int by = key.getCode() == KeyCode.LEFT ? -1 : key.getCode() == KeyCode.RIGHT ? 1 : 0;
    if (key.getCode() == KeyCode.ESCAPE && !Double.isNaN(shared.atProperty().get())) {
      shared.leave();
      key.consume();
    } else if (by != 0 && !steps.isEmpty()) {
      double at = shared.atProperty().get();
      int now = Double.isNaN(at) ? steps.size() - by : steps.indexOf(Reading.of(data, at).at());
      shared.point(steps.get(Math.clamp(now + by, 0, steps.size() - 1)));
      key.consume();
    }
  }

  private void read() {
    Bounds plot = plotted;
    if (crosshair == null || readout == null) {
      return;
    }
    double at = crosshair.atProperty().get();
    if (plot == null || Double.isNaN(at)) {
      readout.hide();
    } else {
      readout.show(plot, data, Reading.of(data, at));
    }
  }

  /** A stretch to be shaded; null for none. */
  public void setSpan(@Nullable Span newest) {
    span = newest;
    requestLayout();
  }

  /** Where the upright axis starts: the caption says so when it is not 0. */
  public double axisStart() {
    return data.axis().bottom();
  }

  private void scale() {
    axes.scale(data, getWidth(), getHeight() - TOP);
  }

  @Override
  protected void layoutChildren() {
    chart.resizeRelocate(0, 0, getWidth(), getHeight());
    chart.layout();
    Node canvas = chart.getCanvas();
    Bounds plot = canvas.getLayoutBounds();
    for (Node each = canvas; each != this; each = each.getParent()) {
      plot = each.localToParent(plot);
    }
    boolean placed =
        plot.getWidth() > 20
            && plot.getMaxX() <= getWidth() + 1
            && plot.getMaxY() <= getHeight() + 1;
    for (Node each : List.of(annotations.under(), annotations.over(), annotations.margin())) {
      each.setVisible(placed);
    }
    plotted = placed ? plot : null;
    if (placed) {
      annotations.draw(plot, data, marks, threshold, span);
    }
    read();
  }

  private void later() {
    Platform.runLater(this::requestLayout);
  }
}
