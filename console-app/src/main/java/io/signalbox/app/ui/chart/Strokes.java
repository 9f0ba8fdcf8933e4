package io.signalbox.app.ui.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.PathElement;

/** Values as path elements; what is not there breaks the path. Stateless. */
final class Strokes {

  private Strokes() {}

  /** Where values are on the plot. {@code half} is half a step, px. */
  record Scale(DoubleUnaryOperator x, DoubleUnaryOperator y, double half) {}

  /** A line; a value between two gaps is a short dash as wide as its step. */
  static List<PathElement> line(List<Double> at, List<Double> values, Scale scale) {
    List<PathElement> path = new ArrayList<>();
    for (Run run : runs(values)) {
      if (run.end() - run.begin() == 1) {
        double x = scale.x().applyAsDouble(at.get(run.begin()));
        double y = scale.y().applyAsDouble(values.get(run.begin()));
        path.add(new MoveTo(x - scale.half(), y));
        path.add(new LineTo(x + scale.half(), y));
        continue;
      }
      for (int i = run.begin(); i < run.end(); i++) {
        double x = scale.x().applyAsDouble(at.get(i));
        double y = scale.y().applyAsDouble(values.get(i));
        path.add(i == run.begin() ? new MoveTo(x, y) : new LineTo(x, y));
      }
    }
    return path;
  }

  /** What lies between two lines. */
  static List<PathElement> area(
      List<Double> at, List<Double> lower, List<Double> upper, Scale scale) {
    List<PathElement> path = new ArrayList<>();
    for (Run run : runs(upper)) {
      double wide = run.end() - run.begin() == 1 ? scale.half() : 0;
      for (int i = run.begin(); i < run.end(); i++) {
        double x = scale.x().applyAsDouble(at.get(i));
        double y = scale.y().applyAsDouble(upper.get(i));
        path.add(i == run.begin() ? new MoveTo(x - wide, y) : new LineTo(x, y));
        if (wide > 0) {
          path.add(new LineTo(x + wide, y));
        }
      }
      for (int i = run.end() - 1; i >= run.begin(); i--) {
        double x = scale.x().applyAsDouble(at.get(i));
        double y = scale.y().applyAsDouble(lower.get(i));
        path.add(new LineTo(x + wide, y));
        if (wide > 0) {
          path.add(new LineTo(x - wide, y));
        }
      }
      path.add(new ClosePath());
    }
    return path;
  }

  /** Values without a gap between them; the end is not among them. */
  private record Run(int begin, int end) {}

  private static List<Run> runs(List<Double> values) {
    List<Run> runs = new ArrayList<>();
    int begin = -1;
    for (int i = 0; i <= values.size(); i++) {
      boolean there = i < values.size() && !Double.isNaN(values.get(i));
      if (there && begin < 0) {
        begin = i;
      } else if (!there && begin >= 0) {
        runs.add(new Run(begin, i));
        begin = -1;
      }
    }
    return runs;
  }
}
