package io.signalbox.core.wiring;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.drill.DrillPlan;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.ProviderFactory;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration is rehearsed as: a stand-in for each enabled provider, whatever its type.
 */
final class Rehearsed {

  private static final Duration MEASURED = Duration.ofMinutes(15);
  private static final double LATENCY_MILLIS = 60;

  private Rehearsed() {}

  /**
   * @param clouds the type that stands in; null for none
   */
  static DrillPlan plan(
      Configuration configuration, ProviderMetrics metrics, @Nullable ProviderFactory clouds) {
    String simulated = clouds == null ? "" : clouds.type();
    return new DrillPlan(
        configuration.providers().stream()
            .filter(ProviderInstance::enabled)
            .map(each ->
                new DrillPlan.StandInPlan(
                    each.name(),
                    each.effectiveType(),
                    each.priority(),
                    each.weight(),
                    each.capabilities(),
                    each.health(),
                    latency(each, metrics),
                    each.type().equals(simulated) ? each.config() : new ProviderConfig(Map.of())))
            .toList(),
        configuration.routing(),
        DrillPlan.OPERATIONS_PER_SECOND);
  }

  /** As it was measured; else as a simulated provider says; else a guess. */
  private static double latency(ProviderInstance instance, ProviderMetrics metrics) {
    double measured = metrics.window(instance.name(), MEASURED).meanMillis();
    if (!Double.isNaN(measured) && measured > 0 && measured < 2_000) {
      return measured;
    }
    double configured = instance.config().number("latency.mean_ms");
    return configured > 0 && configured < 2_000 ? configured : LATENCY_MILLIS;
  }

  /** The type that stands in: one where calls cost nothing; null where none is installed. */
  static @Nullable ProviderFactory clouds(Map<String, ProviderFactory> factories) {
    return factories.values().stream()
        .filter(ProviderFactory::allowsRehearsal)
        .findFirst()
        .orElse(null);
  }
}
