package io.signalbox.core.snapshot;

import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.Traffic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The routing tree as nodes and lines that can be drawn; a node that did not change is the same
 * object as before. For one thread at a time.
 */
public final class Tracks {

  private static final String POLICY = "policy";

  private Map<String, TrackNode> before = Map.of();

  /**
   * The whole tree; one node over every provider where the policy alone chooses.
   *
   * @param rates operations per second by provider
   */
  public TrackNode root(Traffic traffic, Map<String, Double> rates, Instant now) {
    Drawing drawing = new Drawing(traffic, rates, now, before);
    TrackNode root = drawing.root();
    before = drawing.made;
    return root;
  }

  /** One drawing of the tree. */
  private static final class Drawing {
    private final Traffic traffic;
    private final RoutingSnapshot snapshot;
    private final RoutingTree tree;
    private final Instant now;
    private final Map<String, Double> lines;
    private final Map<String, Double> shares;
    private final Map<String, Double> measured;
    private final LineRates rates;
    private final Map<String, TrackNode> before;
    private final Map<String, TrackNode> made = new HashMap<>();

    Drawing(
        Traffic traffic, Map<String, Double> measured, Instant now, Map<String, TrackNode> before) {
      this.traffic = traffic;
      this.snapshot = traffic.snapshot();
      this.tree = snapshot.settings().tree();
      this.now = now;
      this.lines = traffic.lines();
      this.shares = traffic.shares();
      this.measured = measured;
      this.rates = new LineRates(tree, lines, measured);
      this.before = before;
    }

    TrackNode root() {
      return tree.isEmpty() ? kept(policy()) : node(tree.root());
    }

    private TrackNode kept(TrackNode fresh) {
      TrackNode known = before.get(fresh.name());
      TrackNode kept = known != null && fresh.equals(known) ? known : fresh;
      made.put(fresh.name(), kept);
      return kept;
    }

    private TrackNode policy() {
      Traffic.Spread spread = traffic.spread("", 0);
      List<TrackMember> members = new ArrayList<>();
      for (var provider : snapshot.providers()) {
        String name = provider.name();
        double share = shares.getOrDefault(name, 0.0);
        members.add(
            leg(
                name,
                "",
                spread.weights().getOrDefault(name, 1.0),
                spread.effective().getOrDefault(name, 1.0),
                share,
                measured.getOrDefault(name, 0.0),
                traffic.closed(name)));
      }
      return new TrackNode(
          POLICY,
          TrackNode.Kind.POLICY,
          snapshot.settings().policy().name(),
          "",
          null,
          members.stream().anyMatch(TrackMember::open),
          members);
    }

    private TrackNode node(String name) {
      TrackNode known = made.get(name);
      if (known != null) {
        return known;
      }
      StrategyNode configured = tree.strategies().get(name);
      TrackNode fresh =
          switch (configured) {
            case null -> provider(name);
            case StrategyNode.Failover chain -> failover(chain);
            case StrategyNode.Balance balance ->
                spreading(balance, TrackNode.Kind.BALANCE, balance.settings().algorithm().name());
            case StrategyNode.Compose compose ->
                spreading(
                    compose,
                    TrackNode.Kind.COMPOSE,
                    compose.settings().mode() + ", " + compose.settings().policy());
          };
      return kept(fresh);
    }

    private TrackNode provider(String name) {
      return new TrackNode(
          name, TrackNode.Kind.PROVIDER, "", "", null, traffic.closed(name).isEmpty(), List.of());
    }

    private TrackNode failover(StrategyNode.Failover chain) {
      Traffic.SwitchState state = traffic.chain(chain.name());
      List<TrackMember> members = new ArrayList<>();
      for (int i = 0; i < chain.members().size(); i++) {
        String member = chain.members().get(i);
        String closed = i < state.closed().size() ? state.closed().get(i) : "";
        members.add(
            leg(
                member,
                i == 0 ? "primary" : "fallback " + i,
                Double.NaN,
                Double.NaN,
                lines.getOrDefault(chain.name() + "/" + member, 0.0),
                rates.of(chain.name(), member),
                closed));
      }
      return new TrackNode(
          chain.name(),
          TrackNode.Kind.FAILOVER,
          chain.settings().mode().name(),
          state.active(),
          snapshot.hold(chain.name(), now),
          !state.active().isEmpty(),
          members);
    }

    private TrackNode spreading(StrategyNode node, TrackNode.Kind kind, String detail) {
      Traffic.Spread spread = traffic.spread(node.name(), 0);
      List<TrackMember> members = new ArrayList<>();
      for (String member : node.members()) {
        double weight = spread.weights().getOrDefault(member, 1.0);
        String closed = weight == 0 ? "Weight 0: drained" : traffic.closed(member);
        members.add(
            leg(
                member,
                "",
                weight,
                spread.effective().getOrDefault(member, weight),
                lines.getOrDefault(node.name() + "/" + member, 0.0),
                rates.of(node.name(), member),
                closed));
      }
      return new TrackNode(
          node.name(), kind, detail, "", null, traffic.closed(node.name()).isEmpty(), members);
    }

    private TrackMember leg(
        String member,
        String role,
        double weight,
        double effective,
        double share,
        double rate,
        String closed) {
      return new TrackMember(
          node(member),
          role,
          weight,
          effective,
          share,
          rate,
          traffic.circuit(member).orElse(null),
          closed.isEmpty(),
          closed);
    }
  }
}
