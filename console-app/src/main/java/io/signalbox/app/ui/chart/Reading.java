package io.signalbox.app.ui.chart;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a chart says of one step: exact values, each with what it is of.
 *
 * @param at the step's time, in seconds since 1970
 * @param values of the lines in their order, what was not measured left out
 * @param others how many have no line of their own, with the least and the most of them; 0 for none
 */
public record Reading(double at, List<Value> values, int others, double least, double most) {

  /**
   * @param order the series' colour
   */
  public record Value(String name, int order, double value) {}

  public Reading {
    values = List.copyOf(values);
  }

  /** At the step that is nearest to a moment; of {@link ChartData#NONE} nothing is read. */
  static Reading of(ChartData data, double seconds) {
    int step = nearest(data.at(), seconds);
    if (step < 0) {
      return new Reading(seconds, List.of(), 0, Double.NaN, Double.NaN);
    }
    List<Value> values = new ArrayList<>();
    for (ChartData.Line line : data.lines()) {
      // What stands on others is told by itself.
      double own = line.values().get(step) - line.floor().get(step);
      if (!Double.isNaN(own)) {
        values.add(new Value(line.name(), line.order(), own));
      }
    }
    ChartData.Band band = data.others();
    if (band == null || Double.isNaN(band.most().get(step))) {
      return new Reading(data.at().get(step), values, 0, Double.NaN, Double.NaN);
    }
    return new Reading(
        data.at().get(step), values, band.count(), band.least().get(step), band.most().get(step));
  }

  private static int nearest(List<Double> at, double seconds) {
    int nearest = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < at.size(); i++) {
      double away = Math.abs(at.get(i) - seconds);
      if (away < least) {
        least = away;
        nearest = i;
      }
    }
    return nearest;
  }

  Instant instant() {
    return Instant.ofEpochSecond(Math.round(at));
  }

  boolean isEmpty() {
    return values.isEmpty() && others == 0;
  }
}
