package io.signalbox.core.testing;

import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves only when told, or when somebody sleeps on it. Thread-safe. */
public final class ManualTime implements TimeSource {

  private final Instant start;
  private final AtomicLong nanos = new AtomicLong();

  public ManualTime() {
    this(Instant.parse("2026-06-16T12:00:00Z"));
  }

  public ManualTime(Instant start) {
    this.start = start;
  }

  /** Moves on. */
  public void advance(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  @Override
  public Instant now() {
    return start.plusNanos(nanos.get());
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  /** Returns at once, with the clock moved on. */
  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (!duration.isNegative()) {
      advance(duration);
    }
  }
}
