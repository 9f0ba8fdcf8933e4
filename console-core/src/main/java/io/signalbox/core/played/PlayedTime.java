package io.signalbox.core.played;

import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock for playing a history: it stands until moved, and whoever sleeps on it lives ahead of it
 * on a thread of its own until the branch ends. So calls that overlap in the played time are made
 * one after another, each at its own instant, and nothing waits. Thread-safe.
 */
final class PlayedTime implements TimeSource {

  private final Instant start;
  private final AtomicLong base = new AtomicLong();
  private final ThreadLocal<Long> ahead = ThreadLocal.withInitial(() -> 0L);

  PlayedTime(Instant start) {
    this.start = start;
  }

  /** Moves the clock to so long after its start. */
  void moveTo(Duration elapsed) {
    base.set(elapsed.toNanos());
    ahead.set(0L);
  }

  /** Does something so long after the clock's time, and comes back. */
  void branch(Duration offset, Runnable work) {
    ahead.set(offset.toNanos());
    try {
      work.run();
    } finally {
      ahead.set(0L);
    }
  }

  @Override
  public Instant now() {
    return start.plusNanos(nanos());
  }

  @Override
  public long nanos() {
    return base.get() + ahead.get();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (!duration.isNegative()) {
      ahead.set(ahead.get() + duration.toNanos());
    }
  }
}
