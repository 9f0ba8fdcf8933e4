package io.signalbox.core.routing.failover;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is counted of a circuit for people; the state machine counts for itself. Thread-safe. */
final class CircuitFigures {
  volatile int failures;
  volatile long total;
  volatile long successful;
  volatile @Nullable Instant lastFailure;
  volatile @Nullable Instant lastSuccess;
  volatile @Nullable Instant nextTrial;
  volatile Instant since = Instant.EPOCH;
  volatile String lastReason = "";

  synchronized void succeeded(Instant now) {
    failures = 0;
    total++;
    successful++;
    lastSuccess = now;
  }

  synchronized void failed(Instant now, String reason) {
    failures++;
    total++;
    lastFailure = now;
    lastReason = reason;
  }

  synchronized void restore(CircuitRecord stored) {
    failures = stored.failures();
    total = stored.total();
    successful = stored.successful();
    lastFailure = stored.lastFailure();
    lastSuccess = stored.lastSuccess();
    since = stored.since();
    lastReason = stored.reason();
  }
}
