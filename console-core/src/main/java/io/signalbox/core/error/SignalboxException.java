package io.signalbox.core.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one exception that crosses from the core to a front end. Its message says what happened,
 * where, what was expected and what to do next; {@link #details} carries the same as data. Neither
 * ever holds a secret.
 */
public final class SignalboxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient Map<String, Object> details;

  public SignalboxException(ErrorCode code, String message) {
    this(code, message, Map.of());
  }

  public SignalboxException(ErrorCode code, String message, Map<String, ?> details) {
    super(message);
    this.code = code;
    this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  public SignalboxException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.details = Map.of();
  }

  public ErrorCode code() {
    return code;
  }

  /** The facts of the message by name, in the order they were given; JSON types only. */
  public Map<String, Object> details() {
    return details == null ? Map.of() : details;
  }

  /** The message, never null. */
  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? code.name() : message;
  }
}
