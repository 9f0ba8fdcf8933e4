package io.signalbox.app.ui.tracks.layout;

import io.signalbox.app.ui.tracks.model.TrackWords;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tree as what is drawn: each strategy and each provider once, members without room in one
 * group. Positions are filled in by {@link TrackLayout}. Not thread-safe.
 */
final class TrackGraph {

  /** Traffic below this is none. */
  static final double NOTHING = 0.0005;

  private final ConsoleSnapshot view;
  private final Folding folding;
  private final Map<String, ProviderView> providers = new HashMap<>();
  private final Map<String, List<Held>> held = new HashMap<>();
  private final TrackFolds folds;
  private final Map<String, Knot> knots = new LinkedHashMap<>();
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Map<String, Integer> ways = new HashMap<>();
  private @Nullable Row last;

  /**
   * How much is drawn.
   *
   * @param members of a strategy that are drawn one by one at most
   * @param strategies whether whole strategies may vanish in a group too
   * @param open strategies whose group was opened
   * @param keep names that are never hidden: what is selected or about to change
   */
  record Folding(int members, boolean strategies, Set<String> open, Set<String> keep) {}

  /** A strategy. */
  static final class Knot {
    final TrackNode node;
    final List<Edge> edges = new ArrayList<>();
    int column;
    double x;
    double y;
    double width;
    double height;

    Knot(TrackNode node) {
      this.node = node;
    }

    boolean points() {
      return node.kind() == TrackNode.Kind.FAILOVER;
    }

    String key() {
      return "s:" + node.name();
    }
  }

  /** One line's end: a provider, a group, or the way to close a group. */
  static final class Row {
    final String key;
    final TrackPicture.Ending ending;
    final String subject;
    final @Nullable ProviderView provider;
    final List<TrackMember> hidden;
    final List<Edge> ports = new ArrayList<>();
    double y;
    double height;

    Row(
        String key,
        TrackPicture.Ending ending,
        String subject,
        @Nullable ProviderView provider,
        List<TrackMember> hidden) {
      this.key = key;
      this.ending = ending;
      this.subject = subject;
      this.provider = provider;
      this.hidden = hidden;
    }
  }

  /** A line: one member, or those of a group. Either {@code knot} or {@code row} is its end. */
  static final class Edge {
    final Knot from;
    final int index;
    final List<TrackMember> members;
    @Nullable Knot knot;
    @Nullable Row row;

    /** Whether its end is drawn with it; else it runs on a lane of its own to where its end is. */
    boolean first;

    /** Where it runs to its end. */
    double y;

    double portY;

    Edge(Knot from, int index, List<TrackMember> members) {
      this.from = from;
      this.index = index;
      this.members = members;
    }

    boolean group() {
      return row != null && row.ending != TrackPicture.Ending.PROVIDER;
    }

    TrackMember member() {
      return members.getFirst();
    }

    double share() {
      return members.stream().mapToDouble(TrackMember::share).sum();
    }

    double rate() {
      return members.stream().mapToDouble(TrackMember::operationsPerSecond).sum();
    }

    String key() {
      return "l:" + from.node.name() + ">" + (row == null ? "s:" + member().to().name() : row.key);
    }
  }

  TrackGraph(ConsoleSnapshot view, Folding folding) {
    this.view = view;
    this.folding = folding;
    view.held()
        .forEach(each -> held.computeIfAbsent(each.subject(), name -> new ArrayList<>()).add(each));
    this.folds = new TrackFolds(folding, providers, held.keySet());
    view.providers().forEach(each -> providers.put(each.name(), each));
    countWays(view.tracks(), new HashSet<>());
    if (view.tracks().kind() != TrackNode.Kind.PROVIDER) {
      visit(view.tracks());
    }
    columns();
    strays();
  }

  List<Knot> knots() {
    return List.copyOf(knots.values());
  }

  List<Row> rows() {
    return List.copyOf(rows.values());
  }

  @Nullable ProviderView provider(String name) {
    return providers.get(name);
  }

  TrackFolds folds() {
    return folds;
  }

  /** Whether an operator's hand is on it. */
  boolean isHeld(String name) {
    return held.containsKey(name);
  }

