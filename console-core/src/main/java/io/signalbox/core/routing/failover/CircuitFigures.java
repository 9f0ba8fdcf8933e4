package io.signalbox.core.routing.failover;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What is counted of a circuit for people; the state machine counts for itself. Thread-safe. */
final class CircuitFigures {
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

  /** What the store keeps. */
  CircuitRecord record(String name, boolean open) {
    long good = successful.get();
    return new CircuitRecord(
        name,
        open,
        failures,
        since,
        nextTrial,
        lastReason,
        failed + good,
        good,
        lastFailure,
        lastSuccess);
  }

  /** How the circuit stands. */
  CircuitView view(
      String name,
      CircuitView.State state,
      boolean guarded,
      CircuitSettings settings,
      int trials,
      @Nullable ForcedCircuit forced) {
    long good = successful.get();
    long total = failed + good;
    return new CircuitView(
        name,
        state,
        guarded,
        failures,
        settings.threshold(),
        total == 0 ? Double.NaN : 100.0 * (total - good) / total,
        total,
        good,
        lastFailure,
        lastSuccess,
        forced == null ? since : forced.since(),
        nextTrial,
        trials,
        settings.halfOpenCalls(),
        forced);
  }
}
