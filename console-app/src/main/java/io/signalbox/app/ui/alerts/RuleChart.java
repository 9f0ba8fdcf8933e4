package io.signalbox.app.ui.alerts;

import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.preview.RulePreview;
import io.signalbox.core.alert.preview.RulePreview.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would have judged, with its threshold and where it would have fired; a gap is a gap.
 * On the screen's thread only.
 */
final class RuleChart extends Pane {

  private static final double LEFT = 62;
  private static final double BOTTOM = 18;
  private static final double TOP = 8;
  private static final double HEIGHT = 170;

  /** A point is drawn for each of these at most: more would be drawn over each other. */
  private static final Duration STEP = Duration.ofMinutes(2);

  private static final Duration TICKS = Duration.ofHours(6);

  private @Nullable RulePreview preview;
  private List<String> drawn = List.of();
  private ToIntFunction<String> order = provider -> 0;

  RuleChart() {
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    setMouseTransparent(true);
    widthProperty().addListener((property, old, width) -> draw());
  }

  /**
   * @param lines whose values are drawn, the most important first
   * @param orders the place of a provider in the configuration, which is its colour's
   */
  void show(@Nullable RulePreview newest, List<String> lines, ToIntFunction<String> orders) {
    preview = newest;
    drawn = lines;
    order = orders;
    boolean shown = newest != null && !newest.values().isEmpty();
    setVisible(shown);
    setManaged(shown);
    draw();
  }

  private void draw() {
    getChildren().clear();
    RulePreview now = preview;
    if (now == null || now.values().isEmpty() || getWidth() < LEFT + 40) {
      return;
    }
    double top = most(now);
    Scale scale = new Scale(now, top);
    for (RulePreview.Episode each : now.episodes()) {
      double from = scale.x(each.from());
      double to = scale.x(each.to() == null ? now.to() : each.to());
      Rectangle fired = new Rectangle(from, TOP, Math.max(2, to - from), scale.plot());
      fired.getStyleClass().add("rule-fired");
      getChildren().add(fired);
    }
    for (double at : new double[] {0, top / 2, top}) {
      level(scale, at, "lane-grid");
      text(now.rule().metric().text(at), 0, scale.y(at) - 8, LEFT - 6);
    }
    for (String each : drawn.reversed()) {
      List<Value> values = now.values().getOrDefault(each, List.of());
      getChildren().add(path(scale, values, order.applyAsInt(each)));
    }
    level(scale, now.rule().threshold(), "threshold-line");
    level(scale, now.rule().clearsAt(), "lane-line");
    long step = TICKS.toSeconds();
    long first = Math.ceilDiv(now.from().getEpochSecond(), step) * step;
    for (long at = first; at <= now.to().getEpochSecond(); at += step) {
      Instant tick = Instant.ofEpochSecond(at);
      text(Units.minute(tick), scale.x(tick) - 20, HEIGHT - BOTTOM + 2, 40);
    }
  }

  private static double most(RulePreview preview) {
    double most =
        preview.values().values().stream()
            .flatMap(List::stream)
            .mapToDouble(Value::value)
            .filter(value -> !Double.isNaN(value))
            .max()
            .orElse(0);
    boolean share = preview.rule().metric() == AlertMetric.SUCCESS_RATE;
    double needed = Math.max(most, preview.rule().threshold()) * (share ? 1 : 1.15);
    return share ? 100 : Math.max(1, Math.ceil(needed));
  }

  private void level(Scale scale, double value, String style) {
    double y = Math.round(scale.y(value)) + 0.5;
    Line line = new Line(LEFT, y, getWidth(), y);
    line.getStyleClass().add(style);
    getChildren().add(line);
  }

  private void text(String words, double x, double y, double width) {
    Label label = Ui.label(words, "small", "muted");
    label.setMinWidth(width);
    label.setMaxWidth(width);
    label.setAlignment(width == 40 ? Pos.CENTER : Pos.CENTER_RIGHT);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.relocate(x, y);
    getChildren().add(label);
  }

  private static Path path(Scale scale, List<Value> values, int order) {
    List<PathElement> elements = new ArrayList<>();
    boolean gap = true;
    Instant next = Instant.MIN;
    for (Value each : values) {
      if (Double.isNaN(each.value())) {
        gap = true;
        next = Instant.MIN;
      } else if (!each.at().isBefore(next)) {
        double x = scale.x(each.at());
        double y = scale.y(each.value());
        elements.add(gap ? new MoveTo(x, y) : new LineTo(x, y));
        gap = false;
        next = each.at().plus(STEP);
      }
    }
    Path path = new Path(elements);
    path.getStyleClass().addAll("spark", Series.styleClass(order));
    return path;
  }

  /** From times and values to pixels. */
  private final class Scale {
    private final double from;
    private final double seconds;
    private final double top;

    Scale(RulePreview preview, double top) {
      this.from = preview.from().getEpochSecond();
      this.seconds = Math.max(1, Duration.between(preview.from(), preview.to()).toSeconds());
      this.top = top;
    }

    double plot() {
      return HEIGHT - TOP - BOTTOM;
    }

    double x(Instant at) {
      double share = (at.getEpochSecond() - from) / seconds;
      return LEFT + Math.clamp(share, 0, 1) * (getWidth() - LEFT);
    }

    double y(double value) {
      return TOP + plot() * (1 - Math.clamp(value / top, 0, 1));
    }
  }
}
