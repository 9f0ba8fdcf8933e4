package io.signalbox.core.routing;

import io.signalbox.core.provider.ProviderStrategy;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One strategy in use: counts its calls in flight, and is closed once it is retired and the last of
 * them has ended. Thread-safe.
 */
final class ProviderHandle {

  /** Set in the count when the handle is retired: no new call may begin. */
  private static final int RETIRED = 1 << 30;

  private final @Nullable ProviderStrategy strategy;
  private final AtomicInteger calls = new AtomicInteger();

  ProviderHandle(@Nullable ProviderStrategy strategy) {
    this.strategy = strategy;
  }

  @Nullable ProviderStrategy strategy() {
    return strategy;
  }

  int inFlight() {
    return calls.get() & ~RETIRED;
  }

  /**
   * Takes a place among at most {@code most}; false when all are taken or the handle is retired.
   */
  boolean enter(int most) {
    int now = calls.get();
    while (now < RETIRED && now < most) {
      if (calls.compareAndSet(now, now + 1)) {
        return true;
      }
      now = calls.get();
    }
    return false;
  }

  void leave() {
    if (calls.decrementAndGet() == RETIRED) {
      close();
    }
  }

  void retire() {
    int before = calls.getAndUpdate(now -> now | RETIRED);
    if (before == 0) {
      close();
    }
  }

  private void close() {
    if (strategy != null) {
      strategy.close();
    }
  }
}
