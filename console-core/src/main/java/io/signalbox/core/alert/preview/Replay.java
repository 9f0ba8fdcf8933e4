package io.signalbox.core.alert.preview;

import io.signalbox.core.alert.AlertRule;
import io.signalbox.core.alert.preview.RulePreview.Episode;
import io.signalbox.core.alert.preview.RulePreview.Value;
import io.signalbox.core.alert.watching.Sample;
import io.signalbox.core.alert.watching.Standing;
import io.signalbox.core.metrics.WindowAt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges what is stored as it would have been judged then. Used once, by one thread. */
public final class Replay {

  private final AlertRule rule;
  private final Instant to;
  private final List<Episode> episodes = new ArrayList<>();
  private final Map<String, List<Value>> values = new TreeMap<>();
  // How far each of those came, in the direction that is bad.
  private final Map<String, Double> ranks = new HashMap<>();
  private int samples;
  private int known;

  private Replay(AlertRule rule, Instant to) {
    this.rule = rule;
    this.to = to;
  }

  /**
   * @param windows provider to what was measured, minute by minute
   */
  public static RulePreview of(
      AlertRule rule, Map<String, List<WindowAt>> windows, Instant from, Instant to) {
    Replay replay = new Replay(rule, to);
    windows.forEach((provider, each) -> {
      if (rule.covers(provider)) {
        replay.play(provider, each.stream().map(at -> MeasuredPast.sample(rule, at)).toList());
      }
    });
    return replay.told(from);
  }

  /**
   * @param states provider to whether it was so, minute by minute
   */
  public static RulePreview ofStates(
      AlertRule rule, Map<String, List<Sample>> states, Instant from, Instant to) {
    Replay replay = new Replay(rule, to);
    states.forEach((provider, each) -> {
      if (rule.covers(provider)) {
        replay.play(provider, each);
      }
    });
    return replay.told(from);
  }

  private void play(String provider, List<Sample> minutes) {
    Standing standing = Standing.QUIET;
    List<Value> told = new ArrayList<>();
    @Nullable Instant begun = null;
    double worst = Double.NaN;
    for (Sample sample : minutes) {
      Standing next = standing.next(rule, sample);
      boolean isKnown = rule.isKnown(sample.value(), sample.operations());
      samples++;
      known += isKnown ? 1 : 0;
      told.add(new Value(sample.at(), isKnown ? sample.value() : Double.NaN));
      if (next.isFiring()) {
        begun = begun == null ? sample.at() : begun;
        worst = worse(worst, isKnown ? sample.value() : worst);
      } else if (begun != null) {
        episodes.add(new Episode(provider, begun, sample.at(), worst));
        begun = null;
        worst = Double.NaN;
      }
      standing = next;
    }
    if (begun != null) {
      episodes.add(new Episode(provider, begun, null, worst));
    }
    keep(provider, told);
  }

  /** Of hundreds of providers nobody reads a day of each; those that matter came furthest. */
  private void keep(String provider, List<Value> told) {
    double furthest = Double.NEGATIVE_INFINITY;
    for (Value each : told) {
      double value = each.value();
      if (!Double.isNaN(value)) {
        double rank = rule.comparison() == AlertRule.Comparison.OVER ? value : -value;
        furthest = Math.max(furthest, rank);
      }
    }
    ranks.put(provider, furthest);
    values.put(provider, List.copyOf(told));
    if (values.size() > RulePreview.LINES) {
      ranks.entrySet().stream()
          .min(
              Map.Entry.<String, Double>comparingByValue()
                  .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
          .map(Map.Entry::getKey)
          .ifPresent(least -> {
            ranks.remove(least);
            values.remove(least);
          });
    }
  }

  private double worse(double one, double other) {
    if (Double.isNaN(one)) {
      return other;
    }
    return rule.comparison() == AlertRule.Comparison.OVER
        ? Math.max(one, other)
        : Math.min(one, other);
  }

  private RulePreview told(Instant from) {
    Duration lasted =
        episodes.stream().map(each -> each.lasted(to)).reduce(Duration.ZERO, Duration::plus);
    List<Episode> sorted = episodes.stream().sorted(Comparator.comparing(Episode::from)).toList();
    int fired = sorted.size();
    return new RulePreview(
        rule,
        from,
        to,
        true,
        sorted.subList(Math.max(0, fired - RulePreview.MOST), fired),
        fired,
        lasted,
        samples,
        known,
        rule.metric().isMeasured() ? values : Map.of());
  }
}
