package io.signalbox.core.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
  private final transient List<String> lines;

  public SignalboxException(ErrorCode code, String message) {
    this(code, message, Map.of());
  }

  public SignalboxException(ErrorCode code, String message, Map<String, ?> details) {
    super(message);
    this.code = code;
    this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    this.lines = List.of();
  }

  /**
   * One whose message is a list.
   *
   * @param lines a sentence, then what it announces
   */
  public SignalboxException(ErrorCode code, List<String> lines, Map<String, ?> details) {
    super(String.join("\n  ", lines));
    this.code = code;
    this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    this.lines = List.copyOf(lines);
  }

  public SignalboxException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.details = Map.of();
    this.lines = List.of();
  }

  public ErrorCode code() {
    return code;
  }

  /** The facts of the message by name, in the order they were given; JSON types only. */
  public Map<String, Object> details() {
    return details == null ? Map.of() : details;
  }

  /** The message line by line: a line end inside one of them came from outside. */
  public List<String> lines() {
    return lines == null || lines.isEmpty() ? List.of(getMessage()) : lines;
  }

  /** The message, never null. */
  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? code.name() : message;
  }
}
