package io.signalbox.core.routing.candidate;

import io.signalbox.core.provider.TimeSource;
import java.time.Instant;

/**
 * Tells the wall clock's time of a monotonic instant, so that a choice reads one clock and not two.
 * The wall clock itself is read again after {@value #FRESH_NANOS} ns: setting it is noticed by
 * then. Thread-safe.
 */
public final class WallClock {

  static final long FRESH_NANOS = 10_000_000;

  private final TimeSource time;
  private volatile Reading last;

  private record Reading(Instant wall, long nanos) {}

  public WallClock(TimeSource time) {
    this.time = time;
    this.last = new Reading(time.now(), time.nanos());
  }

  /**
   * @param nanos what {@link TimeSource#nanos} told just now
   */
  public Instant at(long nanos) {
    Reading known = last;
    long since = nanos - known.nanos();
    if (since > FRESH_NANOS || since < -FRESH_NANOS) {
      known = new Reading(time.now(), time.nanos());
      last = known;
      since = nanos - known.nanos();
    }
    return known.wall().plusNanos(since);
  }
}
