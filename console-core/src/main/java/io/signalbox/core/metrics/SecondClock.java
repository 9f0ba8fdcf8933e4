package io.signalbox.core.metrics;

import io.signalbox.core.provider.TimeSource;
import java.time.Instant;

/**
 * Turns monotonic time into the number of a second since 1970 without asking the wall clock for
 * each call. Thread-safe.
 */
final class SecondClock {

  private final TimeSource time;
  private volatile long epochOffsetNanos;

  SecondClock(TimeSource time) {
    this.time = time;
    synchronize();
  }

  /** The second that is now. */
  long now() {
    return at(time.nanos());
  }

  /** The second of {@link TimeSource#nanos}. */
  long at(long nanos) {
    return Math.floorDiv(nanos + epochOffsetNanos, 1_000_000_000L);
  }

  /** Follows the wall clock, which may have been set. */
  void synchronize() {
    Instant now = time.now();
    epochOffsetNanos = now.getEpochSecond() * 1_000_000_000L + now.getNano() - time.nanos();
  }
}
