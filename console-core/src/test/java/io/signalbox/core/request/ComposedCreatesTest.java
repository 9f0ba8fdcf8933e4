package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.request.Attempt.Standing;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.composition.AggregationPolicy;
import io.signalbox.core.routing.composition.CompositionMode;
import io.signalbox.core.routing.composition.CompositionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Creates through a composition: intents first, no machine lost, none kept twice. */
class ComposedCreatesTest {

  private static final Duration LONG = Duration.ofSeconds(120);

  @TempDir Path folder;
  private World world;
  private World.Process process;

  @BeforeEach
  void open() {
    world = new World(folder, "east", "west", "north");
    process = world.process("p1");
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  private void compose(CompositionMode mode, AggregationPolicy policy) {
    compose(CompositionSettings.DEFAULT.with(mode, policy));
  }

  private void compose(CompositionSettings settings) {
    process.providers.setSettings(
        RoutingSettings.DEFAULT.withTree(
            new RoutingTree(
                "all",
                Map.of(
                    "all",
                    new StrategyNode.Compose(
                        "all",
                        List.of("east", "west", "north"),
                        Map.of("east", 3.0, "west", 2.0, "north", 1.0),
                        settings)))));
  }

  private static Map<String, Long> byProvider(MachineRequest request) {
    return request.machines().stream()
        .filter(machine -> !machine.late())
        .collect(Collectors.groupingBy(Machine::provider, Collectors.counting()));
  }

  @Test
  void parallelMergeDividesTheCountByWeightAndKeepsEveryMachine() {
    compose(CompositionMode.PARALLEL, AggregationPolicy.MERGE_ALL);
    MachineRequest submitted = process.submit(7);
    assertThat(submitted.attempts())
        .extracting(Attempt::provider, Attempt::count)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("east", 4),
            org.assertj.core.groups.Tuple.tuple("west", 2),
            org.assertj.core.groups.Tuple.tuple("north", 1));
    MachineRequest done = process.finish(submitted.requestId(), LONG);
    assertThat(done.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(byProvider(done)).isEqualTo(Map.of("east", 4L, "west", 2L, "north", 1L));
    assertThat(done.machinesAt()).containsExactly("east", "west", "north");
    assertThat(world.aliveEverywhere()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "REDUNDANT, FIRST_SUCCESS",
    "REDUNDANT, BEST_PERFORMANCE",
    "REDUNDANT, MERGE_ALL",
    "REDUNDANT, MAJORITY_WINS",
    "PARALLEL, FIRST_SUCCESS",
    "AGGREGATED, MERGE_ALL",
    "SEQUENTIAL, MERGE_ALL",
    "SEQUENTIAL, BEST_PERFORMANCE",
    "SEQUENTIAL, FIRST_SUCCESS"
  })
  void everyOtherCombinationKeepsOneWinnersMachinesAndReleasesTheRest(
      CompositionMode mode, AggregationPolicy policy) {
    compose(mode, policy);
    MachineRequest submitted = process.submit(3);
    MachineRequest done = process.finish(submitted.requestId(), LONG);
    process.run(Duration.ofSeconds(30));
    assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
    assertThat(byProvider(done)).hasSize(1).containsValue(3L);
    assertThat(done.machinesAt()).containsExactlyElementsOf(byProvider(done).keySet());
    assertThat(done.attempts())
        .extracting(Attempt::standing)
        .contains(Standing.KEPT, Standing.RELEASED);
    assertThat(world.aliveEverywhere()).isEqualTo(3);
    if (policy != AggregationPolicy.FIRST_SUCCESS) {
      assertThat(done.machines()).hasSize(9);
    } else if (mode == CompositionMode.SEQUENTIAL) {
      assertThat(done.machines()).hasSize(3);
    } else {
      // Who has not been asked when the first has answered is not asked any more.
      assertThat(done.machines().size()).isIn(3, 6, 9);
    }
  }

  @Test
  void aMajorityVotesOnSuccessAndCount() {
    compose(CompositionMode.REDUNDANT, AggregationPolicy.MAJORITY_WINS);
    world.turn("east", "errors.capacity_percent", 100.0);
    MachineRequest done = process.finish(process.submit(2).requestId(), LONG);
    process.run(Duration.ofSeconds(30));
    assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
    assertThat(byProvider(done).keySet()).isSubsetOf(Set.of("west", "north"));
    assertThat(world.aliveEverywhere()).isEqualTo(2);
  }

  @Test
  void withoutAMajorityEverythingIsReleasedAndTheVotesAreTold() {
    compose(
        new CompositionSettings(
            CompositionMode.REDUNDANT,
            AggregationPolicy.MAJORITY_WINS,
            5,
            Duration.ofSeconds(30),
            false,
            1,
            1));
    world.turn("east", "errors.capacity_percent", 100.0);
    world.turn("west", "errors.capacity_percent", 100.0);
    MachineRequest done = process.finish(process.submit(2).requestId(), LONG);
    process.run(Duration.ofSeconds(30));
    assertThat(done.state()).isEqualTo(RequestState.FAILED);
    assertThat(done.message()).contains("NO_MAJORITY", "north 2 of 2");
    assertThat(world.aliveEverywhere()).isZero();
  }

  @Test
  void partsThatBreakTheThresholdAreReleasedTogether() {
    compose(CompositionMode.PARALLEL, AggregationPolicy.MERGE_ALL);
    world.turn("east", "errors.capacity_percent", 100.0);
    world.turn("west", "errors.capacity_percent", 100.0);
    MachineRequest done = process.finish(process.submit(6).requestId(), LONG);
    process.run(Duration.ofSeconds(30));
    assertThat(done.state()).isEqualTo(RequestState.FAILED);
    assertThat(done.message()).contains("FAILURE_THRESHOLD_EXCEEDED");
    assertThat(world.aliveEverywhere()).isZero();
  }

  @Test
  void aStragglerWhoseReplyWasLostIsReconciledAndItsMachinesReleased() {
    compose(CompositionMode.REDUNDANT, AggregationPolicy.FIRST_SUCCESS);
    world.turn("east", "lost_reply_percent", 100.0);
    MachineRequest done = process.finish(process.submit(2).requestId(), LONG);
    assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
    assertThat(byProvider(done)).hasSize(1).doesNotContainKey("east");
    world.turn("east", "lost_reply_percent", 0.0);
    process.run(Duration.ofSeconds(90));
    assertThat(world.alive("east")).isEmpty();
    assertThat(world.aliveEverywhere()).isEqualTo(2);
  }

  @Test
  void anotherProcessTakesARequestOfSeveralCreatesOver() {
    compose(CompositionMode.PARALLEL, AggregationPolicy.MERGE_ALL);
    MachineRequest submitted = process.submit(6);
    World.Process other = world.process("p2");
    world.time.advance(Duration.ofSeconds(30));
    MachineRequest done = other.finish(submitted.requestId(), LONG);
    assertThat(done.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(byProvider(done)).isEqualTo(Map.of("east", 3L, "west", 2L, "north", 1L));
  }
}
