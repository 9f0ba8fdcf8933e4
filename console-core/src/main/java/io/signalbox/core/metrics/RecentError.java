package io.signalbox.core.metrics;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderOperationType;
import java.time.Instant;

/** One failed call, for the list of recent errors. */
public record RecentError(
    String provider,
    Instant at,
    ProviderOperationType operation,
    FailureClass failureClass,
    String code,
    String message,
    String traceId) {

  RecentError withAt(Instant other) {
    return new RecentError(provider, other, operation, failureClass, code, message, traceId);
  }
}
