package io.signalbox.core.config.source;

import org.jspecify.annotations.Nullable;

/**
 * Something odd in a configuration or template file.
 *
 * @param code stable, upper snake case, such as {@code DUPLICATE_KEY}
 * @param message what was found and what is allowed; never a secret
 * @param location null when it belongs to no place in a file
 * @param key dotted key path, or the template id and field; empty if none
 * @param hint what to do next; empty if the message says it
 */
public record Diagnostic(
    Severity severity,
    String code,
    String message,
    @Nullable Location location,
    String key,
    String hint) {

  /** The code of a key that no declaration knows. */
  public static final String UNKNOWN_KEY = "UNKNOWN_KEY";

  /** Characters of a message or key that are shown; what is quoted in one may be megabytes. */
  private static final int LONGEST = 2_000;

  public Diagnostic {
    message = shortened(message);
    key = shortened(key);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, LONGEST) + "\u2026 (%,d characters)".formatted(text.length());
  }

  /** How bad it is. */
  public enum Severity {
    INFO,
    WARNING,
    ERROR
  }

  public static Diagnostic error(
      String code, String message, @Nullable Location location, String key, String hint) {
    return new Diagnostic(Severity.ERROR, code, message, location, key, hint);
  }

  public static Diagnostic warning(
      String code, String message, @Nullable Location location, String key, String hint) {
    return new Diagnostic(Severity.WARNING, code, message, location, key, hint);
  }

  public static Diagnostic info(
      String code, String message, @Nullable Location location, String key, String hint) {
    return new Diagnostic(Severity.INFO, code, message, location, key, hint);
  }
}
