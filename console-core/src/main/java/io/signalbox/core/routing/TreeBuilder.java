package io.signalbox.core.routing;

import io.signalbox.core.routing.balancing.Balancer;
import io.signalbox.core.routing.failover.Circuit;
import io.signalbox.core.routing.failover.CircuitSettings;
import io.signalbox.core.routing.failover.FailoverMode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a configured tree ready to be walked in one state. Used once, by one thread. */
final class TreeBuilder {

  private final RoutingState state;
  private final Map<String, TreeNode> nodes = new LinkedHashMap<>();
  private final Map<Circuit, CircuitSettings> circuits = new IdentityHashMap<>();

  TreeBuilder(RoutingState state) {
    this.state = state;
  }

  /** Strategies by name, those that were built so far. */
  Map<String, TreeNode> nodes() {
    return nodes;
  }

  /** The circuits of its chains with the settings they are to have. */
  Map<Circuit, CircuitSettings> circuits() {
    return circuits;
  }

  /** Null where nothing of the tree is registered (yet). */
  @Nullable TreeNode build(RoutingTree tree) {
    return node(tree, tree.root());
  }

  private @Nullable TreeNode node(RoutingTree tree, String name) {
    TreeNode known = nodes.get(name);
    if (known != null) {
      return known;
    }
    StrategyNode configured = tree.strategies().get(name);
    if (configured == null) {
      // While providers are registered one by one, a member may not be there yet.
      int position = state.position(name);
      return position < 0 ? null : new TreeNode.Leaf(name, position);
    }
    List<TreeNode> members = new ArrayList<>();
    for (String member : configured.members()) {
      TreeNode child = node(tree, member);
      if (child != null) {
        members.add(child);
      }
    }
    if (members.isEmpty()) {
      return null;
    }
    TreeNode made =
        switch (configured) {
          case StrategyNode.Failover chain -> failover(chain, members);
          case StrategyNode.Balance balance -> balancer(balance, members);
          case StrategyNode.Compose compose -> composition(compose, members);
        };
    nodes.put(name, made);
    return made;
  }

  private TreeNode failover(StrategyNode.Failover chain, List<TreeNode> members) {
    @Nullable Circuit[] circuits = new Circuit[members.size()];
    if (chain.settings().mode() == FailoverMode.CIRCUIT_BREAKER) {
      for (int i = 0; i < circuits.length; i++) {
        String name = members.get(i).name;
        Circuit shared = guardedBefore(name);
        if (shared == null) {
          shared = state.runtime.circuits.guard(name, chain.settings().circuit());
          this.circuits.put(shared, chain.settings().circuit());
        }
        circuits[i] = shared;
      }
    }
    return new FailoverSwitch(chain, members, circuits, state.runtime);
  }

  /** One circuit a name: the first chain that guards it says how. */
  @Nullable Circuit guardedBefore(String name) {
    for (TreeNode node : nodes.values()) {
      if (node instanceof FailoverSwitch chain) {
        Circuit circuit = chain.circuitOf(name);
        if (circuit != null) {
          return circuit;
        }
      }
    }
    return null;
  }

  private TreeNode balancer(StrategyNode.Balance balance, List<TreeNode> members) {
    for (TreeNode member : members) {
      for (int position : member.leaves()) {
        state.maxConnections[position] =
            Math.min(state.maxConnections[position], balance.settings().maxConnections());
      }
    }
    return new BalancerNode(
        balance,
        members,
        weights(balance.weights(), members),
        new Balancer(
            "balance/" + balance.name(),
            balance.settings(),
            state.runtime.rotations,
            state.runtime.adaptive(balance.name()),
            state.runtime.chance));
  }

  private TreeNode composition(StrategyNode.Compose compose, List<TreeNode> members) {
    double[] weights = weights(compose.weights(), members);
    return new CompositionNode(
        compose,
        members,
        weights,
        new Balancer(
            "compose/" + compose.name(),
            io.signalbox.core.routing.balancing.BalancingSettings.DEFAULT.withAlgorithm(
                io.signalbox.core.routing.balancing.BalancingAlgorithm.WEIGHTED_ROUND_ROBIN),
            state.runtime.rotations,
            state.runtime.adaptive(compose.name()),
            state.runtime.chance));
  }

  private double[] weights(Map<String, Double> configured, List<TreeNode> members) {
    double[] weights = new double[members.size()];
    for (int i = 0; i < weights.length; i++) {
      TreeNode member = members.get(i);
      double own = member instanceof TreeNode.Leaf leaf ? state.weights[leaf.position] : 1;
      weights[i] = configured.getOrDefault(member.name, own);
    }
    return weights;
  }
}
