package io.signalbox.core.routing.balancing;

import io.signalbox.core.routing.failover.Circuit;
import java.time.Duration;

/**
 * The last calls of one provider, for choosing: their latency, which of them counted against it,
 * and a mean that forgets with a half-life of 60 s. Thread-safe; its lock is never held across a
 * call.
 */
public final class CallWindow {

  /** The most calls that are remembered, and so the longest window a balancer may ask for. */
  public static final int MAX_CALLS = 1_000;

  /** Success is judged over this many calls at most. */
  static final int SUCCESS_CALLS = 100;

  static final long SUCCESS_NANOS = Duration.ofMinutes(5).toNanos();
  private static final double HALF_LIFE_NANOS = Duration.ofSeconds(60).toNanos();
  // Decaying at every call would cost an exponential each; a hundredth of a second loses nothing.
  private static final long DECAY_STEP_NANOS = 10_000_000;

  private final long[] endedNanos = new long[MAX_CALLS];
  private final float[] millis = new float[MAX_CALLS];
  private final byte[] outcomes = new byte[MAX_CALLS];
  private int count;
  private int next;
  private double decayedWeight;
  private double decayedMillis;
  private long decayedAt;
  private long lastFailureNanos;
  private boolean failedEver;
  private final Object lock;

  public CallWindow() {
    this.lock = this;
  }

  /**
   * @param lock what guards it; a caller that holds it already pays for no second one
   */
  public CallWindow(Object lock) {
    this.lock = lock;
  }

  /** Adds a call that ended now. */
  public void add(long nowNanos, long tookNanos, Circuit.Outcome outcome) {
    synchronized (lock) {
      double took = tookNanos / 1e6;
      endedNanos[next] = nowNanos;
      millis[next] = (float) took;
      outcomes[next] = (byte) outcome.ordinal();
      next = next + 1 == MAX_CALLS ? 0 : next + 1;
      count = Math.min(MAX_CALLS, count + 1);
      decay(nowNanos);
      decayedWeight += 1;
      decayedMillis += took;
      if (outcome == Circuit.Outcome.FAILURE) {
        lastFailureNanos = nowNanos;
        failedEver = true;
      }
    }
  }

  private void decay(long nowNanos) {
    if (decayedWeight == 0) {
      decayedAt = nowNanos;
    } else if (nowNanos - decayedAt > DECAY_STEP_NANOS) {
      double kept = Math.exp(-Math.log(2) * (nowNanos - decayedAt) / HALF_LIFE_NANOS);
      decayedWeight *= kept;
      decayedMillis *= kept;
      decayedAt = nowNanos;
    }
  }

  /** Decayed mean latency in milliseconds, half-life 60 s; NaN for a provider never measured. */
  public double decayedMeanMillis() {
    synchronized (lock) {
      return decayedWeight == 0 ? Double.NaN : decayedMillis / decayedWeight;
    }
  }

  /** Mean latency of the last {@code calls}, in milliseconds; NaN where there is none. */
  public double meanMillis(int calls) {
    synchronized (lock) {
      int size = Math.min(calls, count);
      double sum = 0;
      for (int i = 1; i <= size; i++) {
        sum += millis[Math.floorMod(next - i, MAX_CALLS)];
      }
      return size == 0 ? Double.NaN : sum / size;
    }
  }

  /**
   * Percent of success among the counted of the last 100 calls, none older than 5 min; NaN where
   * none counted.
   */
  public double successPercent(long nowNanos) {
    synchronized (lock) {
      return success(SUCCESS_CALLS, nowNanos - SUCCESS_NANOS);
    }
  }

  /** Percent of success among the counted of the last {@code calls}; NaN where none counted. */
  public double successPercent(int calls) {
    synchronized (lock) {
      return success(calls, Long.MIN_VALUE);
    }
  }

  private double success(int calls, long oldest) {
    int counted = 0;
    int good = 0;
    for (int i = 1; i <= Math.min(calls, count); i++) {
      int at = Math.floorMod(next - i, MAX_CALLS);
      if (endedNanos[at] < oldest) {
        break;
      }
      if (outcomes[at] != Circuit.Outcome.IGNORED.ordinal()) {
        counted++;
        good += outcomes[at] == Circuit.Outcome.SUCCESS.ordinal() ? 1 : 0;
      }
    }
    return counted == 0 ? Double.NaN : 100.0 * good / counted;
  }

  /** Nanoseconds since the last counted failure; {@link Long#MAX_VALUE} where there was none. */
  public long sinceFailureNanos(long nowNanos) {
    synchronized (lock) {
      return failedEver ? nowNanos - lastFailureNanos : Long.MAX_VALUE;
    }
  }
}
