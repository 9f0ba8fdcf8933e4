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
 * @param standing where it stands among those of one composition
 * @param contest the rules among them; null for an attempt of its own
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
    @Nullable Instant endedAt,
    Standing standing,
    @Nullable Contest contest) {

  /** An attempt of its own. */
  public Attempt(
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
    this(
        number,
        provider,
        count,
        key,
        reason,
        decision,
        outcome,
        resourceId,
        code,
        message,
        startedAt,
        endedAt,
        Standing.SOLE,
        null);
  }

  /** The same with another standing. */
  Attempt standing(Standing newest) {
    return with(outcome, resourceId, code, message, endedAt, newest);
  }

  /** The same with another code and message. */
  Attempt said(String newCode, String newMessage) {
    return with(outcome, resourceId, newCode, newMessage, endedAt, standing);
  }

  /** The same with what became of it; a resource once known stays known. */
  Attempt ended(
      Outcome newOutcome,
      String newResource,
      String newCode,
      String newMessage,
      @Nullable Instant at) {
    String resource = newResource.isEmpty() ? resourceId : newResource;
    return with(newOutcome, resource, newCode, newMessage, at, standing);
  }

  private Attempt with(
      Outcome newOutcome,
      String newResource,
      String newCode,
      String newMessage,
      @Nullable Instant at,
      Standing newStanding) {
    return new Attempt(
        number,
        provider,
        count,
        key,
        reason,
        decision,
        newOutcome,
        newResource,
        newCode,
        newMessage,
        startedAt,
        at,
        newStanding,
        contest);
  }

  /** Where an attempt stands among those of one composition. */
  public enum Standing {
    /** By itself. */
    SOLE,
    /** Asks for a part of the machines. */
    PART,
    /** Asks for all of them, as others do; which one is kept is not decided. */
    RIVAL,
    /** Its machines are kept. */
    WON,
    /** Its machines are released. */
    LOST
  }

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
