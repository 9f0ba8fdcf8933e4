package io.signalbox.core.routing.preview;

import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.routing.DecisionRecord.Authority;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.Traffic;
import io.signalbox.core.routing.WhatIf;
import io.signalbox.core.routing.candidate.CandidateEligibility;
import io.signalbox.core.routing.candidate.ProviderHandle;
import io.signalbox.core.routing.candidate.Refusals;
import io.signalbox.core.routing.candidate.SelectionContext;
import io.signalbox.core.routing.choosing.Choice;
import io.signalbox.core.routing.choosing.RoutingState;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.tree.BalancerNode;
import io.signalbox.core.routing.tree.FailoverSwitch;
import io.signalbox.core.routing.tree.TreeNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Previews of one state: looks without drawing. Immutable. */
public final class TrafficPreview implements Traffic {

  private final RoutingState state;
  private final CandidateEligibility eligibility;
  // Each asked for every provider and strategy: judged, and looked for, once.
  private final Supplier<SelectionContext> judged = once(this::selection);
  private final CircuitViews circuits;

  public TrafficPreview(RoutingState state, CandidateEligibility eligibility) {
    this.state = state;
    this.eligibility = eligibility;
    this.circuits = new CircuitViews(state);
  }

  /** Two threads may make it at once; either is as good. */
  private static <T> Supplier<T> once(Supplier<T> maker) {
    AtomicReference<@Nullable T> made = new AtomicReference<>();
    return () -> {
      T known = made.get();
      if (known == null) {
        known = maker.get();
        made.set(known);
      }
      return known;
    };
  }

  @Override
  public Traffic under(RoutingSettings settings) {
    return new TrafficPreview(state.with(settings), eligibility);
  }

  @Override
  public Traffic weighted(Map<String, Double> weights) {
    return new TrafficPreview(state.reweighted(weights), eligibility);
  }

  @Override
  public Traffic after(RoutingSnapshot snapshot) {
    return new TrafficPreview(state.with(snapshot), eligibility);
  }

  @Override
  public Traffic joinedBy(ProviderRegistration newcomer) {
    List<ProviderRegistration> providers = new ArrayList<>(state.snapshot().providers());
    List<ProviderHandle> handles = new ArrayList<>(state.table().handles());
    providers.add(newcomer);
    handles.add(ProviderHandle.of(newcomer, state.table().runtime()));
    return new TrafficPreview(state.with(providers, handles), eligibility);
  }

  @Override
  public WhatIf whatIf(long begin) {
    return new StoredDecisionReplay(state, eligibility, begin);
  }

  @Override
  public int cycle() {
    SelectionContext selection = selection();
    TreeNode at = state.tree().root();
    while (at instanceof FailoverSwitch chain && chain.first(selection) >= 0) {
      at = chain.members().get(chain.first(selection));
    }
    int cycle =
        at instanceof BalancerNode balancer
            ? balancer
                .balancer()
                .cycle(balancer.in(selection), balancer.in(selection).able(), selection.nanos())
            : state.tree().root() == null
                ? state.policies().cycle(selection, Spreads.acceptedByPolicy(selection))
                : 0;
    return Math.max(1, cycle);
  }

  @Override
  public String policyLacks() {
    SelectionContext selection = selection();
    return state.policies().lacks(selection, Spreads.acceptedByPolicy(selection));
  }

  @Override
  public RoutingSnapshot snapshot() {
    return state.snapshot();
  }

  private SelectionContext selection() {
    return new SelectionContext(
        state.table(),
        state.table().facts(),
        eligibility,
        RouteRequest.of(ProviderOperationType.CREATE_INSTANCES),
        state.table().runtime().time().now(),
        state.table().runtime().time().nanos(),
        false);
  }

  @Override
  public Map<String, Double> shares() {
    SelectionContext selection = selection();
    Choice choice = state.chooser().choose(selection);
    Map<String, Double> shares = new HashMap<>();
    if (choice.authority() == Authority.ROUTING_TREE && state.tree().root() != null) {
      lines(selection, 1)
          .forEach((line, share) -> {
            String to = line.substring(line.indexOf('/') + 1);
            if (state.table().position(to) >= 0) {
              shares.merge(to, share, Double::sum);
            }
          });
      if (state.tree().root() instanceof TreeNode.Leaf leaf) {
        shares.put(leaf.name(), 1.0);
      }
    } else if (choice.order().length == 1 || choice.authority() != Authority.POLICY) {
      for (int i = 0; i < Math.min(1, choice.order().length); i++) {
        shares.put(state.table().provider(choice.order()[i]).name(), 1.0);
      }
    } else {
      shares.putAll(state.policies().shares(selection, sorted(choice.order())));
    }
    return Spreads.complete(state.table(), shares);
  }

