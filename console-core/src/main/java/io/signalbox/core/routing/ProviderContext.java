package io.signalbox.core.routing;

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
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Holds the providers, chooses one for each operation and executes it there.
 *
 * <p>Thread-safe. A choice reads one immutable state behind an atomic reference; edits swap it. No
 * lock is held across a provider call, and a call in flight finishes at the strategy it began with,
 * whatever is swapped meanwhile.
 */
public final class ProviderContext implements AutoCloseable {

  private final TimeSource time;
  private final ProviderMetrics metrics;
  private final HealthMonitor health;
  private final RoutingStateRepository repository;
  private final EventStream events;
  private final Chooser chooser;
  private final Judge judge;
  private final PolicyOrder policies;
  private final AtomicReference<RoutingState> state = new AtomicReference<>(RoutingState.EMPTY);

  /**
   * @param picks where rotations draw their numbers
   */
  public ProviderContext(
      TimeSource time,
      ProviderMetrics metrics,
      HealthMonitor health,
      RoutingStateRepository repository,
      PickSource picks,
      EventStream events) {
    this.time = time;
    this.metrics = metrics;
    this.health = health;
    this.repository = repository;
    this.events = events;
    this.judge = new Judge(metrics, health);
    this.policies = new PolicyOrder(new Rotations(picks));
    this.chooser = new Chooser(judge, policies);
  }

  public RoutingSnapshot snapshot() {
    return state.get().snapshot;
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
      handles.add(new ProviderHandle(registration.strategy()));
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
          if (handles.get(position).strategy() != registration.strategy()) {
            handles.set(position, new ProviderHandle(registration.strategy()));
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

  /**
   * @throws SignalboxException INVALID_INPUT for a policy that is not in force in this edition
   */
  public void setSettings(RoutingSettings settings) {
    if (!settings.policy().inForce()) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "Policy " + settings.policy() + " is not in force in this edition",
          Map.of("policy", settings.policy().name()));
    }
    swap(now -> now.with(settings));
  }

  /**
   * Reads manual states and the activation again: another process may have changed them. Blocks.
   */
  public void refreshManual() {
    Map<String, ManualState> manual = new HashMap<>();
    repository.manualStates().forEach(each -> manual.put(each.provider(), each));
    Activation activation = repository.activation().orElse(null);
    swap(now -> now.with(manual, activation));
    suspendChecks();
  }

  /** Lifts what has run out; called about once a second. */
  public void expireManual() {
    Instant now = time.now();
    for (ManualState held : snapshot().manual().values()) {
      if (held.isExpired(now)) {
        repository.deleteManualState(held.provider());
        refreshManual();
        events.publish(new RoutingEvents.Released(now, held.provider(), held.kind(), true));
      }
    }
    Activation activation = snapshot().activation();
    if (activation != null && activation.isExpired(now)) {
      repository.deleteActivation();
      refreshManual();
      events.publish(new RoutingEvents.Automatic(now, activation.provider(), true));
    }
  }

  /**
   * Chooses without executing. A dry run ({@code draw} false) moves no rotation.
   *
   * @throws SignalboxException PROVIDER_NOT_FOUND, PREFERENCE_CONFLICT, PROVIDER_DISABLED. A record
   *     without a winner is returned, not thrown.
   */
  public DecisionRecord choose(RouteRequest request, boolean draw) {
    Choice choice = chooser.choose(state.get(), request, time.now(), draw);
    return choice.record(choice.hasWinner() ? choice.order()[0] : -1, "");
  }

  /**
   * Chooses and executes. Without a winner the result is a failure of class REQUEST with the
   * record's code.
   */
  public Execution execute(RouteRequest request, ProviderOperation operation) {
    RoutingState now = state.get();
    Choice choice = chooser.choose(now, request, time.now(), true);
    String trace = operation.context().traceId();
    int most = now.snapshot.settings().maxConnections();
    for (int position : choice.order()) {
      ProviderHandle handle = now.handles.get(position);
      if (handle.enter(most)) {
        return new Execution(
            choice, position, trace, run(now.provider(position).name(), handle, operation));
      }
    }
    DecisionRecord refused = choice.record(-1, trace);
    return new Execution(
        choice,
        -1,
        trace,
        ProviderResult.failure(
            ProviderFailure.of(
                FailureClass.REQUEST, String.valueOf(refused.error()), refused.reason())));
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
    int position = Chooser.require(now, provider);
    ProviderHandle handle = now.handles.get(position);
    if (handle.strategy() == null) {
      throw new SignalboxException(ErrorCode.TYPE_NOT_INSTALLED, now.provider(position).unusable());
    }
    if (!handle.enter(Integer.MAX_VALUE)) {
      // Replaced between the read and now: its successor takes the call.
      return executeAt(provider, operation);
    }
    return run(provider, handle, operation);
  }

  /** One live check, counted like any operation; blocks until the deadline at most. */
  public ProviderHealthStatus checkHealth(String provider, Duration within) {
    OperationContext context = OperationContext.of("health-" + provider, time.now().plus(within));
    ProviderResult result = executeAt(provider, new ProviderOperation.HealthCheck(context));
    return switch (result) {
      case ProviderResult.Success success
          when success.data() instanceof ProviderData.HealthChecked checked ->
          checked.status();
      case ProviderResult.Success success ->
          ProviderHealthStatus.healthy("Answered", time.now(), Duration.ZERO);
      case ProviderResult.Failure failure ->
          ProviderHealthStatus.unhealthy(
              failure.failure().code() + ": " + failure.failure().message(), time.now());
    };
  }

