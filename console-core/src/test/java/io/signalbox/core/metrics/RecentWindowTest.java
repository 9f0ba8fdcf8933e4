package io.signalbox.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.store.Store;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.Written;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one window of all figures, and the gaps of series. */
final class RecentWindowTest {

  private static final ProviderOperationType TYPE = ProviderOperationType.GET_INSTANCE_STATUS;
  private static final ProviderResult GOOD =
      ProviderResult.success(new ProviderData.AvailableTemplates(List.of(), false));
  private static final List<String> BOTH = List.of("p", "q");

  @TempDir Path folder;
  private final ManualTime time = new ManualTime(Instant.parse("2026-06-16T12:00:30Z"));
  private Store store;
  private ProviderMetrics metrics;

  @BeforeEach
  void open() {
    store = Store.open(MigratedStore.in(folder), time);
    metrics = new ProviderMetrics(time, store.metrics());
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** So many calls a second for so long, kept as a window keeps them. */
  private void traffic(String provider, int perSecond, Duration howLong) {
    for (long second = howLong.toSeconds(); second > 0; second--) {
      for (int i = 0; i < perSecond; i++) {
        metrics.begin(provider);
        metrics.end(provider, TYPE, GOOD, time.nanos(), "");
      }
      Written.now(metrics.keptBehind());
      time.advance(Duration.ofSeconds(1));
    }
  }

  private RecentWindow window(boolean stored) {
    RecentWindow window = metrics.recent(stored);
    window.update(BOTH);
    return window;
  }

  @Test
  void aProcessThatRunsAndOneThatJustBeganTellTheSame() {
    for (int i = 0; i < 9; i++) {
      traffic("p", 3, Duration.ofSeconds(40));
      traffic("q", 1, Duration.ofSeconds(17));
      assertThat(window(true).of("p")).isEqualTo(window(false).of("p"));
      assertThat(window(true).of("q")).isEqualTo(window(false).of("q"));
      assertThat(window(true).totals()).isEqualTo(window(false).totals());
      assertThat(metrics.byOperation("p", RecentWindow.LENGTH, true))
          .isEqualTo(metrics.byOperation("p", RecentWindow.LENGTH, false));
    }
  }

  @Test
  void theRatesOfProvidersAddUpToThatOfAll() {
    traffic("q", 5, Duration.ofSeconds(70));
    traffic("p", 3, Duration.ofSeconds(95));
    RecentWindow window = window(false);
    assertThat(window.of("p").operationsPerSecond() + window.of("q").operationsPerSecond())
        .isCloseTo(window.totals().operationsPerSecond(), within(1e-9));
    assertThat(window.of("p").operationsPerSecond()).isPositive();
  }

  @Test
  void aRateOfTheFirstMinutesIsNotTooLow() {
    // Begun within a minute: that minute was measured in part only.
    traffic("p", 4, Duration.ofSeconds(100));
    assertThat(window(false).of("p").operationsPerSecond()).isCloseTo(4, within(0.1));
  }

  @Test
  void whatIsOlderThanFiveMinutesIsOut() {
    traffic("p", 2, Duration.ofSeconds(30));
    RecentWindow window = window(false);
    assertThat(window.of("p").operations()).isEqualTo(60);
    time.advance(Duration.ofMinutes(3));
    window.update(BOTH);
    assertThat(window.of("p").operations()).isEqualTo(60);
    time.advance(Duration.ofMinutes(1));
    window.update(BOTH);
    assertThat(window.of("p")).isEqualTo(WindowMetrics.NONE);
    assertThat(window.isOver()).isFalse();
  }

  @Test
  void onlyWhatCountedIsReadAgain() {
    traffic("p", 2, Duration.ofSeconds(3));
    traffic("q", 2, Duration.ofSeconds(3));
    RecentWindow window = window(false);
    assertThat(window.reads()).isEqualTo(2);
    window.update(BOTH);
    assertThat(window.reads()).isEqualTo(2);
    metrics.begin("q");
    metrics.end("q", TYPE, GOOD, time.nanos(), "");
    window.update(BOTH);
    assertThat(window.reads()).isEqualTo(3);
    assertThat(window.of("q").operations()).isEqualTo(7);
    assertThat(window.totals().operations()).isEqualTo(13);
  }

  @Test
  void throughputDoesNotRampUpFromBeforeAnybodyWatched() {
    Instant begun = time.now();
    traffic("p", 4, Duration.ofSeconds(40));
    List<SeriesPoint> points = series("p", begun.minusSeconds(60), Duration.ofSeconds(20));
    assertThat(points).extracting(SeriesPoint::operationsPerSecond).contains(4.0);
    assertThat(points)
        .extracting(SeriesPoint::operationsPerSecond)
        .allMatch(rate -> rate.isNaN() || rate == 4.0);
    assertThat(points.getFirst().operationsPerSecond()).isNaN();
  }

  @Test
  void storedSeriesKeepTheirGaps() {
    Instant begun = time.now();
    traffic("p", 2, Duration.ofMinutes(3));
    // Nobody runs, then both are measured.
    time.advance(Duration.ofMinutes(20));
    traffic("q", 1, Duration.ofMinutes(2));
    traffic("p", 2, Duration.ofSeconds(40));
    List<SeriesPoint> p = series("p", begun.minusSeconds(600), Duration.ofMinutes(1));
    assertThat(p)
        .extracting(SeriesPoint::operationsPerSecond)
        .contains(2.0)
        .allMatch(rate -> rate.isNaN() || rate <= 2);
    assertThat(p.getFirst().operationsPerSecond()).isNaN();
    assertThat(at(p, begun.plusSeconds(600)).operationsPerSecond()).as("nobody ran").isNaN();
    assertThat(at(p, begun.plusSeconds(1_450)).operationsPerSecond()).as("idle").isZero();
    List<SeriesPoint> q = series("q", begun.minusSeconds(600), Duration.ofMinutes(1));
    assertThat(at(q, begun.plusSeconds(90)).operationsPerSecond()).as("came later").isNaN();
  }

  private List<SeriesPoint> series(String provider, Instant from, Duration step) {
    return metrics.series(BOTH, from, time.now(), step).get(provider);
  }

  private static SeriesPoint at(List<SeriesPoint> points, Instant moment) {
    return points.stream()
        .filter(each -> !each.at().isAfter(moment))
        .reduce((one, other) -> other)
        .orElseThrow();
  }
}
