package io.signalbox.app.ui.routing.strategies;

import io.signalbox.core.error.Counted;
import io.signalbox.core.snapshot.TrackNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A strategy in the list of the routing tree.
 *
 * @param node what its settings go by; empty for policy and criteria
 * @param depth how deep it stands in the tree
 * @param detail kind, mode and members
 */
public record StrategyRow(String node, String name, TrackNode.Kind kind, int depth, String detail) {

  private static final int LENGTHY = 16;

  /** Policy and criteria first, then the tree's strategies from the root down. */
  public static List<StrategyRow> of(TrackNode root) {
    List<StrategyRow> rows = new ArrayList<>();
    if (root.kind() == TrackNode.Kind.POLICY) {
      rows.add(policy(root.detail() + ", " + Counted.of(root.members().size(), "provider")));
    } else {
      rows.add(policy("for what no strategy decides"));
    }
    add(rows, root, 0);
    return List.copyOf(rows);
  }

  private static StrategyRow policy(String detail) {
    return new StrategyRow("", "Policy and criteria", TrackNode.Kind.POLICY, 0, detail);
  }

  private static void add(List<StrategyRow> rows, TrackNode node, int depth) {
    boolean strategy =
        switch (node.kind()) {
          case FAILOVER, BALANCE, COMPOSE -> true;
          case POLICY, PROVIDER -> false;
        };
    boolean known = rows.stream().anyMatch(row -> row.node().equals(node.name()));
    if (strategy && !known) {
      rows.add(new StrategyRow(node.name(), node.name(), node.kind(), depth, describe(node)));
    }
    node.members().forEach(leg -> add(rows, leg.to(), strategy ? depth + 1 : depth));
  }

  /** {@code failover, CIRCUIT_BREAKER, 3 members}. */
  public static String describe(TrackNode node) {
    String members = Counted.of(node.members().size(), "member");
    String detail = node.detail();
    // What is too long for its place loses its own end, not the number of members.
    boolean lengthy = detail.length() > LENGTHY;
    return word(node.kind())
        + ", "
        + (detail.isEmpty()
            ? members
            : lengthy ? members + ", " + detail : detail + ", " + members);
  }

  public static String word(TrackNode.Kind kind) {
    return switch (kind) {
      case BALANCE -> "balancer";
      case COMPOSE -> "composition";
      case FAILOVER, POLICY, PROVIDER -> kind.name().toLowerCase(Locale.ROOT);
    };
  }
}
