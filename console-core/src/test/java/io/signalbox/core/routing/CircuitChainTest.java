package io.signalbox.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.failover.CircuitSettings;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.failover.FailoverMode;
import io.signalbox.core.routing.failover.FailoverSettings;
import io.signalbox.core.routing.failover.ForcedCircuit;
import io.signalbox.core.store.Store;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.RoutingWorld;
import io.signalbox.core.testing.Written;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chains with circuits, and the circuit that guards every provider. */
class CircuitChainTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final RoutingWorld world = RoutingWorld.abc();

  @BeforeEach
  void tellHealth() {
    world.healthIsTold();
  }

  @AfterEach
  void close() {
    assertThat(world.inFlight()).isZero();
    world.close();
  }

  private static StrategyNode.Failover chain(CircuitSettings circuit) {
    return new StrategyNode.Failover(
        "chain",
        List.of("a", "b", "c"),
        new FailoverSettings(
            FailoverMode.CIRCUIT_BREAKER,
            3,
            Duration.ofSeconds(1),
            circuit,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            false));
  }

  private void chain(int threshold, int trials) {
    world.tree(chain(new CircuitSettings(threshold, TIMEOUT, trials)));
  }

  @Test
  void openCircuitIsSkippedTriedAfterItsTimeoutAndClosesWhenGood() {
    chain(2, 1);
    world.answers("a", Answers.TRANSIENT);
    assertThat(world.calledFor(3)).containsExactly("a", "b", "a", "b", "b");
    assertThat(world.circuit("a").state()).isEqualTo(CircuitView.State.OPEN);
    world.time.advance(TIMEOUT);
    assertThat(world.calledFor(2)).as("one failed trial").containsExactly("a", "b", "b");
    assertThat(world.circuit("a").state()).isEqualTo(CircuitView.State.OPEN);
    world.allGood();
    world.time.advance(TIMEOUT);
    assertThat(world.calledFor(2)).containsExactly("a", "a");
    assertThat(world.circuit("a").state()).isEqualTo(CircuitView.State.CLOSED);
  }

  @Test
  void wrongRequestsAndMissingCapacityDoNotCountAndUnknownDoes() {
    chain(2, 1);
    for (ProviderResult ignored : List.of(Answers.REQUEST, Answers.CAPACITY)) {
      world.answers("a", ignored);
      world.calledFor(10);
      assertThat(world.circuit("a").total()).isZero();
    }
    world.answers("a", Answers.UNKNOWN);
    world.execute(world.create());
    world.execute(world.create());
    assertThat(world.circuit("a").state()).isEqualTo(CircuitView.State.OPEN);
    assertThat(world.calledFor(1)).containsExactly("b");
  }

  @Test
  void aTrialThatSaysNothingLeavesThePermitForTheNext() {
    chain(1, 1);
    world.answers("a", Answers.TRANSIENT);
    world.read();
    world.time.advance(TIMEOUT);
    world.answers("a", Answers.CAPACITY);
    assertThat(world.calledFor(2)).containsExactly("a", "b", "a", "b");
    world.allGood();
    assertThat(world.calledFor(1)).containsExactly("a");
    assertThat(world.circuit("a").state()).isEqualTo(CircuitView.State.CLOSED);
  }

  @Test
  void aLateAnswerFromBeforeItOpenedIsNoTrial() {
    chain(2, 1);
    AtomicInteger calls = new AtomicInteger();
    world.answers(
        "a",
        operation -> {
          if (calls.incrementAndGet() == 1) {
            // While the first call is under way the circuit opens and its trial comes due.
            world.read();
            world.read();
            world.time.advance(TIMEOUT);
            return Answers.good(operation);
          }
          return Answers.TRANSIENT;
        });
    assertThat(world.read().isSuccess()).isTrue();
    assertThat(world.circuit("a").state()).isEqualTo(CircuitView.State.OPEN);
    world.allGood();
    world.read();
    assertThat(world.circuit("a").state()).isEqualTo(CircuitView.State.CLOSED);
  }

  @Test
  void halfOpenAdmitsExactlyItsTrialsUnderSixtyFourThreads() throws Exception {
    chain(1, 3);
    world.answers("a", Answers.TRANSIENT);
    world.read();
    world.time.advance(TIMEOUT);
    CountDownLatch others = new CountDownLatch(61);
    AtomicInteger trials = new AtomicInteger();
    world.answers(
        "a",
        operation -> {
          trials.incrementAndGet();
          awaitQuietly(others);
          return Answers.CAPACITY;
        });
    world.answers(
        "b",
        operation -> {
          others.countDown();
          return Answers.good(operation);
        });
    CyclicBarrier barrier = new CyclicBarrier(64);
    List<Future<ProviderResult>> all = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(64)) {
      for (int i = 0; i < 64; i++) {
        all.add(
            threads.submit(() -> {
              barrier.await();
              return world.read();
            }));
      }
      for (Future<ProviderResult> each : all) {
        assertThat(each.get().isSuccess()).isTrue();
      }
    }
    assertThat(trials).hasValue(3);
    assertThat(world.circuit("a").trials()).as("all of them came back").isZero();
    world.allGood();
    assertThat(world.calledFor(3)).containsExactly("a", "a", "a");
    assertThat(world.circuit("a").state()).isEqualTo(CircuitView.State.CLOSED);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void forcedOpenAndForcedClosedWinUntilLifted() {
    chain(2, 1);
    force("a", true);
    assertThat(world.calledFor(2)).containsExactly("b", "b");
    assertThat(world.circuit("a").state()).isEqualTo(CircuitView.State.FORCED_OPEN);
    world.answers("a", Answers.TRANSIENT);
    force("a", false);
    assertThat(world.calledFor(4)).containsExactly("a", "b", "a", "b", "a", "b", "a", "b");
    assertThat(world.circuit("a").state()).isEqualTo(CircuitView.State.FORCED_CLOSED);
    world.healthy("a", false);
    assertThat(world.calledFor(1)).as("whatever its health").startsWith("a");
    world.context.operatorHolds().unforce("a").run();
    world.healthy("a", true);
    assertThat(world.calledFor(3)).containsExactly("a", "b", "a", "b", "b");
  }

  private void force(String name, boolean open) {
    world
        .context
        .operatorHolds()
        .force(new ForcedCircuit(name, open, "ana", "test", world.time.now(), null))
        .run();
  }

  @Test
  void aPreviewOfOtherSettingsLeavesTheLiveCircuitsAlone() {
    chain(3, 1);
    world.answers("a", Answers.TRANSIENT);
    world.read();
    RoutingSettings proposed =
        world
            .settings()
            .withTree(
                new RoutingTree(
                    "chain",
                    Map.of("chain", chain(new CircuitSettings(1, Duration.ofSeconds(1), 1)))));
    world.context.traffic().under(proposed).circuits();
    assertThat(world.circuit("a").threshold()).isEqualTo(3);
    world.read();
    assertThat(world.circuit("a").state()).isEqualTo(CircuitView.State.CLOSED);
    world.settings(proposed);
    assertThat(world.circuit("a").threshold()).isEqualTo(1);
    assertThat(world.circuit("a").failureCount()).isEqualTo(2);
  }

  @Test
  void aChainsCircuitKeepsItsPermitsWhenAGuardForAllStandsBeside() {
    RoutingSettings now = world.settings();
    world.settings(
        new RoutingSettings(
            now.policy(),
            null,
            now.criteria(),
            now.weights(),
            null,
            null,
            100,
            new RoutingTree("chain", Map.of("chain", chain(new CircuitSettings(2, TIMEOUT, 1)))),
            new CircuitSettings(9, TIMEOUT, 1)));
    world.answers(
        "a",
        operation -> {
          // An edit while the call is under way must not lose what it comes to.
          world.context.operatorHolds().refresh();
          return Answers.TRANSIENT;
        });
    world.calledFor(2);
    assertThat(world.circuit("a").threshold()).isEqualTo(2);
    assertThat(world.circuit("a").state()).isEqualTo(CircuitView.State.OPEN);
  }

  @Test
  void aGuardOnEveryProviderOpensAndTheOthersTakeTheWork() {
    guard();
    world.answers("a", Answers.TRANSIENT);
    assertThat(world.calledFor(2)).containsExactly("a", "a");
    assertThat(world.calledFor(1)).containsExactly("b");
    DecisionRecord record = world.context.choose(RoutingWorld.reads(), false);
    assertThat(record.candidates().getFirst().reason()).isEqualTo("Its circuit is open");
    world.answers("b", Answers.TRANSIENT);
    world.answers("c", Answers.TRANSIENT);
    world.calledFor(4);
    assertThat(world.code()).isEqualTo(ErrorCode.NO_HEALTHY_STRATEGIES.name());
    world.time.advance(TIMEOUT);
    world.allGood();
    assertThat(world.calledFor(2)).containsExactly("a", "a");
  }

  private void guard() {
    RoutingSettings now = world.settings();
    world.settings(
        new RoutingSettings(
            now.policy(),
            null,
            now.criteria(),
            now.weights(),
            null,
            null,
            100,
            RoutingTree.NONE,
            new CircuitSettings(2, TIMEOUT, 1)));
  }

  @Test
  void circuitsSurviveARestart(@TempDir Path folder) {
    ManualTime time = new ManualTime();
    try (Store store = Store.open(folder, time);
        RoutingWorld before = three(store, time)) {
      before.answers("a", Answers.TRANSIENT);
      before.calledFor(2);
      Written.now(before.context.keptBehind());
    }
    time.advance(Duration.ofSeconds(30));
    try (Store store = Store.open(folder, time);
        RoutingWorld after = three(store, time)) {
      assertThat(after.circuit("a").state()).isEqualTo(CircuitView.State.OPEN);
      assertThat(after.calledFor(1)).containsExactly("b");
      time.advance(Duration.ofSeconds(30));
      assertThat(after.calledFor(1)).containsExactly("a");
      assertThat(after.circuit("a").state()).isEqualTo(CircuitView.State.CLOSED);
    }
  }

  private static RoutingWorld three(Store store, ManualTime time) {
    RoutingWorld world = RoutingWorld.on(store, time);
    List.of("a", "b", "c").forEach(world::add);
    world.healthIsTold();
    world.tree(chain(new CircuitSettings(2, TIMEOUT, 1)));
    return world;
  }
}
