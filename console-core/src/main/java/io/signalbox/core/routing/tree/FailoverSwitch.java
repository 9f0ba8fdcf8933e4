package io.signalbox.core.routing.tree;

import io.signalbox.core.health.HealthView;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.candidate.Refusals;
import io.signalbox.core.routing.candidate.RoutingRuntime;
import io.signalbox.core.routing.candidate.SelectionContext;
import io.signalbox.core.routing.failover.BackOff;
import io.signalbox.core.routing.failover.Circuit;
import io.signalbox.core.routing.failover.FailoverMode;
import io.signalbox.core.routing.failover.FailoverSettings;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.routing.holds.SwitchHold;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tries its members one after another, as its mode says. */
public final class FailoverSwitch extends TreeNode {

  private static final String CIRCUIT_OPEN = "its circuit is open";

  final StrategyNode.Failover configured;
  final List<TreeNode> members;
  private final @Nullable Circuit[] circuits;
  private final RoutingRuntime runtime;
  private final BackOff backOff;
  private final int[] leaves;
  private final int[] inOrder;

  /**
   * @param circuits by member; null where the mode has none
   */
  FailoverSwitch(
      StrategyNode.Failover configured,
      List<TreeNode> members,
      @Nullable Circuit[] circuits,
      RoutingRuntime runtime) {
    super(configured.name());
    this.configured = configured;
    this.members = List.copyOf(members);
    this.circuits = circuits;
    this.runtime = runtime;
    this.backOff = new BackOff(configured.settings().retryDelay(), runtime.chance());
    this.leaves = BalancerNode.leavesOf(members);
    this.inOrder = IntStream.range(0, members.size()).toArray();
  }

  public List<TreeNode> members() {
    return members;
  }

  /** Whether it answers in a degraded way once every member has failed. */
  public boolean degrades() {
    return configured.settings().gracefulDegradation();
  }

  public @Nullable Circuit circuitOf(String member) {
    for (int i = 0; i < circuits.length; i++) {
      if (members.get(i).name.equals(member)) {
        return circuits[i];
      }
    }
    return null;
  }

  @Override
  public int[] leaves() {
    return leaves;
  }

  @Override
  public boolean serves(SelectionContext selection) {
    return !isForcedOpen(selection, name) && first(selection) >= 0;
  }

  /** The member new work goes to first; -1 where none can serve. */
  public int first(SelectionContext selection) {
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
  public String whyNot(SelectionContext selection, int member) {
    String closed = closed(selection, member);
    return closed.isEmpty() ? dwells(selection, members.get(member)) : closed;
  }

  private String closed(SelectionContext selection, int member) {
    String judged = judged(selection, member);
    return judged.isEmpty() ? broken(selection, member) : judged;
  }

  /** Whether its own circuit keeps a member out; asked again by whoever takes a permit. */
  private String broken(SelectionContext selection, int member) {
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
      return node instanceof Leaf leaf
          ? Refusals.of(selection, leaf.position)
          : "no member of " + node.name + " can serve";
    }
    ForcedCircuit forced = selection.forced(node.name);
    if (forced != null) {
      return forced.open() ? "its circuit is forced open by " + forced.who() : "";
    }
    return byHealth && node instanceof Leaf leaf ? unhealthy(selection, leaf) : "";
  }

  /** Remembers when a member was last seen unhealthy, whoever refuses it for that. */
  private void watch(SelectionContext selection, TreeNode node) {
    if (selection.draw()
        && node instanceof Leaf leaf
        && selection.facts().health(leaf.position).state() == HealthState.UNHEALTHY) {
      runtime.recovering().put(name + "/" + node.name, selection.now());
    }
  }

  private static String unhealthy(SelectionContext selection, Leaf leaf) {
    HealthView view = selection.facts().health(leaf.position);
    return view.state() == HealthState.UNHEALTHY ? "unhealthy: " + view.reason() : "";
  }

