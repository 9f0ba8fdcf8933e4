package io.signalbox.core.routing;

import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.routing.balancing.BalancingSettings;
import io.signalbox.core.routing.failover.Circuit;
import io.signalbox.core.routing.failover.CircuitSettings;
import io.signalbox.core.routing.failover.ForcedCircuit;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RoutingSnapshot} made ready for choosing: positions by name, weights and caps in force,
 * the tree ready to be walked. Immutable.
 */
final class RoutingState {

  /** What settings say where each balancer caps its own members. */
  private static final int UNCAPPED = Integer.MAX_VALUE;

  final RoutingSnapshot snapshot;
  final List<ProviderHandle> handles;
  final RoutingRuntime runtime;
  private final ProviderRegistration[] providers;
  // A bit for each operation a provider supports: asked of every candidate of every choice.
  private final int[] operations;
  final double[] weights;

  /** Calls in flight each provider may have. */
  final int[] maxConnections;

  /** The circuit each provider has where no chain is configured; null for none. */
  final @Nullable Circuit[] guards;

  /** The root of the tree; null where the policy alone chooses. */
  final @Nullable TreeNode root;

  final Map<String, TreeNode> nodes;
  final PolicyOrder policies;
  private final @Nullable Duration sessionTimeout;
  private final LiveFacts facts;
  private final Map<String, Integer> positions;
  private final Map<Circuit, CircuitSettings> circuits;

  /**
   * @param handles as many as the snapshot has providers, in the same order
   */
  RoutingState(RoutingSnapshot snapshot, List<ProviderHandle> handles, RoutingRuntime runtime) {
    this.snapshot = snapshot;
    this.handles = List.copyOf(handles);
    this.runtime = runtime;
    this.positions = new HashMap<>();
    this.providers = snapshot.providers().toArray(ProviderRegistration[]::new);
    int size = providers.length;
    this.operations = new int[size];
    this.weights = new double[size];
    this.maxConnections = new int[size];
    this.guards = new Circuit[size];
    RoutingSettings settings = snapshot.settings();
    CircuitSettings guard = settings.guard();
    for (int i = 0; i < size; i++) {
      ProviderRegistration provider = snapshot.providers().get(i);
      positions.put(provider.name(), i);
      for (ProviderOperationType each : provider.capabilities().supportedOperations()) {
        operations[i] |= 1 << each.ordinal();
      }
      weights[i] = settings.weights().getOrDefault(provider.name(), provider.weight());
      maxConnections[i] = settings.maxConnections();
    }
    this.facts = new LiveFacts(snapshot.providers(), this.handles, runtime);
    this.policies = new PolicyOrder(this);
    TreeBuilder builder = new TreeBuilder(this);
    this.root = settings.tree().isEmpty() ? null : builder.build(settings.tree());
    this.nodes = builder.nodes();
    this.circuits = builder.circuits();
    if (guard != null) {
      for (int i = 0; i < size; i++) {
        // A chain's own circuit guards its members already.
        String name = provider(i).name();
        if (builder.guardedBefore(name) == null) {
          Circuit own = runtime.circuits.guard(name, guard);
          guards[i] = own;
          circuits.put(own, guard);
        }
      }
    }
    this.sessionTimeout = sessionTimeout(settings.tree());
    for (int i = 0; i < maxConnections.length; i++) {
      // Capped by no balancer and by no section: the default holds.
      maxConnections[i] =
          maxConnections[i] == UNCAPPED
              ? BalancingSettings.DEFAULT.maxConnections()
              : maxConnections[i];
    }
  }

  static RoutingState empty(RoutingRuntime runtime) {
    return new RoutingState(
        new RoutingSnapshot(List.of(), RoutingSettings.DEFAULT, Map.of(), null, Map.of(), Map.of()),
        List.of(),
        runtime);
  }

  /** Puts the settings of its circuits in force, once it is the state that counts. */
  void putInForce() {
    circuits.forEach(Circuit::settings);
  }

  /** How long a session keeps its provider; null where no balancer is sticky. */
  @Nullable Duration sessionTimeout() {
    return sessionTimeout;
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

  Facts facts() {
    return facts;
  }

  /** -1 where there is none of the name. */
  int position(String name) {
    return positions.getOrDefault(name, -1);
  }

  ProviderRegistration provider(int position) {
    return providers[position];
  }

  boolean supports(int position, ProviderOperationType operation) {
    return (operations[position] & 1 << operation.ordinal()) != 0;
  }

  int size() {
    return weights.length;
  }

  List<String> names() {
    return snapshot.providers().stream().map(ProviderRegistration::name).toList();
  }

  /** What an operator did to a provider and is still in force. */
  @Nullable ManualState manual(int position, Instant now) {
    if (snapshot.manual().isEmpty()) {
      return null;
    }
    ManualState state = snapshot.manual().get(provider(position).name());
    return state == null || state.isExpired(now) ? null : state;
  }

  @Nullable Activation activation(Instant now) {
    Activation activation = snapshot.activation();
    return activation == null || activation.isExpired(now) ? null : activation;
  }

  /** The circuit of a provider or strategy, forced by an operator and still so. */
  @Nullable ForcedCircuit forced(String name, Instant now) {
    if (snapshot.forced().isEmpty()) {
      return null;
    }
    ForcedCircuit forced = snapshot.forced().get(name);
    return forced == null || forced.isExpired(now) ? null : forced;
  }

  /** The hold on a switch that is still in force. */
  @Nullable SwitchHold hold(String at, Instant now) {
    if (snapshot.holds().isEmpty()) {
      return null;
    }
    SwitchHold hold = snapshot.holds().get(at);
    return hold == null || hold.isExpired(now) ? null : hold;
  }

  /** The same with other weights laid over, for previews. */
  RoutingState reweighted(Map<String, Double> over) {
    Map<String, Double> merged = new HashMap<>(snapshot.settings().weights());
    merged.putAll(over);
    return with(snapshot.settings().withWeights(merged));
  }

  RoutingState with(RoutingSettings settings) {
    return with(
        new RoutingSnapshot(
            snapshot.providers(),
            settings,
            snapshot.manual(),
            snapshot.activation(),
            snapshot.holds(),
            snapshot.forced()));
  }

  /** Another snapshot of the same providers. */
  RoutingState with(RoutingSnapshot other) {
    return new RoutingState(other, handles, runtime);
  }

  RoutingState with(List<ProviderRegistration> providers, List<ProviderHandle> newHandles) {
    return new RoutingState(
        new RoutingSnapshot(
            providers,
            snapshot.settings(),
            snapshot.manual(),
            snapshot.activation(),
            snapshot.holds(),
            snapshot.forced()),
        newHandles,
        runtime);
  }
}
