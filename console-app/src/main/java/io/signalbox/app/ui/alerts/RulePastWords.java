package io.signalbox.app.ui.alerts;

import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.AlertRule;
import io.signalbox.core.alert.preview.RulePreview;
import io.signalbox.core.error.Counted;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** What a rule would have done, as people read it. Stateless. */
final class RulePastWords {

  private RulePastWords() {}

  /** What it would have done, in a sentence. */
  static String sentence(RulePreview preview) {
    if (!preview.replayed()) {
      return "Fired "
          + Counted.of(preview.fired(), "time")
          + " in the last 24 h. What this was is not stored, so no change can be tried on it.";
    }
    if (preview.fired() == 0) {
      return "Would not have fired.";
    }
    return "Would have fired "
        + Counted.of(preview.fired(), "time")
        + ", "
        + minutes(preview.lasted())
        + " in all.";
  }

  /**
   * Whose values are drawn where there are too many: whoever fires most, then whoever comes nearest
   * to it.
   */
  static List<String> drawn(RulePreview preview, int most) {
    boolean under = preview.rule().comparison() == AlertRule.Comparison.UNDER;
    Map<String, Long> fired =
        preview.episodes().stream()
            .collect(Collectors.groupingBy(RulePreview.Episode::subject, Collectors.counting()));
    return preview.values().keySet().stream()
        .sorted(
            Comparator.comparing((String each) -> -fired.getOrDefault(each, 0L))
                .thenComparing(each -> distance(preview.values().get(each), under))
                .thenComparing(Comparator.naturalOrder()))
        .limit(most)
        .toList();
  }

  /** The less, the worse. */
  private static double distance(@Nullable List<RulePreview.Value> values, boolean under) {
    DoubleStream known =
        values == null
            ? DoubleStream.empty()
            : values.stream()
                .mapToDouble(RulePreview.Value::value)
                .filter(each -> !Double.isNaN(each));
    return known.map(each -> under ? each : -each).min().orElse(Double.MAX_VALUE);
  }

  /** How much of the time says something, and where it is over. */
  static String basis(RulePreview preview) {
    if (!preview.replayed()) {
      return "";
    }
    String clears =
        preview.rule().metric().sort() == AlertMetric.Sort.STATE
            ? ""
            : "Clears at " + preview.rule().metric().text(preview.rule().clearsAt()) + ". ";
    return clears
        + String.format(
            Locale.ROOT,
            "Minutes measured enough: %,d of %,d.",
            preview.known(),
            preview.samples());
  }

  private static String minutes(Duration lasted) {
    long minutes = lasted.toMinutes();
    return minutes < 120 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }
}
