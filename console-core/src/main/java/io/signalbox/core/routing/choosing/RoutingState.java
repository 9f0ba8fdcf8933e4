package io.signalbox.core.routing.choosing;

import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.balancing.BalancingSettings;
import io.signalbox.core.routing.candidate.ProviderHandle;
import io.signalbox.core.routing.candidate.ProviderTable;
import io.signalbox.core.routing.candidate.RoutingRuntime;
import io.signalbox.core.routing.failover.Circuit;
import io.signalbox.core.routing.tree.AssembledTree;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RoutingSnapshot} made ready for choosing: its providers, the tree ready to be walked and
 * the policy. Immutable.
 */
public final class RoutingState {

  private final ProviderTable table;
  private final AssembledTree tree;
  private final PolicyOrder policies;
  private final Chooser chooser;
  private final @Nullable Duration sessionTimeout;

  public RoutingState(ProviderTable table) {
    this.table = table;
    this.tree = AssembledTree.of(table);
    this.policies = new PolicyOrder(table);
    this.sessionTimeout = sessionTimeout(table.settings().tree());
    this.chooser = new Chooser(this);
  }

  public static RoutingState empty(RoutingRuntime runtime) {
    return new RoutingState(
        new ProviderTable(
            new RoutingSnapshot(
                List.of(), RoutingSettings.DEFAULT, Map.of(), null, Map.of(), Map.of(), -1),
            List.of(),
            runtime));
  }

  private static @Nullable Duration sessionTimeout(RoutingTree tree) {
    return tree.reached().stream()
        .filter(StrategyNode.Balance.class::isInstance)
        .map(node -> ((StrategyNode.Balance) node).settings())
        .filter(BalancingSettings::stickySessions)
        .map(BalancingSettings::sessionTimeout)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Puts the settings of its circuits in force, once it is the state that counts. */
  public void putInForce() {
    table.circuits().forEach(Circuit::settings);
    tree.circuits().forEach(Circuit::settings);
    table.runtime().health().setGuarded(guarded());
  }

  /** Strategies that a circuit guards are among them, and harm nobody. */
  private Set<String> guarded() {
    Set<String> names = new HashSet<>();
    table.circuits().keySet().forEach(each -> names.add(each.name()));
    tree.circuits().keySet().forEach(each -> names.add(each.name()));
    return names;
  }

  public ProviderTable table() {
    return table;
  }

  public RoutingSnapshot snapshot() {
    return table.snapshot();
  }

  public AssembledTree tree() {
    return tree;
  }

  public PolicyOrder policies() {
    return policies;
  }

  public Chooser chooser() {
    return chooser;
  }

  /** How long a session keeps its provider; null where no balancer is sticky. */
  public @Nullable Duration sessionTimeout() {
    return sessionTimeout;
  }

  /** The same with other weights laid over, for previews. */
  public RoutingState reweighted(Map<String, Double> over) {
    Map<String, Double> merged = new HashMap<>(table.settings().weights());
    merged.putAll(over);
    return with(table.settings().withWeights(merged));
  }

  public RoutingState with(RoutingSettings settings) {
    return with(table.snapshot().with(settings));
  }

  /** Another snapshot of the same providers. */
  public RoutingState with(RoutingSnapshot other) {
    return new RoutingState(new ProviderTable(other, table.handles(), table.runtime()));
  }

  public RoutingState with(List<ProviderRegistration> providers, List<ProviderHandle> handles) {
    return new RoutingState(
        new ProviderTable(table.snapshot().with(providers), handles, table.runtime()));
  }
}
