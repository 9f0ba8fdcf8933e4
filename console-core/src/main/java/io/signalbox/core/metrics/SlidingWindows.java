package io.signalbox.core.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The figures that screens showed, minute by minute, from stored minutes. Stateless. */
final class SlidingWindows {

  private static final long MINUTE = 60;
  private static final long SECONDS = RecentWindow.LENGTH.toSeconds();

  private SlidingWindows() {}

  /**
   * By provider that has any bucket, one for each whole minute that ends after {@code from} and not
   * after {@code to}.
   */
  static Map<String, List<WindowAt>> of(MetricsRepository repository, Instant from, Instant to) {
    long first = Math.floorDiv(from.getEpochSecond(), MINUTE) + 1;
    long last = Math.floorDiv(to.getEpochSecond(), MINUTE);
    Map<String, Map<Long, Tally>> minutes = new HashMap<>();
    Instant begin = Instant.ofEpochSecond((first - RecentWindow.MINUTES) * MINUTE);
    for (MetricsBucket bucket : repository.list(begin, Instant.ofEpochSecond(last * MINUTE))) {
      minutes
          .computeIfAbsent(bucket.provider(), each -> new HashMap<>())
          .computeIfAbsent(bucket.minute().getEpochSecond() / MINUTE, each -> new Tally())
          .addEncoded(bucket.tally());
    }
    Map<String, List<WindowAt>> windows = new TreeMap<>();
    minutes.forEach((provider, tallies) -> windows.put(provider, slide(tallies, first, last)));
    return windows;
  }

  private static List<WindowAt> slide(Map<Long, Tally> minutes, long first, long last) {
    List<WindowAt> windows = new ArrayList<>();
    Tally sum = new Tally();
    for (long minute = first - RecentWindow.MINUTES; minute < first - 1; minute++) {
      add(sum, minutes.get(minute), 1);
    }
    for (long end = first; end <= last; end++) {
      add(sum, minutes.get(end - 1), 1);
      windows.add(new WindowAt(Instant.ofEpochSecond(end * MINUTE), sum.over(SECONDS)));
      add(sum, minutes.get(end - RecentWindow.MINUTES), -1);
    }
    return windows;
  }

  private static void add(Tally sum, @Nullable Tally minute, int sign) {
    if (minute != null) {
      sum.add(minute, sign);
    }
  }
}
