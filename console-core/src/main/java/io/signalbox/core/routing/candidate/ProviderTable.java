package io.signalbox.core.routing.candidate;

import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.balancing.BalancingSettings;
import io.signalbox.core.routing.failover.Circuit;
import io.signalbox.core.routing.failover.CircuitSettings;
import io.signalbox.core.routing.failover.FailoverMode;
import io.signalbox.core.routing.holds.ManualState;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The providers of a {@link RoutingSnapshot} by position, with the weights, caps, circuits and
 * operators' holds in force over each. Immutable.
 */
public final class ProviderTable {

  /** What settings say where each balancer caps its own members. */
  private static final int UNCAPPED = Integer.MAX_VALUE;

  private final RoutingSnapshot snapshot;
  private final List<ProviderHandle> handles;
  private final RoutingRuntime runtime;
  private final ProviderRegistration[] providers;
  // A bit for each operation a provider supports: asked of every candidate of every choice.
  private final int[] operations;
  private final double[] weights;
  private final int[] maxConnections;
  private final @Nullable Circuit[] guards;
  private final Map<Circuit, CircuitSettings> circuits = new IdentityHashMap<>();
  private final LiveFacts facts;
  private final Map<String, Integer> positions = new HashMap<>();

  /**
   * @param handles as many as the snapshot has providers, in the same order
   */
  public ProviderTable(
      RoutingSnapshot snapshot, List<ProviderHandle> handles, RoutingRuntime runtime) {
    this.snapshot = snapshot;
    this.handles = List.copyOf(handles);
    this.runtime = runtime;
    this.providers = snapshot.providers().toArray(ProviderRegistration[]::new);
    int size = providers.length;
    this.operations = new int[size];
    this.weights = new double[size];
    this.maxConnections = new int[size];
    this.guards = new Circuit[size];
    RoutingSettings settings = snapshot.settings();
    for (int i = 0; i < size; i++) {
      ProviderRegistration provider = providers[i];
      positions.put(provider.name(), i);
      for (ProviderOperationType each : provider.capabilities().supportedOperations()) {
        operations[i] |= 1 << each.ordinal();
      }
      weights[i] = settings.weights().getOrDefault(provider.name(), provider.weight());
      maxConnections[i] = settings.maxConnections();
    }
    capByBalancers(settings.tree());
    CircuitSettings guard = settings.guard();
    if (guard != null) {
      guard(settings.tree(), guard);
    }
    this.facts = new LiveFacts(snapshot.providers(), this.handles, runtime);
  }

  private void capByBalancers(RoutingTree tree) {
    for (StrategyNode node : tree.reached()) {
      if (node instanceof StrategyNode.Balance balance) {
        for (String name : tree.providers(balance.name())) {
          Integer position = positions.get(name);
          if (position != null) {
            maxConnections[position] =
                Math.min(maxConnections[position], balance.settings().maxConnections());
          }
        }
      }
    }
    for (int i = 0; i < maxConnections.length; i++) {
      // Capped by no balancer and by no section: the default holds.
      if (maxConnections[i] == UNCAPPED) {
        maxConnections[i] = BalancingSettings.DEFAULT.maxConnections();
      }
    }
  }

  /** A chain's own circuit guards its members already; the others get one of their own. */
  private void guard(RoutingTree tree, CircuitSettings guard) {
    Set<String> guarded = new HashSet<>();
    for (StrategyNode node : tree.reached()) {
      if (node instanceof StrategyNode.Failover chain
          && chain.settings().mode() == FailoverMode.CIRCUIT_BREAKER) {
        guarded.addAll(chain.members());
      }
    }
    for (int i = 0; i < providers.length; i++) {
      if (!guarded.contains(providers[i].name())) {
        Circuit own = runtime.circuits().guard(providers[i].name(), guard);
        guards[i] = own;
        circuits.put(own, guard);
      }
    }
  }

  /** The circuits that guard providers by themselves, with the settings they are to have. */
  public Map<Circuit, CircuitSettings> circuits() {
    return circuits;
  }

  public RoutingSnapshot snapshot() {
    return snapshot;
  }

  public RoutingSettings settings() {
    return snapshot.settings();
  }

  public List<ProviderHandle> handles() {
    return handles;
  }

  public ProviderHandle handle(int position) {
    return handles.get(position);
  }

  public RoutingRuntime runtime() {
    return runtime;
  }

  public Facts facts() {
    return facts;
  }

  public int size() {
    return providers.length;
  }

  /** -1 where there is none of the name. */
  public int position(String name) {
    return positions.getOrDefault(name, -1);
  }

  /**
   * @throws SignalboxException PROVIDER_NOT_FOUND
   */
  public int require(String name) {
    int position = position(name);
    if (position < 0) {
      throw RoutingSnapshot.notFound(name, names());
    }
    return position;
  }

  public ProviderRegistration provider(int position) {
    return providers[position];
  }

  public List<String> names() {
    return snapshot.providers().stream().map(ProviderRegistration::name).toList();
  }

  public boolean supports(int position, ProviderOperationType operation) {
    return (operations[position] & 1 << operation.ordinal()) != 0;
  }

  public double weight(int position) {
    return weights[position];
  }

  /** Calls in flight a provider may have. */
  public int maxConnections(int position) {
    return maxConnections[position];
  }

  /** The circuit a provider has where no chain guards it; null for none. */
  public @Nullable Circuit guard(int position) {
    return guards[position];
  }

  /** What an operator did to a provider and is still in force; null for nothing. */
  public @Nullable ManualState manual(int position, Instant now) {
    return snapshot.manual(providers[position].name(), now);
  }
}
