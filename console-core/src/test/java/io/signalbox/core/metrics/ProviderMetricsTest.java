package io.signalbox.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalbox.core.config.RetentionSettings;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.store.Store;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.Written;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderMetricsTest {

  private static final ProviderOperationType TYPE = ProviderOperationType.GET_INSTANCE_STATUS;
  private static final ProviderResult GOOD =
      ProviderResult.success(new ProviderData.AvailableTemplates(List.of(), false));

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
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

  @Test
  void percentilesAreWithinAnEighthOfTheTruth() {
    Random random = new Random(3);
    double[] millis = new double[5_000];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = Math.exp(random.nextGaussian() * 0.8) * 120;
      call(GOOD, millis[i]);
    }
    Arrays.sort(millis);
    WindowMetrics window = metrics.window("p", Duration.ofMinutes(1));
    assertClose(window.p50Millis(), millis[2_499]);
    assertClose(window.p95Millis(), millis[4_749]);
    assertClose(window.p99Millis(), millis[4_949]);
    assertClose(window.meanMillis(), Arrays.stream(millis).average().orElseThrow());
  }

  @Test
  void capacityAndRequestCountNeitherForNorAgainst() {
    for (int i = 0; i < 8; i++) {
      call(GOOD, 10);
    }
    call(failed(FailureClass.CAPACITY), 10);
    call(failed(FailureClass.REQUEST), 10);
    call(failed(FailureClass.PROVIDER), 10);
    call(ProviderResult.failure(ProviderFailure.unknown("LOST", "lost")), 10);
    WindowMetrics window = metrics.window("p", Duration.ofMinutes(1));
    assertThat(window.successRate()).isEqualTo(80.0);
    assertThat(window.transientFailures()).isEqualTo(1);
    assertThat(window.unknownOutcomes()).isEqualTo(1);
    assertThat(window.operations()).isEqualTo(12);
    assertThat(metrics.recentErrors("p", 10)).extracting(RecentError::code).startsWith("LOST");
  }

  @Test
  void windowsForgetAndTheStoreRemembers() {
    call(GOOD, 10);
    Written.now(metrics.keptBehind());
    time.advance(Duration.ofMinutes(5));
    assertThat(metrics.window("p", Duration.ofMinutes(1)).operations()).isZero();
    assertThat(metrics.window("p", Duration.ofMinutes(1)).successRate()).isNaN();
    assertThat(metrics.window("p", Duration.ofMinutes(15)).operations()).isEqualTo(1);
    time.advance(Duration.ofMinutes(30));
    assertThat(metrics.window("p", Duration.ofMinutes(15)).operations()).isZero();
    assertThat(metrics.window("p", Duration.ofHours(1)).operations()).isEqualTo(1);
    assertThat(
            new ProviderMetrics(time, store.metrics())
                .window("p", Duration.ofHours(1))
                .operations())
        .isEqualTo(1);
    time.advance(Duration.ofHours(25));
    store.deleteExpired(RetentionSettings.DEFAULT);
    assertThat(metrics.window("p", Duration.ofDays(3)).operations()).isZero();
  }

  @Test
  void rateIsOverTheTimeThatWasWatched() {
    for (int i = 0; i < 30; i++) {
      call(GOOD, 10);
    }
    time.advance(Duration.ofSeconds(9));
    assertThat(metrics.window("p", Duration.ofMinutes(15)).operationsPerSecond()).isEqualTo(3);
    time.advance(Duration.ofSeconds(90));
    assertThat(metrics.window("p", Duration.ofSeconds(100)).operationsPerSecond()).isEqualTo(0.3);
  }

  @Test
  void twoProcessesAddToOneMinute() {
    ProviderMetrics other = new ProviderMetrics(time, store.metrics());
    call(GOOD, 10);
    other.begin("p");
    other.end("p", TYPE, GOOD, time.nanos() - 10_000_000, "t");
    Written.now(metrics.keptBehind());
    Written.now(other.keptBehind());
    Written.now(metrics.keptBehind());
    assertThat(metrics.window("p", Duration.ofHours(1)).operations()).isEqualTo(2);
  }

  @Test
  void whatWasNotWatchedIsAGapAndQuietIsZero() {
    call(GOOD, 10);
    time.advance(Duration.ofSeconds(30));
    List<SeriesPoint> points =
        metrics
            .series(List.of("p"), time.now().minusSeconds(60), time.now(), Duration.ofSeconds(10))
            .get("p");
    assertThat(points.getFirst().operationsPerSecond()).isNaN();
    assertThat(points.getLast().operationsPerSecond()).isZero();
    assertThat(points.getLast().p95Millis()).isNaN();
    assertThat(points).anyMatch(point -> point.operationsPerSecond() == 0.1);
  }

  @Test
  void countsAreExactUnderManyThreads() throws Exception {
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < 16; i++) {
        threads.submit(() -> {
          for (int n = 0; n < 1_000; n++) {
            call(GOOD, 5);
          }
        });
      }
    }
    assertThat(metrics.window("p", Duration.ofMinutes(1)).operations()).isEqualTo(16_000);
    assertThat(metrics.inFlight("p")).isZero();
  }

  @Test
  void aProviderWithoutCallsTakesNoMemoryForFigures() {
    metrics.recorder("p");
    metrics.begin("p");
    assertThat(metrics.bytes("p")).isZero();
  }

  @Test
  void memoryOfAProviderFollowsItsCalls() {
    Random random = new Random(5);
    for (int second = 0; second < 1_800; second++) {
      call(GOOD, Math.exp(random.nextGaussian() * 0.5) * 80);
      call(GOOD, Math.exp(random.nextGaussian() * 0.5) * 80);
      time.advance(Duration.ofSeconds(1));
    }
    assertThat(metrics.bytes("p"))
        .isLessThanOrEqualTo(ProviderMetrics.BYTES_AT_TWO_A_SECOND)
        .isGreaterThan(ProviderMetrics.BYTES_AT_TWO_A_SECOND / 2);
  }

  @Test
  void memoryOfTheBusiestProviderIsBounded() {
    ProviderCounters counters = new ProviderCounters();
    int calls = 12;
    List<ProviderResult> outcomes =
        List.of(
            GOOD,
            failed(FailureClass.TRANSIENT),
            failed(FailureClass.CAPACITY),
            failed(FailureClass.PROVIDER),
            failed(FailureClass.REQUEST),
            ProviderResult.failure(ProviderFailure.unknown("LOST", "lost")));
    for (int second = 0; second < 1_000; second++) {
      synchronized (counters) {
        for (int bucket = 0; bucket < LatencyScale.BUCKETS; bucket++) {
          long nanos = (long) (LatencyScale.millis(bucket) * 1_000_000);
          for (int i = 0; i < calls; i++) {
            counters.count(second, types(i), outcomes.get(i % outcomes.size()), nanos);
          }
        }
      }
    }
    assertThat(counters.bytes())
        .isLessThanOrEqualTo(ProviderMetrics.MAX_BYTES_PER_PROVIDER)
        .isGreaterThan(ProviderMetrics.MAX_BYTES_PER_PROVIDER / 2);
    Tally tally = new Tally();
    counters.addSeconds(tally, 100, 1_000);
    assertThat(tally.operations()).isEqualTo(900L * LatencyScale.BUCKETS * calls);
  }

  private static ProviderOperationType types(int number) {
    return ProviderOperationType.values()[number % ProviderOperationType.values().length];
  }

  @Test
  void everySecondIsReadBackAsItWasCounted() {
    Random random = new Random(7);
    long begun = time.now().getEpochSecond();
    int[] calls = new int[2_000];
    for (int second = 0; second < calls.length; second++) {
      calls[second] = random.nextInt(4) == 0 ? random.nextInt(300) : 0;
      for (int i = 0; i < calls[second]; i++) {
        call(GOOD, 1 << random.nextInt(12));
      }
      time.advance(Duration.ofSeconds(1));
    }
    List<SeriesPoint> points =
        metrics
            .series(List.of("p"), time.now().minusSeconds(900), time.now(), Duration.ofSeconds(1))
            .get("p");
    assertThat(points).hasSize(900);
    for (SeriesPoint point : points) {
      assertThat(point.operationsPerSecond())
          .as("at %s", point.at())
          .isEqualTo(calls[(int) (point.at().getEpochSecond() - begun)]);
    }
    assertThat(metrics.window("p", Duration.ofMinutes(15)).operations())
        .isEqualTo(Arrays.stream(calls, calls.length - 899, calls.length).asLongStream().sum());
  }

  @Test
  void callsAreCountedOnAfterTheClockWasPutBack() {
    call(GOOD, 10);
    time.advance(Duration.ofHours(-1));
    Written.now(metrics.keptBehind());
    call(GOOD, 10);
    call(GOOD, 10);
    assertThat(metrics.window("p", Duration.ofMinutes(15)).operations()).isEqualTo(2);
  }

  private void call(ProviderResult result, double millis) {
    metrics.begin("p");
    metrics.end("p", TYPE, result, time.nanos() - (long) (millis * 1_000_000), "t");
  }

  private static ProviderResult failed(FailureClass failureClass) {
    return ProviderResult.failure(ProviderFailure.of(failureClass, "CODE", "message"));
  }

  private static void assertClose(double read, double truth) {
    assertThat(read).isCloseTo(truth, within(truth * 0.126));
  }
}
