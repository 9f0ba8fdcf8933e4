package io.signalbox.core.routing.tree;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.candidate.SelectionContext;
import io.signalbox.core.routing.composition.BranchRunner;
import io.signalbox.core.routing.failover.BackOff;
import io.signalbox.core.routing.failover.Circuit;
import io.signalbox.core.routing.failover.FailoverMode;
import io.signalbox.core.routing.failover.FailoverSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One create on its way to one provider, through the circuits of the chains that lead there. Used
 * once.
 */
public final class CreateDispatch {

  private final SelectionContext selection;
  private final AssembledTree tree;
  private final RouteExecution execution;

  public CreateDispatch(
      AssembledTree tree,
      SelectionContext selection,
      Calls calls,
      BranchRunner branchRunner,
      FailoverNotes failovers) {
    this.tree = tree;
    this.selection = selection;
    this.execution = new RouteExecution(selection, calls, branchRunner, failovers);
  }

  public ProviderResult send(String provider, ProviderOperation operation) {
    List<Circuit.Permit> permits = new ArrayList<>();
    ProviderResult result = null;
    try {
      String closed = acquire(provider, permits);
      if (!closed.isEmpty()) {
        result =
            ProviderResult.failure(
                ProviderFailure.notSent(FailureClass.CAPACITY, "CIRCUIT_OPEN", closed));
        return result;
      }
      int position = selection.table().position(provider);
      result = execution.guarded(position, operation);
      result = retry(provider, position, operation, result);
      return result;
    } finally {
      for (Circuit.Permit permit : permits) {
        permit.end(
            result == null ? Circuit.Outcome.IGNORED : Operations.outcome(result),
            result == null ? "" : Operations.code(result));
      }
    }
  }

  /** A permit of every circuit on the way; what is in the way where one is open. */
  private String acquire(String provider, List<Circuit.Permit> permits) {
    List<StrategyNode> path = selection.table().settings().tree().pathTo(provider);
    for (int i = 0; i < path.size(); i++) {
      String member = i + 1 < path.size() ? path.get(i + 1).name() : provider;
      Circuit circuit = circuit(path.get(i).name(), member);
      if (circuit == null || selection.forced(member) != null) {
        continue;
      }
      Circuit.Permit permit = circuit.tryAcquire();
      if (permit == null) {
        return "The circuit of " + member + " is open";
      }
      permits.add(permit);
    }
    return "";
  }

  private @Nullable Circuit circuit(String node, String member) {
    return tree.node(node) instanceof FailoverSwitch chain ? chain.circuitOf(member) : null;
  }

  /** What a primary of a retrying chain gets; only what is surely not done is sent again. */
  private ProviderResult retry(
      String provider, int position, ProviderOperation operation, ProviderResult first) {
    FailoverSettings settings = retrying(provider);
    if (settings == null) {
      return first;
    }
    BackOff backOff = new BackOff(settings.retryDelay(), selection.table().runtime().chance());
    Instant end = operation.context().deadline();
    ProviderResult result = first;
    for (int retry = 1; retry <= settings.maxRetries(); retry++) {
      if (!(result instanceof ProviderResult.Failure(ProviderFailure failure))
          || !Operations.mayRetry(failure)
          || !execution.waitBefore(retry, backOff.before(retry, failure.retryAfter()), end)) {
        return result;
      }
      execution.retried(provider, retry, settings.maxRetries(), failure);
      ProviderResult next = execution.at(position, operation);
      if (next instanceof ProviderResult.Failure(ProviderFailure full) && !full.wasSent()) {
        // What came of the call that was sent is what counts.
        return result;
      }
      result = next;
    }
    return result;
  }

  private @Nullable FailoverSettings retrying(String provider) {
    List<StrategyNode> path = selection.table().settings().tree().pathTo(provider);
    for (int i = path.size() - 1; i >= 0; i--) {
      String member = i + 1 < path.size() ? path.get(i + 1).name() : provider;
      if (path.get(i) instanceof StrategyNode.Failover chain
          && chain.settings().mode() == FailoverMode.RETRY_THEN_FALLBACK
          && chain.members().getFirst().equals(member)) {
        return chain.settings();
      }
    }
    return null;
  }
}
