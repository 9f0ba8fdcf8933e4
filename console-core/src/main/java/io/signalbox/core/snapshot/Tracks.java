package io.signalbox.core.snapshot;

import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.Traffic;
import io.signalbox.core.routing.holds.SwitchHold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routing tree as nodes and lines that can be drawn. Used once, by one thread. */
public final class Tracks {

  private static final String POLICY = "policy";

  private final Traffic traffic;
  private final RoutingSnapshot snapshot;
  private final RoutingTree tree;
  private final double operationsPerSecond;
  private final Instant now;
  private final Map<String, Double> lines;
  private final Map<String, Double> shares;
  private final Map<String, TrackNode> made = new LinkedHashMap<>();

  private Tracks(Traffic traffic, double operationsPerSecond, Instant now) {
    this.traffic = traffic;
    this.snapshot = traffic.snapshot();
    this.tree = snapshot.settings().tree();
    this.operationsPerSecond = operationsPerSecond;
    this.now = now;
    this.lines = traffic.lines();
    this.shares = traffic.shares();
  }

  /** The whole tree; one node over every provider where the policy alone chooses. */
  public static TrackNode root(Traffic traffic, double operationsPerSecond, Instant now) {
    Tracks tracks = new Tracks(traffic, operationsPerSecond, now);
    return tracks.tree.isEmpty() ? tracks.policy() : tracks.node(tracks.tree.root());
  }

  private TrackNode policy() {
    Traffic.Spread spread = traffic.spread("", 0);
    List<TrackMember> legs = new ArrayList<>();
    for (var provider : snapshot.providers()) {
      String name = provider.name();
      double share = shares.getOrDefault(name, 0.0);
      legs.add(
          leg(
              name,
              "",
              spread.weights().getOrDefault(name, 1.0),
              spread.effective().getOrDefault(name, 1.0),
              share,
              traffic.closed(name)));
    }
    return new TrackNode(
        POLICY,
        TrackNode.Kind.POLICY,
        snapshot.settings().policy().name(),
        "",
        null,
        legs.stream().anyMatch(TrackMember::open),
        legs);
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
    made.put(name, fresh);
    return fresh;
  }

  private TrackNode provider(String name) {
    return new TrackNode(
        name, TrackNode.Kind.PROVIDER, "", "", null, traffic.closed(name).isEmpty(), List.of());
  }

  private TrackNode failover(StrategyNode.Failover chain) {
    Traffic.SwitchState state = traffic.chain(chain.name());
    List<TrackMember> legs = new ArrayList<>();
    for (int i = 0; i < chain.members().size(); i++) {
      String member = chain.members().get(i);
      String closed = i < state.closed().size() ? state.closed().get(i) : "";
      legs.add(
          leg(
              member,
              i == 0 ? "primary" : "fallback " + i,
              Double.NaN,
              Double.NaN,
              lines.getOrDefault(chain.name() + "/" + member, 0.0),
              closed));
    }
    return new TrackNode(
        chain.name(),
        TrackNode.Kind.FAILOVER,
        chain.settings().mode().name(),
        state.active(),
        hold(chain.name()),
        !state.active().isEmpty(),
        legs);
  }

  private @Nullable SwitchHold hold(String name) {
    SwitchHold hold = snapshot.holds().get(name);
    return hold == null || hold.isExpired(now) ? null : hold;
  }

  private TrackNode spreading(StrategyNode node, TrackNode.Kind kind, String detail) {
    Traffic.Spread spread = traffic.spread(node.name(), 0);
    List<TrackMember> legs = new ArrayList<>();
    for (String member : node.members()) {
      double weight = spread.weights().getOrDefault(member, 1.0);
      String closed = weight == 0 ? "Weight 0: drained" : traffic.closed(member);
      legs.add(
          leg(
              member,
              "",
              weight,
              spread.effective().getOrDefault(member, weight),
              lines.getOrDefault(node.name() + "/" + member, 0.0),
              closed));
    }
    return new TrackNode(
        node.name(), kind, detail, "", null, traffic.closed(node.name()).isEmpty(), legs);
  }

  private TrackMember leg(
      String member, String role, double weight, double effective, double share, String closed) {
    return new TrackMember(
        node(member),
        role,
        weight,
        effective,
        share,
        share * operationsPerSecond,
        traffic.circuit(member).orElse(null),
        closed.isEmpty(),
        closed);
  }
}
