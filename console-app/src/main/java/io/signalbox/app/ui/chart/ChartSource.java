package io.signalbox.app.ui.chart;

import io.signalbox.app.ui.control.Series;
import io.signalbox.core.metrics.SeriesPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What charts are made of: every provider's series on one grid of steps, and the few that are drawn
 * in their own colours. Immutable; made in the background.
 *
 * @param named the providers with a line of their own, in configured order
 * @param others the rest, drawn as one band
 * @param orders provider with a line to its colour, each another
 * @param from never before the first sample
 */
public record ChartSource(
    Map<String, List<SeriesPoint>> named,
    List<List<SeriesPoint>> others,
    Map<String, Integer> orders,
    Instant from,
    Instant to) {

  /** Lines in colours; more cannot be told apart. */
  public static final int NAMED = 4;

  public ChartSource {
    others = List.copyOf(others);
    orders = Map.copyOf(orders);
  }

  /**
   * Chooses who gets a line: who worked most.
   *
   * @param series provider to its points, in configured order, all on the same steps
   * @param from of the range that was asked for; where nothing is that old, the first sample
   */
  public static ChartSource of(
      Map<String, List<SeriesPoint>> series,
      Map<String, Integer> orders,
      Instant from,
      Instant to) {
    List<String> busiest = new ArrayList<>(series.keySet());
    if (busiest.size() > NAMED) {
      Map<String, Double> work = new LinkedHashMap<>();
      series.forEach((name, points) -> work.put(name, work(points)));
      busiest.sort((one, other) ->
          Double.compare(work.getOrDefault(other, 0.0), work.getOrDefault(one, 0.0)));
      busiest = busiest.subList(0, NAMED);
    }
    Map<String, List<SeriesPoint>> named = new LinkedHashMap<>();
    List<List<SeriesPoint>> others = new ArrayList<>();
    for (Map.Entry<String, List<SeriesPoint>> each : series.entrySet()) {
      if (busiest.contains(each.getKey())) {
        named.put(each.getKey(), each.getValue());
      } else {
        others.add(each.getValue());
      }
    }
    Instant first = firstSample(series.values(), to);
    return new ChartSource(
        named, others, distinct(named.keySet(), orders), first.isAfter(from) ? first : from, to);
  }

  /**
   * A line has its provider's colour, unless another line on the chart has it: then the next that
   * is free, for lines that look alike cannot be told apart.
   */
  private static Map<String, Integer> distinct(
      Iterable<String> named, Map<String, Integer> orders) {
    Map<String, Integer> distinct = new LinkedHashMap<>();
    boolean[] taken = new boolean[Series.COUNT];
    for (String name : named) {
      int colour = Math.floorMod(orders.getOrDefault(name, 0), Series.COUNT);
      while (taken[colour]) {
        colour = (colour + 1) % Series.COUNT;
      }
      taken[colour] = true;
      distinct.put(name, colour);
    }
    return distinct;
  }

  private static double work(List<SeriesPoint> points) {
    double sum = 0;
    for (SeriesPoint point : points) {
      if (!Double.isNaN(point.operationsPerSecond())) {
        sum += point.operationsPerSecond();
      }
    }
    return sum;
  }

  private static Instant firstSample(Iterable<List<SeriesPoint>> all, Instant none) {
    Instant first = none;
    for (List<SeriesPoint> points : all) {
      for (SeriesPoint point : points) {
        if (!Double.isNaN(point.operationsPerSecond())) {
          if (point.at().isBefore(first)) {
            first = point.at();
          }
          break;
        }
      }
    }
    return first;
  }
}
