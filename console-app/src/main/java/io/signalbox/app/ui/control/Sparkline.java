package io.signalbox.app.ui.control;

import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/** A small line of figures without axes; gaps stay gaps. */
public final class Sparkline extends Pane {

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
    line.getElements().clear();
    area.getElements().clear();
    double max = values.stream().filter(v -> !v.isNaN()).mapToDouble(v -> v).max().orElse(0);
    if (max <= 0 || values.size() < 2) {
      return;
    }
    double step = width / (values.size() - 1);
    double begin = Double.NaN;
    double last = 0;
    for (int i = 0; i < values.size(); i++) {
      double value = values.get(i);
      if (Double.isNaN(value)) {
        close(begin, last);
        begin = Double.NaN;
        continue;
      }
      double x = i * step;
      double y = height - value / (max * 1.2) * height;
      if (Double.isNaN(begin)) {
        begin = x;
        line.getElements().add(new MoveTo(x, y));
        area.getElements().addAll(new MoveTo(x, height), new LineTo(x, y));
      } else {
        line.getElements().add(new LineTo(x, y));
        area.getElements().add(new LineTo(x, y));
      }
      last = x;
    }
    close(begin, last);
  }

  private void close(double begin, double last) {
    if (!Double.isNaN(begin)) {
      area.getElements().addAll(new LineTo(last, height), new LineTo(begin, height));
    }
  }
}
