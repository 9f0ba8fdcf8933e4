package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.PriceBasis;
import io.signalbox.core.provider.PriceEstimate;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a request by what its creates come to. */
final class CreateOutcomesTest {

  @TempDir Path folder;
  private World world;
  private World.Process process;

  @BeforeEach
  void open() {
    world = new World(folder, "east", "west");
    process = world.process("p1");
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  @Test
  void noCapacityFailsWithTheReason() {
    world.turn("east", "capacity", Map.of("m5.large", 0));
    MachineRequest failed = process.submit(2);
    assertThat(failed.state()).isEqualTo(RequestState.FAILED);
    assertThat(failed.message()).contains("0 of 2", "east", "INSUFFICIENT_CAPACITY");
    assertThat(failed.attempts())
        .extracting(Attempt::outcome)
        .containsExactly(Attempt.Outcome.FAILED);
  }

  @Test
  void theRemainderGoesOnElsewhereWhenFailoverIsConfigured() {
    world.settings =
        new Configuration.RequestSettings(Duration.ofSeconds(300), Duration.ofSeconds(3600), true);
    world.turn("east", "capacity", Map.of("m5.large", 1));
    MachineRequest done = process.finish(process.submit(3).requestId(), Duration.ofSeconds(20));
    assertThat(done.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(done.attempts()).extracting(Attempt::provider).containsExactly("east", "west");
    assertThat(done.attempts()).extracting(Attempt::count).containsExactly(3, 2);
    assertThat(done.attempts()).extracting(Attempt::key).doesNotHaveDuplicates();
    assertThat(done.machines())
        .extracting(Machine::provider)
        .containsExactly("east", "west", "west");
  }

  @Test
  void eachCreateKeepsWhatItWasEstimatedToCostWhenItWasPlanned() {
    world.settings =
        new Configuration.RequestSettings(Duration.ofSeconds(300), Duration.ofSeconds(3600), true);
    world.turn("east", "capacity", Map.of("m5.large", 1));
    world.prices =
        (provider, spec) ->
            provider.equals("east")
                ? new PriceEstimate(
                    new BigDecimal("0.0104"),
                    PriceBasis.PRICE_LIST,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    "m5.large")
                : PriceEstimate.unknown("nobody knows", Instant.EPOCH);
    String requestId = process.submit(3).requestId();
    world.prices = (provider, spec) -> PriceEstimate.unknown("not any more", Instant.EPOCH);
    process.finish(requestId, Duration.ofSeconds(20));
    try (World.Process next = world.process("p2")) {
      MachineRequest stored = next.store.requests().find(requestId).orElseThrow();
      assertThat(stored.attempts())
          .extracting(attempt -> attempt.provider() + ": " + attempt.estimate().sentence())
          .containsExactly(
              "east: 0.0104 USD an hour (price list, 1 Jan 1970; m5.large)",
              "west: unknown: nobody knows");
    }
  }

  @Test
  void withoutFailoverPartialFulfilmentIsPartialWithReasons() {
    world.weight = 4;
    world.turn("east", "capacity", Map.of("m5.large", 1));
    MachineRequest done = process.finish(process.submit(3).requestId(), Duration.ofSeconds(20));
    assertThat(done.state()).isEqualTo(RequestState.PARTIAL);
    assertThat(done.message())
        .contains("1 of 3 machines running (4 capacity units)", "No room for 2 machines");
    assertThat(world.aliveEverywhere()).isEqualTo(1);
  }

  @Test
  void aPreferenceDoesNotFailOver() {
    world.settings =
        new Configuration.RequestSettings(Duration.ofSeconds(300), Duration.ofSeconds(3600), true);
    world.turn("east", "capacity", Map.of("m5.large", 0));
    Submission preferring = new Submission("web", 1, "east", null, null, "a", "t");
    assertThat(process.service.submit(preferring, () -> {}).state()).isEqualTo(RequestState.FAILED);
    world.allowFailover = true;
    MachineRequest second = process.service.submit(preferring, () -> {});
    assertThat(second.attempts()).extracting(Attempt::provider).containsExactly("east", "west");
  }

  @Test
  void aLostReplyIsReconciledAndNeverSentElsewhere() {
    world.settings =
        new Configuration.RequestSettings(Duration.ofSeconds(300), Duration.ofSeconds(3600), true);
    world.turn("east", "lost_reply_percent", 100);
    MachineRequest unknown = process.submit(2);
    assertThat(unknown.state()).isEqualTo(RequestState.ACQUIRING);
    assertThat(unknown.message()).contains("Nobody knows yet", "east");
    assertThat(unknown.attempts())
        .extracting(Attempt::outcome)
        .containsExactly(Attempt.Outcome.UNKNOWN);
    MachineRequest done = process.finish(unknown.requestId(), Duration.ofSeconds(30));
    assertThat(done.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(done.attempts()).extracting(Attempt::provider).containsExactly("east");
    assertThat(world.aliveEverywhere()).isEqualTo(2);
  }

  @Test
  void aProviderThatNeverAnswersIsAskedAgainUnderTheSameKey() {
    world.turn("east", "outage_kind", "black_hole");
    world.turn("east", "outage", true);
    MachineRequest unknown = process.submit(2);
    assertThat(Duration.between(unknown.createdAt(), world.time.now()))
        .isLessThanOrEqualTo(Duration.ofSeconds(20));
    assertThat(unknown.state()).isEqualTo(RequestState.ACQUIRING);
    world.turn("east", "outage", false);
    MachineRequest done = process.finish(unknown.requestId(), Duration.ofSeconds(60));
    assertThat(done.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(world.aliveEverywhere()).isEqualTo(2);
  }

  @Test
  void anUnreconciledCreateStaysAcquiringUntilTheReconcileTimeout() {
    world.turn("east", "outage_kind", "black_hole");
    world.turn("east", "outage", true);
    String id = process.submit(2).requestId();
    world.turn("east", "outage_kind", "errors");
    MachineRequest later = process.finish(id, Duration.ofSeconds(900));
    assertThat(later.state()).isEqualTo(RequestState.ACQUIRING);
    assertThat(later.message()).contains("cannot be found out");
    MachineRequest end = process.finish(id, Duration.ofSeconds(3600));
    assertThat(end.state()).isEqualTo(RequestState.TIMEOUT);
    assertThat(Duration.between(end.createdAt(), end.finishedAt()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(3600));
  }

  @Test
  void absenceIsProvedByACompleteListingAfterTheLagOnly() {
    world.turn("east", "outage_kind", "black_hole");
    world.turn("east", "outage", true);
    String id = process.submit(2).requestId();
    process.service.cancel(id, "ana", () -> {});
    world.turn("east", "outage", false);
    assertThat(process.finish(id, Duration.ofMinutes(14)).state())
        .isEqualTo(RequestState.ACQUIRING);
    world.turn("east", "partial_listing_percent", 100);
    assertThat(process.finish(id, Duration.ofMinutes(5)).state()).isEqualTo(RequestState.ACQUIRING);
    world.turn("east", "partial_listing_percent", 0);
    MachineRequest end = process.finish(id, Duration.ofMinutes(2));
    assertThat(end.state()).isEqualTo(RequestState.CANCELLED);
    assertThat(end.attempts()).extracting(Attempt::outcome).containsExactly(Attempt.Outcome.ABSENT);
    assertThat(world.aliveEverywhere()).isZero();
  }

  @Test
  void machinesThatDoNotRunInTimeAreTimeoutAndReleased() {
    world.turn("east", "launch_time_ms", 3_600_000);
    String id = process.submit(2).requestId();
    process.run(Duration.ofSeconds(310));
    MachineRequest end = process.service.drive(id);
    assertThat(end.state()).isEqualTo(RequestState.TIMEOUT);
    assertThat(end.message()).contains("0 of 2 machines running at the deadline", "is pending");
    process.run(Duration.ofSeconds(20));
    assertThat(world.aliveEverywhere()).isZero();
    assertThat(process.service.drive(id).machines())
        .allSatisfy(machine -> assertThat(machine.returnId()).isNotNull());
  }

  @Test
  void cancelReturnsWhatWasLaunched() {
    MachineRequest request = process.submit(3);
    MachineRequest cancelled = process.service.cancel(request.requestId(), "ana", () -> {});
    assertThat(cancelled.state()).isEqualTo(RequestState.CANCELLED);
    // A script never looks at the return: looking at the request is enough.
    assertThat(world.aliveEverywhere()).isZero();
    world.time.advance(Duration.ofSeconds(2));
    assertThat(process.service.drive(request.requestId()).machines())
        .allSatisfy(machine -> assertThat(machine.state()).isEqualTo(MachineState.RETURNED));
    assertThat(process.store.requests().openRequests()).isEmpty();
    assertThat(process.service.cancel(request.requestId(), "ana", () -> {}).state())
        .as("again, when it is so already")
        .isEqualTo(RequestState.CANCELLED);
  }

  @Test
  void cancelOfALostCreateFindsAndReturnsItsMachines() {
    world.turn("east", "lost_reply_percent", 100);
    world.turn("east", "listing_lag_ms", 60_000);
    String id = process.submit(2).requestId();
    assertThat(process.service.cancel(id, "ana", () -> {}).state())
        .isEqualTo(RequestState.ACQUIRING);
    world.turn("east", "lost_reply_percent", 0);
    MachineRequest end = process.finish(id, Duration.ofSeconds(120));
    assertThat(end.state()).isEqualTo(RequestState.CANCELLED);
    process.run(Duration.ofSeconds(20));
    assertThat(world.aliveEverywhere()).isZero();
  }

  @Test
  void lateMachinesAreRecordedAndReleased() {
    world.settings =
        new Configuration.RequestSettings(Duration.ofSeconds(60), Duration.ofSeconds(120), false);
    world.turn("east", "lost_reply_percent", 100);
    world.turn("east", "listing_lag_ms", 300_000);
    String id = process.submit(2).requestId();
    process.run(Duration.ofSeconds(150));
    assertThat(process.service.drive(id).state()).isEqualTo(RequestState.TIMEOUT);
    assertThat(process.service.drive(id).machines()).isEmpty();
    world.turn("east", "lost_reply_percent", 0);
    process.run(Duration.ofSeconds(300));
    MachineRequest end = process.service.drive(id);
    assertThat(end.state()).isEqualTo(RequestState.TIMEOUT);
    assertThat(end.machines())
        .hasSize(2)
        .allSatisfy(machine -> assertThat(machine.late()).isTrue());
    assertThat(world.aliveEverywhere()).isZero();
  }
}
