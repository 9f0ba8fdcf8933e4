package io.signalbox.core.routing.engine;

import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.CreateChoice;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.DecisionRecord.Authority;
import io.signalbox.core.routing.DecisionRecord.CandidateState;
import io.signalbox.core.routing.OperatorHolds;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.RouteResult;
import io.signalbox.core.routing.RoutingEvents;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.RoutingStateRepository;
import io.signalbox.core.routing.Traffic;
import io.signalbox.core.routing.balancing.PickSource;
import io.signalbox.core.routing.candidate.CandidateEligibility;
import io.signalbox.core.routing.candidate.ProviderHandle;
import io.signalbox.core.routing.candidate.ProviderTable;
import io.signalbox.core.routing.candidate.RoutingRuntime;
import io.signalbox.core.routing.candidate.SelectionContext;
import io.signalbox.core.routing.choosing.Choice;
import io.signalbox.core.routing.choosing.RoutingState;
import io.signalbox.core.routing.composition.BranchRunner;
import io.signalbox.core.routing.decisions.DecisionLog;
import io.signalbox.core.routing.preview.TrafficPreview;
import io.signalbox.core.routing.selection.Plugins;
import io.signalbox.core.routing.tree.Calls;
import io.signalbox.core.routing.tree.CreateDispatch;
import io.signalbox.core.routing.tree.FailoverNotes;
import io.signalbox.core.routing.tree.FailoverSwitch;
import io.signalbox.core.routing.tree.Operations;
import io.signalbox.core.routing.tree.RouteExecution;
import io.signalbox.core.routing.tree.TreeNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Routing as it runs: the providers in force, choosing and carrying out. Thread-safe. */
public final class RoutingEngine implements ProviderContext {

  private final RoutingRuntime runtime;
  private final RoutingStateRepository repository;
  private final CandidateEligibility eligibility;
  private final Calls calls;
  private final BranchRunner branchRunner;
  private final FailoverNotes failovers;
  private final Degradation degradation = new Degradation();
  private final DecisionLog decisions;
  private final OperatorHolds operatorHolds;
  private final ProviderRegistry registry;

  /**
   * @param picks where rotations draw their numbers
   * @param chance draws from 0 (inclusive) to 1 (exclusive), for random algorithms and jitter
   * @param plugins strategies and filters that may be named
   */
  public RoutingEngine(
      TimeSource time,
      ProviderMetrics metrics,
      HealthMonitor health,
      RoutingStateRepository repository,
      PickSource picks,
      EventStream events,
      DoubleSupplier chance,
      Plugins plugins) {
    this(time, metrics, health, repository, picks, events, chance, plugins, BranchRunner.threads());
  }

  /**
   * @param forks runs the branches of compositions
   */
  public RoutingEngine(
      TimeSource time,
      ProviderMetrics metrics,
      HealthMonitor health,
      RoutingStateRepository repository,
      PickSource picks,
      EventStream events,
      DoubleSupplier chance,
      Plugins plugins,
      BranchRunner branchRunner) {
    this.runtime = new RoutingRuntime(time, metrics, health, events, picks, chance, plugins);
    this.repository = repository;
    this.eligibility = new CandidateEligibility(plugins);
    this.calls = new Calls(runtime);
    this.branchRunner = branchRunner;
    this.failovers = new FailoverNotes(time, events);
    this.decisions = new DecisionLog(repository);
    this.registry = new ProviderRegistry(runtime);
    this.operatorHolds =
        new OperatorHolds(repository, time, health, events, registry::snapshot, registry::edit);
    runtime.circuits().takeOver(repository.circuits());
    runtime.sessions().restore(repository.sessions(time.now()), time.now());
  }

  @Override
  public RoutingSnapshot snapshot() {
    return registry.snapshot();
  }

  @Override
  public OperatorHolds operatorHolds() {
    return operatorHolds;
  }

  @Override
  public Traffic traffic() {
    return new TrafficPreview(registry.state(), eligibility);
  }

  @Override
  public void register(ProviderRegistration registration) {
    registry.register(registration);
  }

  @Override
  public void replace(ProviderRegistration registration) {
    registry.replace(registration);
  }

  @Override
  public void unregister(String name) {
    registry.unregister(name);
  }

  @Override
  public void setSettings(RoutingSettings settings) {
    registry.setSettings(settings);
  }

  @Override
  public DecisionRecord choose(RouteRequest request, boolean draw) {
    return draw ? choose(request, "") : chosen(request, false).record("");
  }

