package io.signalbox.core.request;

import io.signalbox.core.provider.PriceEstimate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One create at one provider.
 *
 * @param number from 1
 * @param key the idempotency key the provider was given
 * @param decision the decision record as JSON
 * @param outcome what became of it
 * @param resourceId the provider's handle; empty while unknown
 * @param toCome of an accepted one: machines the provider still promises, by its last word
 * @param code the failure's code; empty without one
 * @param message the failure's message; empty without one
 * @param sendings how often it was sent, all under one key
 * @param retryAt not sent again before: the provider's word or our own back-off; null for at once
 * @param endedAt when it was settled, else when the last sending was over; null before
 * @param standing where it stands among those of one composition
 * @param rules the rules among them; null for an attempt of its own
 * @param estimate what a machine of it was estimated to cost when it was planned; whatever becomes
 *     of prices, it stays. Unknown also where none was kept
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
    int toCome,
    String code,
    String message,
    int sendings,
    @Nullable Instant retryAt,
    Instant startedAt,
    @Nullable Instant endedAt,
    Standing standing,
    @Nullable CompositionRules rules,
    PriceEstimate estimate) {

  /** An attempt of its own, of unknown price. */
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
        0,
        code,
        message,
        0,
        null,
        startedAt,
        endedAt,
        Standing.SOLE,
        null,
        PriceEstimate.NOT_KEPT);
  }

  /** Nothing is known of it yet: not sent, or nobody knows what became of it. */
  public boolean isOpen() {
    return outcome == Outcome.INTENDED || outcome == Outcome.UNKNOWN;
  }

  /** Accepted, with machines still to come: followed under its resource id and its tags. */
  public boolean isPromised() {
    return outcome == Outcome.ACCEPTED && toCome > 0;
  }

  /** The same with another standing. */
  public Attempt standing(Standing newest) {
    return with(outcome, resourceId, toCome, code, message, sendings, retryAt, endedAt, newest);
  }

  /** The same with another code and message. */
  public Attempt said(String newCode, String newMessage) {
    return with(
        outcome, resourceId, toCome, newCode, newMessage, sendings, retryAt, endedAt, standing);
  }

  /** The same, sent once more at this time; nobody knows what becomes of it. */
  public Attempt sentAt(Instant at) {
    return with(
        Outcome.UNKNOWN, resourceId, 0, "", "No answer yet", sendings + 1, retryAt, at, standing);
  }

  /** The same, not sent after all for want of a place: as it was before. */
  public Attempt putBack(String why) {
    return with(Outcome.INTENDED, resourceId, 0, "", why, sendings - 1, null, null, standing);
  }

  /** The same, not answered; not to be sent again before {@code again}. */
  public Attempt unanswered(String newCode, String newMessage, Instant at, Instant again) {
    return with(Outcome.UNKNOWN, resourceId, 0, newCode, newMessage, sendings, again, at, standing);
  }

  /** The same with what became of it; a resource once known stays known. */
  public Attempt ended(
      Outcome newOutcome,
      String newResource,
      int newToCome,
      String newCode,
      String newMessage,
      Instant at) {
    String resource = newResource.isEmpty() ? resourceId : newResource;
    return with(newOutcome, resource, newToCome, newCode, newMessage, sendings, null, at, standing);
  }

  /** The same with so many machines still to come; settled when there are none. */
  public Attempt toCome(int machines, String newCode, String newMessage, Instant at) {
    return with(
        outcome,
        resourceId,
        machines,
        newCode,
        newMessage,
        sendings,
        retryAt,
        machines == 0 ? at : endedAt,
        standing);
  }

  private Attempt with(
      Outcome newOutcome,
      String newResource,
      int newToCome,
      String newCode,
      String newMessage,
      int newSendings,
      @Nullable Instant newRetryAt,
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
        newToCome,
        newCode,
        newMessage,
        newSendings,
        newRetryAt,
        startedAt,
        at,
        newStanding,
        rules,
        estimate);
  }

  /** Where an attempt stands among those of one composition. */
  public enum Standing {
    /** By itself. */
    SOLE,
    /** Asks for a part of the machines. */
    PART,
    /** Asks for all of them, as others do; which one is kept is not decided. */
    ALTERNATIVE,
    /** Its machines are kept. */
    KEPT,
    /** Its machines are released. */
    RELEASED
  }

  /** What became of an attempt. */
  public enum Outcome {
    /** On disk, not sent. */
    INTENDED,
    /** Accepted, at least in part; its machines are there or to come. */
    ACCEPTED,
    /** Refused for sure: it made no machine. */
    FAILED,
    /** Nobody knows; to be reconciled by its key, never sent elsewhere before. */
    UNKNOWN,
    /** Was unknown, and the provider's complete answer shows that it made nothing. */
    ABSENT
  }
}
