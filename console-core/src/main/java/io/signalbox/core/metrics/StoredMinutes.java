package io.signalbox.core.metrics;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The counts of recent minutes from the store, read all at once. For one thread at a time. */
final class StoredMinutes implements RecentWindow.Source {

  private final MetricsRepository repository;
  private Map<String, Map<Long, Tally>> counts = Map.of();
  private long reading;

  StoredMinutes(MetricsRepository repository) {
    this.repository = repository;
  }

  @Override
  public void begin(Collection<String> providers, long first) {
    reading++;
    Map<String, Map<Long, Tally>> read = new HashMap<>();
    Instant from = Instant.ofEpochSecond(first * 60);
    for (MetricsBucket bucket : repository.list(from, from.plus(RecentWindow.LENGTH))) {
      read.computeIfAbsent(bucket.provider(), each -> new HashMap<>())
          .computeIfAbsent(bucket.minute().getEpochSecond() / 60, each -> new Tally())
          .addEncoded(bucket.tally());
    }
    counts = read;
  }

  /** Each {@link #begin} reads all. */
  @Override
  public long others() {
    return 0;
  }

  @Override
  public long changes(String provider) {
    return reading;
  }

  @Override
  public @Nullable Tally minute(String provider, long minute) {
    return counts.getOrDefault(provider, Map.of()).get(minute);
  }
}
