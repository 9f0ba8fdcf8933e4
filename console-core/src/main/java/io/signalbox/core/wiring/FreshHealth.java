package io.signalbox.core.wiring;

import io.signalbox.core.background.Together;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.holds.ManualState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Checks what nobody has checked yet, or not again since it may be back, once, before a short-lived
 * process tells about health. Providers are checked at the same time.
 */
public final class FreshHealth {

  private final ProviderContext context;
  private final HealthMonitor health;
  private final TimeSource time;
  private final AtomicBoolean done = new AtomicBoolean();

  public FreshHealth(ProviderContext context, HealthMonitor health, TimeSource time) {
    this.context = context;
    this.health = health;
    this.time = time;
  }

  /**
   * Returns when every provider that is due was checked, once: each check is answered for within
   * its limit, and all run at the same time.
   */
  public void checkUnknown() {
    if (done.getAndSet(true)) {
      return;
    }
    List<Runnable> checks = new ArrayList<>();
    RoutingSnapshot snapshot = context.snapshot();
    for (ProviderRegistration provider : snapshot.providers()) {
      if (provider.strategy() != null
          && !isSuspended(snapshot, provider)
          && isDue(health.view(provider.name()))) {
        checks.add(() -> check(provider.name()));
      }
    }
    Together.run(checks);
  }

  /** Never checked; or out, and allowed back: where nobody monitors, somebody has to look. */
  private boolean isDue(HealthView view) {
    Instant back = view.backAt();
    return view.state() == HealthState.UNKNOWN
        || (view.ejected() && (back == null || !time.now().isBefore(back)));
  }

  private void check(String provider) {
    try {
      health.checkNow(provider);
    } catch (SignalboxException e) {
      // A store that cannot keep the result: health is told all the same.
    }
  }

  private static boolean isSuspended(RoutingSnapshot snapshot, ProviderRegistration provider) {
    ManualState manual = snapshot.manual().get(provider.name());
    if (manual == null) {
      return !provider.enabled();
    }
    return switch (manual.kind()) {
      case MAINTENANCE, DISABLED -> true;
      case DRAINED, ENABLED -> false;
    };
  }
}
