package io.signalbox.core.routing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings a choice reads, as one value that is swapped whole.
 *
 * @param weights instance to weight; beats the instance's own
 * @param defaultInstance null for none
 * @param defaultType null for none
 * @param maxConnections in-flight calls a provider may have, &gt;= 1, default 100
 */
public record RoutingSettings(
    SelectionPolicy policy,
    SelectionCriteria criteria,
    Map<String, Double> weights,
    @Nullable String defaultInstance,
    @Nullable String defaultType,
    int maxConnections) {

  public static final RoutingSettings DEFAULT =
      new RoutingSettings(
          SelectionPolicy.FIRST_AVAILABLE, SelectionCriteria.DEFAULT, Map.of(), null, null, 100);

  public RoutingSettings {
    weights = Map.copyOf(weights);
  }

  public RoutingSettings withWeights(Map<String, Double> newest) {
    return new RoutingSettings(
        policy, criteria, newest, defaultInstance, defaultType, maxConnections);
  }
}