  /** The operator's hold that keeps new work from it; null if none does. */
  @Nullable Held closing(String name) {
    return TrackWords.closing(held.getOrDefault(name, List.of()));
  }

  /** Lines that lead to the provider or strategy. */
  int ways(String name) {
    return ways.getOrDefault(name, 0);
  }

  private void countWays(TrackNode node, Set<String> seen) {
    if (seen.add(node.name())) {
      for (TrackMember member : node.members()) {
        ways.merge(member.to().name(), 1, Integer::sum);
        countWays(member.to(), seen);
      }
    }
  }

  private Knot visit(TrackNode node) {
    Knot knot = new Knot(node);
    knots.put(node.name(), knot);
    Set<TrackMember> hidden = folds.hidden(node);
    for (TrackMember member : node.members()) {
      if (!hidden.contains(member)) {
        connect(new Edge(knot, knot.edges.size(), List.of(member)));
      }
    }
    if (!hidden.isEmpty()) {
      Edge edge = new Edge(knot, knot.edges.size(), List.copyOf(hidden));
      attach(edge, "g:" + node.name(), TrackPicture.Ending.GROUP, node.name(), null, edge.members);
    } else if (folding.open().contains(node.name()) && folds.folds(node)) {
      rows.put(
          "f:" + node.name(),
          new Row(
              "f:" + node.name(), TrackPicture.Ending.FEWER, node.name(), null, node.members()));
      last = null;
    }
    return knot;
  }

  private void connect(Edge edge) {
    TrackNode to = edge.member().to();
    if (to.kind() == TrackNode.Kind.PROVIDER) {
      attach(
          edge,
          "p:" + to.name(),
          TrackPicture.Ending.PROVIDER,
          to.name(),
          providers.get(to.name()),
          List.of());
      return;
    }
    edge.from.edges.add(edge);
    Knot known = knots.get(to.name());
    edge.first = known == null;
    edge.knot = known == null ? visit(to) : known;
    if (known != null) {
      last = null;
    }
  }

  private void attach(
      Edge edge,
      String key,
      TrackPicture.Ending ending,
      String subject,
      @Nullable ProviderView provider,
      List<TrackMember> members) {
    edge.from.edges.add(edge);
    Row known = rows.get(key);
    edge.first = known == null || known == last;
    Row row = known == null ? new Row(key, ending, subject, provider, members) : known;
    rows.put(key, row);
    row.ports.add(edge);
    edge.row = row;
    last = edge.first ? row : null;
  }

  /** Longest way from the root, so that every line leads to the right. */
  private void columns() {
    for (int i = 0; i < knots.size(); i++) {
      for (Knot knot : knots.values()) {
        for (Edge edge : knot.edges) {
          if (edge.knot != null) {
            edge.knot.column = Math.max(edge.knot.column, knot.column + 1);
          }
        }
      }
    }
  }

  /** Providers no line leads to stand below the tree. */
  private void strays() {
    Set<String> inTree = new HashSet<>(ways.keySet());
    if (view.tracks().kind() == TrackNode.Kind.PROVIDER) {
      inTree.remove(view.tracks().name());
    }
    List<ProviderView> outside =
        view.providers().stream().filter(each -> !inTree.contains(each.name())).toList();
    boolean all = outside.size() <= folding.members() + 1L || folding.open().contains("");
    List<TrackMember> rest = new ArrayList<>();
    for (int i = 0; i < outside.size(); i++) {
      ProviderView each = outside.get(i);
      if (all || i < folding.members() || folding.keep().contains(each.name())) {
        rows.put(
            "p:" + each.name(),
            new Row(
                "p:" + each.name(), TrackPicture.Ending.PROVIDER, each.name(), each, List.of()));
      } else {
        rest.add(stray(each));
      }
    }
    if (!rest.isEmpty()) {
      rows.put("g:", new Row("g:", TrackPicture.Ending.GROUP, "", null, rest));
    }
  }

  private static TrackMember stray(ProviderView each) {
    TrackNode node =
        new TrackNode(
            each.name(), TrackNode.Kind.PROVIDER, "", "", null, each.takesWork(), List.of());
    return new TrackMember(node, "", Double.NaN, Double.NaN, 0, 0, null, true, "");
  }
}
