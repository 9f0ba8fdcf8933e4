package io.signalbox.core.alert;

import io.signalbox.core.metrics.RecentWindow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * When something becomes an alert. Immutable.
 *
 * @param name lower case letters, digits and underscores, at most 64
 * @param scope the provider it is for; {@link #ALL} for whatever its metric finds
 * @param comparison which way is bad
 * @param threshold in the metric's unit; of no account where the metric is a state
 * @param lasts how long it has to be so without a break, 0 for at once
 * @param minimum operations in the window, below which a {@link AlertMetric.Sort#RATE} is not known
 * @param enabled whether it is looked at
 */
public record AlertRule(
    String name,
    AlertMetric metric,
    String scope,
    Comparison comparison,
    double threshold,
    Duration lasts,
    int minimum,
    AlertSeverity severity,
    boolean enabled) {

  /** Every subject of a metric. */
  public static final String ALL = "all";

  /** Operations below which a rate says nothing, where a rule names no number. */
  public static final int SAMPLE = 20;

  /** What a name of a rule is made of. */
  public static final String NAME = "[a-z][a-z0-9_]{0,63}";

  /** A part of the way that an alert has to go back beyond its threshold before it is over. */
  private static final double HYSTERESIS = 0.1;

  private static final double ALL_OF_IT = 100;

  /** Which way is bad. */
  public enum Comparison {
    OVER,
    UNDER;

    /** As files, commands and screens write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether it looks at this subject. */
  public boolean covers(String subject) {
    return scope.equals(ALL) || scope.equals(subject);
  }

  /**
   * The value from which on it is over: the threshold less 10 %. Of a share that must not get too
   * low that is 10 % of what is missing to all of it: under 95 % is over from 95.5 %.
   */
  public double clearsAt() {
    if (comparison == Comparison.OVER) {
      return threshold * (1 - HYSTERESIS);
    }
    return metric.unit().equals("%")
        ? threshold + (ALL_OF_IT - threshold) * HYSTERESIS
        : threshold * (1 + HYSTERESIS);
  }

  /** Whether a value is bad. */
  public boolean isBad(double value) {
    return comparison == Comparison.OVER ? value > threshold : value < threshold;
  }

  /** Whether a value ends what fires. */
  public boolean isOver(double value) {
    return comparison == Comparison.OVER ? value <= clearsAt() : value >= clearsAt();
  }

  /** Whether a value measured in so many operations is one: a gap is none. */
  public boolean isKnown(double value, long operations) {
    return !Double.isNaN(value)
        && (metric.sort() != AlertMetric.Sort.RATE || operations >= minimum);
  }

  /** How long nothing may be known before what was known is of no account. */
  public Duration patience() {
    return lasts.compareTo(RecentWindow.LENGTH) > 0 ? lasts : RecentWindow.LENGTH;
  }

  /** As a file would write it, without what has no effect. */
  public Map<String, Object> written() {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("metric", metric.key());
    if (metric.ofProviders()) {
      written.put("scope", scope);
    }
    if (metric.sort() != AlertMetric.Sort.STATE) {
      written.put("comparison", comparison.word());
      written.put("threshold", threshold);
    }
    written.put("for_seconds", lasts.toMillis() / 1_000.0);
    if (metric.sort() == AlertMetric.Sort.RATE) {
      written.put("minimum", (long) minimum);
    }
    written.put("severity", severity.word());
    written.put("enabled", enabled);
    return written;
  }

  /** When it fires, in words: {@code under 95 % for 5 min}. */
  public String words() {
    String what =
        metric.sort() == AlertMetric.Sort.STATE
            ? ""
            : comparison.word() + " " + AlertWords.value(metric, threshold);
    String how = lasts.isZero() ? "" : "for " + AlertWords.duration(lasts);
    return what.isEmpty() || how.isEmpty() ? what + how : what + " " + how;
  }
}
