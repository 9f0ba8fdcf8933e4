package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.service.RequestService;
import java.nio.file.Path;
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
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a submission to its machines and back, and what is refused before. */
final class RequestServiceTest {

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
  void whatManyMachinesHaveToTellIsSaidOnceWithAllOfThem() {
    MachineRequest few = process.finish(process.submit(20).requestId(), Duration.ofSeconds(20));
    assertThat(titles(few)).filteredOn(title -> title.endsWith(" is running")).hasSize(20);

    MachineRequest many = process.finish(process.submit(21).requestId(), Duration.ofSeconds(20));
    assertThat(titles(many)).contains("21 machines are running").hasSizeLessThan(15);
    String ids = many.machines().stream().map(Machine::machineId).collect(Collectors.joining(", "));
    assertThat(process.store.requests().timeline(many.requestId()))
        .filteredOn(entry -> entry.title().equals("21 machines are running"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.detail()).endsWith(ids));
    String back =
        process.service.returnMachines(names(many), "ana", "trace-2", () -> {}).requestId();
    assertThat(process.finish(back, Duration.ofSeconds(10)).state())
        .isEqualTo(RequestState.COMPLETE);
    assertThat(titles(process.service.drive(back)))
        .contains("21 machines are shutting-down", "21 machines are returned")
        .hasSizeLessThan(15);
  }

  private List<String> titles(MachineRequest request) {
    return process.store.requests().timeline(request.requestId()).stream()
        .map(TimelineEntry::title)
        .toList();
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
