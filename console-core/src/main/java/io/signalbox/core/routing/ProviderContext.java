package io.signalbox.core.routing;

import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.routing.DecisionRecord.Authority;
import io.signalbox.core.routing.DecisionRecord.CandidateState;
import io.signalbox.core.routing.RoutingStateRepository.StoredDecision;
import io.signalbox.core.routing.balancing.PickSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the providers, chooses one for each operation and executes it there.
 *
 * <p>Thread-safe. A choice reads one immutable state behind an atomic reference; edits swap it. No
 * lock is held across a provider call, and a call in flight finishes at the strategy it began with,
 * whatever is swapped meanwhile.
 */
public final class ProviderContext implements AutoCloseable {

  private final RoutingRuntime runtime;
  private final RoutingStateRepository repository;
  private final CandidateEligibility eligibility;
  private final Calls calls;
  private final BranchRunner branchRunner;
  private final FailoverNotes failovers;
  private final Degradation degradation = new Degradation();
  private final DecisionLog decisions;
  private final OperatorHolds operatorHolds;
  private final AtomicReference<RoutingState> state;
  private final Object inForce = new Object();

  /**
   * @param picks where rotations draw their numbers
   * @param chance draws from 0 (inclusive) to 1 (exclusive), for random algorithms and jitter
   * @param plugins strategies and filters that may be named
   */
  public ProviderContext(
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
  public ProviderContext(
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
    this.state = new AtomicReference<>(RoutingState.empty(runtime));
    this.operatorHolds = new OperatorHolds(repository, runtime, state::get, this::swap);
    runtime.circuits.takeOver(repository.circuits());
    runtime.sessions.restore(repository.sessions(time.now()), time.now());
  }

  public RoutingSnapshot snapshot() {
    return state.get().snapshot;
  }

  /** What an operator does. */
  public OperatorHolds operatorHolds() {
    return operatorHolds;
  }

  /** What traffic would do. */
  public Traffic traffic() {
    return new Traffic(state.get(), eligibility);
  }

  /**
   * @throws SignalboxException INVALID_STATE if there is one of the name
   */
  public void register(ProviderRegistration registration) {
    swap(now -> {
      if (now.position(registration.name()) >= 0) {
        throw new SignalboxException(
            ErrorCode.INVALID_STATE,
            "Provider instance '" + registration.name() + "' is registered already");
      }
      List<ProviderRegistration> providers = new ArrayList<>(now.snapshot.providers());
      List<ProviderHandle> handles = new ArrayList<>(now.handles);
      providers.add(registration);
      handles.add(ProviderHandle.of(registration, runtime));
      return now.with(providers, handles);
    });
  }

  /**
   * Swaps a registration of the same name in place. Where the strategy is another one, the old is
   * closed once its calls in flight have ended.
   */
  public void replace(ProviderRegistration registration) {
    RoutingState before =
        swap(now -> {
          int position = Chooser.require(now, registration.name());
          List<ProviderRegistration> providers = new ArrayList<>(now.snapshot.providers());
          List<ProviderHandle> handles = new ArrayList<>(now.handles);
          providers.set(position, registration);
          ProviderHandle old = handles.get(position);
          if (old.strategy() != registration.strategy()) {
            handles.set(position, old.with(registration.strategy()));
          }
          return now.with(providers, handles);
        });
    ProviderHandle old = before.handles.get(before.position(registration.name()));
    if (old.strategy() != registration.strategy()) {
      old.retire();
    }
  }

  /** Takes a provider out; its calls in flight finish, then it is closed. */
  public void unregister(String name) {
    RoutingState before =
        swap(now -> {
          int position = Chooser.require(now, name);
          List<ProviderRegistration> providers = new ArrayList<>(now.snapshot.providers());
          List<ProviderHandle> handles = new ArrayList<>(now.handles);
          providers.remove(position);
          handles.remove(position);
          return now.with(providers, handles);
        });
    before.handles.get(before.position(name)).retire();
  }

  /** Puts settings in force; work in flight goes on under those it began with. */
  public void setSettings(RoutingSettings settings) {
    swap(now -> now.with(settings));
  }

  /**
   * Chooses without executing. A dry run ({@code draw} false) moves no rotation.
   *
   * @throws SignalboxException PROVIDER_NOT_FOUND, PREFERENCE_CONFLICT, PROVIDER_DISABLED. A record
   *     without a winner is returned, not thrown.
   */
  public DecisionRecord choose(RouteRequest request, boolean draw) {
    return draw ? choose(request, "") : Chooser.choose(selection(request, false)).record("");
  }

  /**
   * Chooses for an operation that is executed later, and keeps the decision with the others.
   *
   * @param traceId of the operation
   */
  public DecisionRecord choose(RouteRequest request, String traceId) {
    SelectionContext selection = selection(request, true);
    CandidateState @Nullable [] states = decisions.capture(selection);
    Choice choice = Chooser.choose(selection);
    int winner = choice.hasWinner() ? choice.order()[0] : -1;
    remember(choice, winner);
    decisions.add(choice, winner, traceId, List.of(), states);
    return choice.record(traceId);
  }

  private SelectionContext selection(RouteRequest request, boolean draw) {
    RoutingState now = state.get();
    long nanos = runtime.time.nanos();
    return new SelectionContext(
        now, now.facts(), eligibility, request, runtime.wall.at(nanos), nanos, draw);
  }

  /** The session keeps the provider that served it. */
  private void remember(Choice choice, int winner) {
    SelectionContext selection = choice.selection();
    String session = selection.request.sessionId();
    Duration timeout = selection.state.sessionTimeout();
    // Orders of the caller, the template or an operator are no choice of the session's.
    boolean chosen = choice.authority().compareTo(Authority.STICKY_SESSION) >= 0;
    if (session != null && timeout != null && winner >= 0 && chosen) {
      runtime.sessions.remember(
          session, selection.state.provider(winner).name(), selection.now, timeout);
    }
  }

  /**
   * Chooses and executes. Without a winner the result is a failure of class REQUEST with the
   * record's code. With every member of a chain failed it is degraded, where the chain allows it.
   */
  public RouteResult execute(RouteRequest request, ProviderOperation operation) {
    SelectionContext selection = selection(request, true);
    Choice choice = Chooser.choose(selection);
    String trace = operation.context().traceId();
    CandidateState @Nullable [] states = decisions.capture(selection);
    RouteExecution execution = new RouteExecution(selection, calls, branchRunner, failovers);
    ProviderResult result = carryOut(choice, execution, operation);
    if (choice.authority() == Authority.STICKY_SESSION
        && result instanceof ProviderResult.Failure(ProviderFailure failure)
        && Operations.mayGoElsewhere(operation, failure)) {
      // The session's provider failed: the authorities below find another, and it moves there.
      selection.note("The session's provider failed: " + failure.code());
      choice = Chooser.withoutSession(selection);
      execution = execution.again();
      result = carryOut(choice, execution, operation);
    }
    if (result.isSuccess()) {
      degradation.remember(result);
      remember(choice, execution.winner());
    } else if (result instanceof ProviderResult.Failure(ProviderFailure failure)
        && degrades(selection.state, execution, operation, failure)) {
      runtime.events.publish(
          new RoutingEvents.Degraded(selection.now, operation.type().name(), failure.message()));
      result = degradation.answer(operation, failure, selection.now);
    }
    if (states != null) {
      decisions.add(choice, execution.winner(), trace, RouteResult.hops(choice, execution), states);
    }
    return new RouteResult(choice, execution, trace, result);
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
        && state.root instanceof FailoverSwitch chain
        && chain.configured.settings().gracefulDegradation();
  }

  private static ProviderResult carryOut(
      Choice choice, RouteExecution execution, ProviderOperation operation) {
    SelectionContext selection = choice.selection();
    TreeNode root = selection.state.root;
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

  /**
   * The composition that a chosen provider is reached through, with what each of its members is
   * asked for; empty where none is on the way, or it asks one member only. Draws nothing.
   */
  public java.util.Optional<CreatePlan> creates(RouteRequest request, String winner) {
    return CreatePlan.of(selection(request, false), winner);
  }

  /**
   * Sends a create to the provider that was chosen for it, with the retries, circuits and caps of
   * the chains on the way there. Goes nowhere else: that needs an intent of its own.
   *
   * @throws SignalboxException as {@link #executeAt}
   */
  public ProviderResult send(String provider, ProviderOperation operation) {
    usable(state.get(), provider);
    SelectionContext selection = selection(RouteRequest.to(operation.type(), provider), true);
    return new CreateDispatch(selection, calls, branchRunner, failovers).send(provider, operation);
  }

  /**
   * Executes at a named provider without choosing: for work on machines that are already there,
   * whatever state the provider is in.
   *
   * @throws SignalboxException PROVIDER_NOT_FOUND, or TYPE_NOT_INSTALLED where it cannot be used at
   *     all
   */
  public ProviderResult executeAt(String provider, ProviderOperation operation) {
    RoutingState now = state.get();
    int position = usable(now, provider);
    ProviderHandle handle = now.handles.get(position);
    BlockingCall.check("provider");
    if (!handle.enter(Integer.MAX_VALUE)) {
      // Replaced between the read and now: its successor takes the call.
      return executeAt(provider, operation);
    }
    return calls.run(handle, operation, runtime.time.nanos(), null);
  }

  private static int usable(RoutingState now, String provider) {
    int position = Chooser.require(now, provider);
    if (now.handles.get(position).strategy() == null) {
      throw new SignalboxException(ErrorCode.TYPE_NOT_INSTALLED, now.provider(position).unusable());
    }
    return position;
  }

  /** One live check, counted like any operation; blocks until the deadline at most. */
  public ProviderHealthStatus checkHealth(String provider, Duration within) {
    OperationContext context =
        OperationContext.of("health-" + provider, runtime.time.now().plus(within));
    ProviderResult result = executeAt(provider, new ProviderOperation.HealthCheck(context));
    Instant now = runtime.time.now();
    return switch (result) {
      case ProviderResult.Success success
          when success.data() instanceof ProviderData.HealthChecked checked ->
          checked.status();
      case ProviderResult.Success success ->
          ProviderHealthStatus.healthy("Answered", now, Duration.ZERO);
      case ProviderResult.Failure failure ->
          ProviderHealthStatus.unhealthy(
              failure.failure().code() + ": " + failure.failure().message(), now);
    };
  }

  /** What reaches the store a little later: circuits, sessions and decisions. */
  public List<KeptBehind> keptBehind() {
    return List.of(
        runtime.circuits.keptBehind(repository::saveCircuits),
        runtime.sessions.keptBehind(
            changed -> repository.saveSessions(changed, runtime.time.now())),
        decisions);
  }

  /**
   * Takes over circuits that another process opened or closed later than this one; blocks. Called
   * about once a second by a process that lives long.
   */
  public void refreshCircuits() {
    runtime.circuits.takeOver(repository.circuits());
  }

  /** Why operations went where they went, newest first; blocks. */
  public List<DecisionRecord> decisions(Instant since, int limit) {
    // What waits is read first: what is stored in between is then in both, never in neither.
    List<StoredDecision> waiting = decisions.waiting();
    return Stream.concat(waiting.reversed().stream(), repository.decisions(since, limit).stream())
        .filter(each -> !each.at().isBefore(since))
        .distinct()
        .sorted(Comparator.comparing(StoredDecision::at).reversed())
        .limit(limit)
        .map(stored -> DecisionJson.read(stored.json()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The decisions of one operation, oldest first; blocks. */
  public List<DecisionRecord> decisionsOf(String traceId) {
    List<StoredDecision> waiting = decisions.waiting();
    return Stream.concat(repository.decisionsOf(traceId).stream(), waiting.stream())
        .filter(each -> each.traceId().equals(traceId))
        .distinct()
        .map(stored -> DecisionJson.read(stored.json()))
        .flatMap(Optional::stream)
        .toList();
  }

  private RoutingState swap(UnaryOperator<RoutingState> edit) {
    while (true) {
      RoutingState before = state.get();
      RoutingState after = edit.apply(before);
      if (state.compareAndSet(before, after)) {
        synchronized (inForce) {
          // Whichever edit comes here last reads the state that counts.
          state.get().putInForce();
        }
        return before;
      }
    }
  }

  /** Retires every provider; calls in flight finish. */
  @Override
  public void close() {
    state.getAndSet(RoutingState.empty(runtime)).handles.forEach(ProviderHandle::retire);
  }
}
