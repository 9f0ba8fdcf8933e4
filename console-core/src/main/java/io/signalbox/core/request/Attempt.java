package io.signalbox.core.request;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One create at one provider.
 *
 * @param number from 1
 * @param key the idempotency key the provider was given
 * @param decision the decision record as JSON
 * @param outcome where it stands
 * @param resourceId the provider's handle; empty while unknown
 * @param code the failure's code; empty without one
 * @param message the failure's message; empty without one
 */
public record Attempt(
    int number,
    String provider,
    int count,
    String key,
    String reason,
    String decision,
    Outcome outcome,
    String resourceId,
    String code,
    String message,
    Instant startedAt,
    @Nullable Instant endedAt) {

  /** Where an attempt stands. */
  public enum Outcome {
    /** On disk, not sent. */
    INTENDED,
    /** Accepted, at least in part. */
    ACCEPTED,
    /** Refused for sure: it made no machine. */
    FAILED,
    /** Nobody knows; to be reconciled by its key, never sent elsewhere before. */
    UNKNOWN,
    /** Was unknown, and the provider's complete answer shows that it made nothing. */
    ABSENT
  }
}
