package io.signalbox.core.snapshot;

import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import java.util.HashMap;
import java.util.Map;

/**
 * What was measured at providers, on the lines that lead there. What several lines lead to is split
 * by their shares of new work; evenly where none has any. Used once, by one thread.
 */
final class LineRates {

  private final RoutingTree tree;
  private final Map<String, Double> lines;
  private final Map<String, Double> measured;
  private final Map<String, Integer> leadingTo = new HashMap<>();
  private final Map<String, Double> sharesOf = new HashMap<>();
  private final Map<String, Double> rates = new HashMap<>();

  /**
   * @param lines expected share of all work by {@code strategy/member}
   * @param measured operations per second by provider
   */
  LineRates(RoutingTree tree, Map<String, Double> lines, Map<String, Double> measured) {
    this.tree = tree;
    this.lines = lines;
    this.measured = measured;
    for (StrategyNode node : tree.reached()) {
      for (String member : node.members()) {
        leadingTo.merge(member, 1, Integer::sum);
        sharesOf.merge(member, share(node.name(), member), Double::sum);
      }
    }
  }

  /** Operations per second from a strategy to one of its members. */
  double of(String strategy, String member) {
    double all = sharesOf.getOrDefault(member, 0.0);
    double part =
        all > 0
            ? share(strategy, member) / all
            : 1.0 / Math.max(1, leadingTo.getOrDefault(member, 1));
    return part == 0 ? 0 : part * at(member);
  }

  /** Operations per second that came to a provider, or through a strategy. */
  private double at(String name) {
    Double known = rates.get(name);
    if (known != null) {
      return known;
    }
    StrategyNode node = tree.strategies().get(name);
    double rate = 0;
    if (node == null) {
      rate = measured.getOrDefault(name, 0.0);
    } else {
      for (String member : node.members()) {
        rate += of(name, member);
      }
    }
    rates.put(name, rate);
    return rate;
  }

  private double share(String strategy, String member) {
    return lines.getOrDefault(strategy + "/" + member, 0.0);
  }
}
