package io.signalbox.core.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/**
 * Wall time, elapsed time and waiting, as one thing that can be injected: with a manual source a
 * test or a rehearsal plays minutes in milliseconds.
 *
 * <p>Implementations are thread-safe.
 */
public interface TimeSource {

  /** The wall clock, UTC. */
  Instant now();

  /** Monotonic nanoseconds from an arbitrary origin; only differences mean anything. */
  long nanos();

  /**
   * Waits for {@code duration}; zero or negative returns at once.
   *
   * @throws InterruptedException if the thread is interrupted before or while waiting
   */
  void sleep(Duration duration) throws InterruptedException;

  /** The machine's own clocks. */
  static TimeSource system() {
    return SystemTime.INSTANCE;
  }

  /** The machine's own clocks. */
  enum SystemTime implements TimeSource {
    INSTANCE;

    @Override
    public Instant now() {
      return Instant.now();
    }

    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      long end = System.nanoTime() + Math.max(0, duration.toNanos());
      long left = end - System.nanoTime();
      while (left > 0) {
        LockSupport.parkNanos(this, left);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        left = end - System.nanoTime();
      }
    }
  }
}
