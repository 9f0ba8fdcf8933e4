package io.signalbox.app.ui.chart;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * What a chart says beside its lines: where nothing was measured, a limit, a span of time, events.
 * Nothing but glyphs and a span's name is outside the plot. Nodes are kept. On the screen's thread
 * only.
 */
final class Annotations {

  private static final double GLYPH = 14;

  /** Between a limit's word and the plot's edges, px. */
  private static final double BESIDE = 4;

  private final Pane under = new Pane();
  private final Pane over = new Pane();
  private final Pane margin = new Pane();
  private final Rectangle underClip = new Rectangle();
  private final Rectangle overClip = new Rectangle();
  private final Shelf<Region> hatches = new Shelf<>(under, () -> styled(new Region(), "plot-gap"));
  private final Region shade = styled(new Region(), "trouble-shade");
  private final Shelf<Line> edges = new Shelf<>(over, () -> styled(new Line(), "marker-line"));
  private final Shelf<Line> events = new Shelf<>(over, () -> styled(new Line(), "marker-line"));
  private final Shelf<Label> words =
      new Shelf<>(over, () -> Ui.label("no data", "small", "plot-word"));
  private final Line limit = styled(new Line(), "threshold-line");
  private final Label limitWord = Ui.wrapped("", "small", "plot-word");
  private final Label name = Ui.label("", "small", "warn");
  private final Pane glyphs = new Pane();
  private List<LineChart.Mark> drawn = List.of();

  Annotations() {
    under.setClip(underClip);
    over.setClip(overClip);
    over.getStyleClass().add("plot-over");
    under.getChildren().add(shade);
    // Grey: what is hoped for, not what is feared.
    limit.getStyleClass().add("target");
    // Over the lines of events, which are made later.
    limitWord.setViewOrder(-1);
    over.getChildren().addAll(limit, limitWord);
    margin.getChildren().addAll(glyphs, name);
    for (Node each : List.of(under, over, margin, shade, limit, limitWord, glyphs, name)) {
      each.setManaged(false);
    }
  }

  private static <T extends Node> T styled(T node, String styleClass) {
    node.getStyleClass().add(styleClass);
    return node;
  }

  /** Below the lines; as large as the plot. */
  Region under() {
    return under;
  }

  /** Above the lines; as large as the plot. */
  Region over() {
    return over;
  }

  /** Above the plot, where glyphs stand. */
  Region margin() {
    return margin;
  }

  /**
   * @param plot where the lines are drawn, in the chart's own coordinates
   */
  void draw(
      Bounds plot,
      ChartData data,
      List<LineChart.Mark> marks,
      LineChart.@Nullable Threshold threshold,
      LineChart.@Nullable Span span) {
    double wide = plot.getWidth();
    double tall = plot.getHeight();
    for (Region each : List.of(under, over, margin)) {
      each.resizeRelocate(plot.getMinX(), plot.getMinY(), wide, tall);
    }
    for (Rectangle each : List.of(underClip, overClip)) {
      each.setWidth(wide);
      each.setHeight(tall);
    }
    Scale scale = new Scale(data, wide, tall);
    drawGaps(data, scale);
    drawSpan(span, scale);
    drawThreshold(threshold, data, scale);
    drawMarks(marks, data, scale);
  }

  private record Scale(ChartData data, double wide, double tall) {
    double x(double seconds) {
      return (seconds - data.from()) / Math.max(1, data.to() - data.from()) * wide;
    }

    double y(double value) {
      ValueAxis axis = data.axis();
      return tall - (value - axis.bottom()) / (axis.top() - axis.bottom()) * tall;
    }
  }

  private void drawGaps(ChartData data, Scale scale) {
    hatches.begin();
    words.begin();
    for (ChartData.Gap gap : data.gaps()) {
      double from = scale.x(gap.from());
      double to = scale.x(gap.to());
      hatches.next().resizeRelocate(from, 0, Math.max(1, to - from), scale.tall());
      if (to - from >= 34) {
        Label word = words.next();
        word.setText(to - from >= 62 ? "no data" : "no\ndata");
        word.applyCss();
        word.autosize();
        word.relocate(
            Math.round((from + to - word.getWidth()) / 2),
            Math.round((scale.tall() - word.getHeight()) / 2));
      }
    }
    hatches.end();
    words.end();
  }

