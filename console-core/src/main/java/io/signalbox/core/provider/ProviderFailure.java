package io.signalbox.core.provider;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why an operation failed, as a value.
 *
 * @param code upper snake case, the provider's own or one of the core's
 * @param message for a person; never a secret
 * @param details JSON types
 * @param failureClass decides what happens next
 * @param outcomeKnown false when the provider may have done it all the same: a timeout or lost
 *     reply of a create is unknown, never failed
 * @param throttled whether the provider asked for fewer calls
 * @param retryAfter how long the provider asked to wait; null if it did not say
 */
public record ProviderFailure(
    String code,
    String message,
    Map<String, Object> details,
    FailureClass failureClass,
    boolean outcomeKnown,
    boolean throttled,
    @Nullable Duration retryAfter) {

  private static final String CANCELLED = "CANCELLED";
  private static final String NOT_SENT = "not_sent";
  private static final String ADVICE = "advice";

  public ProviderFailure {
    details = Map.copyOf(details);
  }

  /** A failure whose outcome is known. */
  public static ProviderFailure of(FailureClass failureClass, String code, String message) {
    return new ProviderFailure(code, message, Map.of(), failureClass, true, false, null);
  }

  /**
   * A call that was not made at all, for want of a place on our side: it may be made later, and
   * nothing has to be found out about it.
   */
  public static ProviderFailure notSent(FailureClass failureClass, String code, String message) {
    return new ProviderFailure(
        code, message, Map.of(NOT_SENT, true), failureClass, true, false, null);
  }

  /** The same of a call that was made. */
  public ProviderFailure sent() {
    if (wasSent()) {
      return this;
    }
    Map<String, Object> others = new LinkedHashMap<>(details);
    others.remove(NOT_SENT);
    return new ProviderFailure(
        code, message, others, failureClass, outcomeKnown, throttled, retryAfter);
  }

  /** The same with what a person can do about it, which its message ends with. */
  public ProviderFailure advising(String what) {
    if (what.isEmpty()) {
      return this;
    }
    Map<String, Object> others = new LinkedHashMap<>(details);
    others.put(ADVICE, what);
    return new ProviderFailure(
        code, message + ". " + what, others, failureClass, outcomeKnown, throttled, retryAfter);
  }

  /** What a person can do about it; empty where its message tells it, or nothing. */
  public String advice() {
    return details.get(ADVICE) instanceof String advice ? advice : "";
  }

  /** The message without its advice. */
  public String evidence() {
    String end = ". " + advice();
    return !advice().isEmpty() && message.endsWith(end)
        ? message.substring(0, message.length() - end.length())
        : message;
  }

  /** Whether the call was made; false for {@link #notSent} alone. */
  public boolean wasSent() {
    return !details.containsKey(NOT_SENT);
  }

  /** A failure after which nobody knows whether the provider did it. */
  public static ProviderFailure unknown(String code, String message) {
    return new ProviderFailure(code, message, Map.of(), FailureClass.TRANSIENT, false, false, null);
  }

  /**
   * A call that we stopped ourselves: it says nothing about its provider.
   *
   * @param outcomeKnown false for a create or terminate that may have been done all the same
   */
  public static ProviderFailure cancelled(String message, boolean outcomeKnown) {
    return new ProviderFailure(
        CANCELLED, message, Map.of(), FailureClass.REQUEST, outcomeKnown, false, null);
  }

  /** Whether we stopped the call ourselves. */
  public boolean isCancelled() {
    return failureClass == FailureClass.REQUEST && code.equals(CANCELLED);
  }

  /**
   * Whether it counts against health, success rate and circuit. One with an unknown outcome does,
   * whatever its class, unless we stopped the call ourselves.
   */
  public boolean countsAgainstProvider() {
    return failureClass.countsAgainstProvider() || (!outcomeKnown && !isCancelled());
  }

  /** Throttling, with the wait the provider asked for. */
  public static ProviderFailure throttled(String message, @Nullable Duration retryAfter) {
    return new ProviderFailure(
        "THROTTLED", message, Map.of(), FailureClass.TRANSIENT, true, true, retryAfter);
  }
}
