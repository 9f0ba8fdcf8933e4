package io.signalbox.app.cli.routing;

import io.signalbox.app.cli.output.Doc;
import io.signalbox.app.cli.output.HeldDocs;
import io.signalbox.app.cli.output.Table;
import io.signalbox.app.cli.output.Texts;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.SwitchHold;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.TrackMember;
import io.signalbox.core.snapshot.TrackNode;
import java.time.Instant;
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
            .put("active", node.active().isEmpty() ? null : node.active())
            .put("hold", node.hold() == null ? null : HeldDocs.document(Held.of(node.hold())))
            .put("serves", node.serves())
            .put(
                "members",
                first ? node.members().stream().map(each -> member(each, told)).toList() : null);
    if (!first) {
      document.put("told_above", !node.members().isEmpty());
    }
    return document.map();
  }

  private static Map<String, @Nullable Object> member(TrackMember member, Set<String> told) {
    CircuitView circuit = member.circuit();
    return Doc.start()
        .put("member", member.to().name())
        .put("role", member.role())
        .put("weight", member.weight())
        .put("effective_weight", member.effectiveWeight())
        .put("share", member.share())
        .put("circuit", circuit == null ? null : circuit(circuit))
        .put("open", member.open())
        .put("closed_reason", member.closedReason())
        .put("node", node(member.to(), told))
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
        .put("since", since(circuit))
        .put("next_trial", circuit.nextTrial())
        .put("trials", circuit.trials())
        .put("max_trials", circuit.maxTrials())
        .put("forced", forced == null ? null : HeldDocs.document(Held.of(forced)))
        .map();
  }

  /**
   * When it came to stand so; null where it has stood so from the first, without a call: to say
   * since this very command would be no answer.
   */
  private static @Nullable Instant since(CircuitView circuit) {
    boolean untouched =
        circuit.forced() == null
            && circuit.state() == CircuitView.State.CLOSED
            && circuit.total() == 0;
    return untouched ? null : circuit.since();
  }

  /** One line for each point of the tree, indented by its depth. */
  static String text(TrackNode root) {
    Table table = Table.of("TRACK", "IS", "ROLE", ">SHARE %", ">WEIGHT", "CIRCUIT", "STATE");
    table.row(root.name(), kind(root), "", "", "", "", state(root, ""));
    members(table, root, "  ", new HashSet<>(Set.of(root.name())));
    return table.render();
  }

  private static void members(Table table, TrackNode node, String indent, Set<String> told) {
    for (TrackMember member : node.members()) {
      TrackNode to = member.to();
      boolean again = !to.members().isEmpty() && !told.add(to.name());
      table.row(
          indent + to.name(),
          kind(to),
          member.role(),
          Texts.share(member.share()),
          weight(member),
          member.circuit() == null ? "" : word(member.circuit()),
          again ? "as above" : state(to, member.open() ? "" : closed(member)));
      if (!again) {
        members(table, to, indent + "  ", told);
      }
    }
  }

  private static String kind(TrackNode node) {
    String detail = node.detail().isEmpty() ? "" : " " + node.detail();
    return Texts.word(node.kind()) + detail;
  }

  private static String closed(TrackMember member) {
    return member.closedReason().isEmpty() ? "takes no new work" : member.closedReason();
  }

  private static String state(TrackNode node, String closed) {
    SwitchHold hold = node.hold();
    if (hold != null) {
      return Held.of(hold).words() + " by operator";
    }
    if (!closed.isEmpty()) {
      return closed;
    }
    if (node.kind() == TrackNode.Kind.FAILOVER) {
      return node.active().isEmpty() ? "no member can serve" : node.active() + " is active";
    }
    return node.serves() ? "takes work" : "cannot serve";
  }

  private static String weight(TrackMember member) {
    if (!Double.isFinite(member.weight())) {
      return "";
    }
    boolean moved =
        Double.isFinite(member.effectiveWeight())
            && Math.abs(member.effectiveWeight() - member.weight()) > 1e-9;
    return Texts.number(member.weight())
        + (moved ? String.format(Locale.ROOT, " (now %.3g)", member.effectiveWeight()) : "");
  }

  private static String word(CircuitView circuit) {
    String word = Texts.word(circuit.state());
    return circuit.nextTrial() == null
        ? word
        : word + ", trial at " + Texts.time(circuit.nextTrial());
  }

  /** Circuits that automation may open and those an operator forces; empty for none. */
  static String circuits(List<CircuitView> circuits) {
    Table table = Table.of("CIRCUIT", "STATE", ">FAILURES", ">FAILED %", "SINCE", "NEXT TRIAL");
    for (CircuitView circuit : circuits) {
      if (circuit.guarded() || circuit.forced() != null) {
        table.row(
            circuit.name(),
            Texts.word(circuit.state()),
            circuit.failureCount() + " of " + circuit.threshold(),
            Texts.percent(circuit.failureRate()),
            Texts.time(since(circuit)),
            Texts.time(circuit.nextTrial()));
      }
    }
    return table.isEmpty() ? "" : table.render();
  }
}
