package io.signalbox.core.wiring;

import io.signalbox.core.background.Together;
import io.signalbox.core.command.handling.Recovery;
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
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Checks what nobody has checked yet, or not again since it may be back, once, before a short-lived
 * process tells about health; and who may be back, before it chooses. Providers are checked at the
 * same time.
 */
public final class FreshHealth implements Recovery {

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
    check(view -> view.state() == HealthState.UNKNOWN || mayBeBack(view));
  }

  @Override
  public void lookAtOld() {
    check(view -> mayBeBack(view) && isOld(view));
  }

  @Override
  public boolean bringsBack() {
    return check(this::mayBeBack).stream().anyMatch(name -> !health.view(name).ejected());
  }

  /** Returns those that were checked. */
  private List<String> check(Predicate<HealthView> due) {
    RoutingSnapshot snapshot = context.snapshot();
    List<String> names =
        snapshot.providers().stream()
            .filter(provider -> provider.strategy() != null)
            .filter(provider -> !isSuspended(snapshot, provider))
            .map(ProviderRegistration::name)
            .filter(name -> due.test(health.view(name)))
            .toList();
    Together.run(names.stream().<Runnable>map(name -> () -> check(name)).toList());
    return names;
  }

  /** Out, and allowed back: where nobody monitors, somebody has to look. */
  private boolean mayBeBack(HealthView view) {
    Instant back = view.backAt();
    return view.ejected() && (back == null || !time.now().isBefore(back));
  }

  private boolean isOld(HealthView view) {
    Instant fresh = view.freshUntil();
    return fresh == null || time.now().isAfter(fresh);
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
