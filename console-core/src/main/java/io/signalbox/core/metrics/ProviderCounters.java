package io.signalbox.core.metrics;

import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything counted about one provider in this process. Thread-safe: one short lock for a whole
 * call's counts, being cheaper than an atomic step for each, and the same for who reads them. What
 * an operation needs is made at its first call.
 */
final class ProviderCounters {

  static final int SECONDS = 900;
  static final int MINUTES = 16;
  private static final int SECONDS_PER_PAGE = 60;
  private static final int MINUTES_PER_PAGE = 4;
  private static final long NEVER = Long.MAX_VALUE;
  private static final int OPERATIONS = ProviderOperationType.values().length;

  /** Calls under way that nobody else tells. */
  final AtomicInteger inFlight = new AtomicInteger();

  private final List<IntSupplier> underWay = new CopyOnWriteArrayList<>();
  private volatile long sinceSecond = NEVER;
  // Grows with every call that is counted; written under the lock.
  private final AtomicLong counted = new AtomicLong();
  // All that follows is guarded by this.
  private @Nullable Trail seconds;
  private final @Nullable Operation[] operations = new @Nullable Operation[OPERATIONS];

  private static final class Operation {
    private final Trail minutes = new Trail(MINUTES, MINUTES_PER_PAGE);
    // What has not been handed to the store yet.
    private final int[] pending = new int[Tally.CELLS];
    private boolean waits;
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

  /** How many calls were counted so far. */
  long counted() {
    return counted.getAcquire();
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
    Trail all = seconds;
    if (all == null) {
      all = new Trail(SECONDS, SECONDS_PER_PAGE);
      seconds = all;
    }
    all.count(second, outcome, bucket, throttled, unknown);
    Operation operation = operations[type.ordinal()];
    if (operation == null) {
      operation = new Operation();
      operations[type.ordinal()] = operation;
    }
    operation.minutes.count(second / 60, outcome, bucket, throttled, unknown);
    operation.waits = true;
    int[] waiting = operation.pending;
    waiting[outcome]++;
    waiting[Tally.COUNTS + bucket]++;
    if (throttled) {
      waiting[Tally.THROTTLED]++;
    }
    if (unknown) {
      waiting[Tally.UNKNOWN]++;
    }
    // After the counts: who sees it sees them.
    counted.setRelease(counted.getPlain() + 1);
  }

  /** Adds the seconds with {@code from <= second < to}. */
  synchronized void addSeconds(Tally tally, long from, long to) {
    if (seconds != null) {
      seconds.addTo(tally, from, to);
    }
  }

  /** Adds one operation's minutes with {@code from <= minute < to}. */
  synchronized void addMinutes(ProviderOperationType type, Tally tally, long from, long to) {
    Operation operation = operations[type.ordinal()];
    if (operation != null) {
      operation.minutes.addTo(tally, from, to);
    }
  }

  /**
   * Takes what waits for the store, null where nothing does; a count made meanwhile is in this
   * drain or the next, never lost.
   */
  synchronized @Nullable Tally drain(ProviderOperationType type) {
    Operation operation = operations[type.ordinal()];
    if (operation == null || !operation.waits) {
      return null;
    }
    Tally drained = new Tally();
    for (int i = 0; i < Tally.CELLS; i++) {
      drained.add(i, operation.pending[i]);
    }
    Arrays.fill(operation.pending, 0);
    operation.waits = false;
    return drained;
  }

  /** What the counts take; objects that are the same for every provider are not in it. */
  synchronized long bytes() {
    long bytes = seconds == null ? 0 : seconds.bytes();
    for (Operation operation : operations) {
      bytes += operation == null ? 0 : operation.minutes.bytes() + 4L * operation.pending.length;
    }
    return bytes;
  }
}
