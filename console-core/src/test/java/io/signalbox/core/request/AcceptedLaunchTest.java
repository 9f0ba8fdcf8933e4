package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.request.Attempt.Standing;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.composition.AggregationPolicy;
import io.signalbox.core.routing.composition.CompositionMode;
import io.signalbox.core.routing.composition.CompositionSettings;
import io.signalbox.core.store.database.StoreOptions;
import io.signalbox.core.testing.FleetProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launches that a provider accepts before their machines have names. */
class AcceptedLaunchTest {

  private static final ProviderFailure NO_ROOM =
      ProviderFailure.of(FailureClass.CAPACITY, "NO_ROOM", "The pool is empty");

  @TempDir Path folder;
  private World world;
  private FleetProvider east;
  private World.Process process;

  @BeforeEach
  void open() {
    world = new World(folder, "east", "west", "north");
    world.settings =
        new Configuration.RequestSettings(Duration.ofSeconds(300), Duration.ofSeconds(3600), true);
    east = new FleetProvider("east");
    process = world.new Process("p1", StoreOptions.DEFAULT, Instead.of(east));
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  private Attempt attempt(String requestId, int number) {
    return process.store.requests().find(requestId).orElseThrow().attempts().get(number - 1);
  }

  private RequestState stateAfter(String requestId, int seconds) {
    process.run(Duration.ofSeconds(seconds));
    return process.service.drive(requestId).state();
  }

  @Test
  void acceptedWithMachinesToComeIsNotFailedAndAskedNowhereElse() {
    MachineRequest accepted = process.submit(2);
    String id = accepted.requestId();
    assertThat(accepted.state()).isEqualTo(RequestState.ACQUIRING);
    assertThat(accepted.message()).contains("2 machines to come from east as east-fleet-1");
    assertThat(attempt(id, 1))
        .extracting(Attempt::outcome, Attempt::resourceId, Attempt::toCome)
        .containsExactly(Attempt.Outcome.ACCEPTED, "east-fleet-1", 2);
    assertThat(stateAfter(id, 30)).isEqualTo(RequestState.ACQUIRING);

    east.name(1);
    assertThat(stateAfter(id, 10)).isEqualTo(RequestState.PARTIAL_PENDING);
    assertThat(attempt(id, 1).toCome()).isEqualTo(1);

    east.name(1);
    MachineRequest done = process.finish(id, Duration.ofSeconds(20));
    assertThat(done.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(done.attempts()).hasSize(1);
    assertThat(attempt(id, 1).isPromised()).isFalse();
    assertThat(east.creates()).isEqualTo(1);
    assertThat(world.aliveEverywhere()).isZero();
  }

  @Test
  void aSuccessThatNamesOnlyItsResourceMeansThatTheMachinesAreToCome() {
    east.withoutCounts().withoutProgress();
    String id = process.submit(2).requestId();
    assertThat(attempt(id, 1).toCome()).isEqualTo(2);
    assertThat(stateAfter(id, 60)).isEqualTo(RequestState.ACQUIRING);
    east.name(2);
    MachineRequest done = process.finish(id, Duration.ofSeconds(20));
    assertThat(done.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(done.attempts()).hasSize(1);
    assertThat(world.aliveEverywhere()).isZero();
  }

  @Test
  void whatTheProviderTakesBackIsAskedForElsewhereAtOnce() {
    String id = process.submit(3).requestId();
    east.name(1);
    process.run(Duration.ofSeconds(5));
    east.giveUp(NO_ROOM);
    MachineRequest done = process.finish(id, Duration.ofSeconds(30));
    assertThat(done.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(done.attempts()).extracting(Attempt::provider).containsExactly("east", "west");
    assertThat(done.attempts()).extracting(Attempt::count).containsExactly(3, 2);
    assertThat(attempt(id, 1).code()).isEqualTo("NO_ROOM");
    assertThat(east.alive() + world.aliveEverywhere()).isEqualTo(3);
  }

  @Test
  void whatTheProviderMayGiveElsewhereIsAskedOfItAgainBeforeAnyOther() {
    String id = process.submit(3).requestId();
    east.name(1);
    process.run(Duration.ofSeconds(5));
    east.giveUpHere(NO_ROOM);
    process.run(Duration.ofSeconds(5));
    assertThat(attempt(id, 2))
        .extracting(Attempt::provider, Attempt::count, Attempt::toCome)
        .containsExactly("east", 2, 2);
    east.name(1);
    process.run(Duration.ofSeconds(5));
    east.giveUp(NO_ROOM);
    MachineRequest done = process.finish(id, Duration.ofSeconds(30));
    assertThat(done.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(done.attempts())
        .extracting(Attempt::provider)
        .as("it may give nothing more")
        .containsExactly("east", "east", "west");
    assertThat(east.alive() + world.aliveEverywhere()).isEqualTo(3);
  }

  @Test
  void aProviderIsAskedAgainWithoutFailoverForItIsNoOther() {
    world.settings = World.SETTINGS;
    String id = process.submit(2).requestId();
    east.giveUpHere(NO_ROOM);
    process.run(Duration.ofSeconds(5));
    east.name(2);
    assertThat(process.finish(id, Duration.ofSeconds(30)).attempts())
        .extracting(Attempt::provider)
        .containsExactly("east", "east");
  }

  @Test
  void aZoneThatLacksTheMachineTypeKeepsNoMachineFromBeingAskedForElsewhere() {
    String id = process.submit(3).requestId();
    east.name(1);
    process.run(Duration.ofSeconds(5));
    east.giveUp(ProviderFailure.of(FailureClass.REQUEST, "UNSUPPORTED", "Not in zone a"), NO_ROOM);
    MachineRequest done = process.finish(id, Duration.ofSeconds(30));
    assertThat(done.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(done.attempts()).extracting(Attempt::provider).containsExactly("east", "west");
    assertThat(east.alive() + world.aliveEverywhere()).isEqualTo(3);
  }

  @Test
  void whatTheRequestItselfIsRefusedForIsAskedForNowhereElse() {
    String id = process.submit(3).requestId();
    east.name(1);
    process.run(Duration.ofSeconds(5));
    east.giveUp(ProviderFailure.of(FailureClass.REQUEST, "INVALID", "No such image"));
    MachineRequest done = process.finish(id, Duration.ofSeconds(30));
    assertThat(done.state()).isEqualTo(RequestState.PARTIAL);
    assertThat(world.aliveEverywhere()).isZero();
  }

  @Test
  void machinesWithNamesThatAreNotListedYetAreNotTakenBackByAReasonToldBefore() {
    String id = process.submit(4).requestId();
    east.name(1);
    east.giveUp(1, NO_ROOM);
    process.run(Duration.ofSeconds(10));
    east.nameUnlisted(2);
    process.run(Duration.ofSeconds(30));
    assertThat(process.service.drive(id).attempts())
        .extracting(Attempt::count)
        .containsExactly(4, 1);
    assertThat(world.aliveEverywhere()).isEqualTo(1);
    east.list();
    MachineRequest done = process.finish(id, Duration.ofSeconds(30));
    assertThat(done.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(east.alive() + world.aliveEverywhere()).isEqualTo(4);
  }

  @Test
  void whatIsTakenBackWithoutFailoverEndsPartialWithTheReason() {
    world.settings = World.SETTINGS;
    String id = process.submit(2).requestId();
    east.name(1);
    east.giveUp(NO_ROOM);
    MachineRequest done = process.finish(id, Duration.ofSeconds(30));
    assertThat(done.state()).isEqualTo(RequestState.PARTIAL);
    assertThat(done.message()).contains("1 of 2", "east: NO_ROOM The pool is empty");
  }

  @Test
  void whatKeepsMachinesWaitingIsToldUntilTheyCome() {
    String id = process.submit(2).requestId();
    east.giveUp(0, NO_ROOM);
    process.run(Duration.ofSeconds(30));
    assertThat(process.service.drive(id).state()).isEqualTo(RequestState.ACQUIRING);
    assertThat(attempt(id, 1))
        .extracting(Attempt::toCome, Attempt::code, Attempt::message)
        .containsExactly(2, "NO_ROOM", "The pool is empty");
    assertThat(process.store.requests().timeline(id))
        .filteredOn(row -> row.title().contains("waits for"))
        .hasSize(1);
    east.name(2);
    MachineRequest done = process.finish(id, Duration.ofSeconds(20));
    assertThat(done.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(attempt(id, 1).code()).isEmpty();
  }

  @Test
  void theDeadlineSaysWhatKeptMachinesWaiting() {
    String id = process.submit(2).requestId();
    east.giveUp(0, NO_ROOM);
    process.run(Duration.ofSeconds(310));
    MachineRequest ended = process.service.drive(id);
    assertThat(ended.state()).isEqualTo(RequestState.TIMEOUT);
    assertThat(ended.message())
        .contains("2 machines to come from east", "east: NO_ROOM The pool is empty");
  }

  @Test
  void theDeadlineDecidesAndWhatComesLaterIsLateAndReleased() {
    String id = process.submit(3).requestId();
    east.name(1);
    process.run(Duration.ofSeconds(310));
    MachineRequest ended = process.service.drive(id);
    assertThat(ended.state()).isEqualTo(RequestState.PARTIAL);
    assertThat(ended.message())
        .contains("1 of 3 machines running at the deadline", "2 machines to come from east");

    east.name(2);
    process.run(Duration.ofSeconds(90));
    MachineRequest after = process.service.drive(id);
    assertThat(after.machines()).filteredOn(Machine::late).hasSize(2);
    assertThat(after.state()).isEqualTo(RequestState.PARTIAL);
    assertThat(east.alive()).isEqualTo(1);
  }

  @Test
  void aCancelDoesNotWaitForThePromiseAndReleasesWhatComes() {
    String id = process.submit(2).requestId();
    assertThat(process.service.cancel(id, "ana", () -> {}).state())
        .isEqualTo(RequestState.CANCELLED);
    east.name(2);
    process.run(Duration.ofSeconds(90));
    assertThat(process.service.drive(id).machines()).hasSize(2);
    assertThat(east.alive()).isZero();
  }

  private void compose(CompositionMode mode, AggregationPolicy policy, int seconds) {
    process.providers.setSettings(
        RoutingSettings.DEFAULT.withTree(
            new RoutingTree(
                "all",
                Map.of(
                    "all",
                    new StrategyNode.Compose(
                        "all",
                        List.of("east", "west", "north"),
                        Map.of("east", 1.0, "west", 1.0, "north", 1.0),
                        new CompositionSettings(
                            mode, policy, 5, Duration.ofSeconds(seconds), false, 1, 1))))));
  }

  @Test
  void anAlternativeThatIsStillToComeIsNeitherWholeNorFailed() {
    compose(CompositionMode.REDUNDANT, AggregationPolicy.FIRST_SUCCESS, 30);
    world.turn("west", "errors.capacity_percent", 100.0);
    world.turn("north", "errors.capacity_percent", 100.0);
    String id = process.submit(2).requestId();
    assertThat(stateAfter(id, 60)).isEqualTo(RequestState.ACQUIRING);
    east.name(2);
    MachineRequest done = process.finish(id, Duration.ofSeconds(20));
    assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
    assertThat(attempt(id, 1).standing()).isEqualTo(Standing.KEPT);
    assertThat(east.alive()).isEqualTo(2);
  }

  @Test
  void aStragglersMachinesAreReleasedWhenAnotherWasKeptInTime() {
    compose(CompositionMode.REDUNDANT, AggregationPolicy.BEST_PERFORMANCE, 5);
    String id = process.submit(2).requestId();
    MachineRequest done = process.finish(id, Duration.ofSeconds(20));
    assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
    assertThat(attempt(id, 1).standing()).isEqualTo(Standing.RELEASED);
    east.name(2);
    process.run(Duration.ofSeconds(90));
    assertThat(east.alive()).isZero();
    assertThat(process.service.drive(id).machines())
        .filteredOn(machine -> machine.provider().equals("east"))
        .hasSize(2)
        .allMatch(Machine::late);
    assertThat(world.aliveEverywhere()).isEqualTo(2);
  }

  @Test
  void aPartThatIsStillToComeIsWaitedFor() {
    compose(CompositionMode.PARALLEL, AggregationPolicy.MERGE_ALL, 5);
    String id = process.submit(3).requestId();
    assertThat(stateAfter(id, 30)).isEqualTo(RequestState.PARTIAL_PENDING);
    east.name(1);
    MachineRequest done = process.finish(id, Duration.ofSeconds(20));
    assertThat(done.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(done.attempts()).extracting(Attempt::standing).containsOnly(Standing.KEPT);
    assertThat(east.alive() + world.aliveEverywhere()).isEqualTo(3);
  }
}