  private void drawSpan(LineChart.@Nullable Span span, Scale scale) {
    boolean there = span != null && span.to() > span.from();
    shade.setVisible(there);
    name.setVisible(there);
    edges.begin();
    if (span != null && there) {
      double from = Math.round(scale.x(span.from()));
      double to = Math.round(scale.x(span.to()));
      shade.resizeRelocate(from, 0, to - from, scale.tall());
      for (double x : new double[] {from, to}) {
        Line edge = edges.next();
        Ui.mark(edge, List.of("warn"), "warn");
        upright(edge, x + 0.5, scale.tall());
      }
      name.setText(span.name());
      name.applyCss();
      name.resizeRelocate(from, -15, Math.max(name.prefWidth(-1), to - from), GLYPH);
    }
    edges.end();
  }

  private void drawThreshold(LineChart.@Nullable Threshold threshold, ChartData data, Scale scale) {
    ValueAxis axis = data.axis();
    boolean there =
        threshold != null && threshold.at() > axis.bottom() && threshold.at() < axis.top();
    limit.setVisible(there);
    limitWord.setVisible(there);
    if (threshold != null && there) {
      double y = Math.round(scale.y(threshold.at())) + 0.5;
      limit.setEndX(scale.wide());
      limit.setStartY(y);
      limit.setEndY(y);
      limitWord.setText(threshold.text());
      limitWord.applyCss();
      double wide = Math.min(limitWord.prefWidth(-1), scale.wide() - 2 * BESIDE);
      double tall = limitWord.prefHeight(wide);
      boolean gap = data.gaps().stream().anyMatch(each -> scale.x(each.from()) < wide);
      double x = gap ? scale.wide() - wide - BESIDE : BESIDE;
      // Below its line; where others go there too it covers the fewest at the foot.
      double foot = scale.tall() - tall - BESIDE;
      double below = Math.min(y + 1, foot);
      limitWord.resizeRelocate(
          x, isCrossed(data, threshold.at(), scale, x, x + wide) ? foot : below, wide, tall);
    }
  }

  /** Whether something is drawn below a limit between two places. */
  private static boolean isCrossed(
      ChartData data, double limit, Scale scale, double from, double to) {
    List<List<Double>> all = new ArrayList<>();
    data.lines().forEach(line -> all.add(line.values()));
    ChartData.Band others = data.others();
    if (others != null) {
      all.add(others.least());
    }
    return IntStream.range(0, data.at().size())
        .filter(i -> scale.x(data.at().get(i)) >= from && scale.x(data.at().get(i)) <= to)
        .anyMatch(i -> all.stream().anyMatch(values -> values.get(i) < limit));
  }

  private void drawMarks(List<LineChart.Mark> marks, ChartData data, Scale scale) {
    List<LineChart.Mark> inside = new ArrayList<>();
    for (LineChart.Mark mark : marks) {
      double seconds = mark.at().getEpochSecond();
      if (seconds >= data.from() && seconds <= data.to()) {
        inside.add(mark);
      }
    }
    if (!inside.equals(drawn)) {
      drawn = List.copyOf(inside);
      glyphs.getChildren().clear();
      for (LineChart.Mark mark : inside) {
        Glyph glyph = new Glyph(mark.status().shape(), mark.status().tone());
        glyph.setManaged(false);
        glyphs.getChildren().add(glyph);
      }
    }
    events.begin();
    for (int i = 0; i < inside.size(); i++) {
      double x = Math.round(scale.x(inside.get(i).at().getEpochSecond())) + 0.5;
      Line line = events.next();
      Ui.mark(line, List.of("ok", "warn", "bad", "hand"), inside.get(i).status().tone());
      upright(line, x, scale.tall());
      glyphs.getChildren().get(i).resizeRelocate(x - GLYPH / 2, -16, GLYPH, GLYPH);
    }
    events.end();
  }

  private static void upright(Line line, double x, double tall) {
    line.setStartX(x);
    line.setEndX(x);
    line.setStartY(0);
    line.setEndY(tall);
  }
}
