package io.signalbox.core.routing.candidate;

import io.signalbox.core.gateway.GuardedProvider;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.balancing.CallWindow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One strategy in use: counts its calls in flight, and is closed once it is retired and the last of
 * them has ended. Thread-safe.
 */
public final class ProviderHandle {

  /** Set in the count when the handle is retired: no new call may begin. */
  private static final int RETIRED = 1 << 30;

  private final @Nullable GuardedProvider strategy;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final CallWindow calls;
  private final ProviderMetrics.Recorder recorder;
  private final HealthMonitor.ProviderHealth health;
  private final IntSupplier underWay;
  private boolean told;

  private ProviderHandle(
      @Nullable GuardedProvider strategy,
      CallWindow calls,
      ProviderMetrics.Recorder recorder,
      HealthMonitor.ProviderHealth health) {
    this.strategy = strategy;
    this.calls = calls;
    this.recorder = recorder;
    this.health = health;
    this.underWay = this::inFlight;
  }

  /** A handle of a provider that is new here. */
  public static ProviderHandle of(ProviderRegistration registration, RoutingRuntime runtime) {
    String name = registration.name();
    ProviderMetrics.Recorder recorder = runtime.metrics().recorder(name);
    return new ProviderHandle(
        registration.strategy(),
        new CallWindow(recorder.lock()),
        recorder,
        runtime.health().of(name));
  }

  /** The next strategy of the same provider, under what was measured of this one. */
  public ProviderHandle with(@Nullable GuardedProvider next) {
    return new ProviderHandle(next, calls, recorder, health);
  }

  /** Knows its health. */
  public HealthMonitor.ProviderHealth health() {
    return health;
  }

  /** Counts its calls. */
  public ProviderMetrics.Recorder recorder() {
    return recorder;
  }

  /** What was measured, by this strategy and by those of the same name before it. */
  public CallWindow calls() {
    return calls;
  }

  public @Nullable GuardedProvider strategy() {
    return strategy;
  }

  public int inFlight() {
    return inFlight.get() & ~RETIRED;
  }

  /** Takes a place among at most {@code max}; false when all are taken or the handle is retired. */
  public boolean enter(int max) {
    int now = inFlight.get();
    while (now < RETIRED && now < max) {
      if (inFlight.compareAndSet(now, now + 1)) {
        if (!told) {
          tell();
        }
        return true;
      }
      now = inFlight.get();
    }
    return false;
  }

  /** From the first call on: one that is never put in force leaves no trace. */
  private synchronized void tell() {
    if (!told) {
      recorder.addInFlightSource(underWay);
      told = true;
    }
  }

  public void leave() {
    if (inFlight.decrementAndGet() == RETIRED) {
      close();
    }
  }

  public void retire() {
    int before = inFlight.getAndUpdate(now -> now | RETIRED);
    if (before == 0) {
      close();
    }
  }

  private void close() {
    recorder.removeInFlightSource(underWay);
    if (strategy != null) {
      strategy.close();
    }
  }
}