  /** Healthy again for less than the dwell time. */
  private String dwells(SelectionContext selection, TreeNode node) {
    if (configured.settings().mode() != FailoverMode.HEALTH_BASED
        || !(node instanceof Leaf leaf)
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
  private record Chosen(String[] judged, int[] sequence, int recovering) {}

  private Chosen choose(SelectionContext selection) {
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

  @Override
  public void order(SelectionContext selection, Order order) {
    Chosen chosen = choose(selection);
    if (selection.draw()) {
      selection.keep(this, chosen);
    }
    for (int i : chosen.sequence) {
      if (chosen.judged[i].isEmpty() && broken(selection, i).isEmpty()) {
        members.get(i).order(selection, order);
      }
    }
  }

  @Override
  public ProviderResult run(RouteExecution execution, ProviderOperation operation) {
    FailoverSettings settings = configured.settings();
    Instant end = Operations.earlier(execution.now().plus(settings.chainTimeout()), operation);
    Map<String, Object> causes = Map.of();
    FailureClass worst = null;
    String before = "";
    String beforeWhy = "";
    Chosen kept = execution.selection().take(this, Chosen.class);
    Chosen chosen = kept != null ? kept : choose(execution.selection());
    int[] sequence = chosen.sequence;
    if (sequence[0] != 0) {
      before = members.getFirst().name;
      beforeWhy = dwells(execution.selection(), members.getFirst());
    }
    for (int place = 0; place < sequence.length; place++) {
      int i = sequence[place];
      TreeNode member = members.get(i);
      String skip = chosen.judged[i];
      Circuit.Permit permit = null;
      if (skip.isEmpty()) {
        permit = permit(execution.selection(), i);
        skip = isGuarded(execution.selection(), i) && permit == null ? CIRCUIT_OPEN : "";
      }
      if (!skip.isEmpty()) {
        causes = causes.isEmpty() ? new LinkedHashMap<>() : causes;
        causes.put(member.name, "not tried: " + skip);
        before = member.name;
        beforeWhy = skip;
        continue;
      }
      if (!causes.isEmpty() && !execution.now().isBefore(end)) {
        release(permit);
        causes.put(member.name, "not tried: the chain's time is over");
        break;
      }
      if (!before.isEmpty()) {
        execution.failedOver(name, before, member.name, beforeWhy);
      }
      Instant until =
          place + 1 == sequence.length ? end : Operations.share(operation, execution.now(), end);
      ProviderResult result =
          attempt(execution, i, Operations.until(operation, until), permit, until);
      if (!(result instanceof ProviderResult.Failure(ProviderFailure failure))) {
        return result;
      }
      if (!Operations.mayGoElsewhere(operation, failure) || execution.isCancelled()) {
        return result;
      }
      before = member.name;
      beforeWhy = failure.code();
      causes = causes.isEmpty() ? new LinkedHashMap<>() : causes;
      causes.put(member.name, failure.code() + " " + failure.message());
      worst = worse(worst, failure.failureClass());
    }
    execution.exhausted(settings.gracefulDegradation());
    return ProviderResult.failure(
        new ProviderFailure(
            "ALL_STRATEGIES_FAILED",
            "Every member of " + name + " failed: " + Operations.list(causes),
            Map.of("causes", causes),
            worst == null ? FailureClass.TRANSIENT : worst,
            true,
            false,
            null));
  }

  private static FailureClass worse(@Nullable FailureClass one, FailureClass other) {
    return one == null || other.ordinal() < one.ordinal() ? other : one;
  }

  private boolean isGuarded(SelectionContext selection, int member) {
    return circuits[member] != null && selection.forced(members.get(member).name) == null;
  }

  private Circuit.@Nullable Permit permit(SelectionContext selection, int member) {
    Circuit circuit = circuits[member];
    return circuit == null || !isGuarded(selection, member) ? null : circuit.tryAcquire();
  }

  private static void release(Circuit.@Nullable Permit permit) {
    if (permit != null) {
      permit.end(Circuit.Outcome.IGNORED, "");
    }
  }

  /** One member, with the retries its mode gives the primary; the permit ends whatever happens. */
  private ProviderResult attempt(
      RouteExecution execution,
      int index,
      ProviderOperation operation,
      Circuit.@Nullable Permit permit,
      Instant end) {
    TreeNode member = members.get(index);
    FailoverSettings settings = configured.settings();
    int retries =
        index == 0 && settings.mode() == FailoverMode.RETRY_THEN_FALLBACK
            ? settings.maxRetries()
            : 0;
    ProviderResult result = null;
    try {
      result = member.run(execution, operation);
      for (int retry = 1; retry <= retries; retry++) {
        if (!(result instanceof ProviderResult.Failure(ProviderFailure failure))
            || !Operations.mayRetry(failure)
            || !execution.waitBefore(retry, backOff.before(retry, failure.retryAfter()), end)) {
          break;
        }
        execution.retried(member.name, retry, retries, failure);
        result = member.run(execution, operation);
      }
      return result;
    } finally {
      if (permit != null) {
        permit.end(
            result == null || execution.isCancelled()
                ? Circuit.Outcome.IGNORED
                : Operations.outcome(result),
            result == null ? "" : Operations.code(result),
            execution.ended());
      }
    }
  }

  @Override
  public void spread(SelectionContext selection, double share, ObjDoubleConsumer<String> lines) {
    int first = first(selection);
    if (first >= 0) {
      TreeNode node = members.get(first);
      lines.accept(name + "/" + node.name, share);
      node.spread(selection, share, lines);
    }
  }

  @Override
  public String toString() {
    return name + Arrays.toString(leaves);
  }
}
