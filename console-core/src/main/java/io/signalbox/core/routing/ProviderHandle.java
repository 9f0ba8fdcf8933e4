package io.signalbox.core.routing;

import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.routing.balancing.CallWindow;
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
  private final AtomicInteger inFlight = new AtomicInteger();
  private final CallWindow calls;

  ProviderHandle(@Nullable ProviderStrategy strategy, CallWindow calls) {
    this.strategy = strategy;
    this.calls = calls;
  }

  /** What was measured, by this strategy and by those of the same name before it. */
  CallWindow calls() {
    return calls;
  }

  @Nullable ProviderStrategy strategy() {
    return strategy;
  }

  int inFlight() {
    return inFlight.get() & ~RETIRED;
  }

  /**
   * Takes a place among at most {@code most}; false when all are taken or the handle is retired.
   */
  boolean enter(int most) {
    int now = inFlight.get();
    while (now < RETIRED && now < most) {
      if (inFlight.compareAndSet(now, now + 1)) {
        return true;
      }
      now = inFlight.get();
    }
    return false;
  }

  void leave() {
    if (inFlight.decrementAndGet() == RETIRED) {
      close();
    }
  }

  void retire() {
    int before = inFlight.getAndUpdate(now -> now | RETIRED);
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
