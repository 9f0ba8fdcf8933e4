package io.signalbox.core.routing.tree;

import io.signalbox.core.health.HealthView;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.candidate.Refusals;
import io.signalbox.core.routing.candidate.RoutingRuntime;
import io.signalbox.core.routing.candidate.SelectionContext;
import io.signalbox.core.routing.failover.Circuit;
import io.signalbox.core.routing.failover.FailoverMode;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.SwitchHold;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which members of a chain are tried, in which order, and why the others are not. Thread-safe. */
final class ChainOrder {

  static final String CIRCUIT_OPEN = "its circuit is open";

  private final String name;
  private final StrategyNode.Failover configured;
  private final List<TreeNode> members;
  private final @Nullable Circuit[] circuits;
  private final RoutingRuntime runtime;
  private final int[] inOrder;

  ChainOrder(
      StrategyNode.Failover configured,
      List<TreeNode> members,
      @Nullable Circuit[] circuits,
      RoutingRuntime runtime) {
    this.name = configured.name();
    this.configured = configured;
    this.members = members;
    this.circuits = circuits;
    this.runtime = runtime;
    this.inOrder = IntStream.range(0, members.size()).toArray();
  }

  /** The member new work goes to first; -1 where none can serve. */
  int first(SelectionContext selection) {
    for (int i = 0; i < members.size(); i++) {
      if (whyNot(selection, i).isEmpty()) {
        return i;
      }
    }
    Chosen chosen = choose(selection);
    int last = chosen.sequence.length - chosen.recovering;
    return chosen.recovering == 0 ? -1 : chosen.sequence[last];
  }

  /** Why a member would not be tried now; empty when it would. */
  String whyNot(SelectionContext selection, int member) {
    String closed = closed(selection, member);
    return closed.isEmpty() ? dwells(selection, members.get(member)) : closed;
  }

  private String closed(SelectionContext selection, int member) {
    String judged = judged(selection, member);
    return judged.isEmpty() ? broken(selection, member) : judged;
  }

  /** Whether its own circuit keeps a member out; asked again by whoever takes a permit. */
  String broken(SelectionContext selection, int member) {
    Circuit circuit = circuits[member];
    return circuit == null || circuit.admits() || selection.forced(members.get(member).name) != null
        ? ""
        : CIRCUIT_OPEN;
  }

  /** What the choice says of a member, its own circuit aside. */
  private String judged(SelectionContext selection, int member) {
    TreeNode node = members.get(member);
    SwitchHold hold = selection.hold(name);
    if (hold != null && !hold.member().equals(node.name)) {
      return name + " is held on " + hold.member() + " by " + hold.who();
    }
    boolean byHealth = configured.settings().mode() == FailoverMode.HEALTH_BASED;
    if (byHealth) {
      watch(selection, node);
    }
    if (!node.serves(selection)) {
      return node instanceof TreeNode.Leaf leaf
          ? Refusals.of(selection, leaf.position)
          : "no member of " + node.name + " can serve";
    }
    ForcedCircuit forced = selection.forced(node.name);
    if (forced != null) {
      return forced.open() ? "its circuit is forced open by " + forced.who() : "";
    }
    return byHealth && node instanceof TreeNode.Leaf leaf ? unhealthy(selection, leaf) : "";
  }

  /** Remembers when a member was last seen unhealthy, whoever refuses it for that. */
  private void watch(SelectionContext selection, TreeNode node) {
    if (selection.draw()
        && node instanceof TreeNode.Leaf leaf
        && selection.facts().health(leaf.position).state() == HealthState.UNHEALTHY) {
      runtime.recovering().put(name + "/" + node.name, selection.now());
    }
  }

  private static String unhealthy(SelectionContext selection, TreeNode.Leaf leaf) {
    HealthView view = selection.facts().health(leaf.position);
    return view.state() == HealthState.UNHEALTHY ? "unhealthy: " + view.reason() : "";
  }

  /** Healthy again for less than the dwell time. */
  String dwells(SelectionContext selection, TreeNode node) {
    if (configured.settings().mode() != FailoverMode.HEALTH_BASED
        || !(node instanceof TreeNode.Leaf leaf)
        || selection.forced(node.name) != null) {
      return "";
    }
    HealthView view = selection.facts().health(leaf.position);
    String key = name + "/" + node.name;
    Instant seen = runtime.recovering().get(key);
    if (seen == null) {
      return "";
    }
    // The monitor's own recovery has its time; one told from outside was seen at the last call.
    Instant since = view.since().isAfter(seen) ? view.since() : seen;
    Instant back = since.plus(configured.settings().recoveryDwell());
    if (selection.now().isBefore(back)) {
      return "healthy again, tried from " + back;
    }
    if (selection.draw()) {
      runtime.recovering().remove(key);
    }
    return "";
  }

  /**
   * A choice among the members, made once and handed on to the call.
   *
   * @param judged by member, why it is not tried, its own circuit aside; empty when it is
   * @param sequence the members as they are tried: those that only their dwell time keeps out come
   *     last
   * @param recovering how many come last
   */
  record Chosen(String[] judged, int[] sequence, int recovering) {}

  Chosen choose(SelectionContext selection) {
    String[] judged = new String[members.size()];
    for (int i = 0; i < judged.length; i++) {
      judged[i] = judged(selection, i);
    }
    if (configured.settings().mode() != FailoverMode.HEALTH_BASED) {
      return new Chosen(judged, inOrder, 0);
    }
    int[] sequence = new int[judged.length];
    int next = 0;
    int last = sequence.length;
    for (int i = 0; i < sequence.length; i++) {
      if (judged[i].isEmpty() && !dwells(selection, members.get(i)).isEmpty()) {
        sequence[--last] = i;
      } else {
        sequence[next++] = i;
      }
    }
    Arrays.sort(sequence, last, sequence.length);
    return new Chosen(judged, sequence, sequence.length - last);
  }
}
