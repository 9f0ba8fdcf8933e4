package io.signalbox.core.alert.watching;

import io.signalbox.core.alert.AlertRule;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one rule stands with one thing it looks at: the judge of alerts. Live alerts and previews go
 * through {@link #next} alike. Immutable.
 *
 * <p>Only what was measured counts. Time passes towards the rule's duration between two bad values
 * that follow each other; over a gap, or a pause longer than {@link #STEP}, it stands still; and
 * what was known longer ago than the rule's patience is of no account any more.
 *
 * @param firing since when; null while it does not
 * @param bad how long it has been bad without a break
 * @param known when the last value was known; null where there was none
 * @param counting whether that was the last sample, and bad: no gap came after it
 * @param value the last that was known
 */
public record Standing(
    @Nullable Instant firing,
    Duration bad,
    @Nullable Instant known,
    boolean counting,
    double value) {

  /** The longest time between two samples that counts as measured throughout. */
  public static final Duration STEP = Duration.ofMinutes(2);

  /** Nothing is known, and nothing fires. */
  public static final Standing QUIET = new Standing(null, Duration.ZERO, null, false, Double.NaN);

  /** What another process found firing. */
  public static Standing firing(Instant since, Instant known) {
    return new Standing(since, Duration.ZERO, known, false, Double.NaN);
  }

  public boolean isFiring() {
    return firing != null;
  }

  /** How it stands after one more sample. */
  public Standing next(AlertRule rule, Sample sample) {
    Instant before = known;
    Duration passed = before == null ? Duration.ZERO : Duration.between(before, sample.at());
    boolean forgotten = passed.compareTo(rule.patience()) >= 0;
    if (!rule.isKnown(sample.value(), sample.operations())) {
      return forgotten ? QUIET : new Standing(firing, bad, known, false, value);
    }
    // A state that tells since when it is so was so meanwhile, whoever looked.
    boolean anew = forgotten && sample.since() == null;
    Instant fires = anew ? null : firing;
    if (fires != null) {
      boolean over = rule.isOver(sample.value());
      return new Standing(over ? null : fires, Duration.ZERO, sample.at(), false, sample.value());
    }
    if (!rule.isBad(sample.value())) {
      return new Standing(null, Duration.ZERO, sample.at(), false, sample.value());
    }
    Duration lasted = anew ? Duration.ZERO : lasted(passed, sample);
    boolean begins = lasted.compareTo(rule.lasts()) >= 0;
    return new Standing(
        begins ? began(rule, sample) : null, lasted, sample.at(), true, sample.value());
  }

  private Duration lasted(Duration passed, Sample sample) {
    Instant since = sample.since();
    if (since != null) {
      Duration told = Duration.between(since, sample.at());
      return told.isNegative() ? Duration.ZERO : told;
    }
    boolean measured = counting && !passed.isNegative() && passed.compareTo(STEP) <= 0;
    return measured ? bad.plus(passed) : bad;
  }

  /** A state that is known to be so since then fired when it had lasted, whoever looked when. */
  private static Instant began(AlertRule rule, Sample sample) {
    Instant since = sample.since();
    return since == null || since.isAfter(sample.at()) ? sample.at() : since.plus(rule.lasts());
  }
}
