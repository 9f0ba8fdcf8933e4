package io.signalbox.core.routing;

import io.signalbox.core.routing.balancing.BalancingSettings;
import io.signalbox.core.routing.composition.CompositionSettings;
import io.signalbox.core.routing.failover.FailoverSettings;
import java.util.List;
import java.util.Map;

/** A strategy made of strategies or providers, as it is configured. */
public sealed interface StrategyNode {

  /** Unique among strategies and providers. */
  String name();

  /** Names of providers or strategies, in configured order; at least one. */
  List<String> members();

  /** Tries its members one after another; the first is the primary. */
  record Failover(String name, List<String> members, FailoverSettings settings)
      implements StrategyNode {
    public Failover {
      members = List.copyOf(members);
    }
  }

  /**
   * Spreads calls over its members.
   *
   * @param weights by member; a provider that is absent has its own weight, a strategy 1
   */
  record Balance(
      String name, List<String> members, Map<String, Double> weights, BalancingSettings settings)
      implements StrategyNode {
    public Balance {
      members = List.copyOf(members);
      weights = Map.copyOf(weights);
    }
  }

  /**
   * Asks several members for one answer.
   *
   * @param weights by member, as of a balancer
   */
  record Compose(
      String name, List<String> members, Map<String, Double> weights, CompositionSettings settings)
      implements StrategyNode {
    public Compose {
      members = List.copyOf(members);
      weights = Map.copyOf(weights);
    }
  }
}
