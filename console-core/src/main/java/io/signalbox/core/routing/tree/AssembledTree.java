package io.signalbox.core.routing.tree;

import io.signalbox.core.routing.CreatePlan;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.balancing.Balancer;
import io.signalbox.core.routing.balancing.BalancingAlgorithm;
import io.signalbox.core.routing.balancing.BalancingSettings;
import io.signalbox.core.routing.candidate.ProviderTable;
import io.signalbox.core.routing.candidate.SelectionContext;
import io.signalbox.core.routing.composition.CompositionMode;
import io.signalbox.core.routing.failover.Circuit;
import io.signalbox.core.routing.failover.CircuitSettings;
import io.signalbox.core.routing.failover.FailoverMode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A configured tree ready to be walked over one table of providers. Immutable. */
public final class AssembledTree {

  private final ProviderTable table;
  private final Map<String, TreeNode> nodes = new LinkedHashMap<>();
  private final Map<Circuit, CircuitSettings> circuits = new IdentityHashMap<>();
  private final @Nullable TreeNode root;

  private AssembledTree(ProviderTable table, RoutingTree tree) {
    this.table = table;
    this.root = tree.isEmpty() ? null : node(tree, tree.root());
  }

  /** The tree of the table's settings. */
  public static AssembledTree of(ProviderTable table) {
    return new AssembledTree(table, table.settings().tree());
  }

  /** Null where the policy alone chooses, or nothing of the tree is registered yet. */
  public @Nullable TreeNode root() {
    return root;
  }

  /** The strategy of a name; null where there is none. */
  public @Nullable TreeNode node(String name) {
    return nodes.get(name);
  }

  /** Strategies by name, innermost first. */
  public Map<String, TreeNode> nodes() {
    return nodes;
  }

  /** The circuits of its chains with the settings they are to have. */
  public Map<Circuit, CircuitSettings> circuits() {
    return circuits;
  }

  /**
   * What the outermost composition on the way to a provider asks of its members for one create;
   * empty for none that asks several. Draws nothing.
   */
  public Optional<CreatePlan> createPlan(SelectionContext selection, String winner) {
    for (StrategyNode each : table.settings().tree().pathTo(winner)) {
      if (nodes.get(each.name()) instanceof CompositionNode composition
          && composition.configured.settings().mode() != CompositionMode.LOAD_BALANCED) {
        return composition.createPlan(selection);
      }
    }
    return Optional.empty();
  }

  private @Nullable TreeNode node(RoutingTree tree, String name) {
    TreeNode known = nodes.get(name);
    if (known != null) {
      return known;
    }
    StrategyNode configured = tree.strategies().get(name);
    if (configured == null) {
      // While providers are registered one by one, a member may not be there yet.
      int position = table.position(name);
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
        configured instanceof StrategyNode.Failover chain
            ? failover(chain, members)
            : configured instanceof StrategyNode.Balance balance
                ? balancer(balance, members)
                : composition((StrategyNode.Compose) configured, members);
    nodes.put(name, made);
    return made;
  }

  private TreeNode failover(StrategyNode.Failover chain, List<TreeNode> members) {
    @Nullable Circuit[] guards = new Circuit[members.size()];
    if (chain.settings().mode() == FailoverMode.CIRCUIT_BREAKER) {
      for (int i = 0; i < guards.length; i++) {
        String name = members.get(i).name;
        Circuit shared = guarding(name);
        if (shared == null) {
          shared = table.runtime().circuits().guard(name, chain.settings().circuit());
          circuits.put(shared, chain.settings().circuit());
        }
        guards[i] = shared;
      }
    }
    return new FailoverSwitch(chain, members, guards, table.runtime());
  }

  /** One circuit a name: the first chain that guards it says how. */
  public @Nullable Circuit guarding(String name) {
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
    return new BalancerNode(
        balance,
        members,
        weights(balance.weights(), members),
        new Balancer(
            "balance/" + balance.name(),
            balance.settings(),
            table.runtime().rotations(),
            table.runtime().adaptive(balance.name()),
            table.runtime().chance()));
  }

  private TreeNode composition(StrategyNode.Compose compose, List<TreeNode> members) {
    double[] weights = weights(compose.weights(), members);
    return new CompositionNode(
        compose,
        members,
        weights,
        new Balancer(
            "compose/" + compose.name(),
            BalancingSettings.DEFAULT.withAlgorithm(BalancingAlgorithm.WEIGHTED_ROUND_ROBIN),
            table.runtime().rotations(),
            table.runtime().adaptive(compose.name()),
            table.runtime().chance()));
  }

  private double[] weights(Map<String, Double> configured, List<TreeNode> members) {
    double[] weights = new double[members.size()];
    for (int i = 0; i < weights.length; i++) {
      TreeNode member = members.get(i);
      double own = member instanceof TreeNode.Leaf leaf ? table.weight(leaf.position) : 1;
      weights[i] = configured.getOrDefault(member.name, own);
    }
    return weights;
  }
}
