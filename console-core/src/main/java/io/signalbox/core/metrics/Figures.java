package io.signalbox.core.metrics;

import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what was counted, here and in other processes. What each says is told by {@link
 * ProviderMetrics}. Thread-safe.
 */
final class Figures {

  private static final long MEMORY_SECONDS = ProviderCounters.SECONDS;

  private final TimeSource time;
  private final SecondClock clock;
  private final MetricsRepository repository;
  private final Map<String, ProviderCounters> providers;
  private final OtherProcesses others;

  Figures(
      TimeSource time,
      SecondClock clock,
      MetricsRepository repository,
      Map<String, ProviderCounters> providers,
      OtherProcesses others) {
    this.time = time;
    this.clock = clock;
    this.repository = repository;
    this.providers = providers;
    this.others = others;
  }

  WindowMetrics total(Collection<String> together, Duration window) {
    long seconds = Math.max(1, window.toSeconds());
    Tally tally = new Tally();
    long watched = 1;
    for (String provider : together) {
      if (seconds <= MEMORY_SECONDS) {
        ProviderCounters counters = providers.get(provider);
        if (counters != null) {
          long now = clock.now();
          counters.addSeconds(tally, now - seconds + 1, now + 1);
          watched = Math.max(watched, now - counters.sinceSecond() + 1);
        }
      } else {
        watched = seconds;
        stored(provider, window).forEach(bucket -> tally.addEncoded(bucket.tally()));
      }
    }
    // A rate over time in which nobody watched would be too low.
    return tally.over(Math.min(seconds, watched));
  }

  Map<ProviderOperationType, WindowMetrics> byOperation(
      String provider, Duration window, boolean stored) {
    long now = clock.now();
    long minutes = Math.max(1, Math.ceilDiv(window.toSeconds(), 60));
    long first = now / 60 - minutes + 1;
    Map<ProviderOperationType, Tally> tallies = new EnumMap<>(ProviderOperationType.class);
    ProviderCounters counters = providers.get(provider);
    if (stored || minutes * 60 > MEMORY_SECONDS) {
      Instant from = Instant.ofEpochSecond(first * 60);
      for (MetricsBucket bucket : repository.list(provider, from, from.plusSeconds(minutes * 60))) {
        tallies.computeIfAbsent(bucket.operation(), t -> new Tally()).addEncoded(bucket.tally());
      }
    } else {
      others.look();
      for (ProviderOperationType type : ProviderOperationType.values()) {
        Tally tally = tallies.computeIfAbsent(type, t -> new Tally());
        if (counters != null) {
          counters.addMinutes(type, tally, first, first + minutes);
        }
        others.addMinutes(provider, type, tally, first, first + minutes);
      }
    }
    Map<ProviderOperationType, WindowMetrics> figures = new EnumMap<>(ProviderOperationType.class);
    tallies.forEach((type, tally) -> {
      if (tally.operations() > 0) {
        figures.put(type, tally.over(Math.max(1, now - first * 60)));
      }
    });
    return figures;
  }

  Map<String, List<SeriesPoint>> series(
      Collection<String> names, Instant from, Instant to, Duration step) {
    long end = Math.min(to.getEpochSecond(), clock.now());
    if (from.isBefore(time.now().minusSeconds(MEMORY_SECONDS + 5))) {
      long seconds = Math.max(60, step.toSeconds());
      // The step before tells whether anybody watched when the first began.
      Instant first = from.minusSeconds(seconds).truncatedTo(ChronoUnit.MINUTES);
      return new StoredSeries(repository.list(first, to), seconds, end)
          .of(names, from.getEpochSecond());
    }
    Map<String, List<SeriesPoint>> series = new LinkedHashMap<>();
    names.forEach(
        name -> series.put(name, memorySeries(name, from, end, Math.max(1, step.toSeconds()))));
    return series;
  }

  private List<SeriesPoint> memorySeries(String provider, Instant from, long end, long step) {
    ProviderCounters counters = providers.get(provider);
    List<SeriesPoint> points = new ArrayList<>();
    for (long at = from.getEpochSecond() / step * step; at + step <= end; at += step) {
      if (counters == null || at + step <= counters.sinceSecond()) {
        points.add(SeriesPoint.gap(Instant.ofEpochSecond(at)));
      } else {
        Tally tally = new Tally();
        counters.addSeconds(tally, at, at + step);
        // Over what was watched of it, or the first step would be too low.
        long watched = at + step - Math.max(at, counters.sinceSecond());
        points.add(SeriesPoint.of(at, tally, (double) tally.operations() / watched));
      }
    }
    return points;
  }

  private List<MetricsBucket> stored(String provider, Duration window) {
    Instant now = time.now();
    return repository.list(
        provider, now.minus(window).truncatedTo(ChronoUnit.MINUTES), now.plusSeconds(1));
  }
}
