package io.signalbox.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.event.EventStream;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderQuota;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.store.Store;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.Written;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthMonitorTest {

  private static final ProviderResult GOOD =
      ProviderResult.success(new ProviderData.AvailableTemplates(List.of(), false));

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private final EventStream events = new EventStream();
  private final List<String> told = new ArrayList<>();
  private Store store;
  private ProviderMetrics metrics;
  private HealthMonitor monitor;
  private boolean up = true;
  private boolean stopped;
  private @Nullable OutOfMemoryError broken;
  private int checks;
  private List<ProviderQuota> quotas = List.of();

  @BeforeEach
  void open() {
    store = Store.open(MigratedStore.in(folder), time);
    metrics = new ProviderMetrics(time, store.metrics());
    events.subscribe(event -> told.add(event.text()));
    monitor = monitor(HealthCheckMode.HYBRID);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void unknownIsCheckedAtOnceAndThenAtItsInterval() {
    assertThat(state()).isEqualTo(HealthState.UNKNOWN);
    monitor.tick();
    assertThat(state()).isEqualTo(HealthState.HEALTHY);
    monitor.tick();
    time.advance(Duration.ofSeconds(29));
    monitor.tick();
    assertThat(checks).isEqualTo(1);
    time.advance(Duration.ofSeconds(1));
    monitor.tick();
    assertThat(checks).isEqualTo(2);
  }

  @Test
  void threeFailuresInARowEjectAndTwoGoodChecksAfterTheDwellReturn() {
    monitor.tick();
    fail(2);
    assertThat(state()).isEqualTo(HealthState.HEALTHY);
    monitor.observe("p", GOOD);
    fail(3);
    assertThat(view().ejected()).isTrue();
    assertThat(view().backAt()).isEqualTo(time.now().plusSeconds(60));
    assertThat(view().reason()).contains("LOST").contains("3 in a row");
    monitor.checkNow("p");
    monitor.checkNow("p");
    assertThat(state()).as("the dwell time is not over").isEqualTo(HealthState.UNHEALTHY);
    time.advance(Duration.ofSeconds(60));
    monitor.checkNow("p");
    assertThat(state()).isEqualTo(HealthState.HEALTHY);
    assertThat(view().ejected()).isFalse();
  }

  @Test
  void whatFailedBeforeAnythingIsKnownIsTold() {
    fail(1);
    assertThat(state()).isEqualTo(HealthState.UNKNOWN);
    assertThat(view().reason()).contains("LOST").endsWith("1 of 3 in a row");
  }

  @Test
  void failuresThatHaveNotYetChangedTheStateAreNotCalledAnswered() {
    monitor.tick();
    String answered = view().reason();
    fail(2);
    assertThat(state()).isEqualTo(HealthState.HEALTHY);
    assertThat(view().reason()).contains("LOST").endsWith("2 of 3 in a row");
    monitor.checkNow("p");
    assertThat(view().reason()).isEqualTo(answered);
    fail(1);
    monitor.observe("p", GOOD);
    assertThat(view().reason()).isEqualTo("Work succeeds");
  }

  @Test
  void dwellDoublesOnEachRelapseUpToTenMinutes() {
    monitor.tick();
    Duration expected = Duration.ofSeconds(60);
    for (int relapse = 0; relapse < 6; relapse++) {
      fail(3);
      assertThat(view().backAt()).isEqualTo(time.now().plus(expected));
      time.advance(expected);
      monitor.checkNow("p");
      monitor.checkNow("p");
      assertThat(state()).isEqualTo(HealthState.HEALTHY);
      expected = expected.multipliedBy(2);
      if (expected.compareTo(Duration.ofSeconds(600)) > 0) {
        expected = Duration.ofSeconds(600);
      }
    }
    time.advance(Duration.ofMinutes(11));
    fail(3);
    assertThat(view().backAt()).isEqualTo(time.now().plusSeconds(60));
  }

  @Test
  void credentialsEjectAtOnceAndCapacityNever() {
    monitor.tick();
    for (int i = 0; i < 20; i++) {
      monitor.observe("p", failure(FailureClass.CAPACITY));
      monitor.observe("p", failure(FailureClass.REQUEST));
    }
    assertThat(state()).isEqualTo(HealthState.HEALTHY);
    monitor.observe("p", failure(FailureClass.PROVIDER));
    assertThat(state()).isEqualTo(HealthState.UNHEALTHY);
    assertThat(view().reason()).contains("CODE");
  }

  @ParameterizedTest
  @EnumSource(HealthCheckMode.class)
  void modesLookAtWhatTheySay(HealthCheckMode mode) {
    monitor = monitor(mode);
    up = false;
    for (int i = 0; i < 3; i++) {
      monitor.tick();
      time.advance(Duration.ofSeconds(30));
    }
    boolean active = mode == HealthCheckMode.ACTIVE || mode == HealthCheckMode.HYBRID;
    assertThat(view().ejected()).isEqualTo(active);
    fail(3);
    assertThat(view().ejected()).isEqualTo(mode != HealthCheckMode.DISABLED);
  }

  @Test
  void outsideReportBeatsTheMonitorBothWaysUntilItExpires() {
    monitor.tick();
    monitor
        .report(new HealthReport("p", false, "Rate limit", "pager", time.now().plusSeconds(300)))
        .run();
    assertThat(state()).isEqualTo(HealthState.UNHEALTHY);
    assertThat(view().source()).isEqualTo("pager");
    time.advance(Duration.ofSeconds(300));
    monitor.tick();
    assertThat(state()).isEqualTo(HealthState.HEALTHY);
    fail(3);
    monitor
        .report(new HealthReport("p", true, "It is fine", "pager", time.now().plusSeconds(300)))
        .run();
    assertThat(state()).isEqualTo(HealthState.HEALTHY);
    monitor.withdrawReport("p").run();
    assertThat(state()).isEqualTo(HealthState.UNHEALTHY);
  }

  @Test
  void whatIsReportedIsSoSinceItWasReportedInEveryProcess() {
    monitor.tick();
    time.advance(Duration.ofMinutes(20));
    Instant reported = time.now();
    monitor
        .report(new HealthReport("p", false, "Rate limit", "pager", reported.plusSeconds(600)))
        .run();
    assertThat(view().since()).isEqualTo(reported);
    time.advance(Duration.ofMinutes(1));
    monitor.refresh();
    assertThat(view().since()).as("not written yet").isEqualTo(reported);
    Written.now(monitor.keptBehind());
    assertThat(monitor(HealthCheckMode.HYBRID).view("p").since()).isEqualTo(reported);
  }

  @Test
  void slowOrFailingProviderIsDegradedOnlyWithEnoughSample() {
    monitor.tick();
    work(10, 3_000);
    monitor.tick();
    assertThat(state()).isEqualTo(HealthState.HEALTHY);
    work(15, 3_000);
    monitor.tick();
    assertThat(state()).isEqualTo(HealthState.DEGRADED);
    assertThat(view().reason()).contains("over 2,000 ms");
    time.advance(Duration.ofMinutes(6));
    monitor.tick();
    assertThat(state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void stateAndHistorySurviveARestart() {
    monitor.tick();
    fail(3);
    Written.now(monitor.keptBehind());
    HealthMonitor next = monitor(HealthCheckMode.HYBRID);
    assertThat(next.view("p").state()).isEqualTo(HealthState.UNHEALTHY);
    assertThat(next.view("p").ejected()).isTrue();
    assertThat(next.history("p", Instant.EPOCH, time.now().plusSeconds(1)))
        .extracting(HealthChange::to)
        .containsExactly(HealthState.HEALTHY, HealthState.UNHEALTHY);
    assertThat(told).last().asString().contains("p is unhealthy");
  }

  @Test
  void ejectionByAProcessWithoutTheLeaseIsNotUndoneByOlderStoredHealth() {
    monitor.tick();
    Written.now(monitor.keptBehind());
    HealthMonitor other = monitor(HealthCheckMode.HYBRID);
    time.advance(Duration.ofSeconds(1));
    fail(other, 3);
    other.refresh();
    assertThat(other.view("p").ejected()).isTrue();
    Written.now(other.keptBehind());
    time.advance(Duration.ofSeconds(30));
    monitor.tick();
    assertThat(view().ejected()).as("in the process that monitors").isTrue();
    Written.now(monitor.keptBehind());
    assertThat(monitor(HealthCheckMode.HYBRID).view("p").ejected()).as("in the store").isTrue();
  }

  @Test
  void olderFindingThatIsWrittenLateDoesNotReplaceTheNewer() {
    HealthMonitor slow = monitor(HealthCheckMode.HYBRID);
    slow.tick();
    time.advance(Duration.ofSeconds(1));
    HealthMonitor quick = monitor(HealthCheckMode.HYBRID);
    quick.tick();
    fail(quick, 3);
    Written.now(quick.keptBehind());
    Written.now(slow.keptBehind());
    assertThat(monitor(HealthCheckMode.HYBRID).view("p").ejected()).isTrue();
  }

  @Test
  void goodChecksInARowCountAcrossProcesses() {
    monitor.tick();
    fail(3);
    Written.now(monitor.keptBehind());
    time.advance(Duration.ofSeconds(60));
    for (int process = 1; process <= 2; process++) {
      HealthMonitor next = monitor(HealthCheckMode.HYBRID);
      assertThat(next.view("p").ejected()).as("before check %d", process).isTrue();
      next.checkNow("p");
      Written.now(next.keptBehind());
    }
    assertThat(monitor(HealthCheckMode.HYBRID).view("p").state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void relapseAfterARestartDoublesTheDwell() {
    monitor.tick();
    fail(3);
    time.advance(Duration.ofSeconds(60));
    monitor.checkNow("p");
    monitor.checkNow("p");
    Written.now(monitor.keptBehind());
    HealthMonitor next = monitor(HealthCheckMode.HYBRID);
    fail(next, 3);
    assertThat(next.view("p").backAt()).isEqualTo(time.now().plusSeconds(120));
  }

  @Test
  void checkThatWasStoppedSaysNothing() {
    monitor.tick();
    HealthView before = view();
    stopped = true;
    for (int i = 0; i < 5; i++) {
      time.advance(Duration.ofSeconds(30));
      monitor.tick();
    }
    assertThat(checks).isEqualTo(6);
    assertThat(view()).isEqualTo(before);
  }

  @Test
  void checkThatRanOutOfMemoryIsFollowedByTheNext() {
    broken = new OutOfMemoryError("Java heap space");
    assertThatThrownBy(() -> monitor.tick()).isSameAs(broken);
    broken = null;
    time.advance(Duration.ofSeconds(30));
    monitor.tick();
    assertThat(state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void reportFromOutsideIsRecordedOnceHoweverManyProcessesCome() {
    monitor.tick();
    monitor
        .report(new HealthReport("p", false, "Rate limit", "pager", time.now().plusSeconds(300)))
        .run();
    Written.now(monitor.keptBehind());
    told.clear();
    for (int process = 0; process < 3; process++) {
      HealthMonitor next = monitor(HealthCheckMode.HYBRID);
      next.refresh();
      assertThat(next.view("p").source()).isEqualTo("pager");
      Written.now(next.keptBehind());
    }
    assertThat(told).isEmpty();
    assertThat(changes()).containsExactly("UNKNOWN to HEALTHY", "HEALTHY to UNHEALTHY");
    HealthMonitor watching = monitor(HealthCheckMode.HYBRID);
    time.advance(Duration.ofSeconds(300));
    watching.refresh();
    assertThat(watching.view("p").state()).isEqualTo(HealthState.HEALTHY);
    monitor.tick();
    Written.now(watching.keptBehind());
    Written.now(monitor.keptBehind());
    assertThat(changes())
        .as("its end, told by the process that monitors")
        .containsExactly("UNKNOWN to HEALTHY", "HEALTHY to UNHEALTHY", "UNHEALTHY to HEALTHY");
  }

  @Test
  void stateNobodyLookedAtForThreeIntervalsIsOld() {
    monitor.tick();
    time.advance(Duration.ofSeconds(90));
    assertThat(view().isOld(time.now())).isFalse();
    time.advance(Duration.ofMillis(1));
    assertThat(view().isOld(time.now())).isTrue();
    Written.now(monitor.keptBehind());
    assertThat(monitor(HealthCheckMode.PASSIVE).view("p").isOld(time.now()))
        .as("where nothing checks")
        .isFalse();
  }

  @Test
  void successOfAHealthyProviderIsNothingToStore() {
    monitor.tick();
    Written.now(monitor.keptBehind());
    for (int i = 0; i < 10; i++) {
      monitor.observe("p", GOOD);
    }
    assertThat(monitor.keptBehind()).allSatisfy(kept -> assertThat(kept.take()).isEmpty());
  }

  @Test
  void suspendedProviderIsNotChecked() {
    monitor.setChecksSuspended("p", true);
    monitor.tick();
    assertThat(checks).isZero();
    monitor.setChecksSuspended("p", false);
    monitor.tick();
    assertThat(checks).isEqualTo(1);
  }

  @Test
  void whatWasFoundOutBeforeTheClockWentBackIsNoNewer() {
    monitor.tick();
    Written.now(monitor.keptBehind());
    time.advance(Duration.ofHours(-1));
    HealthMonitor other = monitor(HealthCheckMode.HYBRID);
    time.advance(Duration.ofSeconds(1));
    fail(other, 3);
    other.refresh();
    assertThat(other.view("p").ejected()).as("where it was found out").isTrue();
    Written.now(other.keptBehind());
    assertThat(monitor(HealthCheckMode.HYBRID).view("p").ejected()).as("in the store").isTrue();
  }

  @Test
  void aClockThatGoesBackPutsNoCheckAndNoReturnOff() {
    monitor.tick();
    fail(3);
    Written.now(monitor.keptBehind());
    time.advance(Duration.ofHours(-1));
    int before = checks;
    for (int i = 0; i < 3; i++) {
      monitor.tick();
      Written.now(monitor.keptBehind());
      time.advance(Duration.ofSeconds(30));
    }
    assertThat(checks).isEqualTo(before + 3);
    assertThat(state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void quotasOfTheLastGoodCheckStayWhenOneFailsAndAreKnownToTheNextProcess() {
    quotas =
        List.of(
            new ProviderQuota("vCPUs", 8L, 2L, time.now(), time.now().plusSeconds(1), ""),
            ProviderQuota.unknown("machines", "may not be asked", time.now()));
    monitor.checkNow("p");
    up = false;
    monitor.checkNow("p");
    Written.now(monitor.keptBehind());
    assertThat(monitor.quotas("p")).isEqualTo(quotas);
    HealthMonitor next = monitor(HealthCheckMode.HYBRID);
    assertThat(next.quotas("p")).isEqualTo(quotas);
    up = true;
    quotas = List.of();
    next.checkNow("p");
    assertThat(next.quotas("p")).as("those of a provider that tells none any more").isEmpty();
  }

  private HealthMonitor monitor(HealthCheckMode mode) {
    HealthMonitor made = new HealthMonitor(time, store.health(), metrics, events, Runnable::run);
    made.watch(
        "p",
        new HealthSettings(mode, Duration.ofSeconds(30), 3, 2, Duration.ofSeconds(60)),
        () -> {
          checks++;
          OutOfMemoryError error = broken;
          if (error != null) {
            throw error;
          }
          if (stopped) {
            return new ProviderHealthStatus(
                HealthState.UNKNOWN, "Stopped", time.now(), null, Map.of());
          }
          return up
              ? new ProviderHealthStatus(
                  HealthState.HEALTHY, "Answered", time.now(), Duration.ZERO, Map.of(), quotas)
              : ProviderHealthStatus.unhealthy("No answer", time.now());
        });
    return made;
  }

  private void fail(int times) {
    fail(monitor, times);
  }

  private List<String> changes() {
    return store.health().history("p", Instant.EPOCH, time.now().plusSeconds(1)).stream()
        .map(change -> change.from() + " to " + change.to())
        .toList();
  }

  private static void fail(HealthMonitor judge, int times) {
    for (int i = 0; i < times; i++) {
      judge.observe("p", ProviderResult.failure(ProviderFailure.unknown("LOST", "lost")));
    }
  }

  private void work(int times, long millis) {
    for (int i = 0; i < times; i++) {
      metrics.begin("p");
      metrics.end(
          "p",
          ProviderOperationType.GET_INSTANCE_STATUS,
          GOOD,
          time.nanos() - millis * 1_000_000,
          "t");
    }
  }

  private static ProviderResult failure(FailureClass failureClass) {
    return ProviderResult.failure(ProviderFailure.of(failureClass, "CODE", "message"));
  }

  private HealthView view() {
    return monitor.view("p");
  }

  private HealthState state() {
    return view().state();
  }
}
