package io.signalbox.app.ui.chart;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Ui;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * Lines over time in the providers' colours and dashes. What was not measured is a gap; nothing is
 * drawn outside the plot. Every node is kept while the chart lives. On the screen's thread only.
 */
public final class LineChart extends Pane {

  /** Room for the glyphs of events, for the times, and for the top tick's half height. */
  private static final double TOP = 18;

  private static final double BOTTOM = 20;
  private static final double RIGHT = 8;
  private static final double LABEL_GAP = 6;
  private static final double TIME_WIDTH = 46;
  private static final List<String> COLOURS = List.of("s1", "s2", "s3", "s4", "s5");

  private final boolean stacked;
  private final Pane plot = new Pane();
  private final Rectangle clip = new Rectangle();
  private final Path grid = styled(new Path(), "lane-grid");
  private final Path band = styled(new Path(), "plot-others");
  private final Line limit = styled(new Line(), "threshold-line");
  private final Text limitText = styled(new Text(), "threshold-text");
  private final Shelf<Region> hatches = new Shelf<>(plot, () -> styled(new Region(), "plot-gap"));
  private final Shelf<Path> areas = new Shelf<>(plot, () -> styled(new Path(), "plot-area"));
  private final Shelf<Path> lines = new Shelf<>(plot, () -> styled(new Path(), "plot-line"));
  private final Shelf<Line> events = new Shelf<>(plot, () -> styled(new Line(), "marker-line"));
  private final Shelf<Label> words =
      new Shelf<>(plot, () -> Ui.label("no data", "small", "plot-word"));
  private final Shelf<Text> values = new Shelf<>(this, () -> styled(new Text(), "lane-text"));
  private final Shelf<Text> times = new Shelf<>(this, () -> styled(new Text(), "lane-text"));
  private final Pane glyphs = new Pane();
  private ChartData data = ChartData.NONE;
  private List<Mark> marks = List.of();
  private List<Mark> drawnMarks = List.of();
  private @Nullable Threshold threshold;

  /** An event over the chart. */
  public record Mark(Instant at, Status status) {}

  /**
   * A value of this chart's own metric.
   *
   * @param target drawn in grey: what is hoped for, not what is feared
   */
  public record Threshold(double at, String text, boolean target) {}

  /**
   * @param kind whether areas stand on each other
   * @param threshold null for none
   */
  public LineChart(ChartKind kind, @Nullable Threshold threshold) {
    this.stacked = kind == ChartKind.STACKED;
    this.threshold = threshold;
    plot.setClip(clip);
    plot.setManaged(false);
    glyphs.setManaged(false);
    for (javafx.scene.Node each : List.of(grid, band, limit, limitText)) {
      each.setManaged(false);
    }
    band.setStroke(null);
    plot.getChildren().addAll(grid, band);
    getChildren().addAll(plot, glyphs);
    setMouseTransparent(true);
    setMinSize(120, 84);
    setPrefSize(200, 120);
  }

  private static <T extends javafx.scene.Node> T styled(T node, String styleClass) {
    node.getStyleClass().add(styleClass);
    return node;
  }

  public void show(ChartData newest, List<Mark> events) {
    data = newest;
    marks = List.copyOf(events);
    requestLayout();
  }

  /** Null for none. */
  public void setThreshold(@Nullable Threshold newest) {
    threshold = newest;
    requestLayout();
  }

  /** Where the upright axis starts: the caption says so when it is not 0. */
  public double axisStart() {
    return data.axis().bottom();
  }

  @Override
  protected void layoutChildren() {
    double left = drawValues();
    double wide = Math.max(1, getWidth() - left - RIGHT);
    double tall = Math.max(1, getHeight() - TOP - BOTTOM);
    plot.resizeRelocate(left, TOP, wide, tall);
    clip.setWidth(wide);
    clip.setHeight(tall);
    Strokes.Scale scale = scale(wide, tall);
    drawTimes(left, wide, scale);
    drawGaps(tall, scale);
    drawLines(scale);
    drawThreshold(wide, scale);
    drawMarks(left, tall, scale);
  }

  private Strokes.Scale scale(double wide, double tall) {
    double span = Math.max(1, data.to() - data.from());
    ValueAxis axis = data.axis();
    double step = data.at().size() < 2 ? 0 : data.at().get(1) - data.at().get(0);
    return new Strokes.Scale(
        seconds -> (seconds - data.from()) / span * wide,
        value -> tall - (value - axis.bottom()) / (axis.top() - axis.bottom()) * tall,
        Math.max(2, step / span * wide / 2));
  }

  /** The labels of the upright axis; answers where the plot begins. */
  private double drawValues() {
    double tall = Math.max(1, getHeight() - TOP - BOTTOM);
    ValueAxis axis = data.axis();
    List<Text> drawn = new ArrayList<>();
    List<Double> ticks = axis.ticks();
    // Where there is little height every other label goes, never the first nor the last.
    int every = tall / ticks.size() < 15 ? Math.max(1, ticks.size() - 1) : 1;
    double widest = 0;
    values.begin();
    for (int i = 0; i < ticks.size(); i += every) {
      Text text = values.next();
      text.setText(figure(ticks.get(i)));
      drawn.add(text);
      widest = Math.max(widest, text.getLayoutBounds().getWidth());
    }
    values.end();
    for (int i = 0; i < drawn.size(); i++) {
      double y = TOP + tall - (double) i * every / (ticks.size() - 1) * tall;
      Text text = drawn.get(i);
      text.setX(widest - text.getLayoutBounds().getWidth());
      text.setY(Math.round(y) + 4);
    }
    return Math.ceil(widest) + LABEL_GAP;
  }

