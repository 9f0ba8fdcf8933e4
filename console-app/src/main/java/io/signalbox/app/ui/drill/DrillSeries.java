package io.signalbox.app.ui.drill;

import io.signalbox.core.drill.DrillPoint;
import io.signalbox.core.drill.DrillView;
import io.signalbox.core.metrics.SeriesPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A drill's seconds as series for charts. A played second stands where a minute would, so that an
 * axis that writes hours and minutes writes minutes and seconds of the drill. Stateless.
 */
final class DrillSeries {

  /** The one line of the success chart. */
  static final String ALL = "success";

  private DrillSeries() {}

  static Instant at(Duration played) {
    return Instant.ofEpochSecond(Math.round(played.toMillis() / 1_000.0 * 60));
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(second * 60L);
  }

  /** Percent of operations that succeeded; a second without any is a gap. */
  static Map<String, List<SeriesPoint>> success(DrillView drill) {
    List<SeriesPoint> line = new ArrayList<>(drill.points().size());
    for (DrillPoint point : drill.points()) {
      int all = point.succeeded() + point.failed();
      double percent = all == 0 ? Double.NaN : 100.0 * point.succeeded() / all;
      line.add(new SeriesPoint(at(point.second()), all, percent, Double.NaN, Double.NaN));
    }
    return Map.of(ALL, line);
  }

  /** Calls each stand-in got, in configured order; one that got none has a line at 0. */
  static Map<String, List<SeriesPoint>> calls(DrillView drill) {
    Map<String, List<SeriesPoint>> lines = new LinkedHashMap<>();
    for (DrillView.StandIn standIn : drill.providers()) {
      List<SeriesPoint> line = new ArrayList<>(drill.points().size());
      for (DrillPoint point : drill.points()) {
        int calls = point.calls().getOrDefault(standIn.name(), 0);
        line.add(new SeriesPoint(at(point.second()), calls, Double.NaN, Double.NaN, Double.NaN));
      }
      lines.put(standIn.name(), line);
    }
    return lines;
  }

  /** Stand-in to its place in the configuration. */
  static Map<String, Integer> orders(DrillView drill) {
    Map<String, Integer> orders = new LinkedHashMap<>();
    drill.providers().forEach(each -> orders.put(each.name(), orders.size()));
    return orders;
  }
}
