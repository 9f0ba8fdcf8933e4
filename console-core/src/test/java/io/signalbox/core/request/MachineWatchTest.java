package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.request.driving.MachineWatch;
import io.signalbox.core.request.journal.Absences;
import io.signalbox.core.store.database.StoreOptions;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.FleetProvider;
import io.signalbox.core.testing.ScriptedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that die after their request is over. */
class MachineWatchTest {

  @TempDir Path folder;
  private World world;
  private final FleetProvider fleet = new FleetProvider("east");
  private final AtomicInteger listings = new AtomicInteger();
  private final ScriptedProvider east = new ScriptedProvider("east");
  private World.Process process;

  @BeforeEach
  void open() {
    world = new World(folder, "east", "west");
    answerAs(fleet);
    process = world.new Process("p1", StoreOptions.DEFAULT, Instead.of(east));
  }

  private void answerAs(ProviderStrategy provider) {
    east.answer =
        operation -> {
          if (operation instanceof ProviderOperation.DescribeResourceInstances) {
            listings.incrementAndGet();
            world.time.advance(Duration.ofMillis(20));
          }
          return provider.execute(operation);
        };
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  private MachineRequest complete(int count) {
    String id =
        process
            .service
            .submit(new Submission("web", count, "east", null, null, "a", "t"), () -> {})
            .requestId();
    fleet.name(count);
    MachineRequest done = process.finish(id, Duration.ofSeconds(20));
    assertThat(done.state()).isEqualTo(RequestState.COMPLETE);
    world.time.advance(Duration.ofSeconds(5));
    return done;
  }

  private MachineRequest stored(MachineRequest request) {
    return process.store.requests().find(request.requestId()).orElseThrow();
  }

  private MachineState state(String machineId) {
    return MachineLookup.find(process.store.requests(), machineId).orElseThrow().state();
  }

  @Test
  void aMachineReclaimedAfterCompleteIsRecordedAndToldOnItsRequestAndTheTimeline() {
    MachineRequest done = complete(2);
    fleet.end("east-m2", MachineState.TERMINATED, "Spot interruption");
    process.service.watchMachines();

    MachineRequest after = stored(done);
    assertThat(state("east-m2")).isEqualTo(MachineState.TERMINATED);
    assertThat(state("east-m1")).isEqualTo(MachineState.RUNNING);
    assertThat(after.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(after.message())
        .isEqualTo(
            "2 of 2 machines running; since then east-m2 at east terminated (Spot interruption)");
    assertThat(process.store.requests().timeline(done.requestId()).getLast())
        .extracting(TimelineEntry::title, TimelineEntry::good, TimelineEntry::detail)
        .containsExactly("east-m2 is terminated", false, "Spot interruption");
    assertThat(process.events.getLast())
        .isEqualTo(
            "1 machine of %s died: east-m2 at east terminated (Spot interruption)"
                .formatted(done.requestId()));

    fleet.end("east-m1", MachineState.FAILED, "Host retired");
    world.time.advance(MachineWatch.PAUSE);
    process.service.watchMachines();
    assertThat(stored(done).message())
        .isEqualTo(
            "2 of 2 machines running; since then east-m1 at east failed (Host retired);"
                + " east-m2 at east terminated (Spot interruption)");
  }

  @Test
  void aListingThatSleptUntilAnotherProcessKnewBetterIsNotWritten() {
    MachineRequest done = complete(1);
    Machine machine = done.machines().getFirst();
    process.store.requests().saveMachine(machine.in(MachineState.PENDING, "", world.time.now()));
    var answers = east.answer;
    east.answer =
        operation -> {
          ProviderResult listed = answers.apply(operation);
          if (operation instanceof ProviderOperation.DescribeResourceInstances) {
            // While this one sleeps with "running" in its hand, another records the end.
            process
                .store
                .requests()
                .saveMachine(machine.in(MachineState.TERMINATED, "Reclaimed", world.time.now()));
          }
          return listed;
        };
    process.service.watchMachines();
    assertThat(state(machine.machineId())).isEqualTo(MachineState.TERMINATED);
  }

  @Test
  void allMachinesOfAProviderShareOneListingAMinute() {
    complete(1);
    complete(2);
    complete(1);
    listings.set(0);
    for (int second = 0; second < 120; second += 10) {
      process.service.watchMachines();
      world.time.advance(Duration.ofSeconds(10));
    }
    assertThat(listings).hasValue(2);
  }

  @Test
  void aProviderThatDoesNotAnswerIsAskedLessAndLessAndItsMachinesStay() {
    complete(1);
    listings.set(0);
    east.answer =
        operation -> {
          listings.incrementAndGet();
          return Answers.TRANSIENT;
        };
    for (int minute = 0; minute < 60; minute++) {
      process.service.watchMachines();
      world.time.advance(Duration.ofMinutes(1));
    }
    // After 2, 4, 8 and then 10 minutes each.
    assertThat(listings).hasValueBetween(7, 9);
    assertThat(state("east-m1")).isEqualTo(MachineState.RUNNING);
    assertThat(process.service.checkMachines()).containsOnlyKeys("east");
  }

  @Test
  void whatACompleteListingLacksIsGoneOnlyBeyondTheLagAndAPartOneProvesNothing() {
    MachineRequest done = complete(1);
    fleet.forget("east-m1");
    process.service.checkMachines();
    assertThat(state("east-m1")).isEqualTo(MachineState.RUNNING);
    world.time.advance(Absences.LISTING_LAG.plusSeconds(1));
    east.answer = operation -> Answers.machines(false);
    process.service.checkMachines();
    assertThat(state("east-m1")).isEqualTo(MachineState.RUNNING);
    answerAs(fleet);
    process.service.checkMachines();
    assertThat(state("east-m1")).isEqualTo(MachineState.TERMINATED);
    assertThat(stored(done).message()).contains("no longer lists it in a complete listing");
  }

  @Test
  void aLookThatSleptOverItsListingTakesNoYoungMachineForGone() {
    complete(1);
    east.answer =
        operation -> {
          world.time.advance(Absences.LISTING_LAG.plusMinutes(1));
          return Answers.machines(true);
        };
    process.service.checkMachines();
    assertThat(state("east-m1")).isEqualTo(MachineState.RUNNING);
  }

  @Test
  void machinesThatAreBeingReturnedAndThoseOfOpenRequestsAreNotWatched() {
    MachineRequest done = complete(1);
    process.service.returnMachines(List.of("east-m1"), "ana", "t", () -> {});
    process.run(Duration.ofSeconds(5));
    process.submit(1);
    listings.set(0);
    assertThat(process.service.checkMachines()).isEqualTo(Map.of());
    assertThat(listings).hasValue(0);
    assertThat(stored(done).message()).isEqualTo("1 of 1 machine running");
  }
}
