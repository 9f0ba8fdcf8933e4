package io.signalbox.core.metrics;

import io.signalbox.core.provider.ProviderOperationType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What this process has put into the store itself, of the last {@value #MINUTES} minutes at least,
 * so that the rest of what is stored is known to be of others. While a write is under way nobody
 * knows whether the store has it already; then nothing is told apart. Thread-safe; its lock is not
 * held while the store is read or written.
 */
final class WrittenMinutes {

  static final int MINUTES = 15;

  /** More than are asked for, so that a clock that is put back and forth loses none. */
  private static final int KEPT = 2 * MINUTES;

  // All guarded by this. Encoded tallies, by the minute they are stored under; the one that was
  // needed last stands last.
  private final Map<Instant, Map<Key, byte[]>> minutes = new LinkedHashMap<>(64, 0.75f, true);
  private boolean writing;
  private long edition;

  private record Key(String provider, ProviderOperationType operation) {}

  /** A write begins. */
  synchronized void begin() {
    writing = true;
    edition++;
  }

  /** The write that began left nothing in the store. */
  synchronized void failed() {
    writing = false;
    edition++;
  }

  /** The store has what was written. */
  synchronized void written(List<MetricsBucket> buckets) {
    writing = false;
    edition++;
    for (MetricsBucket bucket : buckets) {
      minutes
          .computeIfAbsent(bucket.minute(), each -> new HashMap<>())
          .merge(
              new Key(bucket.provider(), bucket.operation()), bucket.tally(), MetricsBucket::merge);
    }
    while (minutes.size() > KEPT) {
      minutes.remove(minutes.keySet().iterator().next());
    }
  }

  /** Differs after each write; empty while one is under way. */
  synchronized OptionalLong edition() {
    return writing ? OptionalLong.empty() : OptionalLong.of(edition);
  }

  /**
   * What other processes have added to these buckets; those without any are left out.
   *
   * @param stored read after {@link #edition} was asked
   * @param since what that was; empty is returned where this process has written meanwhile
   */
  synchronized Optional<List<MetricsBucket>> ofOthers(List<MetricsBucket> stored, long since) {
    if (writing || edition != since) {
      return Optional.empty();
    }
    List<MetricsBucket> others = new ArrayList<>();
    for (MetricsBucket bucket : stored) {
      byte[] own =
          minutes
              .getOrDefault(bucket.minute(), Map.of())
              .get(new Key(bucket.provider(), bucket.operation()));
      if (own == null) {
        others.add(bucket);
        continue;
      }
      Tally rest = Tally.decode(bucket.tally()).without(Tally.decode(own));
      if (rest.operations() > 0) {
        others.add(
            new MetricsBucket(
                bucket.provider(), bucket.operation(), bucket.minute(), rest.encode()));
      }
    }
    return Optional.of(others);
  }
}
