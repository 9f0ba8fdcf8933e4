package io.signalbox.core.metrics;

import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.provider.ProviderOperationType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was counted and is not in the store yet, by the minute in which it was counted. At most
 * {@value #MAX_BUCKETS} buckets, an hour of 20 providers or two minutes of 500: the oldest gives
 * way. Thread-safe.
 */
final class UnstoredMinutes implements KeptBehind {

  private static final int MAX_BUCKETS = 5_000;

  private final MetricsRepository repository;
  private final WrittenMinutes own;
  private final Runnable collect;
  // Both guarded by this.
  private final Map<Key, Tally> waiting = new LinkedHashMap<>();
  private long dropped;

  private record Key(String provider, ProviderOperationType operation, Instant minute) {}

  /**
   * @param own is told what is written
   * @param collect adds what was counted since it was called last
   */
  UnstoredMinutes(MetricsRepository repository, WrittenMinutes own, Runnable collect) {
    this.repository = repository;
    this.own = own;
    this.collect = collect;
  }

  synchronized void add(
      String provider, ProviderOperationType operation, Instant minute, Tally counted) {
    if (counted.operations() == 0) {
      return;
    }
    waiting
        .computeIfAbsent(new Key(provider, operation, minute), key -> new Tally())
        .add(counted, 1);
    if (waiting.size() > MAX_BUCKETS) {
      dropped += dropOldest();
    }
  }

  private long dropOldest() {
    var oldest = waiting.entrySet().iterator();
    long operations = oldest.next().getValue().operations();
    oldest.remove();
    return operations;
  }

  @Override
  public String name() {
    return "measured calls";
  }

  @Override
  public Optional<Batch> take() {
    collect.run();
    synchronized (this) {
      if (waiting.isEmpty()) {
        return Optional.empty();
      }
      Map<Key, Tally> taken = new LinkedHashMap<>();
      waiting.forEach((key, tally) -> taken.put(key, new Tally().add(tally, 1)));
      return Optional.of(new Minutes(taken));
    }
  }

  @Override
  public synchronized long dropped() {
    return dropped;
  }

  private synchronized void written(Map<Key, Tally> tallies) {
    tallies.forEach((key, tally) ->
        waiting.computeIfPresent(
            key,
            (same, now) -> {
              Tally left = now.add(tally, -1);
              return left.operations() == 0 ? null : left;
            }));
  }

  private final class Minutes implements Batch {
    private final Map<Key, Tally> tallies;
    private final List<MetricsBucket> buckets;

    Minutes(Map<Key, Tally> tallies) {
      this.tallies = tallies;
      this.buckets = buckets(tallies);
    }

    @Override
    public void write() {
      own.begin();
      repository.add(buckets);
    }

    @Override
    public void failed() {
      own.failed();
    }

    private static List<MetricsBucket> buckets(Map<Key, Tally> tallies) {
      return tallies.entrySet().stream()
          .map(entry ->
              new MetricsBucket(
                  entry.getKey().provider(),
                  entry.getKey().operation(),
                  entry.getKey().minute(),
                  entry.getValue().encode()))
          .toList();
    }

    @Override
    public void written() {
      own.written(buckets);
      UnstoredMinutes.this.written(tallies);
    }

    /** Reads that went well are no reason for a process to write that has nothing else to tell. */
    @Override
    public boolean isNews() {
      return tallies.entrySet().stream()
          .anyMatch(entry ->
              changesMachines(entry.getKey().operation())
                  || entry.getValue().operations() > entry.getValue().get(Tally.SUCCEEDED));
    }
  }

  private static boolean changesMachines(ProviderOperationType operation) {
    return operation == ProviderOperationType.CREATE_INSTANCES
        || operation == ProviderOperationType.TERMINATE_INSTANCES;
  }
}
