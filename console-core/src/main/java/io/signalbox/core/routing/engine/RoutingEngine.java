package io.signalbox.core.routing.engine;

import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.gateway.GuardedProvider;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.metrics.ProviderMetrics;
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
import io.signalbox.core.routing.OperatorHolds;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.ProviderRegistration;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.RouteResult;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** Routing as it runs: the providers in force, choosing and carrying out. Thread-safe. */
public final class RoutingEngine implements ProviderContext {

  private final RoutingRuntime runtime;
  private final RoutingStateRepository repository;
  private final CandidateEligibility eligibility;
  private final Router router;
  private final Calls calls;
  private final BranchRunner branchRunner;
  private final FailoverNotes failovers;
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
   * @param branchRunner runs the branches of compositions
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
    this.router =
        new Router(runtime, registry, eligibility, calls, branchRunner, failovers, decisions);
    this.operatorHolds =
        new OperatorHolds(repository, time, health, events, registry::snapshot, registry::edit);
    runtime.circuits().takeOver(repository.circuits());
    runtime.sessions().restore(repository.sessions(time.now()), time.now());
  }

  /**
   * Has the providers made and registered by whoever needs them first, in a process that may end
   * without. Called once, before anything else; what it throws is thrown to everybody who looks.
   */
  public void installAtFirstUse(Runnable install) {
    registry.beginWith(install);
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
    return draw ? choose(request, "") : router.look(request).record("");
  }

  @Override
  public DecisionRecord choose(RouteRequest request, String traceId) {
    return router.choose(request, traceId).record(traceId);
  }

  @Override
  public CreateChoice chooseForCreate(RouteRequest request, String traceId) {
    Choice choice = router.choose(request, traceId);
    DecisionRecord decision = choice.record(traceId);
    String winner = decision.winner();
    return new CreateChoice(
        decision,
        winner == null
            ? Optional.empty()
            : choice.state().tree().createPlan(choice.selection().looking(), winner));
  }

  @Override
  public RouteResult execute(RouteRequest request, ProviderOperation operation) {
    return router.execute(request, operation);
  }

  @Override
  public void prepare(String provider) {
    ProviderTable now = registry.state().table();
    int position = now.position(provider);
    GuardedProvider strategy = position < 0 ? null : now.handle(position).strategy();
    if (strategy != null) {
      strategy.prepare();
    }
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
    prepare(provider);
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
        runtime
            .circuits()
            .keptBehind(changed -> repository.saveCircuits(changed, runtime.time().now())),
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
  public void tellDecisions(int limit, Consumer<DecisionRecord> told) {
    decisions.tell(limit, told);
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
