package io.signalbox.core.alert.watching;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.AlertRule;
import io.signalbox.core.alert.AlertRule.Comparison;
import io.signalbox.core.alert.AlertSeverity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge of alerts: how long, how far back, how much measured, and what a gap is. */
class StandingTest {

  private static final Instant NOON = Instant.parse("2026-06-16T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int PLENTY = 1_000;

  /** Well, over, within the last ten percent, and bad. */
  private static final double[] VALUES = {1_000, 1_570, 1_600, 1_750, 1_751, 2_500};

  private static AlertRule over(double threshold, Duration lasts) {
    return new AlertRule(
        "slow",
        AlertMetric.MEAN_RESPONSE,
        AlertRule.ALL,
        Comparison.OVER,
        threshold,
        lasts,
        20,
        AlertSeverity.WARNING,
        true);
  }

  private static AlertRule successUnder95() {
    return new AlertRule(
        "failing",
        AlertMetric.SUCCESS_RATE,
        AlertRule.ALL,
        Comparison.UNDER,
        95,
        Duration.ofMinutes(5),
        20,
        AlertSeverity.WARNING,
        true);
  }

  /** One value a minute; whether it fired after each. */
  private static List<Boolean> play(AlertRule rule, List<Sample> samples) {
    Standing standing = Standing.QUIET;
    List<Boolean> firing = new ArrayList<>();
    for (Sample each : samples) {
      standing = standing.next(rule, each);
      firing.add(standing.isFiring());
    }
    return firing;
  }

  private static List<Sample> minutes(double... values) {
    List<Sample> samples = new ArrayList<>();
    for (double value : values) {
      samples.add(Sample.of(NOON.plus(MINUTE.multipliedBy(samples.size())), value, PLENTY));
    }
    return samples;
  }

  @Test
  void firesWhenItWasBadForItsTimeAndNotBefore() {
    assertThat(play(successUnder95(), minutes(90, 90, 90, 90, 90, 90, 90)))
        .containsExactly(false, false, false, false, false, true, true);
  }

  @Test
  void aGoodMinuteBeginsTheTimeAnew() {
    assertThat(play(successUnder95(), minutes(90, 90, 90, 99, 90, 90, 90, 90, 90, 90)))
        .containsExactly(false, false, false, false, false, false, false, false, false, true);
  }

  @Test
  void withoutATimeItFiresAtOnce() {
    assertThat(play(over(2_000, Duration.ZERO), minutes(2_000, 2_001)))
        .containsExactly(false, true);
  }

  @Test
  void isOverTenPercentBelowItsThreshold() {
    assertThat(play(over(2_000, Duration.ZERO), minutes(2_500, 1_900, 1_801, 1_800, 1_900)))
        .containsExactly(true, true, true, false, false);
  }

  @Test
  void ofAShareTenPercentOfWhatIsMissingCount() {
    AlertRule rule = successUnder95();
    assertThat(rule.clearsAt()).isEqualTo(95.5);
    Standing firing = Standing.firing(NOON, NOON);
    assertThat(firing.next(rule, Sample.of(NOON.plus(MINUTE), 95.4, PLENTY)).isFiring()).isTrue();
    assertThat(firing.next(rule, Sample.of(NOON.plus(MINUTE), 95.5, PLENTY)).isFiring()).isFalse();
  }

  @Test
  void whatWasNotMeasuredForItsPatienceIsOver() {
    AlertRule rule = successUnder95();
    Standing firing = Standing.firing(NOON, NOON);
    Sample early = Sample.of(NOON.plus(Duration.ofMinutes(4)), Double.NaN, 0);
    Sample late = Sample.of(NOON.plus(Duration.ofMinutes(5)), Double.NaN, 0);
    assertThat(firing.next(rule, early).isFiring()).isTrue();
    assertThat(firing.next(rule, early).next(rule, late).isFiring()).isFalse();
  }

  @Test
  void aPauseOfTheProcessIsNoTimeInWhichItWasBad() {
    AlertRule rule = over(2_000, Duration.ofMinutes(4));
    Standing before = Standing.QUIET.next(rule, Sample.of(NOON, 3_000, PLENTY));
    Standing after = before.next(rule, Sample.of(NOON.plus(Duration.ofMinutes(4)), 3_000, PLENTY));
    assertThat(after.isFiring()).isFalse();
    assertThat(after.bad()).isZero();
  }

  @Test
  void aClockThatGoesBackAddsNoTime() {
    AlertRule rule = over(2_000, MINUTE);
    Standing before = Standing.QUIET.next(rule, Sample.of(NOON, 3_000, PLENTY));
    Standing back = before.next(rule, Sample.of(NOON.minus(MINUTE), 3_000, PLENTY));
    assertThat(back.bad()).isZero();
    assertThat(back.isFiring()).isFalse();
  }

  @Test
  void aStateThatIsKnownToLastFiresForWhoeverLooksFirst() {
    AlertRule rule =
        new AlertRule(
            "provider_unhealthy",
            AlertMetric.PROVIDER_UNHEALTHY,
            AlertRule.ALL,
            Comparison.OVER,
            0,
            MINUTE,
            20,
            AlertSeverity.CRITICAL,
            true);
    Standing now = Standing.QUIET.next(rule, new Sample(NOON, 1, 0, NOON.minusSeconds(90)));
    assertThat(now.firing()).isEqualTo(NOON.minusSeconds(30));
    assertThat(Standing.QUIET.next(rule, new Sample(NOON, 1, 0, NOON.minusSeconds(59))).isFiring())
        .isFalse();
  }

  private static List<Sample> random(Random random, int count) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double value = VALUES[random.nextInt(VALUES.length)];
      samples.add(Sample.of(NOON.plus(MINUTE.multipliedBy(i)), value, PLENTY));
    }
    return samples;
  }

  /** It fires exactly where the last so many values were bad, and stays until one is well below. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithTheRuleReadAloud(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      int lasts = random.nextInt(4);
      AlertRule rule = over(1_750, Duration.ofMinutes(lasts));
      List<Sample> samples = random(random, 30);
      List<Boolean> firing = play(rule, samples);
      boolean expected = false;
      int bad = 0;
      for (int i = 0; i < samples.size(); i++) {
        double value = samples.get(i).value();
        bad = value > 1_750 ? bad + 1 : 0;
        expected = expected ? value > 1_575 : bad > lasts;
        assertThat(firing.get(i))
            .as("seed %d, round %d, minute %d", seed, round, i)
            .isEqualTo(expected);
      }
    }
  }

  /** A gap that is shorter than the patience changes nothing but when. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void gapsAreNoValues(long seed) {
    Random random = new Random(seed);
    AlertRule rule = over(1_750, Duration.ofMinutes(2));
    for (int round = 0; round < 200; round++) {
      List<Sample> whole = random(random, 25);
      List<Sample> gappy = new ArrayList<>();
      List<Integer> kept = new ArrayList<>();
      Instant at = NOON;
      for (int i = 0; i < whole.size(); i++) {
        for (int gap = random.nextInt(3); gap > 0 && startsAnew(whole, i); gap--) {
          boolean few = random.nextBoolean();
          gappy.add(Sample.of(at, few ? 9_999 : Double.NaN, few ? 19 : 0));
          at = at.plus(MINUTE);
        }
        kept.add(gappy.size());
        gappy.add(Sample.of(at, whole.get(i).value(), PLENTY));
        at = at.plus(MINUTE);
      }
      List<Boolean> plain = play(rule, whole);
      List<Boolean> withGaps = play(rule, gappy);
      for (int i = 0; i < whole.size(); i++) {
        assertThat(withGaps.get(kept.get(i)))
            .as("seed %d, round %d, value %d", seed, round, i)
            .isEqualTo(plain.get(i));
      }
    }
  }

  /** Between two bad values a gap takes measured time away; before a good one it takes none. */
  private static boolean startsAnew(List<Sample> samples, int index) {
    return index == 0
        || samples.get(index - 1).value() <= 1_750
        || samples.get(index).value() <= 1_750;
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void gapsAloneNeverFireAndNeverMakeItFireSooner(long seed) {
    Random random = new Random(seed);
    AlertRule rule = over(1_750, Duration.ofMinutes(3));
    for (int round = 0; round < 200; round++) {
      List<Sample> samples = new ArrayList<>(random(random, 30));
      samples.replaceAll(
          each -> random.nextInt(3) == 0 ? Sample.of(each.at(), each.value(), 19) : each);
      Standing standing = Standing.QUIET;
      int measured = 0;
      for (Sample each : samples) {
        boolean before = standing.isFiring();
        standing = standing.next(rule, each);
        boolean gap = each.operations() < 20;
        measured = gap ? measured : each.value() > 1_750 ? measured + 1 : 0;
        if (standing.isFiring() && !before) {
          assertThat(gap).isFalse();
          assertThat(measured).isGreaterThanOrEqualTo(4);
        }
      }
    }
  }
}
