package io.signalbox.core.log;

import java.util.Locale;
import java.util.Map;

/** The least level that a log keeps. */
public enum LogLevel {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  OFF;

  private static final String VARIABLE = "HF_LOG_LEVEL";

  /** The level of that name, in any case; {@code otherwise} where the name is none. */
  public static LogLevel named(String name, LogLevel otherwise) {
    return switch (name.strip().toUpperCase(Locale.ROOT)) {
      case "TRACE" -> TRACE;
      case "DEBUG" -> DEBUG;
      case "INFO" -> INFO;
      case "WARN", "WARNING" -> WARN;
      case "ERROR", "CRITICAL" -> ERROR;
      case "OFF" -> OFF;
      default -> otherwise;
    };
  }

  /** The level that {@code HF_LOG_LEVEL} names; {@code otherwise} where it names none. */
  public static LogLevel of(Map<String, String> environment, LogLevel otherwise) {
    return named(environment.getOrDefault(VARIABLE, ""), otherwise);
  }
}
