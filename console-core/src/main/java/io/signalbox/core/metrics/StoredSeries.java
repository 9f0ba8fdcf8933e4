package io.signalbox.core.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Series from stored minutes. A minute in which nobody measured anything is a gap, and so is all
 * before a provider's first; a minute in which others were measured and it was not is 0.
 */
final class StoredSeries {

  private static final long MINUTE = 60;

  private final long step;
  private final long end;
  private final Map<String, NavigableMap<Long, Tally>> byProvider = new HashMap<>();
  // The minutes in which anybody measured anything.
  private final NavigableMap<Long, Boolean> measured = new TreeMap<>();

  /**
   * @param buckets of every provider
   * @param end the second at which the series ends, or now
   */
  StoredSeries(List<MetricsBucket> buckets, long step, long end) {
    this.step = step;
    this.end = end;
    for (MetricsBucket bucket : buckets) {
      long second = bucket.minute().getEpochSecond();
      measured.put(second, Boolean.TRUE);
      byProvider
          .computeIfAbsent(bucket.provider(), each -> new TreeMap<>())
          .computeIfAbsent(second, each -> new Tally())
          .addEncoded(bucket.tally());
    }
  }

  Map<String, List<SeriesPoint>> of(Collection<String> providers, long from) {
    Map<String, List<SeriesPoint>> series = new LinkedHashMap<>();
    for (String provider : providers) {
      series.put(provider, points(byProvider.getOrDefault(provider, new TreeMap<>()), from));
    }
    return series;
  }

  private List<SeriesPoint> points(NavigableMap<Long, Tally> minutes, long from) {
    List<SeriesPoint> points = new ArrayList<>();
    for (long at = from / step * step; at < end; at += step) {
      Long first = minutes.isEmpty() ? null : minutes.firstKey();
      Map<Long, Boolean> anybody = measured.subMap(at, at + step);
      if (first == null || first >= at + step || anybody.isEmpty()) {
        points.add(SeriesPoint.gap(Instant.ofEpochSecond(at)));
      } else {
        Tally tally = new Tally();
        minutes.subMap(at, at + step).values().forEach(each -> tally.add(each, 1));
        points.add(SeriesPoint.of(at, tally, tally.operations() / seconds(at)));
      }
    }
    return points;
  }

  /**
   * How much of a step was measured: not what is still to come of the step that runs, nor what was
   * before the program began in it. Where only a part of a minute can have been, it is not known.
   */
  private double seconds(long at) {
    long to = Math.max(at + 1, Math.min(at + step, end));
    if (!measured.subMap(at - step, at).isEmpty()) {
      return to - at;
    }
    Long first = measured.ceilingKey(at);
    return step > MINUTE && first != null ? Math.max(1, to - first) : Double.NaN;
  }
}