  @Override
  public DecisionRecord choose(RouteRequest request, String traceId) {
    return kept(request, traceId).record(traceId);
  }

  @Override
  public CreateChoice chooseForCreate(RouteRequest request, String traceId) {
    Choice choice = kept(request, traceId);
    DecisionRecord decision = choice.record(traceId);
    String winner = decision.winner();
    return new CreateChoice(
        decision,
        winner == null
            ? Optional.empty()
            : choice.state().tree().createPlan(choice.selection().looking(), winner));
  }

  /** Chooses, and keeps the decision with the others. */
  private Choice kept(RouteRequest request, String traceId) {
    RoutingState now = registry.state();
    SelectionContext selection = selection(now, request, true);
    CandidateState @Nullable [] states = decisions.capture(selection);
    Choice choice = now.chooser().choose(selection);
    int winner = choice.hasWinner() ? choice.order()[0] : -1;
    remember(choice, winner);
    decisions.add(choice, winner, traceId, List.of(), states);
    return choice;
  }

  private Choice chosen(RouteRequest request, boolean draw) {
    RoutingState now = registry.state();
    return now.chooser().choose(selection(now, request, draw));
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

  @Override
  public RouteResult execute(RouteRequest request, ProviderOperation operation) {
    RoutingState now = registry.state();
    SelectionContext selection = selection(now, request, true);
    Choice choice = now.chooser().choose(selection);
    String trace = operation.context().traceId();
    CandidateState @Nullable [] states = decisions.capture(selection);
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
    if (states != null) {
      decisions.add(
          choice, execution.winner(), trace, ExecutedRoute.hops(choice, execution), states);
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

  @Override
  public ProviderResult send(String provider, ProviderOperation operation) {
    RoutingState now = registry.state();
    usable(now.table(), provider);
    long nanos = runtime.time().nanos();
    SelectionContext chosen =
        SelectionContext.ofChosen(
            now.table(),
            RouteRequest.to(operation.type(), provider),
            runtime.wall().at(nanos),
            nanos);
    return new CreateDispatch(now.tree(), chosen, calls, branchRunner, failovers)
        .send(provider, operation);
  }

  @Override
  public ProviderResult executeAt(String provider, ProviderOperation operation) {
    ProviderTable now = registry.state().table();
    ProviderHandle handle = now.handle(usable(now, provider));
    BlockingCall.check("provider");
    if (!handle.enter(Integer.MAX_VALUE)) {
      // Replaced between the read and now: its successor takes the call.
      return executeAt(provider, operation);
    }
    return calls.run(handle, operation, runtime.time().nanos(), null);
  }

  private static int usable(ProviderTable now, String provider) {
    int position = now.require(provider);
    if (now.handle(position).strategy() == null) {
      throw new SignalboxException(ErrorCode.TYPE_NOT_INSTALLED, now.provider(position).unusable());
    }
    return position;
  }

  @Override
  public ProviderHealthStatus checkHealth(String provider, Duration within) {
    OperationContext context =
        OperationContext.of("health-" + provider, runtime.time().now().plus(within));
    ProviderResult result = executeAt(provider, new ProviderOperation.HealthCheck(context));
    Instant now = runtime.time().now();
    return switch (result) {
      case ProviderResult.Success success
          when success.data() instanceof ProviderData.HealthChecked checked ->
          checked.status();
      case ProviderResult.Success success ->
          ProviderHealthStatus.healthy("Answered", now, Duration.ZERO);
      case ProviderResult.Failure(ProviderFailure failure) when !failure.countsAgainstProvider() ->
          new ProviderHealthStatus(HealthState.UNKNOWN, failure.message(), now, null, Map.of());
      case ProviderResult.Failure failure ->
          ProviderHealthStatus.unhealthy(
              failure.failure().code() + ": " + failure.failure().message(), now);
    };
  }

  @Override
  public List<KeptBehind> keptBehind() {
    return List.of(
        runtime.circuits().keptBehind(repository::saveCircuits),
        runtime
            .sessions()
            .keptBehind(changed -> repository.saveSessions(changed, runtime.time().now())),
        decisions);
  }

  @Override
  public void refreshCircuits() {
    runtime.circuits().takeOver(repository.circuits());
  }

  @Override
  public List<DecisionRecord> decisions(Instant since, int limit) {
    return decisions.since(since, limit);
  }

  @Override
  public List<DecisionRecord> decisionsOf(String traceId) {
    return decisions.ofTrace(traceId);
  }

  @Override
  public void close() {
    registry.close();
  }
}
