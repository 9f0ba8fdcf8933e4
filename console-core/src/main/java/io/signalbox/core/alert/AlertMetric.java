package io.signalbox.core.alert;

import static io.signalbox.core.alert.AlertRule.Comparison.OVER;
import static io.signalbox.core.alert.AlertRule.Comparison.UNDER;

import io.signalbox.core.alert.AlertRule.Comparison;
import io.signalbox.core.metrics.WindowMetrics;
import java.util.Locale;

/** What a rule can look at. */
public enum AlertMetric {
  /** Percent of what counts, over the window. */
  SUCCESS_RATE(Sort.RATE, true, UNDER, "Success rate", "%"),
  /** Mean latency over the window, milliseconds. */
  MEAN_RESPONSE(Sort.RATE, true, OVER, "Mean response", "ms"),
  /** What 95 of 100 calls did not take longer than, over the window, milliseconds. */
  P95_RESPONSE(Sort.RATE, true, OVER, "Response p95", "ms"),
  /** Calls that were refused for capacity, over the window. */
  CAPACITY_ERRORS(Sort.COUNT, true, OVER, "Capacity errors", ""),
  /** Machines of ours that no request has, as the last sweep found them. */
  ORPHANS(Sort.COUNT, true, OVER, "Orphans", ""),
  /** Checks or calls found the provider unhealthy. */
  PROVIDER_UNHEALTHY(Sort.STATE, true, OVER, "Provider unhealthy", ""),
  /** The provider cannot be used at all: its type or its settings do not allow it. */
  PROVIDER_UNUSABLE(Sort.STATE, true, OVER, "Provider cannot be used", ""),
  /** The circuit that guards the provider opened by itself. */
  CIRCUIT_OPEN(Sort.STATE, true, OVER, "Circuit open", ""),
  /** No provider takes new work. */
  NO_PROVIDER(Sort.STATE, false, OVER, "No provider takes work", ""),
  /** A request is open past its deadline. */
  REQUEST_OVERDUE(Sort.STATE, false, OVER, "Request past its deadline", ""),
  /** A request ended partial, failed or timed out a short while ago. */
  REQUEST_FAILED(Sort.STATE, false, OVER, "Request ended badly", ""),
  /** A configuration or template file is not read, or an entry of it is wrong. */
  FILE_BROKEN(Sort.STATE, false, OVER, "File broken", ""),
  /** Something in a configuration or template file is odd. */
  FILE_ODD(Sort.STATE, false, OVER, "File odd", ""),
  /** Something the program does by itself does not work, or its store asks for a decision. */
  PROGRAM(Sort.STATE, false, OVER, "Program", "");

  /** How it is compared. */
  public enum Sort {
    /** A figure that is known where enough was measured. */
    RATE,
    /** A number that is known always. */
    COUNT,
    /** So, or not so. */
    STATE
  }

  private final Sort sort;
  private final boolean ofProviders;
  private final Comparison usual;
  private final String words;
  private final String unit;

  AlertMetric(Sort sort, boolean ofProviders, Comparison usual, String words, String unit) {
    this.sort = sort;
    this.ofProviders = ofProviders;
    this.usual = usual;
    this.words = words;
    this.unit = unit;
  }

  /** As files and commands name it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As screens name it. */
  public String words() {
    return words;
  }

  /** Of thresholds and values; empty where there is none. */
  public String unit() {
    return unit;
  }

  public Sort sort() {
    return sort;
  }

  /** Whether it is of one provider at a time, so that a rule may be for one. */
  public boolean ofProviders() {
    return ofProviders;
  }

  /** A value with its unit: {@code 92.3 %}, {@code 2,310 ms}, {@code 3}; empty of a state. */
  public String text(double value) {
    return AlertWords.value(this, value);
  }

  /** Which way is bad. */
  public Comparison usual() {
    return usual;
  }

  /** Whether the store has its past by the minute. */
  public boolean isMeasured() {
    return sort == Sort.RATE || this == CAPACITY_ERRORS;
  }

  /** Its value among measured figures; {@code NaN} where nothing was measured. */
  public double of(WindowMetrics figures) {
    return switch (this) {
      case SUCCESS_RATE -> figures.successRate();
      case MEAN_RESPONSE -> figures.meanMillis();
      case P95_RESPONSE -> figures.p95Millis();
      case CAPACITY_ERRORS -> figures.capacityFailures();
      default -> throw new IllegalArgumentException(this + " is not measured");
    };
  }
}
