package io.signalbox.core.routing.failover;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.signalbox.core.error.Counted;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The circuit that guards one member of a chain: opens after <em>threshold</em> counted failures in
 * a row, admits trials after its timeout, closes when all of them are good, opens again on the
 * first that is not. Resilience4j carries the state machine.
 *
 * <p>Every permit is ended exactly once. A permit of an earlier state ends without a trace: the
 * answer of a call that began before the circuit opened is no trial. Thread-safe; no lock is held
 * while a permitted call runs or a subscriber is told.
 */
public final class Circuit {

  private final String name;
  private final TimeSource time;
  private final Consumer<CircuitChanged> listener;

  /** Changes that are told once this object's monitor is left. */
  private final Queue<CircuitChanged> untold = new ConcurrentLinkedQueue<>();

  /** Counts the states there have been; written under this object's monitor. */
  private final AtomicInteger generation = new AtomicInteger();

  private final AtomicInteger trials = new AtomicInteger();
  private final CircuitFigures figures = new CircuitFigures();
  private int goodTrials;
  private volatile CircuitMachine machine;

  /**
   * Whether the machine is closed, for the calls that pass while it is. False before a generation
   * that is not closed begins and true after one that is has begun, so that a permit of a closed
   * circuit never belongs to another state.
   */
  private volatile boolean closed = true;

  /** What a permitted call came to. */
  public enum Outcome {
    SUCCESS,
    FAILURE,
    /** Says nothing about the member: a wrong request, no capacity, cancelled. */
    IGNORED
  }

  Circuit(
      String name, CircuitSettings settings, TimeSource time, Consumer<CircuitChanged> listener) {
    this.name = name;
    this.time = time;
    this.listener = listener;
    this.figures.since = time.now();
    this.machine = machine(settings);
  }

  /** The member it guards. */
  public String name() {
    return name;
  }

  /** The permission for one call. Used by one thread. */
  public final class Permit {
    private final CircuitBreaker breaker;
    private final int grantedIn;
    private final boolean trial;
    private boolean ended;

    private Permit(CircuitBreaker breaker, int grantedIn, boolean trial) {
      this.breaker = breaker;
      this.grantedIn = grantedIn;
      this.trial = trial;
    }

    /** Whether the call is a trial of a circuit that was open. */
    public boolean isTrial() {
      return trial;
    }

    /** Ends the call now; a second end does nothing. */
    public void end(Outcome outcome, String reason) {
      end(outcome, reason, null);
    }

    /**
     * Ends the call; a second end does nothing.
     *
     * @param at when it ended; null for now
     */
    public void end(Outcome outcome, String reason, @Nullable Instant at) {
      if (ended) {
        return;
      }
      ended = true;
      Circuit.this.end(this, outcome, reason, at);
    }
  }

  /** Permission for a call now; null while the circuit is open, or all trials are under way. */
  public @Nullable Permit tryAcquire() {
    CircuitBreaker breaker = machine.breaker();
    int grantedIn = generation.get();
    if (closed) {
      return new Permit(breaker, grantedIn, false);
    }
    Permit permit = tryAcquireTrial();
    tell();
    return permit;
  }

  /** Which call is a trial is decided together with the change of state that admits it. */
  private synchronized @Nullable Permit tryAcquireTrial() {
    CircuitBreaker breaker = machine.breaker();
    if (!breaker.tryAcquirePermission()) {
      return null;
    }
    boolean trial = breaker.getState() == CircuitBreaker.State.HALF_OPEN;
    if (trial) {
      trials.incrementAndGet();
    }
    return new Permit(breaker, generation.get(), trial);
  }

  /** Whether a call would be let through now; takes no permit. */
  public boolean admits() {
    if (closed) {
      return true;
    }
    return switch (machine.breaker().getState()) {
      case CLOSED, DISABLED, METRICS_ONLY -> true;
      case HALF_OPEN -> trials.get() < machine.settings().halfOpenCalls();
      case OPEN -> {
        Instant trial = figures.nextTrial;
        Instant now = time.now();
        // Where the clock has gone back since it opened, the breaker alone can tell.
        yield trial == null || !now.isBefore(trial) || figures.since.isAfter(now);
      }
      case FORCED_OPEN -> false;
    };
  }

  private void end(Permit permit, Outcome outcome, String reason, @Nullable Instant at) {
    if (outcome != Outcome.FAILURE && !permit.trial) {
      if (outcome == Outcome.SUCCESS && isCurrent(permit)) {
        succeeded(permit.breaker, at == null ? time.now() : at);
      }
      return;
    }
    synchronized (this) {
      if (isCurrent(permit)) {
        if (permit.trial) {
          trials.decrementAndGet();
        }
        switch (outcome) {
          case IGNORED -> permit.breaker.releasePermission();
          case SUCCESS -> trialSucceeded(permit.breaker);
          case FAILURE -> failed(permit, reason);
        }
      }
    }
    tell();
  }

  /**
   * With no failure before it, a success of a closed circuit cannot change what follows: only
   * failures in a row are counted, and the breaker's lock and window would be kept busy for it.
   */
  private void succeeded(CircuitBreaker breaker, Instant at) {
    boolean endsFailures = figures.failures > 0;
    figures.succeeded(at);
    if (endsFailures) {
      breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }
  }