  private ProviderResult run(String name, ProviderHandle handle, ProviderOperation operation) {
    ProviderStrategy strategy = java.util.Objects.requireNonNull(handle.strategy());
    BlockingCall.check("provider");
    metrics.begin(name);
    long begun = time.nanos();
    ProviderResult result = null;
    try {
      result = strategy.execute(operation);
    } catch (RuntimeException e) {
      result = ProviderResult.failure(thrown(operation, e));
    } finally {
      if (result == null) {
        result = ProviderResult.failure(thrown(operation, new IllegalStateException("died")));
      }
      metrics.end(name, operation.type(), result, begun, operation.context().traceId());
      handle.leave();
    }
    if (operation.type() != ProviderOperationType.HEALTH_CHECK) {
      health.observe(name, result);
    }
    return result;
  }

  /** A provider must not throw; when it does, nobody knows what a write has done. */
  private static ProviderFailure thrown(ProviderOperation operation, RuntimeException e) {
    String message = "The provider's code failed: " + e;
    return switch (operation) {
      case ProviderOperation.CreateInstances create ->
          ProviderFailure.unknown("PROVIDER_ERROR", message);
      case ProviderOperation.TerminateInstances terminate ->
          ProviderFailure.unknown("PROVIDER_ERROR", message);
      case ProviderOperation.GetInstanceStatus read -> broken(message);
      case ProviderOperation.DescribeResourceInstances read -> broken(message);
      case ProviderOperation.ValidateTemplate read -> broken(message);
      case ProviderOperation.GetAvailableTemplates read -> broken(message);
      case ProviderOperation.HealthCheck read -> broken(message);
    };
  }

  private static ProviderFailure broken(String message) {
    return ProviderFailure.of(FailureClass.TRANSIENT, "PROVIDER_ERROR", message);
  }

  /** Stops, or allows, traffic by hand; stored before it acts. Blocks. */
  public void setManual(ManualState manual) {
    Chooser.require(state.get(), manual.provider());
    repository.saveManualState(manual);
    refreshManual();
    events.publish(new RoutingEvents.Held(manual));
  }

  /** Lifts what a hand did; false if there was nothing. Blocks. */
  public boolean liftManual(String provider) {
    Chooser.require(state.get(), provider);
    ManualState held = snapshot().manual().get(provider);
    repository.deleteManualState(provider);
    refreshManual();
    if (held != null) {
      events.publish(new RoutingEvents.Released(time.now(), provider, held.kind(), false));
    }
    return held != null;
  }

  /** Makes a provider active; stored before it acts. Blocks. */
  public void activate(Activation activation) {
    Chooser.require(state.get(), activation.provider());
    repository.saveActivation(activation);
    refreshManual();
    events.publish(new RoutingEvents.Activated(activation));
  }

  /** Returns to automatic; false if nothing was active. Blocks. */
  public boolean deactivate() {
    Activation active = snapshot().activation();
    repository.deleteActivation();
    refreshManual();
    if (active != null) {
      events.publish(new RoutingEvents.Automatic(time.now(), active.provider(), false));
    }
    return active != null;
  }

  /**
   * Expected share of new unpinned work by provider, 0 to 1, under the state with {@code weights}
   * laid over.
   */
  public Map<String, Double> shares(Map<String, Double> weights) {
    RoutingState now = state.get().reweighted(weights);
    int[] accepted = acceptedWithoutTemplate(now);
    return PolicyOrder.complete(
        now,
        accepted.length == 0
            ? Map.of()
            : accepted.length == 1
                ? Map.of(now.provider(accepted[0]).name(), 1.0)
                : policies.shares(now, accepted));
  }

  /**
   * The next {@code count} picks under the state with {@code weights} laid over, without drawing.
   */
  public List<String> nextPicks(Map<String, Double> weights, int count) {
    RoutingState now = state.get().reweighted(weights);
    int[] accepted = acceptedWithoutTemplate(now);
    return accepted.length == 0 ? List.of() : policies.next(now, accepted, count);
  }

  /**
   * Positions in the running for work without pin, preference or template; the active one alone if
   * it takes it.
   */
  private int[] acceptedWithoutTemplate(RoutingState now) {
    RouteRequest request = RouteRequest.of(ProviderOperationType.CREATE_INSTANCES);
    Choice choice = chooser.choose(now, request, time.now(), false);
    int[] accepted = choice.order().clone();
    java.util.Arrays.sort(accepted);
    return accepted;
  }

  private void suspendChecks() {
    RoutingState now = state.get();
    Instant at = time.now();
    for (int i = 0; i < now.size(); i++) {
      ManualState manual = now.manual(i, at);
      boolean off =
          manual == null
              ? !now.provider(i).enabled()
              : manual.kind() == ManualState.Kind.MAINTENANCE
                  || manual.kind() == ManualState.Kind.DISABLED;
      health.setChecksSuspended(now.provider(i).name(), off);
    }
  }

  private RoutingState swap(UnaryOperator<RoutingState> edit) {
    while (true) {
      RoutingState before = state.get();
      RoutingState after = edit.apply(before);
      if (state.compareAndSet(before, after)) {
        return before;
      }
    }
  }

  /** Retires every provider; calls in flight finish. */
  @Override
  public void close() {
    state.getAndSet(RoutingState.EMPTY).handles.forEach(ProviderHandle::retire);
  }

  /** The choice and what came of it; the record is rendered when it is asked for. */
  public static final class Execution {
    private final Choice choice;
    private final int winner;
    private final String traceId;
    private final ProviderResult result;

    private Execution(Choice choice, int winner, String traceId, ProviderResult result) {
      this.choice = choice;
      this.winner = winner;
      this.traceId = traceId;
      this.result = result;
    }

    public DecisionRecord decision() {
      return choice.record(winner, traceId);
    }

    public ProviderResult result() {
      return result;
    }
  }
}
