package io.signalbox.core.snapshot;

import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RoutingSnapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether anything about providers has changed, told by comparing what their calls, checks and
 * operators leave behind; puts nothing together. For one thread at a time.
 */
final class ProviderMarks {

  private final ProviderContext context;
  private final HealthMonitor health;
  private final ProviderMetrics metrics;
  private @Nullable RoutingSnapshot routing;
  private long[] counted = new long[0];
  private int[] inFlight = new int[0];
  private HealthView[] states = new HealthView[0];

  ProviderMarks(ProviderContext context, HealthMonitor health, ProviderMetrics metrics) {
    this.context = context;
    this.health = health;
    this.metrics = metrics;
  }

  /** Takes down how everything stands. */
  void note() {
    RoutingSnapshot now = context.snapshot();
    List<ProviderRegistration> providers = now.providers();
    routing = now;
    if (counted.length != providers.size()) {
      counted = new long[providers.size()];
      inFlight = new int[providers.size()];
      states = new HealthView[providers.size()];
    }
    for (int i = 0; i < counted.length; i++) {
      String name = providers.get(i).name();
      counted[i] = metrics.counted(name);
      inFlight[i] = metrics.inFlight(name);
      states[i] = health.view(name);
    }
  }

  /** Whether anything is not as it was noted. */
  boolean haveChanged() {
    RoutingSnapshot now = context.snapshot();
    if (now != routing) {
      return true;
    }
    List<ProviderRegistration> providers = now.providers();
    for (int i = 0; i < counted.length; i++) {
      String name = providers.get(i).name();
      if (counted[i] != metrics.counted(name)
          || inFlight[i] != metrics.inFlight(name)
          || !states[i].equals(health.view(name))) {
        return true;
      }
    }
    return false;
  }
}
