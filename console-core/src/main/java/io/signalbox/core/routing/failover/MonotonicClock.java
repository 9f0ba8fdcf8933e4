package io.signalbox.core.routing.failover;

import io.signalbox.core.provider.TimeSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;

/** Wall time as it was at the start, plus what has elapsed: setting the clock moves no trial. */
final class MonotonicClock extends Clock {

  private final TimeSource time;
  private final Instant start;
  private final long startNanos;
  private final BooleanSupplier waiting;

  /**
   * @param waiting whether an open circuit waits for its trial
   */
  MonotonicClock(TimeSource time, BooleanSupplier waiting) {
    this.waiting = waiting;
    this.time = time;
    this.start = time.now();
    this.startNanos = time.nanos();
  }

  @Override
  public Instant instant() {
    // One nanosecond on while it waits, not when the wait begins: the breaker admits a trial
    // strictly after its wait, we at its end.
    return start.plusNanos(time.nanos() - startNanos + (waiting.getAsBoolean() ? 1 : 0));
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
