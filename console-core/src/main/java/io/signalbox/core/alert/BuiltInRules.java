package io.signalbox.core.alert;

import static io.signalbox.core.alert.AlertSeverity.CRITICAL;
import static io.signalbox.core.alert.AlertSeverity.WARNING;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules that are there without being written; a file may change or switch off each. */
public final class BuiltInRules {

  private static final double MIN_SUCCESS = 95;
  private static final double MAX_MEAN_MILLIS = 2_000;
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  /** By name, in the order in which they are listed. */
  public static final Map<String, AlertRule> ALL =
      byName(
          List.of(
              rule(AlertMetric.SUCCESS_RATE, MIN_SUCCESS, FIVE_MINUTES, WARNING),
              rule(AlertMetric.MEAN_RESPONSE, MAX_MEAN_MILLIS, FIVE_MINUTES, WARNING),
              rule(AlertMetric.PROVIDER_UNHEALTHY, 0, Duration.ofMinutes(1), CRITICAL),
              atOnce(AlertMetric.PROVIDER_UNUSABLE, CRITICAL),
              atOnce(AlertMetric.NO_PROVIDER, CRITICAL),
              atOnce(AlertMetric.CIRCUIT_OPEN, WARNING),
              atOnce(AlertMetric.REQUEST_OVERDUE, WARNING),
              atOnce(AlertMetric.REQUEST_FAILED, WARNING),
              atOnce(AlertMetric.CAPACITY_ERRORS, WARNING),
              atOnce(AlertMetric.ORPHANS, WARNING),
              atOnce(AlertMetric.FILE_BROKEN, CRITICAL),
              atOnce(AlertMetric.FILE_ODD, WARNING),
              atOnce(AlertMetric.PROGRAM, CRITICAL)));

  private BuiltInRules() {}

  private static AlertRule atOnce(AlertMetric metric, AlertSeverity severity) {
    return rule(metric, 0, Duration.ZERO, severity);
  }

  private static AlertRule rule(
      AlertMetric metric, double threshold, Duration lasts, AlertSeverity severity) {
    return new AlertRule(
        metric.key(),
        metric,
        AlertRule.ALL,
        metric.usual(),
        threshold,
        lasts,
        AlertRule.SAMPLE,
        severity,
        true);
  }

  private static Map<String, AlertRule> byName(List<AlertRule> rules) {
    Map<String, AlertRule> named = new LinkedHashMap<>();
    rules.forEach(each -> named.put(each.name(), each));
    return Collections.unmodifiableMap(named);
  }
}
