package io.signalbox.core.routing.failover;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The circuit that guards one member of a chain: opens after <em>threshold</em> counted failures in
 * a row, admits trials after its timeout, closes when all of them are good, opens again on the
 * first that is not. Resilience4j carries the state machine.
 *
 * <p>Every permit is ended exactly once. A permit of an earlier state ends without a trace: the
 * answer of a call that began before the circuit opened is no trial. Thread-safe; no lock is held
 * while a permitted call runs.
 */
public final class Circuit {

  private final String name;
  private final TimeSource time;
  private final Consumer<CircuitChanged> changes;
  private final AtomicInteger generation = new AtomicInteger();
  private final AtomicInteger trials = new AtomicInteger();
  private final Figures figures = new Figures();
  private volatile Machine machine;

  private record Machine(CircuitSettings settings, CircuitBreaker breaker) {}

  /** What a permitted call came to. */
  public enum Outcome {
    SUCCESS,
    FAILURE,
    /** Says nothing about the member: a wrong request, no capacity, cancelled. */
    IGNORED
  }

  Circuit(
      String name, CircuitSettings settings, TimeSource time, Consumer<CircuitChanged> changes) {
    this.name = name;
    this.time = time;
    this.changes = changes;
    this.figures.since = time.now();
    this.machine = machine(settings);
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
      if (trial) {
        trials.decrementAndGet();
      }
      if (generation.get() != grantedIn || machine.breaker() != breaker) {
        return;
      }
      switch (outcome) {
        case IGNORED -> breaker.releasePermission();
        case SUCCESS -> succeeded(breaker, at == null ? time.now() : at);
        case FAILURE -> failed(breaker, reason);
      }
    }
  }

  /** Permission for a call now; null while the circuit is open, or all trials are under way. */
  public @Nullable Permit tryAcquire() {
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
    return switch (machine.breaker().getState()) {
      case CLOSED, DISABLED, METRICS_ONLY -> true;
      case HALF_OPEN -> trials.get() < machine.settings().halfOpenCalls();
      case OPEN -> {
        Instant trial = figures.nextTrial;
        yield trial == null || !time.now().isBefore(trial);
      }
      case FORCED_OPEN -> false;
    };
  }

  private void succeeded(CircuitBreaker breaker, Instant at) {
    // With no failure before it, a success of a closed circuit cannot change what follows: only
    // failures in a row are counted, and the breaker's lock and window would be kept busy for it.
    boolean quiet = figures.failures == 0 && breaker.getState() == CircuitBreaker.State.CLOSED;
    figures.succeeded(at);
    if (!quiet) {
      breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }
  }

  private void failed(CircuitBreaker breaker, String reason) {
    figures.failed(time.now(), reason);
    // Resilience4j's rate rule would close on a mixed half-open result.
    boolean trial = breaker.getState() == CircuitBreaker.State.HALF_OPEN;
    if (trial) {
      breaker.releasePermission();
      breaker.transitionToOpenState();
    } else {
      breaker.onError(0, TimeUnit.NANOSECONDS, FAILED);
    }
  }

  /** The breaker counts, it does not look: one error serves for all. */
  private static final Throwable FAILED =
      new RuntimeException("counted failure", null, false, false) {
        private static final long serialVersionUID = 1L;
      };

  private Machine machine(CircuitSettings settings) {
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(settings.threshold())
            .minimumNumberOfCalls(settings.threshold())
            .failureRateThreshold(100)
            .waitDurationInOpenState(atLeastOneMilli(settings.timeout()))
            .permittedNumberOfCallsInHalfOpenState(settings.halfOpenCalls())
            .clock(new MonotonicClock(time))
            .currentTimestampFunction(clock -> time.nanos(), TimeUnit.NANOSECONDS)
            .writableStackTraceEnabled(false)
            .build();
    CircuitBreaker breaker = CircuitBreaker.of(name, config);
    breaker
        .getEventPublisher()
        .onStateTransition(event ->
            changed(
                breaker,
                settings,
                event.getStateTransition().getFromState(),
                event.getStateTransition().getToState()));
    return new Machine(settings, breaker);
  }

  private static Duration atLeastOneMilli(Duration timeout) {
    return timeout.toMillis() < 1 ? Duration.ofMillis(1) : timeout;
  }

  private void changed(
      CircuitBreaker breaker,
      CircuitSettings settings,
      CircuitBreaker.State from,
      CircuitBreaker.State to) {
    Machine now = machine;
    if (now != null && now.breaker() != breaker) {
      return;
    }
    generation.incrementAndGet();
    trials.set(0);
    Instant at = time.now();
    String why =
        switch (to) {
          case OPEN -> figures.failures + " counted failures in a row, last " + figures.lastReason;
          case HALF_OPEN -> "trial of up to " + settings.halfOpenCalls() + " calls is due";
          default -> "trials were good";
        };
    figures.since = at;
    figures.nextTrial = to == CircuitBreaker.State.OPEN ? at.plus(settings.timeout()) : null;
    if (to == CircuitBreaker.State.CLOSED) {
      figures.failures = 0;
    }
    changes.accept(new CircuitChanged(at, name, state(from), state(to), why));
  }

  private static CircuitView.State state(CircuitBreaker.State state) {
    return switch (state) {
      case CLOSED, DISABLED, METRICS_ONLY -> CircuitView.State.CLOSED;
      case OPEN, FORCED_OPEN -> CircuitView.State.OPEN;
      case HALF_OPEN -> CircuitView.State.HALF_OPEN;
    };
  }

  /** New settings come into force; where the circuit stands stays as it is. */
  synchronized void settings(CircuitSettings newest) {
    if (!newest.equals(machine.settings())) {
      CircuitRecord before = record();
      machine = machine(newest);
      restore(before);
    }
  }

  /** Takes over where another process, or this one before a restart, left it. */
  synchronized void restore(CircuitRecord stored) {
    CircuitBreaker breaker = machine.breaker();
    generation.incrementAndGet();
    trials.set(0);
    if (stored.open()) {
      Instant trial = stored.nextTrial() == null ? time.now() : stored.nextTrial();
      Duration wait = Duration.between(time.now(), trial);
      // Not through the listener: nothing has changed, it is only known again.
      Machine quiet = machine(machine.settings());
      quiet.breaker().transitionToOpenStateFor(atLeastOneMilli(wait));
      machine = quiet;
      figures.nextTrial = trial;
    } else {
      for (int i = 0; i < Math.min(stored.failures(), machine.settings().threshold() - 1); i++) {
        breaker.onError(0, TimeUnit.NANOSECONDS, FAILED);
      }
    }
    figures.restore(stored);
  }

  /** What the store keeps. */
  CircuitRecord record() {
    boolean open = machine.breaker().getState() != CircuitBreaker.State.CLOSED;
    long successful = figures.successful.get();
    return new CircuitRecord(
        name,
        open,
        figures.failures,
        figures.since,
        figures.nextTrial,
        figures.lastReason,
        figures.failed + successful,
        successful,
        figures.lastFailure,
        figures.lastSuccess);
  }

  /** How it stands. */
  public CircuitView view(boolean guarded, @Nullable ForcedCircuit forced) {
    CircuitBreaker.State state = machine.breaker().getState();
    CircuitView.State shown =
        forced == null
            ? state(state)
            : forced.open() ? CircuitView.State.FORCED_OPEN : CircuitView.State.FORCED_CLOSED;
    long successful = figures.successful.get();
    long total = figures.failed + successful;
    return new CircuitView(
        name,
        shown,
        guarded,
        figures.failures,
        machine.settings().threshold(),
        total == 0 ? Double.NaN : 100.0 * (total - successful) / total,
        total,
        successful,
        figures.lastFailure,
        figures.lastSuccess,
        forced == null ? figures.since : forced.since(),
        figures.nextTrial,
        trials.get(),
        machine.settings().halfOpenCalls(),
        forced);
  }

  /** What is counted for people; the state machine counts for itself. */
  private static final class Figures {
    volatile int failures;
    volatile long failed;
    final AtomicLong successful = new AtomicLong();
    volatile @Nullable Instant lastFailure;
    // Made visible by the count that follows it.
    @Nullable Instant lastSuccess;
    volatile @Nullable Instant nextTrial;
    volatile Instant since = Instant.EPOCH;
    volatile String lastReason = "";

    /** Takes no lock unless it ends a run of failures. */
    void succeeded(Instant at) {
      if (failures != 0) {
        synchronized (this) {
          failures = 0;
        }
      }
      lastSuccess = at;
      successful.getAndIncrement();
    }

    synchronized void failed(Instant now, String reason) {
      failures++;
      failed++;
      lastFailure = now;
      lastReason = reason;
    }

    synchronized void restore(CircuitRecord stored) {
      failures = stored.failures();
      failed = stored.total() - stored.successful();
      lastFailure = stored.lastFailure();
      lastSuccess = stored.lastSuccess();
      successful.set(stored.successful());
      since = stored.since();
      lastReason = stored.reason();
    }
  }
}