  @Override
  public Map<String, Double> lines() {
    SelectionContext selection = selection();
    Choice choice = state.chooser().choose(selection);
    return choice.authority() == Authority.ROUTING_TREE ? lines(selection, 1) : Map.of();
  }

  private Map<String, Double> lines(SelectionContext selection, double share) {
    Map<String, Double> lines = new LinkedHashMap<>();
    if (state.tree().root() != null) {
      state
          .tree()
          .root()
          .spread(selection, share, (line, own) -> lines.merge(line, own, Double::sum));
    }
    return lines;
  }

  private static int[] sorted(int[] order) {
    int[] accepted = order.clone();
    Arrays.sort(accepted);
    return accepted;
  }

  @Override
  public List<String> nextPicks(int count) {
    SelectionContext selection = selection();
    Choice choice = state.chooser().choose(selection);
    if (!choice.hasWinner()) {
      return List.of();
    }
    if (choice.authority() == Authority.ROUTING_TREE) {
      return state.tree().root() instanceof BalancerNode balancer
          ? leafPicks(selection, balancer, count)
          : treePicks(selection, choice, count);
    }
    if (choice.authority() != Authority.POLICY) {
      return Collections.nCopies(count, state.table().provider(choice.order()[0]).name());
    }
    return state.policies().next(selection, sorted(choice.order()), count);
  }

  private List<String> leafPicks(SelectionContext selection, BalancerNode balancer, int count) {
    List<String> picks =
        balancer
            .balancer()
            .coming(
                balancer.in(selection), balancer.in(selection).able(), selection.nanos(), count);
    List<String> leaves = new ArrayList<>(picks.size());
    Map<String, String> first = new HashMap<>();
    for (String pick : picks) {
      leaves.add(first.computeIfAbsent(pick, name -> firstLeaf(selection, name)));
    }
    return leaves;
  }

  private List<String> treePicks(SelectionContext selection, Choice choice, int count) {
    TreeNode at = state.tree().root();
    while (at instanceof FailoverSwitch chain && chain.first(selection) >= 0) {
      at = chain.members().get(chain.first(selection));
    }
    return at instanceof BalancerNode balancer
        ? leafPicks(selection, balancer, count)
        : at instanceof TreeNode.Leaf
            ? Collections.nCopies(count, state.table().provider(choice.order()[0]).name())
            : List.of();
  }

  private String firstLeaf(SelectionContext selection, String member) {
    TreeNode node = state.tree().node(member);
    if (node == null) {
      return member;
    }
    TreeNode.Order order = new TreeNode.Order(state.table().size());
    node.order(selection, order);
    int[] positions = order.positions();
    return positions.length == 0 ? member : state.table().provider(positions[0]).name();
  }

  @Override
  public SwitchState chain(String strategy) {
    SelectionContext selection = selection();
    List<String> closed = new ArrayList<>();
    String set = "";
    if (state.tree().node(strategy) instanceof FailoverSwitch chain) {
      int first = chain.first(selection);
      set = first < 0 ? "" : chain.members().get(first).name();
      for (int i = 0; i < chain.members().size(); i++) {
        closed.add(chain.whyNot(selection, i));
      }
    }
    return new SwitchState(set, closed);
  }

  @Override
  public String closed(String name) {
    SelectionContext selection = judged.get();
    TreeNode node = state.tree().node(name);
    if (node != null) {
      return node.serves(selection) ? "" : "no member of " + name + " can serve";
    }
    int position = state.table().position(name);
    return position < 0
        ? "not configured"
        : selection.accepts(position) ? "" : Refusals.of(selection, position);
  }

  @Override
  public int maxConnections(String provider) {
    int position = state.table().position(provider);
    return position < 0 ? 0 : state.table().maxConnections(position);
  }

  @Override
  public Spread spread(String strategy, int picks) {
    return new Spreads(state, selection()).of(strategy, picks);
  }

  @Override
  public Optional<CircuitView> circuit(String name) {
    return circuits.of(name);
  }

  @Override
  public List<CircuitView> circuits() {
    return circuits.all();
  }
}
