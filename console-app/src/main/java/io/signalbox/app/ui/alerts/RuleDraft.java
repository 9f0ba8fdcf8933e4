package io.signalbox.app.ui.alerts;

import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.AlertRule;
import io.signalbox.core.alert.AlertRule.Comparison;
import io.signalbox.core.alert.AlertSeverity;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is typed. Immutable.
 *
 * @param lasts in the unit
 */
record RuleDraft(
    String name,
    AlertMetric metric,
    String scope,
    Comparison comparison,
    String threshold,
    String lasts,
    Unit unit,
    String minimum,
    AlertSeverity severity) {

  private static final double MOST_SECONDS = 7 * 86_400.0;
  private static final double ALL_OF_IT = 100;

  /** What a duration is typed in. */
  enum Unit {
    SECONDS("s", 1),
    MINUTES("min", 60),
    HOURS("h", 3_600);

    private final String word;
    private final int seconds;

    Unit(String word, int seconds) {
      this.word = word;
      this.seconds = seconds;
    }

    String word() {
      return word;
    }
  }

  /** A new one, with what is usual. */
  static RuleDraft fresh() {
    return new RuleDraft(
        "",
        AlertMetric.P95_RESPONSE,
        AlertRule.ALL,
        Comparison.OVER,
        "",
        "5",
        Unit.MINUTES,
        String.valueOf(AlertRule.SAMPLE),
        AlertSeverity.WARNING);
  }

  static RuleDraft of(AlertRule rule) {
    long seconds = rule.lasts().toSeconds();
    Unit unit =
        seconds == 0 || seconds % Unit.MINUTES.seconds != 0
            ? Unit.SECONDS
            : seconds % Unit.HOURS.seconds == 0 ? Unit.HOURS : Unit.MINUTES;
    return new RuleDraft(
        rule.name(),
        rule.metric(),
        rule.scope(),
        rule.comparison(),
        number(rule.threshold()),
        String.valueOf(seconds / unit.seconds),
        unit,
        String.valueOf(rule.minimum()),
        rule.severity());
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  /** What is wrong, by the key of the field. */
  Map<String, String> problems() {
    Map<String, String> problems = new LinkedHashMap<>();
    if (!name.matches(AlertRule.NAME)) {
      problems.put("name", "Lower case letters, digits and _, a letter first");
    }
    if (metric.sort() != AlertMetric.Sort.STATE) {
      Double value = parsed(threshold);
      if (value == null || value < 0) {
        problems.put("threshold", "A number of at least 0");
      } else if (metric.unit().equals("%") && value > ALL_OF_IT) {
        problems.put("threshold", "A number of at most 100");
      }
    }
    Double time = parsed(lasts);
    if (time == null || time < 0 || time * unit.seconds > MOST_SECONDS) {
      problems.put("for_seconds", "0 for at once, 7 days at most");
    }
    if (metric.sort() == AlertMetric.Sort.RATE) {
      Double count = parsed(minimum);
      if (count == null || count < 1 || count != Math.rint(count) || count > 1_000_000) {
        problems.put("minimum", "A whole number of at least 1");
      }
    }
    return problems;
  }

  private static @Nullable Double parsed(String text) {
    try {
      double value = Double.parseDouble(text.trim());
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** By the keys of a rule, without what has no effect; of a draft without problems. */
  Map<String, @Nullable Object> settings() {
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    settings.put("metric", metric.key());
    if (metric.ofProviders()) {
      settings.put("scope", scope);
    }
    if (metric.sort() != AlertMetric.Sort.STATE) {
      settings.put("comparison", comparison.word());
      settings.put("threshold", parsed(threshold));
    }
    Double time = parsed(lasts);
    settings.put("for_seconds", time == null ? null : time * unit.seconds);
    if (metric.sort() == AlertMetric.Sort.RATE) {
      Double count = parsed(minimum);
      settings.put("minimum", count == null ? null : count.longValue());
    }
    settings.put("severity", severity.word());
    return settings;
  }

  /** The same on the command line. */
  String commandLine() {
    StringBuilder line = new StringBuilder("signalbox alerts set " + name);
    settings()
        .forEach((key, value) ->
            line.append(' ')
                .append(key)
                .append('=')
                .append(value instanceof Double number ? number(number) : String.valueOf(value)));
    return line.toString();
  }

  RuleDraft withName(String next) {
    return new RuleDraft(
        next, metric, scope, comparison, threshold, lasts, unit, minimum, severity);
  }

  RuleDraft withScope(String next) {
    return new RuleDraft(name, metric, next, comparison, threshold, lasts, unit, minimum, severity);
  }

  RuleDraft withComparison(Comparison next) {
    return new RuleDraft(name, metric, scope, next, threshold, lasts, unit, minimum, severity);
  }

  RuleDraft withThreshold(String next) {
    return new RuleDraft(name, metric, scope, comparison, next, lasts, unit, minimum, severity);
  }

  RuleDraft withTime(String next) {
    return new RuleDraft(name, metric, scope, comparison, threshold, next, unit, minimum, severity);
  }

  RuleDraft withUnit(Unit next) {
    return new RuleDraft(
        name, metric, scope, comparison, threshold, lasts, next, minimum, severity);
  }

  RuleDraft withMinimum(String next) {
    return new RuleDraft(name, metric, scope, comparison, threshold, lasts, unit, next, severity);
  }

  RuleDraft withSeverity(AlertSeverity next) {
    return new RuleDraft(name, metric, scope, comparison, threshold, lasts, unit, minimum, next);
  }

  /** What the metric is measured in and which way is usual, kept where it fits. */
  RuleDraft with(AlertMetric next) {
    return new RuleDraft(
        name,
        next,
        next.ofProviders() ? scope : AlertRule.ALL,
        next.usual(),
        next == metric ? threshold : "",
        lasts,
        unit,
        minimum,
        severity);
  }
}
