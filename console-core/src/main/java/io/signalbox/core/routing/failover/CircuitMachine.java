package io.signalbox.core.routing.failover;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.signalbox.core.provider.TimeSource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The state machine of a circuit, made for one set of settings. */
record CircuitMachine(CircuitSettings settings, CircuitBreaker breaker) {

  /** The breaker counts, it does not look: one error serves for all. */
  private static final Throwable FAILED =
      new RuntimeException("counted failure", null, false, false) {
        private static final long serialVersionUID = 1L;
      };

  /**
   * @param waiting whether the circuit is open and waits for its next trial
   */
  static CircuitMachine of(
      String name, CircuitSettings settings, TimeSource time, BooleanSupplier waiting) {
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(settings.threshold())
            .minimumNumberOfCalls(settings.threshold())
            .failureRateThreshold(100)
            .waitDurationInOpenState(atLeastOneMilli(settings.timeout()))
            .permittedNumberOfCallsInHalfOpenState(settings.halfOpenCalls())
            .clock(new MonotonicClock(time, waiting))
            .currentTimestampFunction(clock -> time.nanos(), TimeUnit.NANOSECONDS)
            .writableStackTraceEnabled(false)
            .build();
    return new CircuitMachine(settings, CircuitBreaker.of(name, config));
  }

  private static Duration atLeastOneMilli(Duration timeout) {
    return timeout.toMillis() < 1 ? Duration.ofMillis(1) : timeout;
  }

  static void countFailure(CircuitBreaker breaker) {
    breaker.onError(0, TimeUnit.NANOSECONDS, FAILED);
  }
}
