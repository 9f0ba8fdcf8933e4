package io.signalbox.core.routing.failover;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a circuit stands, as the store keeps it; a half-open one is kept as open with its trial
 * due.
 *
 * @param nextTrial when open
 * @param reason the last counted failure's
 */
public record CircuitRecord(
    String name,
    boolean open,
    int failures,
    Instant since,
    @Nullable Instant nextTrial,
    String reason,
    long total,
    long successful,
    @Nullable Instant lastFailure,
    @Nullable Instant lastSuccess) {}
