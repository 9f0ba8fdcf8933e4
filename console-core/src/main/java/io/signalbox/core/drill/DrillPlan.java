package io.signalbox.core.drill;

import io.signalbox.core.health.HealthSettings;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.routing.RoutingSettings;
import java.util.List;
import java.util.Map;

/**
 * What is rehearsed: stand-ins of the configured providers under the configured routing.
 *
 * @param operationsPerSecond asked by callers
 */
public record DrillPlan(
    List<StandInPlan> providers, RoutingSettings routing, double operationsPerSecond) {

  /** What a rehearsal asks each second where nothing else says so. */
  public static final double OPERATIONS_PER_SECOND = 20;

  public DrillPlan {
    providers = List.copyOf(providers);
  }

  /**
   * One stand-in.
   *
   * @param type what comparisons use
   * @param latencyMillis mean of a call
   * @param configured what a simulated provider is configured to do, its outages among it; empty
   *     for any other. Load tests heed it; a drill begins on clouds without trouble of their own
   */
  public record StandInPlan(
      String name,
      String type,
      int priority,
      double weight,
      Map<String, Object> labels,
      HealthSettings health,
      double latencyMillis,
      ProviderConfig configured) {}
}
