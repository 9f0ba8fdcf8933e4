package io.signalbox.app.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;

/**
 * A small line of figures without axes; gaps stay gaps, and a figure between two gaps is a short
 * dash.
 */
public final class Sparkline extends Pane {

  private static final double DASH = 2;

  private final double width;
  private final double height;
  private final Path line = new Path();
  private final Path area = new Path();

  public Sparkline(double width, double height, int order) {
    this.width = width;
    this.height = height;
    line.getStyleClass().addAll("spark", Series.styleClass(order));
    area.getStyleClass().addAll("spark-area", Series.styleClass(order));
    area.setStroke(null);
    getChildren().addAll(area, line);
    setMinSize(width, height);
    setMaxSize(width, height);
  }

  /**
   * @param values oldest first; NaN for a gap
   */
  public void show(List<Double> values) {
    List<PathElement> strokes = new ArrayList<>();
    List<PathElement> filled = new ArrayList<>();
    double max = values.stream().filter(v -> !v.isNaN()).mapToDouble(v -> v).max().orElse(0);
    double step = width / Math.max(1, values.size() - 1);
    int begin = -1;
    for (int i = 0; max > 0 && i <= values.size(); i++) {
      boolean there = i < values.size() && !Double.isNaN(values.get(i));
      if (there && begin < 0) {
        begin = i;
      } else if (!there && begin >= 0) {
        run(values, begin, i, step, max, strokes, filled);
        begin = -1;
      }
    }
    line.getElements().setAll(strokes);
    area.getElements().setAll(filled);
  }

  /** Figures without a gap between them. */
  private void run(
      List<Double> values,
      int begin,
      int end,
      double step,
      double max,
      List<PathElement> strokes,
      List<PathElement> filled) {
    if (end - begin == 1) {
      double y = y(values.get(begin), max);
      strokes.add(new MoveTo(Math.max(0, begin * step - DASH), y));
      strokes.add(new LineTo(Math.min(width, begin * step + DASH), y));
      return;
    }
    filled.add(new MoveTo(begin * step, height));
    for (int i = begin; i < end; i++) {
      double y = y(values.get(i), max);
      strokes.add(i == begin ? new MoveTo(i * step, y) : new LineTo(i * step, y));
      filled.add(new LineTo(i * step, y));
    }
    filled.add(new LineTo((end - 1) * step, height));
    filled.add(new ClosePath());
  }

  private double y(double value, double max) {
    return height - value / (max * 1.2) * height;
  }
}
