package io.signalbox.app.cli.routing;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.SwitchHold;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The routing tree, its circuits and its holds, as documents and as text. */
final class TrackDocs {

  private TrackDocs() {}

  /** The tree; a strategy that is reached twice has its members at the first place only. */
  static Map<String, @Nullable Object> tree(TrackNode root) {
    return node(root, new HashSet<>());
  }

  private static Map<String, @Nullable Object> node(TrackNode node, Set<String> told) {
    boolean first = told.add(node.name());
    Doc document =
        Doc.start()
            .put("name", node.name())
            .put("kind", Texts.word(node.kind()))
            .put("detail", node.detail())
            .put("set", node.active().isEmpty() ? null : node.active())
            .put("hold", node.hold() == null ? null : hold(node.hold()))
            .put("serves", node.serves())
            .put(
                "legs", first ? node.members().stream().map(leg -> leg(leg, told)).toList() : null);
    if (!first) {
      document.put("told_above", !node.members().isEmpty());
    }
    return document.map();
  }

  private static Map<String, @Nullable Object> leg(TrackMember leg, Set<String> told) {
    CircuitView circuit = leg.circuit();
    return Doc.start()
        .put("member", leg.to().name())
        .put("role", leg.role())
        .put("weight", leg.weight())
        .put("effective_weight", leg.effectiveWeight())
        .put("share", leg.share())
        .put("circuit", circuit == null ? null : circuit(circuit))
        .put("open", leg.open())
        .put("closed_reason", leg.closedReason())
        .put("node", node(leg.to(), told))
        .map();
  }

  static Map<String, @Nullable Object> hold(SwitchHold hold) {
    return Doc.start()
        .put("at", hold.at())
        .put("member", hold.member())
        .put("who", hold.who())
        .put("why", hold.why())
        .put("since", hold.since())
        .put("until", hold.until())
        .map();
  }

  static Map<String, @Nullable Object> circuit(CircuitView circuit) {
    ForcedCircuit forced = circuit.forced();
    return Doc.start()
        .put("name", circuit.name())
        .put("state", circuit.state().name())
        .put("guarded", circuit.guarded())
        .put("failure_count", circuit.failureCount())
        .put("threshold", circuit.threshold())
        .put("failure_rate", circuit.failureRate())
        .put("total", circuit.total())
        .put("successful", circuit.successful())
        .put("last_failure", circuit.lastFailure())
        .put("last_success", circuit.lastSuccess())
        .put("since", circuit.since())
        .put("next_trial", circuit.nextTrial())
        .put("trials", circuit.trials())
        .put("max_trials", circuit.maxTrials())
        .put(
            "forced",
            forced == null
                ? null
                : Doc.start()
                    .put("open", forced.open())
                    .put("who", forced.who())
                    .put("why", forced.why())
                    .put("since", forced.since())
                    .put("until", forced.until())
                    .map())
        .map();
  }

  /** One line for each point of the tree, indented by its depth. */
  static String text(TrackNode root) {
    Table table = Table.of("TRACK", "IS", "ROLE", ">SHARE %", ">WEIGHT", "CIRCUIT", "STATE");
    table.row(root.name(), kind(root), "", "", "", "", state(root, ""));
    legs(table, root, "  ", new HashSet<>(Set.of(root.name())));
    return table.render();
  }

  private static void legs(Table table, TrackNode node, String indent, Set<String> told) {
    for (TrackMember leg : node.members()) {
      TrackNode to = leg.to();
      boolean again = !to.members().isEmpty() && !told.add(to.name());
      table.row(
          indent + to.name(),
          kind(to),
          leg.role(),
          Texts.share(leg.share()),
          weight(leg),
          leg.circuit() == null ? "" : word(leg.circuit()),
          again ? "as above" : state(to, leg.open() ? "" : closed(leg)));
      if (!again) {
        legs(table, to, indent + "  ", told);
      }
    }
  }

  private static String kind(TrackNode node) {
    String detail = node.detail().isEmpty() ? "" : " " + node.detail();
    return Texts.word(node.kind()) + detail;
  }

  private static String closed(TrackMember leg) {
    return leg.closedReason().isEmpty() ? "takes no new work" : leg.closedReason();
  }

  private static String state(TrackNode node, String closed) {
    SwitchHold hold = node.hold();
    if (hold != null) {
      return "held on " + hold.member() + " by hand";
    }
    if (!closed.isEmpty()) {
      return closed;
    }
    if (node.kind() == TrackNode.Kind.FAILOVER) {
      return node.active().isEmpty()
          ? "set to none: no member can serve"
          : "set to " + node.active();
    }
    return node.serves() ? "open" : "cannot serve";
  }

  private static String weight(TrackMember leg) {
    if (!Double.isFinite(leg.weight())) {
      return "";
    }
    boolean moved =
        Double.isFinite(leg.effectiveWeight())
            && Math.abs(leg.effectiveWeight() - leg.weight()) > 1e-9;
    return Texts.number(leg.weight())
        + (moved ? String.format(Locale.ROOT, " (now %.3g)", leg.effectiveWeight()) : "");
  }

  private static String word(CircuitView circuit) {
    String word = Texts.word(circuit.state());
    return circuit.nextTrial() == null
        ? word
        : word + ", trial at " + Texts.time(circuit.nextTrial());
  }

  /** Circuits that automation may open and those an operator forces; empty for none. */
  static String circuits(List<CircuitView> circuits) {
    Table table =
        Table.of("CIRCUIT", "STATE", ">FAILURES", ">FAILED %", "SINCE", "NEXT TRIAL", "BY HAND");
    for (CircuitView circuit : circuits) {
      ForcedCircuit forced = circuit.forced();
      if (circuit.guarded() || forced != null) {
        table.row(
            circuit.name(),
            Texts.word(circuit.state()),
            circuit.failureCount() + " of " + circuit.threshold(),
            Texts.percent(circuit.failureRate()),
            Texts.time(circuit.since()),
            Texts.time(circuit.nextTrial()),
            forced == null
                ? ""
                : forced.who()
                    + ": "
                    + forced.why()
                    + (forced.until() == null ? "" : ", until " + Texts.time(forced.until())));
      }
    }
    return table.isEmpty() ? "" : table.render();
  }

  /** Switches held by an operator; empty for none. */
  static String holds(List<SwitchHold> holds) {
    Table table = Table.of("SWITCH", "HELD ON", "WHO", "WHY", "SINCE", "UNTIL");
    for (SwitchHold hold : holds) {
      table.row(
          hold.at(),
          hold.member(),
          hold.who(),
          hold.why(),
          Texts.time(hold.since()),
          Texts.time(hold.until()));
    }
    return table.isEmpty() ? "" : table.render();
  }
}
