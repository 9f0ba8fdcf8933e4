package io.signalbox.core.metrics;

import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntSupplier;

/**
 * Everything counted about one provider in this process. Thread-safe: one short lock for a whole
 * call's counts, being cheaper than an atomic step for each; reading takes none.
 */
final class ProviderCounters {

  static final int SECONDS = 900;
  static final int MINUTES = 16;
  private static final long NEVER = Long.MAX_VALUE;
  private static final int OPERATIONS = ProviderOperationType.values().length;

  /** Calls under way that nobody else tells. */
  final AtomicInteger inFlight = new AtomicInteger();

  private final List<IntSupplier> underWay = new CopyOnWriteArrayList<>();
  final BucketRing seconds = new BucketRing(SECONDS);
  private volatile long sinceSecond = NEVER;
  private final BucketRing[] minutesByOperation = new BucketRing[OPERATIONS];
  // What has not been handed to the store yet, by operation.
  private final AtomicLongArray[] pending = new AtomicLongArray[OPERATIONS];

  ProviderCounters() {
    for (int i = 0; i < OPERATIONS; i++) {
      minutesByOperation[i] = new BucketRing(MINUTES);
      pending[i] = new AtomicLongArray(Tally.CELLS);
    }
  }

  /** The second of the first call; in the far future before that. */
  long sinceSecond() {
    return sinceSecond;
  }

  boolean isWatched() {
    return sinceSecond != NEVER;
  }

  synchronized void watchFrom(long second) {
    sinceSecond = Math.min(sinceSecond, second);
  }

  void addInFlightSource(IntSupplier calls) {
    underWay.add(calls);
  }

  void removeInFlightSource(IntSupplier calls) {
    underWay.remove(calls);
  }

  int inFlight() {
    return inFlight.get() + underWay.stream().mapToInt(IntSupplier::getAsInt).sum();
  }

  /** Counts a call; under the lock. */
  void count(long second, ProviderOperationType type, ProviderResult result, long elapsedNanos) {
    int outcome = Tally.outcomeCell(result);
    int bucket = LatencyScale.bucket(elapsedNanos);
    boolean throttled = false;
    boolean unknown = false;
    if (result instanceof ProviderResult.Failure failure) {
      throttled = failure.failure().throttled();
      unknown = !failure.failure().outcomeKnown();
    }
    seconds.count(second, outcome, bucket, throttled, unknown);
    minutesByOperation[type.ordinal()].count(second / 60, outcome, bucket, throttled, unknown);
    AtomicLongArray waiting = pending[type.ordinal()];
    increment(waiting, outcome);
    increment(waiting, Tally.COUNTS + bucket);
    if (throttled) {
      increment(waiting, Tally.THROTTLED);
    }
    if (unknown) {
      increment(waiting, Tally.UNKNOWN);
    }
  }

  private static void increment(AtomicLongArray cells, int at) {
    cells.setOpaque(at, cells.getPlain(at) + 1);
  }

  BucketRing minutes(ProviderOperationType type) {
    return minutesByOperation[type.ordinal()];
  }

  /**
   * Takes what waits for the store; a count made meanwhile is in this drain or the next, never
   * lost.
   */
  synchronized Tally drain(ProviderOperationType type) {
    Tally drained = new Tally();
    AtomicLongArray waiting = pending[type.ordinal()];
    for (int i = 0; i < Tally.CELLS; i++) {
      if (waiting.get(i) != 0) {
        drained.add(i, waiting.get(i));
        waiting.setOpaque(i, 0);
      }
    }
    return drained;
  }

  long bytes() {
    long bytes = seconds.bytes();
    for (int i = 0; i < OPERATIONS; i++) {
      bytes += minutesByOperation[i].bytes() + 8L * pending[i].length();
    }
    return bytes;
  }
}
