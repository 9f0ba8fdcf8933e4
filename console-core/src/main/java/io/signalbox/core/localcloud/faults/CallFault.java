package io.signalbox.core.localcloud.faults;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens to some calls of an action.
 *
 * @param action the operation's name, for example {@code RunInstances}; {@code *} for every one
 * @param region whose calls alone it meets; those of all if not given
 * @param effect what happens
 * @param skip how many calls pass before it begins; 0 if not given
 * @param times how many calls it then meets; 1 if not given, 0 for all until it is removed
 * @param code AWS's code, of an {@link Effect#ERROR}; {@code InternalError} if not given
 * @param status its HTTP status, 400 to 599; 500 if not given
 * @param message what it says; a sentence of its own if not given
 */
public record CallFault(
    String action,
    @Nullable String region,
    Effect effect,
    int skip,
    @Nullable Integer times,
    @Nullable String code,
    @Nullable Integer status,
    @Nullable String message) {

  /** What can happen to a call. */
  public enum Effect {
    /** An error is answered, and nothing is done. */
    @JsonProperty("error")
    ERROR,
    /** The connection is closed, and nothing is done. */
    @JsonProperty("lost-before")
    LOST_BEFORE,
    /** It is done, and the connection closed without an answer. */
    @JsonProperty("lost-after")
    LOST_AFTER,
    /**
     * Nothing is done, nor answered until the faults are cleared; then the connection is closed.
     */
    @JsonProperty("hang-before")
    HANG_BEFORE,
    /** It is done, but not answered until the faults are cleared; then the connection is closed. */
    @JsonProperty("hang-after")
    HANG_AFTER
  }

  public CallFault {
    Objects.requireNonNull(action, "action: a name, or *");
    Objects.requireNonNull(effect, "effect");
    if (skip < 0 || times != null && times < 0) {
      throw new IllegalArgumentException("skip and times are 0 or more");
    }
    if (status != null && (status < 400 || status > 599)) {
      throw new IllegalArgumentException("status is 400 to 599, not " + status);
    }
  }

  /** One call of an action gets an effect that is no error. */
  public static CallFault once(String action, Effect effect) {
    return new CallFault(action, null, effect, 0, 1, null, null, null);
  }

  /** One call of an action gets an error. */
  public static CallFault error(String action, String code, int status) {
    return new CallFault(action, null, Effect.ERROR, 0, 1, code, status, null);
  }

  /** The same, after some calls have passed. */
  public CallFault after(int calls) {
    return new CallFault(action, region, effect, calls, times, code, status, message);
  }

  /** The same, for some calls; 0: until removed. */
  public CallFault times(int calls) {
    return new CallFault(action, region, effect, skip, calls, code, status, message);
  }

  /** The same, of the calls to one region. */
  public CallFault in(String name) {
    return new CallFault(action, name, effect, skip, times, code, status, message);
  }

  boolean meets(String call, String where) {
    return (action.equals("*") || action.equals(call)) && (region == null || region.equals(where));
  }

  boolean begun() {
    return skip == 0;
  }

  /** What is left of it once a call has met it. */
  Optional<CallFault> next() {
    if (skip > 0) {
      return Optional.of(after(skip - 1));
    }
    int left = times == null ? 1 : times;
    return left == 1 ? Optional.empty() : Optional.of(left == 0 ? this : times(left - 1));
  }
}
