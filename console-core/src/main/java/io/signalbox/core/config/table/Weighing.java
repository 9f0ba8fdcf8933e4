package io.signalbox.core.config.table;

import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.composition.AggregationPolicy;
import io.signalbox.core.routing.composition.CompositionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose weight decides where. Stateless. */
final class Weighing {

  private Weighing() {}

  /** Whether an algorithm or a policy of this name asks for weights. */
  static boolean weighs(String name) {
    return switch (name) {
      case "WEIGHTED_ROUND_ROBIN",
          "LEAST_CONNECTIONS",
          "WEIGHTED_RANDOM",
          "HASH_BASED",
          "ADAPTIVE",
          "PRIORITY",
          "CUSTOM" ->
          true;
      default -> false;
    };
  }

  /** Whether a composition asks for weights: for whom to ask, or how to divide a create. */
  static boolean divides(String mode, String policy) {
    return mode.equals(CompositionMode.LOAD_BALANCED.name())
        || mode.equals(CompositionMode.PARALLEL.name())
            && policy.equals(AggregationPolicy.MERGE_ALL.name());
  }

  /** The strategies that weigh a member, outermost first. */
  static List<StrategyNode> ofMember(RoutingSettings routing, String member) {
    List<StrategyNode> found = new ArrayList<>();
    for (StrategyNode node : routing.tree().reached()) {
      if (node.members().contains(member) && weighs(node)) {
        found.add(node);
      }
    }
    return found;
  }

  private static boolean weighs(StrategyNode node) {
    if (node instanceof StrategyNode.Balance balance) {
      return weighs(balance.settings().algorithm().name());
    }
    return node instanceof StrategyNode.Compose compose
        && divides(compose.settings().mode().name(), compose.settings().policy().name());
  }

  private static Map<String, Double> weights(StrategyNode node) {
    if (node instanceof StrategyNode.Balance balance) {
      return balance.weights();
    }
    return node instanceof StrategyNode.Compose compose ? compose.weights() : Map.of();
  }

  /** Whether a provider's own weight is asked for by anybody. */
  static boolean asksFor(RoutingSettings routing, String provider) {
    boolean inTree = routing.tree().providers(routing.tree().root()).contains(provider);
    return inTree
        ? ofMember(routing, provider).stream()
            .anyMatch(each -> !weights(each).containsKey(provider))
        : weighs(routing.policy().name());
  }

  /** Whether the weight that {@code load_balancing} gives a provider is asked for by anybody. */
  static boolean asksBalancing(RoutingSettings routing, String provider) {
    return asksFor(routing, provider)
        || ofMember(routing, provider).stream()
            .anyMatch(each -> each.name().equals(FlatStrategies.BALANCING));
  }

  /** The strategy whose own weight of a provider wins over the provider's. */
  static Optional<StrategyNode> winner(RoutingSettings routing, String provider) {
    return asksFor(routing, provider)
        ? Optional.empty()
        : ofMember(routing, provider).stream().findFirst();
  }
}
