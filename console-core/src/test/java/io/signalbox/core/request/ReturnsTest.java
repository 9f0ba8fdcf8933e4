package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that are given back, by name and by a sweep. */
final class ReturnsTest {

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
  void returningMachinesThatAreGoneAlreadyIsTheReturnTheyAreGoneBy() {
    MachineRequest done = process.finish(process.submit(2).requestId(), Duration.ofSeconds(20));
    MachineRequest first = process.service.returnMachines(names(done), "ana", "t", () -> {});
    assertThat(process.finish(first.requestId(), Duration.ofSeconds(10)).state())
        .isEqualTo(RequestState.COMPLETE);
    MachineRequest again = process.service.returnMachines(names(done), "ana", "t", () -> {});
    assertThat(again.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(again.requestId()).isEqualTo(first.requestId());
    assertThat(again.machines()).hasSize(2);
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
      assertThat(command.service.sweep(false, null, "ana").released()).hasSize(2);
    }
    assertThat(world.aliveEverywhere()).isZero();
  }

  @Test
  void aSweepReleasesThoseAloneThatSomebodyHasSeen() throws Exception {
    MachineRequest strays = process.submit(3);
    process.finish(strays.requestId(), Duration.ofSeconds(20));
    forget(strays.requestId());
    world.time.advance(Duration.ofMinutes(3));
    String seen = strays.machines().getFirst().machineId();
    SweepReport swept = process.service.sweep(false, Set.of(seen, "i-gone"), "ana");
    assertThat(swept.released()).containsExactly(seen);
    assertThat(process.finish(swept.returnId(), Duration.ofSeconds(30)).state())
        .isEqualTo(RequestState.COMPLETE);
    assertThat(world.aliveEverywhere()).isEqualTo(2);
    assertThat(process.service.sweep(false, Set.of(), "ana").returnId()).isEmpty();
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
      assertThat(process.service.sweep(true, null, "ana").orphans()).isEmpty();
      world.time.advance(Duration.ofMinutes(3));
      SweepReport dry = process.service.sweep(true, null, "ana");
      assertThat(dry.orphans().get("east"))
          .extracting(InstanceInfo::machineId)
          .containsExactlyInAnyOrderElementsOf(
              strays.machines().stream().map(Machine::machineId).toList());
      assertThat(dry.released()).isEmpty();
      assertThat(world.aliveEverywhere()).isEqualTo(9);

      SweepReport real = process.service.sweep(false, null, "ana");
      assertThat(real.released()).hasSize(4);
      process.run(Duration.ofSeconds(20));
      assertThat(world.aliveEverywhere()).isEqualTo(5);
      assertThat(process.service.sweep(false, null, "ana").orphans()).isEmpty();
      assertThat(process.service.drive(held.requestId()).machines()).hasSize(2);
    }
    world.turn("east", "outage", true);
    SweepReport blind = process.service.sweep(true, null, "ana");
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

  private static void assertCode(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
