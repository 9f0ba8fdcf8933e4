package io.signalbox.core.routing.tree;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.candidate.RoutingRuntime;
import io.signalbox.core.routing.candidate.SelectionContext;
import io.signalbox.core.routing.failover.BackOff;
import io.signalbox.core.routing.failover.Circuit;
import io.signalbox.core.routing.failover.FailoverMode;
import io.signalbox.core.routing.failover.FailoverSettings;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Tries its members one after another, as its mode says. */
public final class FailoverSwitch extends TreeNode {

  final StrategyNode.Failover configured;
  final List<TreeNode> members;
  private final @Nullable Circuit[] circuits;
  private final ChainOrder chain;
  private final BackOff backOff;
  private final int[] leaves;

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
    this.chain = new ChainOrder(configured, this.members, circuits, runtime);
    this.backOff = new BackOff(configured.settings().retryDelay(), runtime.chance());
    this.leaves = BalancerNode.leavesOf(members);
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
    return chain.first(selection);
  }

  /** Why a member would not be tried now; empty when it would. */
  public String whyNot(SelectionContext selection, int member) {
    return chain.whyNot(selection, member);
  }

  @Override
  public void order(SelectionContext selection, Order order) {
    ChainOrder.Chosen chosen = chain.choose(selection);
    if (selection.draw()) {
      selection.keep(this, chosen);
    }
    for (int i : chosen.sequence()) {
      if (chosen.judged()[i].isEmpty() && chain.broken(selection, i).isEmpty()) {
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
    ChainOrder.Chosen kept = execution.selection().take(this, ChainOrder.Chosen.class);
    ChainOrder.Chosen chosen = kept != null ? kept : chain.choose(execution.selection());
    int[] sequence = chosen.sequence();
    if (sequence[0] != 0) {
      before = members.getFirst().name;
      beforeWhy = chain.dwells(execution.selection(), members.getFirst());
    }
    for (int place = 0; place < sequence.length; place++) {
      int i = sequence[place];
      TreeNode member = members.get(i);
      String skip = chosen.judged()[i];
      Circuit.Permit permit = null;
      if (skip.isEmpty()) {
        permit = permit(execution.selection(), i);
        skip = isGuarded(execution.selection(), i) && permit == null ? ChainOrder.CIRCUIT_OPEN : "";
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
