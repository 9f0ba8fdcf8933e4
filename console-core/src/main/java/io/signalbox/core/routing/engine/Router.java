package io.signalbox.core.routing.engine;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.DecisionRecord.Authority;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.RouteResult;
import io.signalbox.core.routing.RoutingEvents;
import io.signalbox.core.routing.candidate.CandidateEligibility;
import io.signalbox.core.routing.candidate.RoutingRuntime;
import io.signalbox.core.routing.candidate.SelectionContext;
import io.signalbox.core.routing.choosing.Choice;
import io.signalbox.core.routing.choosing.RoutingState;
import io.signalbox.core.routing.composition.BranchRunner;
import io.signalbox.core.routing.decisions.DecisionLog;
import io.signalbox.core.routing.tree.Calls;
import io.signalbox.core.routing.tree.FailoverNotes;
import io.signalbox.core.routing.tree.FailoverSwitch;
import io.signalbox.core.routing.tree.Operations;
import io.signalbox.core.routing.tree.RouteExecution;
import io.signalbox.core.routing.tree.TreeNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses by the state in force, and carries out what was chosen. Thread-safe. */
final class Router {

  private final RoutingRuntime runtime;
  private final ProviderRegistry registry;
  private final CandidateEligibility eligibility;
  private final Calls calls;
  private final BranchRunner branchRunner;
  private final FailoverNotes failovers;
  private final DecisionLog decisions;
  private final Degradation degradation = new Degradation();

  Router(
      RoutingRuntime runtime,
      ProviderRegistry registry,
      CandidateEligibility eligibility,
      Calls calls,
      BranchRunner branchRunner,
      FailoverNotes failovers,
      DecisionLog decisions) {
    this.runtime = runtime;
    this.registry = registry;
    this.eligibility = eligibility;
    this.calls = calls;
    this.branchRunner = branchRunner;
    this.failovers = failovers;
    this.decisions = decisions;
  }

  /** Chooses, and keeps the decision with the others. */
  Choice choose(RouteRequest request, String traceId) {
    RoutingState now = registry.state();
    SelectionContext selection = selection(now, request, true);
    DecisionLog.@Nullable Captured captured = decisions.capture(selection);
    Choice choice = now.chooser().choose(selection);
    int winner = choice.hasWinner() ? choice.order()[0] : -1;
    remember(choice, winner);
    decisions.add(choice, winner, traceId, List.of(), captured);
    return choice;
  }

  /** Chooses without drawing or keeping anything. */
  Choice look(RouteRequest request) {
    RoutingState now = registry.state();
    return now.chooser().choose(selection(now, request, false));
  }

  private SelectionContext selection(RoutingState now, RouteRequest request, boolean draw) {
    long nanos = runtime.time().nanos();
    return new SelectionContext(
        now.table(),
        now.table().facts(),
        eligibility,
        request,
        runtime.wall().at(nanos),
        nanos,
        draw);
  }

  /** The session keeps the provider that served it. */
  private void remember(Choice choice, int winner) {
    SelectionContext selection = choice.selection();
    String session = selection.request().sessionId();
    Duration timeout = choice.state().sessionTimeout();
    // Orders of the caller, the template or an operator are no choice of the session's.
    boolean chosen = choice.authority().compareTo(Authority.STICKY_SESSION) >= 0;
    if (session != null && timeout != null && winner >= 0 && chosen) {
      runtime
          .sessions()
          .remember(session, selection.table().provider(winner).name(), selection.now(), timeout);
    }
  }

  /** Chooses, carries out, and keeps the decision with how it went. */
  RouteResult execute(RouteRequest request, ProviderOperation operation) {
    RoutingState now = registry.state();
    SelectionContext selection = selection(now, request, true);
    Choice choice = now.chooser().choose(selection);
    String trace = operation.context().traceId();
    DecisionLog.@Nullable Captured captured = decisions.capture(selection);
    RouteExecution execution = new RouteExecution(selection, calls, branchRunner, failovers);
    ProviderResult result = carryOut(choice, execution, operation);
    if (choice.authority() == Authority.STICKY_SESSION
        && result instanceof ProviderResult.Failure(ProviderFailure failure)
        && Operations.mayGoElsewhere(operation, failure)) {
      // The session's provider failed: the authorities below find another, and it moves there.
      selection.note("The session's provider failed: " + failure.code());
      choice = now.chooser().withoutSession(selection);
      execution = execution.again();
      result = carryOut(choice, execution, operation);
    }
    if (result.isSuccess()) {
      degradation.remember(result);
      remember(choice, execution.winner());
    } else if (result instanceof ProviderResult.Failure(ProviderFailure failure)
        && degrades(now, execution, operation, failure)) {
      runtime
          .events()
          .publish(
              new RoutingEvents.Degraded(
                  selection.now(), operation.type().name(), failure.message()));
      result = degradation.answer(operation, failure, selection.now());
    }
    if (captured != null) {
      decisions.add(
          choice, execution.winner(), trace, ExecutedRoute.hops(choice, execution), captured);
    }
    return new ExecutedRoute(choice, execution, trace, result);
  }

  /**
   * Whether a degraded answer takes the place of a failure: every member of a chain has failed, or
   * none may even be tried and something can be answered from what was known before.
   */
  private static boolean degrades(
      RoutingState state,
      RouteExecution execution,
      ProviderOperation operation,
      ProviderFailure failure) {
    if (failure.code().equals(ErrorCode.ALL_STRATEGIES_FAILED.name())) {
      return execution.mayDegrade();
    }
    boolean fromBefore =
        operation instanceof ProviderOperation.HealthCheck
            || operation instanceof ProviderOperation.GetAvailableTemplates;
    return fromBefore
        && failure.code().equals(ErrorCode.NO_HEALTHY_STRATEGIES.name())
        && state.tree().root() instanceof FailoverSwitch chain
        && chain.degrades();
  }

  private static ProviderResult carryOut(
      Choice choice, RouteExecution execution, ProviderOperation operation) {
    TreeNode root = choice.state().tree().root();
    if (choice.authority() == Authority.ROUTING_TREE && root != null) {
      return root.run(execution, operation);
    }
    for (int position : choice.order()) {
      ProviderResult result = execution.guarded(position, operation);
      if (!RouteExecution.isFull(result)) {
        return result;
      }
    }
    DecisionRecord refused = choice.record(-1, "", List.of(), null);
    return ProviderResult.failure(
        ProviderFailure.of(
            FailureClass.REQUEST, String.valueOf(refused.error()), refused.reason()));
  }
}