  private void drawTimes(double left, double wide, Strokes.Scale scale) {
    List<javafx.scene.shape.PathElement> rules = new ArrayList<>();
    double tall = plot.getHeight();
    for (double tick : data.axis().ticks()) {
      double y = Math.round(scale.y().applyAsDouble(tick)) - 0.5;
      rules.add(new MoveTo(0, Math.max(0.5, y)));
      rules.add(new LineTo(wide, Math.max(0.5, y)));
    }
    times.begin();
    for (TimeTicks.Tick tick :
        TimeTicks.of(data.from(), data.to(), (int) Math.max(1, wide / TIME_WIDTH))) {
      double x = Math.round(scale.x().applyAsDouble(tick.seconds())) + 0.5;
      rules.add(new MoveTo(x, 0));
      rules.add(new LineTo(x, tall));
      Text text = times.next();
      text.setText(tick.text());
      double half = text.getLayoutBounds().getWidth() / 2;
      boolean whole = left + x - half >= left - LABEL_GAP && left + x + half <= getWidth();
      text.setVisible(whole);
      text.setX(left + x - half);
      text.setY(getHeight() - 5);
    }
    times.end();
    grid.getElements().setAll(rules);
  }

  private void drawGaps(double tall, Strokes.Scale scale) {
    hatches.begin();
    words.begin();
    for (ChartData.Gap gap : data.gaps()) {
      double from = scale.x().applyAsDouble(gap.from());
      double to = scale.x().applyAsDouble(gap.to());
      Region hatch = hatches.next();
      hatch.resizeRelocate(from, 0, Math.max(1, to - from), tall);
      hatch.toBack();
      if (to - from >= 34) {
        Label word = words.next();
        word.setText(to - from >= 62 ? "no data" : "no\ndata");
        word.autosize();
        word.relocate(
            Math.round((from + to - word.getWidth()) / 2),
            Math.round((tall - word.getHeight()) / 2));
        word.toFront();
      }
    }
    hatches.end();
    words.end();
    grid.toBack();
  }

  private void drawLines(Strokes.Scale scale) {
    List<Double> at = data.at();
    ChartData.Band others = data.others();
    band.getElements()
        .setAll(
            others == null ? List.of() : Strokes.area(at, others.least(), others.most(), scale));
    areas.begin();
    lines.begin();
    for (ChartData.Line line : data.lines()) {
      if (stacked) {
        Path area = areas.next();
        Ui.mark(area, COLOURS, Series.styleClass(line.order()));
        area.setStroke(null);
        area.getElements().setAll(Strokes.area(at, line.floor(), line.values(), scale));
      }
    }
    for (ChartData.Line line : data.lines()) {
      Path drawn = lines.next();
      Ui.mark(drawn, COLOURS, Series.styleClass(line.order()));
      drawn.getElements().setAll(Strokes.line(at, line.values(), scale));
    }
    areas.end();
    lines.end();
  }

  private void drawThreshold(double wide, Strokes.Scale scale) {
    Threshold shown = threshold;
    ValueAxis axis = data.axis();
    boolean there = shown != null && shown.at() > axis.bottom() && shown.at() < axis.top();
    if (!there) {
      plot.getChildren().removeAll(limit, limitText);
      return;
    }
    if (limit.getParent() == null) {
      plot.getChildren().addAll(limit, limitText);
    }
    double y = Math.round(scale.y().applyAsDouble(shown.at())) + 0.5;
    limit.setStartX(0);
    limit.setEndX(wide);
    limit.setStartY(y);
    limit.setEndY(y);
    limitText.setText(shown.text());
    limitText.setX(4);
    limitText.setY(shown.target() ? y + 14 : y - 4);
    Ui.mark(limit, List.of("target"), shown.target() ? "target" : "");
    Ui.mark(limitText, List.of("target"), shown.target() ? "target" : "");
  }

  private void drawMarks(double left, double tall, Strokes.Scale scale) {
    List<Mark> inside = new ArrayList<>();
    for (Mark mark : marks) {
      double seconds = mark.at().getEpochSecond();
      if (seconds >= data.from() && seconds <= data.to()) {
        inside.add(mark);
      }
    }
    if (!inside.equals(drawnMarks)) {
      drawnMarks = List.copyOf(inside);
      glyphs.getChildren().clear();
      for (Mark mark : inside) {
        Glyph glyph = new Glyph(mark.status().shape(), mark.status().tone());
        glyph.setManaged(false);
        glyphs.getChildren().add(glyph);
      }
    }
    events.begin();
    for (int i = 0; i < inside.size(); i++) {
      Mark mark = inside.get(i);
      double x = Math.round(scale.x().applyAsDouble(mark.at().getEpochSecond())) + 0.5;
      Line line = events.next();
      Ui.mark(line, List.of("ok", "warn", "bad", "hand"), mark.status().tone());
      line.setStartX(x);
      line.setEndX(x);
      line.setStartY(0);
      line.setEndY(tall);
      glyphs.getChildren().get(i).resizeRelocate(left + x - 7, 2, 14, 14);
    }
    events.end();
  }

  private static String figure(double number) {
    return number == Math.rint(number)
        ? String.format(java.util.Locale.ROOT, "%,d", (long) number)
        : String.valueOf(Math.round(number * 1_000) / 1_000.0);
  }
}
