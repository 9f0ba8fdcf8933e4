package io.signalbox.core.metrics;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderOperationType;
import java.time.Instant;

/** One failed call, for the list of recent errors. */
public record RecentError(
    Instant at,
    ProviderOperationType operation,
    FailureClass failureClass,
    String code,
    String message,
    String traceId) {}
