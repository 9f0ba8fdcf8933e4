package io.signalbox.core.log;

import ch.qos.logback.classic.Level;
import java.util.Locale;
import java.util.Map;

/** Reads levels by name; {@code HF_LOG_LEVEL} comes before the configuration. */
final class LogLevels {

  private LogLevels() {}

  /** The level of that name; {@code otherwise} where the name is none. */
  static Level parse(String name, Level otherwise) {
    return switch (name.strip().toUpperCase(Locale.ROOT)) {
      case "TRACE" -> Level.TRACE;
      case "DEBUG" -> Level.DEBUG;
      case "INFO" -> Level.INFO;
      case "WARN", "WARNING" -> Level.WARN;
      case "ERROR", "CRITICAL" -> Level.ERROR;
      case "OFF" -> Level.OFF;
      default -> otherwise;
    };
  }

  static Level of(Map<String, String> environment, Level otherwise) {
    return parse(environment.getOrDefault("HF_LOG_LEVEL", ""), otherwise);
  }
}
