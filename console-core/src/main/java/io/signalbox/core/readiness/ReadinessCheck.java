package io.signalbox.core.readiness;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What is looked at before a console is relied on, in the order in which all are run. */
public enum ReadinessCheck {
  STRATEGY_CONFIGURATION(
      "Strategy Configuration", "all provider strategies are configured", Duration.ofDays(7)),
  HEALTH_CHECKS("Health Checks", "health endpoints are reachable", Duration.ofMinutes(15)),
  MONITORING("Monitoring", "metrics flow, and alerts are told", Duration.ofMinutes(15)),
  FALLBACK_TESTING("Fallback Testing", "failover is rehearsed", Duration.ofDays(30)),
  LOAD_TESTING("Load Testing", "routing holds the expected load", Duration.ofDays(30)),
  CIRCUIT_BREAKER("Circuit Breaker", "circuits open at their threshold", Duration.ofDays(30)),
  LOGGING("Logging", "complete logs, no secrets in them", Duration.ofDays(1)),
  SECURITY("Security", "keys and credentials are safe", Duration.ofDays(1));

  private final String title;
  private final String about;
  private final Duration goodFor;

  ReadinessCheck(String title, String about, Duration goodFor) {
    this.title = title;
    this.about = about;
    this.goodFor = goodFor;
  }

  /** What the command line calls it: {@code circuit-breaker}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The check of that word, in any case, with dashes or underscores. */
  public static Optional<ReadinessCheck> named(String word) {
    String wanted = word.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    for (ReadinessCheck each : values()) {
      if (each.word().equals(wanted)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  public String title() {
    return title;
  }

  /** What is so when it passes, in a few words. */
  public String about() {
    return about;
  }

  /** How long its evidence counts, whatever stays the same; older is Old. */
  public Duration goodFor() {
    return goodFor;
  }
}
