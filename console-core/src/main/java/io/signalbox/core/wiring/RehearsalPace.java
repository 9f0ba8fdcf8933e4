package io.signalbox.core.wiring;

import java.time.Duration;

/**
 * When the next reads of a steady rate are due. What a late wake-up missed within the last second
 * is made up for, so that the rate comes true; a longer gap is not. Used by one thread at a time.
 */
final class RehearsalPace {

  private static final long SECOND = 1_000_000_000L;

  private boolean begun;
  private long next;

  /**
   * How many reads are due now; they count as sent.
   *
   * @param now monotonic nanoseconds
   * @param rate reads per second, positive
   */
  int due(long now, double rate) {
    long interval = Math.max(1, (long) (SECOND / rate));
    if (!begun || now - next > SECOND || next - now > interval) {
      begun = true;
      next = now;
    }
    int due = 0;
    while (next - now <= 0) {
      due++;
      next += interval;
    }
    return due;
  }

  /** How long until the next one is due. */
  Duration pause(long now) {
    return Duration.ofNanos(Math.max(0, next - now));
  }
}
