package io.signalbox.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.composition.AggregationPolicy;
import io.signalbox.core.routing.composition.CompositionMode;
import io.signalbox.core.routing.composition.CompositionSettings;
import io.signalbox.core.routing.failover.CircuitSettings;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.RoutingWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Several providers asked for one answer. */
class CompositionTest {

  private final RoutingWorld world = RoutingWorld.abc();

  @BeforeEach
  void tellHealth() {
    world.healthIsTold();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static CompositionSettings settings(CompositionMode mode, AggregationPolicy policy) {
    return new CompositionSettings(mode, policy, 5, Duration.ofSeconds(30), false, 1, 1);
  }

  private void compose(CompositionMode mode, AggregationPolicy policy) {
    compose(settings(mode, policy));
  }

  private void compose(CompositionSettings settings) {
    world.tree(new StrategyNode.Compose("all", List.of("a", "b", "c"), Map.of(), settings));
  }

  private static List<String> names(ProviderResult result) {
    return Answers.data(result, ProviderData.AvailableTemplates.class).names();
  }

  @ParameterizedTest
  @CsvSource({
    "PARALLEL, MERGE_ALL, 3, 'x,x,z'",
    "PARALLEL, MAJORITY_WINS, 3, x",
    "PARALLEL, BEST_PERFORMANCE, 3, ",
    "PARALLEL, FIRST_SUCCESS, 0, ",
    "SEQUENTIAL, MERGE_ALL, 3, 'x,x,z'",
    "SEQUENTIAL, FIRST_SUCCESS, 1, x",
    "SEQUENTIAL, MAJORITY_WINS, 3, x",
    "SEQUENTIAL, BEST_PERFORMANCE, 3, x",
    "LOAD_BALANCED, MERGE_ALL, 1, x",
    "LOAD_BALANCED, FIRST_SUCCESS, 1, x",
    "LOAD_BALANCED, MAJORITY_WINS, 1, x",
    "LOAD_BALANCED, BEST_PERFORMANCE, 1, x",
    "AGGREGATED, MERGE_ALL, 3, 'x,x,z'",
    "AGGREGATED, MAJORITY_WINS, 3, x",
    "AGGREGATED, BEST_PERFORMANCE, 3, ",
    "AGGREGATED, FIRST_SUCCESS, 0, ",
    "REDUNDANT, MERGE_ALL, 3, 'x,x,z'",
    "REDUNDANT, MAJORITY_WINS, 3, x",
    "REDUNDANT, BEST_PERFORMANCE, 3, ",
    "REDUNDANT, FIRST_SUCCESS, 0, "
  })
  void everyModeAndPolicyAsksWhomItSaysAndAnswersAsItSays(
      CompositionMode mode, AggregationPolicy policy, int asked, @Nullable String answer) {
    compose(mode, policy);
    world.answers("a", Answers.names("x"));
    world.answers("b", Answers.names("x"));
    world.answers("c", Answers.names("z"));
    ProviderResult result = world.read();
    assertThat(result.isSuccess()).isTrue();
    if (answer != null) {
      assertThat(String.join(",", names(result))).isEqualTo(answer);
    }
    if (asked > 0) {
      assertThat(world.called).hasSize(asked);
    }
    if (mode == CompositionMode.SEQUENTIAL) {
      assertThat(world.called).isSubsetOf("a", "b", "c").isSorted();
    }
  }

  @Test
  void parallelAsksAllAtOnceAndCombinesInConfiguredOrder() {
    compose(CompositionMode.PARALLEL, AggregationPolicy.MERGE_ALL);
    CountDownLatch bDone = new CountDownLatch(1);
    CountDownLatch cDone = new CountDownLatch(1);
    world.answers("a", answerAfter(bDone, new CountDownLatch(1), "x"));
    world.answers("b", answerAfter(cDone, bDone, "y"));
    world.answers("c", answerAfter(new CountDownLatch(0), cDone, "z"));
    assertThat(names(world.read())).as("c finished first").containsExactly("x", "y", "z");
  }

  private static Function<ProviderOperation, ProviderResult> answerAfter(
      CountDownLatch before, CountDownLatch done, String name) {
    return operation -> {
      await(before);
      done.countDown();
      return Answers.names(name);
    };
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(2, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void noMoreThanAllowedRunAtOnce() {
    compose(
        new CompositionSettings(
            CompositionMode.PARALLEL,
            AggregationPolicy.MERGE_ALL,
            1,
            Duration.ofSeconds(30),
            false,
            1,
            1));
    Semaphore inside = new Semaphore(1);
    AtomicInteger collisions = new AtomicInteger();
    for (String name : List.of("a", "b", "c")) {
      world.answers(
          name,
          operation -> {
            if (!inside.tryAcquire()) {
              collisions.incrementAndGet();
              return Answers.TRANSIENT;
            }
            Thread.yield();
            inside.release();
            return Answers.names(name);
          });
    }
    for (int i = 0; i < 50; i++) {
      assertThat(names(world.read())).containsExactly("a", "b", "c");
    }
    assertThat(collisions).hasValue(0);
  }

  @Test
  void firstSuccessCancelsTheRestAndTheyCountForNothing() {
    RoutingSettings now = world.settings();
    world.settings(
        new RoutingSettings(
            now.policy(),
            null,
            now.criteria(),
            Map.of(),
            null,
            null,
            2,
            RoutingTree.NONE,
            new CircuitSettings(1, Duration.ofSeconds(60), 1)));
    compose(CompositionMode.PARALLEL, AggregationPolicy.FIRST_SUCCESS);
    for (int round = 0; round < 5; round++) {
      CyclicBarrier started = new CyclicBarrier(3);
      CountDownLatch stopped = new CountDownLatch(2);
      world.answers(
          "a",
          operation -> {
            meet(started);
            return Answers.names("quick");
          });
      for (String name : List.of("b", "c")) {
        world.answers(
            name,
            operation -> {
              meet(started);
              boolean interrupted = !await(new CountDownLatch(1));
              stopped.countDown();
              return interrupted ? Answers.TRANSIENT : Answers.names("too late");
            });
      }
      assertThat(names(world.read())).containsExactly("quick");
      assertThat(await(stopped)).as("told to stop").isTrue();
      untilIdle();
    }
    for (String name : List.of("b", "c")) {
      CircuitView circuit = world.circuit(name);
      assertThat(circuit.state()).isEqualTo(CircuitView.State.CLOSED);
      assertThat(circuit.total()).isZero();
      assertThat(world.health.view(name).consecutiveFailures()).isZero();
      assertThat(world.metrics.window(name, Duration.ofMinutes(5)).successRate()).isNaN();
    }
    world.allGood();
    compose(CompositionMode.PARALLEL, AggregationPolicy.MERGE_ALL);
    assertThat(world.calledFor(1)).as("their places are free").hasSize(3);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(2, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Cancelled calls are not waited for; the test waits for them. */
  private void untilIdle() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (world.inFlight() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(world.inFlight()).isZero();
  }

  @Test
  void timeoutKeepsWhatFinishedAndTheMergeIsIncomplete() {
    compose(
        new CompositionSettings(
            CompositionMode.PARALLEL,
            AggregationPolicy.MERGE_ALL,
            5,
            Duration.ofMillis(700),
            false,
            1,
            0.5));
    world.answers("a", Answers.machines(true, "i-1"));
    world.answers(
        "b",
        operation -> {
          await(new CountDownLatch(1));
          return Answers.TRANSIENT;
        });
    world.answers("c", Answers.machines(true, "i-3"));
    RouteResult done = world.execute(world.listing());
    ProviderData.InstanceStatuses merged =
        Answers.data(done.result(), ProviderData.InstanceStatuses.class);
    assertThat(merged.instances())
        .extracting(InstanceInfo::machineId)
        .containsExactly("i-1", "i-3");
    assertThat(merged.complete()).isFalse();
    assertThat(done.parts().keySet()).containsExactlyInAnyOrder("a", "c");
    untilIdle();
    assertThat(world.metrics.window("b", Duration.ofMinutes(5)).successRate()).isNaN();
  }

  @Test
  void sequentialStopsAtItsTimeout() {
    compose(
        new CompositionSettings(
            CompositionMode.SEQUENTIAL,
            AggregationPolicy.MERGE_ALL,
            5,
            Duration.ofSeconds(10),
            false,
            1,
            1));
    world.answers(
        "a",
        operation -> {
          world.time.advance(Duration.ofSeconds(10));
          return Answers.names("x");
        });
    assertThat(names(world.read())).containsExactly("x");
    assertThat(world.called).containsExactly("a");
  }

  @Test
  void aMemberThatCannotBeAskedMakesAListingIncompleteToo() {
    compose(CompositionMode.PARALLEL, AggregationPolicy.MERGE_ALL);
    world.answers("a", Answers.machines(true, "i-1"));
    world.answers("c", Answers.machines(true, "i-3"));
    world.healthy("b", false);
    ProviderData.InstanceStatuses merged =
        Answers.data(world.execute(world.listing()).result(), ProviderData.InstanceStatuses.class);
    assertThat(merged.complete()).as("b was not asked").isFalse();
    world.allGood();
    ProviderData.HealthChecked health =
        Answers.data(world.execute(world.healthCheck()).result(), ProviderData.HealthChecked.class);
    assertThat(health.status().state()).isEqualTo(HealthState.DEGRADED);
  }

  @Test
  void loadBalancedAsksOneByTheWeights() {
    world.tree(
        new StrategyNode.Compose(
            "all",
            List.of("a", "b", "c"),
            Map.of("a", 2.0, "c", 0.0),
            settings(CompositionMode.LOAD_BALANCED, AggregationPolicy.MERGE_ALL)));
    List<String> called = world.calledFor(9);
    assertThat(called.stream().filter("a"::equals)).hasSize(6);
    assertThat(called.stream().filter("b"::equals)).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(CompositionMode.class)
  void createsAreLeftToRequests(CompositionMode mode) {
    compose(mode, AggregationPolicy.MERGE_ALL);
    assertThat(Answers.code(world.execute(world.create()).result()))
        .isEqualTo("UNSUPPORTED_OPERATION");
    assertThat(world.called).isEmpty();
  }

  @Test
  void partsAreKeptByMember() {
    compose(CompositionMode.PARALLEL, AggregationPolicy.MERGE_ALL);
    world.answers("b", Answers.CAPACITY);
    RouteResult done = world.execute(world.templates());
    assertThat(done.parts().keySet()).isEqualTo(Set.of("a", "b", "c"));
    assertThat(done.parts()).containsEntry("b", Answers.CAPACITY);
  }
}
