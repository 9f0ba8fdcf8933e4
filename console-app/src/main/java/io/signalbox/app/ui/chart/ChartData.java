package io.signalbox.app.ui.chart;

import io.signalbox.core.metrics.SeriesPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One chart, worked out: what is left is to scale it to pixels. Times are seconds since 1970.
 * {@code NaN} is a gap. Immutable.
 *
 * @param at the steps' times
 * @param others the band of all that have no line; null where each has one
 * @param gaps stretches without any value
 */
public record ChartData(
    List<Double> at,
    List<Line> lines,
    @Nullable Band others,
    List<Gap> gaps,
    double from,
    double to,
    ValueAxis axis) {

  /** Steps without a value that make a gap worth naming; fewer only break the line. */
  private static final int GAP_STEPS = 3;

  /**
   * @param floor what it stands on; 0 where lines do not stand on each other
   */
  public record Line(String name, int order, List<Double> values, List<Double> floor) {}

  /** From the least to the most of all that have no line of their own. */
  public record Band(int count, List<Double> least, List<Double> most) {}

  /** Nothing was measured from here to there. */
  public record Gap(double from, double to) {}

  public ChartData {
    at = List.copyOf(at);
    lines = List.copyOf(lines);
    gaps = List.copyOf(gaps);
  }

  /** Nothing yet. */
  public static final ChartData NONE =
      new ChartData(
          List.of(),
          List.of(),
          null,
          List.of(),
          0,
          1,
          ValueAxis.of(ChartKind.VALUES, Double.NaN, Double.NaN, Double.NaN));

  /**
   * @param threshold seen on the chart where it is near what was measured; NaN for none
   */
  public static ChartData of(
      ChartKind kind, ChartSource source, ToDoubleFunction<SeriesPoint> figure, double threshold) {
    double from = source.from().getEpochSecond();
    List<SeriesPoint> grid = grid(source);
    int begin = 0;
    while (begin < grid.size() && grid.get(begin).at().getEpochSecond() < from) {
      begin++;
    }
    int count = grid.size() - begin;
    double[] floor = new double[count];
    List<Line> lines = new ArrayList<>();
    for (Map.Entry<String, List<SeriesPoint>> each : source.named().entrySet()) {
      double[] own = values(each.getValue(), begin, count, figure);
      double[] under = kind == ChartKind.STACKED ? floor.clone() : new double[count];
      if (kind == ChartKind.STACKED) {
        stack(floor, own);
      }
      lines.add(
          new Line(
              each.getKey(),
              source.orders().getOrDefault(each.getKey(), 0),
              list(own),
              list(under)));
    }
    Band band = source.others().isEmpty() ? null : band(kind, source, begin, count, figure, floor);
    List<Double> at = new ArrayList<>();
    for (int i = begin; i < grid.size(); i++) {
      at.add((double) grid.get(i).at().getEpochSecond());
    }
    double to = source.to().getEpochSecond();
    return new ChartData(
        at, lines, band, gaps(at, lines, band, to), from, to, axis(kind, lines, band, threshold));
  }

  private static List<SeriesPoint> grid(ChartSource source) {
    return source.named().values().stream()
        .max((one, other) -> Integer.compare(one.size(), other.size()))
        .orElse(List.of());
  }

  private static double[] values(
      List<SeriesPoint> points, int begin, int count, ToDoubleFunction<SeriesPoint> figure) {
    double[] values = new double[count];
    Arrays.fill(values, Double.NaN);
    for (int i = 0; i < count && begin + i < points.size(); i++) {
      values[i] = figure.applyAsDouble(points.get(begin + i));
    }
    return values;
  }

  /** What was not measured adds nothing to a stack, and is a gap in its own line. */
  private static void stack(double[] floor, double[] own) {
    for (int i = 0; i < own.length; i++) {
      if (!Double.isNaN(own[i])) {
        own[i] += floor[i];
        floor[i] = own[i];
      }
    }
  }

  private static Band band(
      ChartKind kind,
      ChartSource source,
      int begin,
      int count,
      ToDoubleFunction<SeriesPoint> figure,
      double[] floor) {
    double[] least = new double[count];
    double[] most = new double[count];
    Arrays.fill(least, Double.NaN);
    Arrays.fill(most, Double.NaN);
    for (List<SeriesPoint> points : source.others()) {
      double[] own = values(points, begin, count, figure);
      for (int i = 0; i < count; i++) {
        if (Double.isNaN(own[i])) {
          continue;
        }
        if (kind == ChartKind.STACKED) {
          least[i] = floor[i];
          most[i] = Double.isNaN(most[i]) ? floor[i] + own[i] : most[i] + own[i];
        } else {
          least[i] = Double.isNaN(least[i]) ? own[i] : Math.min(least[i], own[i]);
          most[i] = Double.isNaN(most[i]) ? own[i] : Math.max(most[i], own[i]);
        }
      }
    }
    return new Band(source.others().size(), list(least), list(most));
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static List<Gap> gaps(List<Double> at, List<Line> lines, @Nullable Band band, double to) {
    List<Gap> gaps = new ArrayList<>();
    int start = -1;
    for (int i = 0; i <= at.size(); i++) {
      boolean empty = i < at.size() && isEmpty(i, lines, band);
      if (empty && start < 0) {
        start = i;
      } else if (!empty && start >= 0) {
        if (i - start >= GAP_STEPS) {
          gaps.add(new Gap(at.get(start), i < at.size() ? at.get(i) : to));
        }
        start = -1;
      }
    }
    return gaps;
  }

  private static boolean isEmpty(int step, List<Line> lines, @Nullable Band band) {
    return (band == null || Double.isNaN(band.most().get(step)))
        && lines.stream().allMatch(line -> Double.isNaN(line.values().get(step)));
  }

  private static ValueAxis axis(
      ChartKind kind, List<Line> lines, @Nullable Band band, double threshold) {
    double least = Double.NaN;
    double most = Double.NaN;
    List<List<Double>> all = new ArrayList<>();
    lines.forEach(line -> all.add(line.values()));
    if (band != null) {
      all.add(band.least());
      all.add(band.most());
    }
    for (List<Double> values : all) {
      for (double value : values) {
        if (!Double.isNaN(value)) {
          least = Double.isNaN(least) ? value : Math.min(least, value);
          most = Double.isNaN(most) ? value : Math.max(most, value);
        }
      }
    }
    return ValueAxis.of(kind, least, most, threshold);
  }
}
