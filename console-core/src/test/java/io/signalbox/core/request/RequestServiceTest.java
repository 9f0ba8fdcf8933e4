package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.service.RequestService;
import io.signalbox.core.store.Store;
import io.signalbox.core.store.StoreOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestServiceTest {

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
  void machinesCompleteAndReturn() {
    MachineRequest submitted = process.submit(2);
    assertThat(submitted.state()).isEqualTo(RequestState.ACQUIRING);
    assertThat(submitted.requestId()).startsWith("req-");
    assertThat(submitted.machines()).hasSize(2);

    MachineRequest done = process.finish(submitted.requestId(), Duration.ofSeconds(20));
    assertThat(done.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(done.machines())
        .allSatisfy(machine -> {
          assertThat(machine.state()).isEqualTo(MachineState.RUNNING);
          assertThat(machine.privateAddress()).startsWith("10.");
          assertThat(machine.provider()).isEqualTo("east");
          assertThat(machine.tags())
              .containsEntry("signalbox:request-id", done.requestId())
              .containsEntry("signalbox:attempt", done.requestId() + "-1")
              .containsEntry("signalbox:installation", process.store.identity().installationId());
        });

    MachineRequest back = process.service.returnMachines(names(done), "ana", "trace-2", () -> {});
    assertThat(back.requestId()).startsWith("ret-");
    assertThat(back.state()).isEqualTo(RequestState.ACQUIRING);
    assertThat(MachineLookup.find(process.store.requests(), done.machines().getFirst().machineId()))
        .get()
        .extracting(Machine::state, Machine::returnId)
        .containsExactly(MachineState.SHUTTING_DOWN, back.requestId());
    back = process.finish(back.requestId(), Duration.ofSeconds(10));
    assertThat(back.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(back.machines())
        .allSatisfy(machine -> assertThat(machine.state()).isEqualTo(MachineState.RETURNED));
    assertThat(world.aliveEverywhere()).isZero();
    assertThat(process.service.drive(done.requestId()).machines()).hasSize(2);
  }

  @Test
  void intentKeyAndAuditAreOneTransactionBeforeTheCall() {
    assertThatThrownBy(() ->
            process.service.submit(
                World.submission(1, "k"),
                () -> {
                  process.store.audit().append(audit());
                  throw new IllegalStateException("audit refused");
                }))
        .hasMessage("audit refused");
    assertThat(process.store.requests().list(null, Instant.EPOCH, 10)).isEmpty();
    assertThat(process.store.requests().contentOfKey("k")).isEmpty();
    assertThat(process.store.audit().list(Instant.EPOCH, 10)).isEmpty();
    assertThat(world.aliveEverywhere()).isZero();

    process.service.submit(World.submission(1, "k"), () -> process.store.audit().append(audit()));
    assertThat(process.store.audit().list(Instant.EPOCH, 10)).hasSize(1);
    assertThat(world.aliveEverywhere()).isEqualTo(1);
  }

  @Test
  void theTimelineTellsEveryStepFromTheClickToTheCloud() {
    MachineRequest done = process.finish(process.submit(1).requestId(), Duration.ofSeconds(20));
    assertThat(process.store.requests().timeline(done.requestId()))
        .extracting(TimelineEntry::kind)
        .startsWith("intent", "chosen", "state", "call", "machine", "result", "state")
        .endsWith("state");
    assertThat(process.events).last().asString().contains("complete").contains("1 of 1 machine");
  }

  @Test
  void oneKeyIsOneRequestAndOtherContentConflicts() {
    MachineRequest first = process.service.submit(World.submission(2, "form-1"), () -> {});
    MachineRequest again = process.service.submit(World.submission(2, "form-1"), () -> {});
    assertThat(again.requestId()).isEqualTo(first.requestId());
    assertThat(again.idempotencyKey()).isEqualTo("form-1");
    assertThat(world.aliveEverywhere()).isEqualTo(2);
    assertCode(
        ErrorCode.IDEMPOTENCY_CONFLICT,
        () -> process.service.submit(World.submission(3, "form-1"), () -> {}));
    assertCode(
        ErrorCode.INVALID_INPUT, () -> process.service.submit(World.submission(3, " "), () -> {}));
    assertThat(world.aliveEverywhere()).isEqualTo(2);
  }

  @Test
  void oneKeyUsedByTwoProcessesAtOnceIsOneRequest() throws Exception {
    try (World.Process other = world.process("p2");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> submissions = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        RequestService service = i % 2 == 0 ? process.service : other.service;
        submissions.add(() -> service.submit(World.submission(2, "same"), () -> {}).requestId());
      }
      Set<String> ids = new HashSet<>();
      for (Future<String> submission : threads.invokeAll(submissions)) {
        ids.add(submission.get());
      }
      assertThat(ids).hasSize(1);
      process.run(Duration.ofSeconds(15));
      assertThat(world.aliveEverywhere()).isEqualTo(2);
    }
  }

  @Test
  void whatCannotBeIsRefusedBeforeAnythingIsStored() {
    world.limits.put("east", 5);
    world.limits.put("west", 7);
    assertCode(ErrorCode.INVALID_INPUT, () -> process.submit(0));
    assertCode(ErrorCode.INVALID_INPUT, () -> process.submit(-3));
    assertThatThrownBy(() -> process.submit(8))
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INSTANCE_LIMIT_EXCEEDED);
              assertThat(e.details()).containsEntry("max_count", 7);
            });
    assertCode(
        ErrorCode.TEMPLATE_NOT_FOUND,
        () ->
            process.service.submit(
                new Submission("none", 1, null, null, null, "a", "t"), () -> {}));
    assertCode(
        ErrorCode.PROVIDER_NOT_FOUND,
        () ->
            process.service.submit(
                new Submission("web", 1, "nowhere", null, null, "a", "t"), () -> {}));
    assertCode(ErrorCode.REQUEST_NOT_FOUND, () -> process.service.drive("req-none"));
    assertThat(process.store.requests().list(null, Instant.EPOCH, 10)).isEmpty();
    assertThat(world.aliveEverywhere()).isZero();
    assertThat(process.service.dryRun(World.submission(6, null)).maxCount()).isEqualTo(7);
  }

  @Test
  void aDryRunTellsTheProviderAndChangesNothing() {
    DryRun run = process.service.dryRun(World.submission(2, null));
    assertThat(run.decision().winner()).isEqualTo("east");
    assertThat(run.spec()).isNotNull();
    assertThat(process.store.requests().list(null, Instant.EPOCH, 10)).isEmpty();
    assertThat(world.aliveEverywhere()).isZero();
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
    assertCode(
        ErrorCode.INVALID_STATE,
        () -> process.service.cancel(request.requestId(), "ana", () -> {}));
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

  @Test
  void returningMachinesThatAreGoneAlreadyCompletes() {
    MachineRequest done = process.finish(process.submit(2).requestId(), Duration.ofSeconds(20));
    MachineRequest first = process.service.returnMachines(names(done), "ana", "t", () -> {});
    assertThat(process.finish(first.requestId(), Duration.ofSeconds(10)).state())
        .isEqualTo(RequestState.COMPLETE);
    MachineRequest again = process.service.returnMachines(names(done), "ana", "t", () -> {});
    assertThat(again.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(again.requestId()).isNotEqualTo(first.requestId());
    assertThat(again.machines()).hasSize(2);
    assertThat(process.service.drive(first.requestId()).machines()).hasSize(2);
  }

  @Test
  void aReturnUnderWayIsNotBegunTwiceAndUnknownMachinesAreNamed() {
    world.turn("east", "shutdown_time_ms", 60_000);
    MachineRequest done = process.finish(process.submit(2).requestId(), Duration.ofSeconds(20));
    String first = process.service.returnMachines(names(done), "a", "t", () -> {}).requestId();
    String again = process.service.returnMachines(names(done), "a", "t", () -> {}).requestId();
    assertThat(again).isEqualTo(first);
    assertThatThrownBy(() ->
            process.service.returnMachines(
                List.of(names(done).getFirst(), "i-none", "i-other"), "a", "t", () -> {}))
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.MACHINE_NOT_FOUND);
              assertThat(e.getMessage()).contains("i-none, i-other");
            });
    assertCode(
        ErrorCode.INVALID_INPUT,
        () -> process.service.returnMachines(List.of(), "a", "t", () -> {}));
  }

  @Test
  void aReturnWaitsForTheCloudsWord() {
    MachineRequest done = process.finish(process.submit(2).requestId(), Duration.ofSeconds(20));
    world.turn("east", "outage", true);
    MachineRequest back = process.service.returnMachines(names(done), "ana", "t", () -> {});
    back = process.finish(back.requestId(), Duration.ofSeconds(400));
    assertThat(back.state()).isEqualTo(RequestState.ACQUIRING);
    assertThat(back.message()).contains("SERVICE_UNAVAILABLE");
    assertThat(back.machines())
        .allSatisfy(machine -> assertThat(machine.state()).isEqualTo(MachineState.RUNNING));
    world.turn("east", "outage", false);
    assertThat(process.finish(back.requestId(), Duration.ofSeconds(30)).state())
        .isEqualTo(RequestState.COMPLETE);
    assertThat(world.aliveEverywhere()).isZero();
  }

  @Test
  void aReadOnlyStoreAcceptsNothing() throws Exception {
    process.submit(1);
    int before = world.aliveEverywhere();
    try (World.Process readOnly =
        world.new Process("ro", StoreOptions.DEFAULT.asReadOnly(), World.Kill.NEVER)) {
      assertThatThrownBy(() -> readOnly.submit(1))
          .isInstanceOfSatisfying(
              SignalboxException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
    }
    assertThat(world.aliveEverywhere()).isEqualTo(before);
    assertThat(process.store.requests().list(null, Instant.EPOCH, 10)).hasSize(1);
  }

  @Test
  void aFullStoreAcceptsNothingAndLosesNothing() throws Exception {
    int accepted = 0;
    try (World.Process full =
        world.new Process("full", StoreOptions.DEFAULT.withMaxPages(1), World.Kill.NEVER)) {
      SignalboxException refusal = null;
      while (refusal == null && accepted < 500) {
        try {
          full.submit(1);
          accepted++;
        } catch (SignalboxException e) {
          refusal = e;
        }
      }
      assertThat(refusal).isNotNull();
      assertThat(refusal.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    }
    assertThat(process.store.requests().list(null, Instant.EPOCH, 1_000)).hasSize(accepted);
    process.run(Duration.ofSeconds(60));
    assertThat(world.aliveEverywhere()).isEqualTo(accepted);
    assertThat(process.store.requests().list(null, Instant.EPOCH, 1_000))
        .allSatisfy(request -> assertThat(request.state()).isEqualTo(RequestState.COMPLETE));
  }

  @Test
  void aCopiedStoreChangesNothingInTheCloud() throws Exception {
    MachineRequest request = process.submit(1);
    process.close();
    Path copy = Files.createDirectories(folder.resolve("copy"));
    Files.copy(folder.resolve(Store.FILE), copy.resolve(Store.FILE));
    World other = new World(copy, "east", "west");
    try (World.Process copied = other.process("c")) {
      assertCode(ErrorCode.INVALID_STATE, () -> copied.submit(1));
      assertCode(
          ErrorCode.INVALID_STATE, () -> copied.service.cancel(request.requestId(), "a", () -> {}));
      copied.service.driveOpen();
      assertThat(copied.service.drive(request.requestId()).state())
          .isEqualTo(RequestState.ACQUIRING);
      copied.store.decideIdentity(false);
      assertThat(copied.service.drive(request.requestId()).state())
          .isEqualTo(RequestState.CANCELLED);
      assertThat(copied.submit(1).state()).isEqualTo(RequestState.ACQUIRING);
    }
  }

  @Test
  void whoeverWaitsForARequestOfACopiedStoreIsToldWhyItStands() throws Exception {
    String id = process.submit(1).requestId();
    process.close();
    Path copy = Files.createDirectories(folder.resolve("copy"));
    Files.copy(folder.resolve(Store.FILE), copy.resolve(Store.FILE));
    World other = new World(copy, "east", "west");
    try (World.Process copied = other.process("c")) {
      DrivenRequest driven = copied.service.drive(List.of(id)).getFirst();
      assertThat(driven.problem())
          .isNotNull()
          .extracting(SignalboxException::code)
          .isEqualTo(ErrorCode.INVALID_STATE);
      assertThat(driven.request().message()).contains("config identity keep");
    }
  }

  @Test
  void aSweepByAProgramThatEndsWithItsAnswerHasAskedForTheTermination() throws Exception {
    MachineRequest strays = process.submit(2);
    process.finish(strays.requestId(), Duration.ofSeconds(20));
    forget(strays.requestId());
    world.time.advance(Duration.ofMinutes(3));
    // Work is done only while somebody waits for it, as where a program ends with its answer.
    List<Runnable> begun = new ArrayList<>();
    world.executor = begun::add;
    world.patience =
        (done, within) -> {
          List.copyOf(begun).forEach(Runnable::run);
          begun.clear();
        };
    try (World.Process command = world.process("c")) {
      assertThat(command.service.sweep(false, "ana").released()).hasSize(2);
    }
    assertThat(world.aliveEverywhere()).isZero();
  }

  @Test
  void theSweepFindsStraysAndLeavesOthersAlone() throws Exception {
    MachineRequest held = process.finish(process.submit(2).requestId(), Duration.ofSeconds(20));
    Path elsewhere = folder.resolve("elsewhere");
    // Another installation with the same clouds: its machines are in the same ledgers.
    Files.createDirectories(elsewhere);
    Files.createSymbolicLink(elsewhere.resolve("simulated"), folder.resolve("simulated"));
    World neighbour = new World(elsewhere, "east", "west");
    try (World.Process process2 = neighbour.process("n")) {
      process2.submit(3);
      MachineRequest strays = process.submit(4);
      process.finish(strays.requestId(), Duration.ofSeconds(20));
      forget(strays.requestId());
      assertThat(process.service.sweep(true, "ana").orphans()).isEmpty();
      world.time.advance(Duration.ofMinutes(3));
      SweepReport dry = process.service.sweep(true, "ana");
      assertThat(dry.orphans().get("east"))
          .extracting(InstanceInfo::machineId)
          .containsExactlyInAnyOrderElementsOf(
              strays.machines().stream().map(Machine::machineId).toList());
      assertThat(dry.released()).isEmpty();
      assertThat(world.aliveEverywhere()).isEqualTo(9);

      SweepReport real = process.service.sweep(false, "ana");
      assertThat(real.released()).hasSize(4);
      process.run(Duration.ofSeconds(20));
      assertThat(world.aliveEverywhere()).isEqualTo(5);
      assertThat(process.service.sweep(false, "ana").orphans()).isEmpty();
      assertThat(process.service.drive(held.requestId()).machines()).hasSize(2);
    }
    world.turn("east", "outage", true);
    SweepReport blind = process.service.sweep(true, "ana");
    assertThat(blind.skipped()).containsKey("east");
    assertThat(blind.missing()).isEmpty();
  }

  /** As a store restored from an older backup would. */
  private void forget(String requestId) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Store.FILE));
        Statement statement = connection.createStatement()) {
      for (String table : List.of("machines", "attempts", "timeline", "request_keys", "requests")) {
        statement.execute("DELETE FROM " + table + " WHERE request_id = '" + requestId + "'");
      }
    }
  }

  private static List<String> names(MachineRequest request) {
    return request.machines().stream().map(Machine::machineId).toList();
  }

  private AuditEntry audit() {
    return new AuditEntry(
        0, world.time.now(), "ana", "Submit", "web", "done", "", "t", Map.of(), Map.of());
  }

  private static void assertCode(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