  private boolean isCurrent(Permit permit) {
    return generation.get() == permit.grantedIn && machine.breaker() == permit.breaker;
  }

  /** Resilience4j would close after as many good trials as failures open, if that is fewer. */
  private void trialSucceeded(CircuitBreaker breaker) {
    figures.succeeded(time.now());
    goodTrials++;
    if (goodTrials >= machine.settings().halfOpenCalls()) {
      breaker.transitionToClosedState();
    }
  }

  private void failed(Permit permit, String reason) {
    figures.failed(time.now(), reason);
    if (permit.trial) {
      // Resilience4j's rate rule would close on a mixed half-open result.
      permit.breaker.transitionToOpenState();
    } else {
      CircuitMachine.countFailure(permit.breaker);
    }
  }

  /** Subscribers are told outside of the monitor. */
  private void tell() {
    for (CircuitChanged change = untold.poll(); change != null; change = untold.poll()) {
      listener.accept(change);
    }
  }

  private CircuitMachine machine(CircuitSettings settings) {
    CircuitMachine made = CircuitMachine.of(name, settings, time, () -> figures.nextTrial != null);
    made.breaker()
        .getEventPublisher()
        .onStateTransition(event ->
            changed(
                made.breaker(),
                settings,
                event.getStateTransition().getFromState(),
                event.getStateTransition().getToState()));
    return made;
  }

  private void changed(
      CircuitBreaker breaker,
      CircuitSettings settings,
      CircuitBreaker.State from,
      CircuitBreaker.State to) {
    CircuitMachine now = machine;
    if (now != null && now.breaker() != breaker) {
      return;
    }
    if (to != CircuitBreaker.State.CLOSED) {
      closed = false;
    }
    generation.incrementAndGet();
    trials.set(0);
    goodTrials = 0;
    Instant at = time.now();
    String why =
        switch (to) {
          case OPEN ->
              Counted.of(figures.failures, "counted failure")
                  + " in a row, last "
                  + figures.lastReason;
          case HALF_OPEN ->
              "trial of up to " + Counted.of(settings.halfOpenCalls(), "call") + " is due";
          default -> "trials were good";
        };
    figures.since = at;
    figures.nextTrial = to == CircuitBreaker.State.OPEN ? at.plus(settings.timeout()) : null;
    if (to == CircuitBreaker.State.CLOSED) {
      figures.failures = 0;
      closed = true;
    }
    untold.add(new CircuitChanged(at, name, state(from), state(to), why));
  }

  private static CircuitView.State state(CircuitBreaker.State state) {
    return switch (state) {
      case CLOSED, DISABLED, METRICS_ONLY -> CircuitView.State.CLOSED;
      case OPEN, FORCED_OPEN -> CircuitView.State.OPEN;
      case HALF_OPEN -> CircuitView.State.HALF_OPEN;
    };
  }

  /** New settings come into force; where the circuit stands stays as it is. */
  public synchronized void settings(CircuitSettings newest) {
    if (!newest.equals(machine.settings())) {
      CircuitRecord before = record();
      machine = machine(newest);
      restore(before);
    }
  }

  /** Takes over where another process, or this one before a restart, left it. */
  synchronized void restore(CircuitRecord known) {
    CircuitRecord stored = known.asOf(time.now());
    closed = false;
    generation.incrementAndGet();
    trials.set(0);
    goodTrials = 0;
    // A machine that is not in force yet tells nobody: nothing has changed, it is only known again.
    CircuitMachine quiet = machine(machine.settings());
    Instant trial = null;
    figures.nextTrial = null;
    if (stored.open()) {
      trial = stored.nextTrial() == null ? time.now() : stored.nextTrial();
      Duration wait = Duration.between(time.now(), trial);
      quiet.breaker().transitionToOpenStateFor(wait.isNegative() ? Duration.ZERO : wait);
    } else {
      for (int i = 0; i < Math.min(stored.failures(), machine.settings().threshold() - 1); i++) {
        CircuitMachine.countFailure(quiet.breaker());
      }
    }
    machine = quiet;
    figures.nextTrial = trial;
    figures.restore(stored);
    closed = !stored.open();
  }

  /**
   * Takes over what another process stored, if that opened or closed the circuit later than this
   * one did. A change that is still to come is from before the clock went back, and is no later.
   *
   * @return where it stands then; null where it was not taken over
   */
  synchronized @Nullable CircuitRecord takeOver(CircuitRecord stored) {
    Instant now = time.now();
    if (figures.since.isAfter(now)) {
      figures.since = now;
    }
    boolean untouched = generation.get() == 0 && figures.failed + figures.successful.get() == 0;
    boolean later = stored.since().isAfter(figures.since) && !stored.since().isAfter(now);
    if (!untouched && !later) {
      return null;
    }
    restore(stored);
    return record();
  }

  /** What the store keeps. */
  CircuitRecord record() {
    boolean open = machine.breaker().getState() != CircuitBreaker.State.CLOSED;
    return figures.record(name, open);
  }

  /** How it stands. */
  public CircuitView view(boolean guarded, @Nullable ForcedCircuit forced) {
    CircuitView.State shown =
        forced == null
            ? state(machine.breaker().getState())
            : forced.open() ? CircuitView.State.FORCED_OPEN : CircuitView.State.FORCED_CLOSED;
    return figures.view(name, shown, guarded, machine.settings(), trials.get(), forced);
  }
}
