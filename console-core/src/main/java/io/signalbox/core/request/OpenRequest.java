package io.signalbox.core.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request that is not over, in short.
 *
 * @param requested machines
 * @param reached machines that are as wanted: running, of a return gone
 * @param provider where its machines are or will be, several with commas; empty or null before that
 *     is decided
 * @param message what it waits for; may be empty
 * @param cancelling whether somebody wants it cancelled
 */
public record OpenRequest(
    String requestId,
    RequestKind kind,
    RequestState state,
    String templateId,
    int requested,
    int reached,
    @Nullable String provider,
    String actor,
    Instant createdAt,
    Instant deadline,
    String message,
    boolean cancelling) {}
