package io.signalbox.core.routing.preview;

import io.signalbox.core.routing.SelectionPolicy;
import io.signalbox.core.routing.Traffic;
import io.signalbox.core.routing.candidate.ProviderTable;
import io.signalbox.core.routing.candidate.SelectionContext;
import io.signalbox.core.routing.choosing.RoutingState;
import io.signalbox.core.routing.tree.BalancedMembers;
import io.signalbox.core.routing.tree.BalancerNode;
import io.signalbox.core.routing.tree.CompositionNode;
import io.signalbox.core.routing.tree.FailoverSwitch;
import io.signalbox.core.routing.tree.TreeNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How traffic spreads below one strategy, or by the policy, of one state. */
final class Spreads {

  private final RoutingState state;
  private final SelectionContext selection;

  Spreads(RoutingState state, SelectionContext selection) {
    this.state = state;
    this.selection = selection;
  }

  /**
   * @param strategy its name; any that is not in the tree means the policy
   */
  Traffic.Spread of(String strategy, int picks) {
    TreeNode node = state.tree().node(strategy);
    Map<String, Double> weights = new LinkedHashMap<>();
    Map<String, Double> effective = new LinkedHashMap<>();
    Map<String, Double> shares = new LinkedHashMap<>();
    switch (node) {
      case BalancerNode balancer -> {
        BalancedMembers in = balancer.in(selection);
        int[] able = in.able();
        double[] used = balancer.balancer().effective(in);
        double[] parts = balancer.balancer().shares(in, able, selection.nanos());
        for (int i = 0; i < in.size(); i++) {
          weights.put(in.name(i), in.weight(i));
          effective.put(in.name(i), used[i]);
          shares.put(in.name(i), 0.0);
        }
        for (int i = 0; i < able.length; i++) {
          shares.put(in.name(able[i]), parts[i]);
        }
        return new Traffic.Spread(
            weights,
            effective,
            shares,
            balancer.balancer().coming(in, able, selection.nanos(), picks),
            balancer.balancer().cycle(in, able, selection.nanos()));
      }
      case FailoverSwitch chain -> {
        int first = chain.first(selection);
        for (int i = 0; i < chain.members().size(); i++) {
          weights.put(chain.members().get(i).name(), 1.0);
          effective.put(chain.members().get(i).name(), 1.0);
          shares.put(chain.members().get(i).name(), i == first ? 1.0 : 0.0);
        }
        return new Traffic.Spread(weights, effective, shares, List.of(), 0);
      }
      case CompositionNode composition -> {
        BalancedMembers in = composition.in(selection);
        for (int i = 0; i < in.size(); i++) {
          weights.put(in.name(i), in.weight(i));
          effective.put(in.name(i), in.weight(i));
          shares.put(in.name(i), 0.0);
        }
        composition.spread(
            selection,
            1,
            (line, share) -> {
              if (line.startsWith(strategy + "/")) {
                shares.put(line.substring(strategy.length() + 1), share);
              }
            });
        return new Traffic.Spread(weights, effective, shares, List.of(), 0);
      }
      case TreeNode.Leaf leaf -> throw new IllegalStateException(strategy + " is a provider");
      case null -> {
        return policy(picks);
      }
    }
  }

  private Traffic.Spread policy(int picks) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int i = 0; i < state.table().size(); i++) {
      weights.put(state.table().provider(i).name(), state.table().weight(i));
    }
    int[] accepted = acceptedByPolicy(selection);
    boolean weighted =
        state.snapshot().settings().policy() == SelectionPolicy.WEIGHTED_ROUND_ROBIN
            || state.snapshot().settings().policy() == SelectionPolicy.LEAST_CONNECTIONS;
    Map<String, Double> effective = new LinkedHashMap<>(weights);
    if (!weighted) {
      effective.replaceAll((name, weight) -> weight > 0 ? 1.0 : 0.0);
    }
    boolean orders = state.policies().lacks(selection, accepted).isEmpty() && accepted.length > 0;
    return new Traffic.Spread(
        weights,
        effective,
        complete(state.table(), orders ? state.policies().shares(selection, accepted) : Map.of()),
        orders ? state.policies().next(selection, accepted, picks) : List.of(),
        orders ? state.policies().cycle(selection, accepted) : 0);
  }

  /** Those that the policy orders, ascending. */
  static int[] acceptedByPolicy(SelectionContext selection) {
    int[] accepted = new int[selection.table().size()];
    int count = 0;
    for (int i = 0; i < accepted.length; i++) {
      if (selection.accepts(i)) {
        accepted[count++] = i;
      }
    }
    return Arrays.copyOf(accepted, count);
  }

  /** Every configured name with its share, 0 where it has none. */
  static Map<String, Double> complete(ProviderTable table, Map<String, Double> shares) {
    Map<String, Double> all = new LinkedHashMap<>();
    table.names().forEach(name -> all.put(name, shares.getOrDefault(name, 0.0)));
    return all;
  }
}
