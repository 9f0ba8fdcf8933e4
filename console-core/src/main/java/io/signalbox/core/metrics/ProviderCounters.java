package io.signalbox.core.metrics;

import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** Everything counted about one provider in this process. Thread-safe. */
final class ProviderCounters {

  static final int SECONDS = 900;
  static final int MINUTES = 16;
  private static final int ERRORS = 50;
  private static final int OPERATIONS = ProviderOperationType.values().length;

  final AtomicInteger inFlight = new AtomicInteger();
  final BucketRing seconds = new BucketRing(SECONDS);
  final long sinceSecond;
  private final BucketRing[] minutesByOperation = new BucketRing[OPERATIONS];
  // What has not been handed to the store yet, by operation.
  private final AtomicLongArray[] pending = new AtomicLongArray[OPERATIONS];
  private final Deque<RecentError> errors = new ArrayDeque<>();

  ProviderCounters(long sinceSecond) {
    this.sinceSecond = sinceSecond;
    for (int i = 0; i < OPERATIONS; i++) {
      minutesByOperation[i] = new BucketRing(MINUTES);
      pending[i] = new AtomicLongArray(Tally.CELLS);
    }
  }

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
    waiting.getAndIncrement(outcome);
    waiting.getAndIncrement(Tally.COUNTS + bucket);
    if (throttled) {
      waiting.getAndIncrement(Tally.THROTTLED);
    }
    if (unknown) {
      waiting.getAndIncrement(Tally.UNKNOWN);
    }
  }

  void remember(RecentError error) {
    synchronized (errors) {
      errors.addFirst(error);
      if (errors.size() > ERRORS) {
        errors.removeLast();
      }
    }
  }

  List<RecentError> errors(int limit) {
    synchronized (errors) {
      return errors.stream().limit(limit).toList();
    }
  }

  BucketRing minutes(ProviderOperationType type) {
    return minutesByOperation[type.ordinal()];
  }

  /**
   * Takes what waits for the store; a count made meanwhile is in this drain or the next, never
   * lost.
   */
  Tally drain(ProviderOperationType type) {
    Tally drained = new Tally();
    AtomicLongArray waiting = pending[type.ordinal()];
    for (int i = 0; i < Tally.CELLS; i++) {
      if (waiting.get(i) != 0) {
        drained.add(i, waiting.getAndSet(i, 0));
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
