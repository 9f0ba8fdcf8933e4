package io.signalbox.core.alert.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.AlertRule;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.alert.watching.Standing;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.metrics.WindowAt;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.store.Store;
import io.signalbox.core.testing.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rule would have done, from minutes that are really stored. */
class ReplayedRuleTest {

  private static final ProviderResult GOOD =
      ProviderResult.success(new ProviderData.AvailableTemplates(List.of(), false));
  private static final ProviderResult BAD =
      ProviderResult.failure(ProviderFailure.of(FailureClass.TRANSIENT, "TIMEOUT", "late"));

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private Store store;
  private ProviderMetrics metrics;
  private Instant begun;

  @BeforeEach
  void open() {
    store = Store.open(MigratedStore.in(folder), time);
    metrics = new ProviderMetrics(time, store.metrics());
    begun = time.now();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static AlertRule failing(Duration lasts, int minimum) {
    return new AlertRule(
        "failing",
        AlertMetric.SUCCESS_RATE,
        AlertRule.ALL,
        AlertRule.Comparison.UNDER,
        95,
        lasts,
        minimum,
        AlertSeverity.WARNING,
        true);
  }

  /** Minutes of ten calls each, so many of them bad. */
  private void minutes(int count, int bad) {
    for (int minute = 0; minute < count; minute++) {
      for (int call = 0; call < 10; call++) {
        metrics.begin("east");
        metrics.end(
            "east",
            ProviderOperationType.GET_INSTANCE_STATUS,
            call < bad ? BAD : GOOD,
            time.nanos(),
            "t");
      }
      metrics
          .keptBehind()
          .forEach(each ->
              each.take()
                  .ifPresent(batch -> {
                    batch.write();
                    batch.written();
                  }));
      time.advance(Duration.ofMinutes(1));
    }
  }

  private RulePreview preview(AlertRule rule) {
    return Replay.of(rule, metrics.windows(begun, time.now()), begun, time.now());
  }

  @Test
  void firesAsItWouldHaveWithTheFiguresOfFiveMinutes() {
    minutes(10, 0);
    minutes(10, 5);
    minutes(20, 0);
    RulePreview preview = preview(failing(Duration.ofMinutes(5), 20));
    assertThat(preview.fired()).isEqualTo(1);
    RulePreview.Episode only = preview.episodes().getFirst();
    // Under 95 % from the first bad minute on, and for five more.
    assertThat(only.from()).isEqualTo(begun.plus(Duration.ofMinutes(16)));
    // The last bad minute leaves the window four minutes later.
    assertThat(only.to()).isEqualTo(begun.plus(Duration.ofMinutes(25)));
    assertThat(only.worst()).isEqualTo(50);
    assertThat(preview.lasted()).isEqualTo(Duration.ofMinutes(9));
    assertThat(preview.samples()).isEqualTo(40);
    assertThat(preview.values().get("east")).hasSize(40);
  }

  @Test
  void ofManyProvidersThoseThatCameFurthestAreTold() {
    minutes(6, 0);
    List<WindowAt> fine = metrics.windows(begun, time.now()).get("east");
    minutes(6, 5);
    Map<String, List<WindowAt>> all = new TreeMap<>(metrics.windows(begun, time.now()));
    for (String each : List.of("a", "b", "c", "d", "f", "g", "h")) {
      all.put(each, fine);
    }
    RulePreview preview = Replay.of(failing(Duration.ZERO, 20), all, begun, time.now());
    assertThat(preview.values()).containsOnlyKeys("a", "b", "c", "d", "east");
  }

  @Test
  void whatIsTooShortDoesNotFire() {
    minutes(10, 0);
    minutes(1, 5);
    minutes(10, 0);
    assertThat(preview(failing(Duration.ofMinutes(5), 20)).fired()).isZero();
    assertThat(preview(failing(Duration.ofMinutes(4), 20)).fired()).isEqualTo(1);
  }

  @Test
  void minutesOfTooFewCallsAreGaps() {
    minutes(1, 5);
    RulePreview preview = preview(failing(Duration.ZERO, 20));
    assertThat(preview.fired()).isZero();
    assertThat(preview.known()).isZero();
    assertThat(preview.values().get("east"))
        .extracting(RulePreview.Value::value)
        .containsExactly(Double.NaN);
    assertThat(preview(failing(Duration.ZERO, 10)).fired()).isEqualTo(1);
  }

  @Test
  void whatStillLastsHasNoEnd() {
    minutes(12, 5);
    RulePreview preview = preview(failing(Duration.ofMinutes(1), 20));
    assertThat(preview.episodes())
        .singleElement()
        .satisfies(only -> assertThat(only.to()).isNull());
  }

  @Test
  void aProcessThatBeginsKnowsHowLongItHasBeenBadAlready() {
    minutes(4, 5);
    AlertRule rule = failing(Duration.ofMinutes(30), 20);
    MeasuredPast past = new MeasuredPast(metrics);
    past.begin(time.now());
    Standing before = past.before(rule, "east", time.now());
    assertThat(before.bad()).isEqualTo(Duration.ofMinutes(2));
    assertThat(before.isFiring()).isFalse();
    assertThat(past.before(failing(Duration.ofMinutes(1), 20), "east", time.now()).isFiring())
        .as("whoever found it told of it")
        .isFalse();
    assertThat(past.before(rule, "west", time.now())).isEqualTo(Standing.QUIET);
  }

  @Test
  void windowsAreTheFiguresThatScreensShowed() {
    minutes(3, 5);
    WindowMetrics shown = metrics.window("east", Duration.ofMinutes(5));
    WindowAt last = metrics.windows(begun, time.now()).get("east").getLast();
    assertThat(last.at()).isEqualTo(time.now());
    assertThat(last.figures().operations()).isEqualTo(shown.operations());
    assertThat(last.figures().successRate()).isEqualTo(shown.successRate());
    assertThat(last.figures().p95Millis()).isEqualTo(shown.p95Millis());
  }

  @Test
  void aGapHasNoFigures() {
    minutes(1, 0);
    time.advance(Duration.ofMinutes(10));
    Map<String, List<WindowAt>> windows = metrics.windows(begun, time.now());
    assertThat(windows.get("east").getLast().figures()).isEqualTo(WindowMetrics.NONE);
    assertThat(windows.get("east").getFirst().figures().operations()).isEqualTo(10);
  }
}
