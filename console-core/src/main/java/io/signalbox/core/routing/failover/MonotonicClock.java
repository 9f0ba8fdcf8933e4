package io.signalbox.core.routing.failover;

import io.signalbox.core.provider.TimeSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Wall time as it was at the start, plus what has elapsed: setting the clock moves no trial. */
final class MonotonicClock extends Clock {

  private final TimeSource time;
  private final Instant start;
  private final long startNanos;

  MonotonicClock(TimeSource time) {
    this.time = time;
    this.start = time.now();
    this.startNanos = time.nanos();
  }

  @Override
  public Instant instant() {
    // One nanosecond on: the breaker admits a trial strictly after its wait, we at its end.
    return start.plusNanos(time.nanos() - startNanos + 1);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
