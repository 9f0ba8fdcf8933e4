package io.signalbox.core.store.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestKind;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.store.Store;
import io.signalbox.core.testing.ManualTime;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that were read are not read again, and never shown as they are not any more. */
class MachinesReadTest {

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(folder, time);
    store
        .requests()
        .save(request("req-1", machine("m-1", MachineState.RUNNING, null), running("m-2")));
    states("req-1");
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void machinesThatDidNotChangeAreTheSameObjectsAndChangedOnesAreNew() {
    MachineRequest read = require("req-1");
    assertThat(require("req-1").machines()).isSameAs(read.machines());
    store.requests().save(read.saying("waits"));
    assertThat(require("req-1").message()).isEqualTo("waits");
    assertThat(require("req-1").machines()).isSameAs(read.machines());

    store.requests().save(read.with(List.of(gone("m-1"), running("m-2"))));
    assertThat(states("req-1"))
        .containsExactly("m-1 terminated", "m-2 running")
        .isEqualTo(storedStates("req-1"));
  }

  @Test
  void aMachineThatAReturnChangesIsReadAnewInItsRequestAndInEarlierReturns() {
    Machine first = machine("m-1", MachineState.RUNNING, "ret-1");
    store.requests().save(request("ret-1", first));
    assertThat(states("ret-1")).containsExactly("m-1 running");
    assertThat(require("req-1").machines().getFirst().returnId()).isEqualTo("ret-1");

    store.requests().save(request("ret-2", machine("m-1", MachineState.SHUTTING_DOWN, "ret-2")));
    assertThat(states("ret-1")).containsExactly("m-1 shutting-down");
    assertThat(states("req-1")).containsExactly("m-1 shutting-down", "m-2 running");

    store.requests().save(require("req-1").with(List.of(gone("m-1"), running("m-2"))));
    assertThat(states("ret-1")).containsExactly("m-1 terminated");
    assertThat(states("ret-2")).containsExactly("m-1 terminated");
    store.requests().saveMachine(machine("m-1", MachineState.RETURNED, "ret-2"));
    assertThat(states("ret-1")).containsExactly("m-1 returned");
    assertThat(states("ret-2")).containsExactly("m-1 returned");
    assertThat(states("req-1")).containsExactly("m-1 returned", "m-2 running");
  }

  @Test
  void whatAnotherProcessChangesIsReadAnew() {
    try (Store other = Store.open(folder, time)) {
      other.requests().save(require("req-1").with(List.of(gone("m-1"), running("m-2"))));
    }
    assertThat(states("req-1")).containsExactly("m-1 terminated", "m-2 running");
  }

  @Test
  void whatWasRolledBackIsForgottenEvenWhereItWasReadBefore() {
    MachineRequest read = require("req-1");
    assertThatThrownBy(() ->
            store
                .unitOfWork()
                .inTransaction(() -> {
                  store.requests().save(read.with(List.of(gone("m-1"), running("m-2"))));
                  assertThat(states("req-1")).containsExactly("m-1 terminated", "m-2 running");
                  throw new IllegalStateException("not after all");
                }))
        .hasMessage("not after all");
    assertThat(states("req-1")).containsExactly("m-1 running", "m-2 running");

    store.requests().save(read.with(List.of(running("m-1"), gone("m-2"))));
    assertThat(states("req-1"))
        .containsExactly("m-1 running", "m-2 terminated")
        .isEqualTo(storedStates("req-1"));
  }

  @Test
  void machinesOfMoreRequestsThanAreKeptAreReadAgain() {
    List<Machine> many =
        IntStream.range(0, MachinesRead.MOST)
            .mapToObj(i -> machine("many-" + i, "req-2", MachineState.RUNNING, null))
            .toList();
    store.requests().save(request("req-2", many.toArray(Machine[]::new)));
    MachineRequest one = require("req-1");
    MachineRequest two = require("req-2");
    assertThat(two.machines()).containsExactlyElementsOf(many);
    assertThat(require("req-2").machines()).isSameAs(two.machines());
    assertThat(require("req-1").machines()).isNotSameAs(one.machines()).isEqualTo(one.machines());
    assertThat(store.check()).isEmpty();
  }

  /** As this process has them. */
  private List<String> states(String requestId) {
    return states(require(requestId));
  }

  /** As they are on disk. */
  private List<String> storedStates(String requestId) {
    try (Store fresh = Store.open(folder, time)) {
      return states(fresh.requests().find(requestId).orElseThrow());
    }
  }

  private static List<String> states(MachineRequest request) {
    return request.machines().stream()
        .map(machine -> machine.machineId() + " " + machine.state().word())
        .toList();
  }

  private MachineRequest require(String requestId) {
    return store.requests().find(requestId).orElseThrow();
  }

  private MachineRequest request(String id, Machine... machines) {
    return new MachineRequest(
        id,
        id.startsWith("ret") ? RequestKind.RETURN : RequestKind.ACQUIRE,
        RequestState.ACQUIRING,
        "web",
        machines.length,
        null,
        id,
        "ana",
        "trace",
        time.now(),
        time.now(),
        time.now().plusSeconds(300),
        null,
        "",
        List.of(),
        List.of(machines));
  }

  private static Machine running(String id) {
    return machine(id, MachineState.RUNNING, null);
  }

  private static Machine gone(String id) {
    return machine(id, MachineState.TERMINATED, null);
  }

  private static Machine machine(String id, MachineState state, @Nullable String returned) {
    return machine(id, "req-1", state, returned);
  }

  private static Machine machine(
      String id, String request, MachineState state, @Nullable String returned) {
    return new Machine(
        id,
        "host",
        request,
        returned,
        "east",
        state,
        "10.0.0.1",
        null,
        null,
        "",
        "t3.small",
        "ondemand",
        1,
        Map.of("team", "a"),
        false,
        "",
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
