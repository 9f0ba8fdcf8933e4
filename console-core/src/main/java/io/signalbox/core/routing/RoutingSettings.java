package io.signalbox.core.routing;

import io.signalbox.core.routing.balancing.BalancingSettings;
import io.signalbox.core.routing.failover.CircuitSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings a choice reads, as one value that is swapped whole.
 *
 * @param customStrategy the plug-in's name where the policy is CUSTOM; null otherwise
 * @param weights instance to weight; beats the instance's own
 * @param defaultInstance null for none
 * @param defaultType null for none
 * @param maxConnections in-flight calls a provider may have, &gt;= 1, default 100
 * @param tree strategies made of strategies; {@link RoutingTree#NONE} where the policy alone
 *     chooses
 * @param guard the circuit every provider has where no chain names its own; null for none
 */
public record RoutingSettings(
    SelectionPolicy policy,
    @Nullable String customStrategy,
    SelectionCriteria criteria,
    Map<String, Double> weights,
    @Nullable String defaultInstance,
    @Nullable String defaultType,
    int maxConnections,
    RoutingTree tree,
    @Nullable CircuitSettings guard) {

  public static final RoutingSettings DEFAULT =
      new RoutingSettings(
          SelectionPolicy.FIRST_AVAILABLE,
          null,
          SelectionCriteria.DEFAULT,
          Map.of(),
          null,
          null,
          BalancingSettings.DEFAULT.maxConnections(),
          RoutingTree.NONE,
          null);

  public RoutingSettings {
    weights = Map.copyOf(weights);
  }

  public RoutingSettings withWeights(Map<String, Double> newest) {
    return new RoutingSettings(
        policy,
        customStrategy,
        criteria,
        newest,
        defaultInstance,
        defaultType,
        maxConnections,
        tree,
        guard);
  }

  public RoutingSettings withPolicy(SelectionPolicy newest) {
    return new RoutingSettings(
        newest,
        customStrategy,
        criteria,
        weights,
        defaultInstance,
        defaultType,
        maxConnections,
        tree,
        guard);
  }

  public RoutingSettings withCriteria(SelectionCriteria newest) {
    return new RoutingSettings(
        policy,
        customStrategy,
        newest,
        weights,
        defaultInstance,
        defaultType,
        maxConnections,
        tree,
        guard);
  }

  public RoutingSettings withTree(RoutingTree newest) {
    return new RoutingSettings(
        policy,
        customStrategy,
        criteria,
        weights,
        defaultInstance,
        defaultType,
        maxConnections,
        newest,
        guard);
  }

  public RoutingSettings withMaxConnections(int newest) {
    return new RoutingSettings(
        policy,
        customStrategy,
        criteria,
        weights,
        defaultInstance,
        defaultType,
        newest,
        tree,
        guard);
  }
}
