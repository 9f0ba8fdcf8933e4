package io.signalbox.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.routing.balancing.BalancingAlgorithm;
import io.signalbox.core.routing.balancing.BalancingSettings;
import io.signalbox.core.routing.composition.AggregationPolicy;
import io.signalbox.core.routing.composition.CompositionMode;
import io.signalbox.core.routing.composition.CompositionSettings;
import io.signalbox.core.routing.failover.CircuitSettings;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.failover.FailoverMode;
import io.signalbox.core.routing.failover.FailoverSettings;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.routing.holds.SwitchHold;
import io.signalbox.core.routing.selection.Plugins;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.RoutingWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Strategies made of strategies, holds, and the refusals of a tree. */
class NestingTest {

  private final RoutingWorld world = RoutingWorld.abc(() -> 0, new Plugins(List.of(), List.of()));

  @BeforeEach
  void fourProviders() {
    world.add("d");
    world.healthIsTold();
  }

  @AfterEach
  void close() {
    assertThat(world.inFlight()).isZero();
    world.close();
  }

  private static StrategyNode.Failover chain(String name, FailoverMode mode, String... members) {
    return new StrategyNode.Failover(
        name,
        List.of(members),
        new FailoverSettings(
            mode,
            2,
            Duration.ofSeconds(1),
            new CircuitSettings(2, Duration.ofSeconds(60), 1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            false));
  }

  private static StrategyNode.Failover chain(String name, String... members) {
    return chain(name, FailoverMode.IMMEDIATE, members);
  }

  private static StrategyNode.Balance balance(String name, String... members) {
    return new StrategyNode.Balance(name, List.of(members), Map.of(), BalancingSettings.DEFAULT);
  }

  private static StrategyNode.Balance panicking(String name, String... members) {
    return new StrategyNode.Balance(
        name,
        List.of(members),
        Map.of(),
        new BalancingSettings(
            BalancingAlgorithm.ROUND_ROBIN, 100, 10, 0.1, false, Duration.ofSeconds(300), true));
  }

  private static StrategyNode.Compose compose(
      String name, CompositionMode mode, String... members) {
    return new StrategyNode.Compose(
        name,
        List.of(members),
        Map.of(),
        CompositionSettings.DEFAULT.with(mode, AggregationPolicy.MERGE_ALL));
  }

  @Test
  void balancerAsThePrimaryOfAChain() {
    world.tree(balance("pool", "a", "b"), chain("chain", "pool", "c"));
    assertThat(world.calledFor(4)).containsExactly("a", "b", "a", "b");
    world.healthy("a", false);
    assertThat(world.calledFor(2)).containsExactly("b", "b");
    world.healthy("b", false);
    assertThat(world.calledFor(2)).as("nobody of the pool can serve").containsExactly("c", "c");
    DecisionRecord record = world.context.choose(RoutingWorld.reads(), false);
    assertThat(record.winner()).isEqualTo("c");
    assertThat(record.reason()).contains("chain > c");
  }

  @Test
  void aRetriedBalancerAsksItsNextMember() {
    world.tree(
        balance("pool", "a", "b"), chain("chain", FailoverMode.RETRY_THEN_FALLBACK, "pool", "c"));
    world.answers("a", Answers.TRANSIENT);
    assertThat(world.calledFor(1)).containsExactly("a", "b");
  }

  @Test
  void chainsAsMembersOfABalancer() {
    world.tree(chain("left", "a", "b"), chain("right", "c", "d"), balance("both", "left", "right"));
    assertThat(world.calledFor(4)).containsExactly("a", "c", "a", "c");
    world.answers("a", Answers.TRANSIENT);
    assertThat(world.calledFor(2)).containsExactly("a", "b", "c");
    world.healthy("c", false);
    world.healthy("d", false);
    assertThat(world.calledFor(2)).as("the right side is out").containsExactly("a", "b", "a", "b");
    assertThat(world.context.traffic().shares()).containsEntry("a", 1.0).containsEntry("c", 0.0);
  }

  @Test
  void compositionOfChainsMergesWhatEachOfThemFound() {
    world.tree(
        chain("left", "a", "b"),
        chain("right", "c", "d"),
        compose("all", CompositionMode.SEQUENTIAL, "left", "right"));
    world.answers("a", Answers.TRANSIENT);
    world.answers("b", Answers.names("b"));
    world.answers("c", Answers.names("c"));
    RouteResult done = world.execute(world.templates());
    assertThat(Answers.data(done.result(), ProviderData.AvailableTemplates.class).names())
        .containsExactly("b", "c");
    assertThat(world.called).containsExactly("a", "b", "c");
    assertThat(done.parts().keySet()).containsExactlyInAnyOrder("left", "right");
    assertThat(done.decision().notes()).contains("a failed: RESET");
  }

  @Test
  void compositionInsideACompositionIsCancelledWithIt() {
    world.tree(
        compose("inner", CompositionMode.PARALLEL, "a", "b"),
        compose("outer", CompositionMode.PARALLEL, "inner", "c"));
    world.answers("a", Answers.names("a"));
    world.answers("b", Answers.names("b"));
    world.answers("c", Answers.names("c"));
    for (int i = 0; i < 20; i++) {
      assertThat(Answers.data(world.read(), ProviderData.AvailableTemplates.class).names())
          .containsExactly("a", "b", "c");
    }
  }

  @Test
  void providerUnderTwoSwitchesHasOneCircuit() {
    world.tree(
        chain("left", FailoverMode.CIRCUIT_BREAKER, "a", "d"),
        chain("right", FailoverMode.CIRCUIT_BREAKER, "b", "d"),
        balance("both", "left", "right"));
    world.answers("a", Answers.TRANSIENT);
    world.answers("b", Answers.TRANSIENT);
    world.answers("d", Answers.TRANSIENT);
    assertThat(world.calledFor(2)).containsExactly("a", "d", "b", "d");
    assertThat(world.circuit("d").state()).isEqualTo(CircuitView.State.OPEN);
    assertThat(world.calledFor(2)).as("open for both").containsExactly("a", "b");
  }

  @Test
  void circuitOfAStrategyOpensForAllBelowIt() {
    world.tree(
        balance("pool", "a", "b"), chain("chain", FailoverMode.CIRCUIT_BREAKER, "pool", "c"));
    world.answers("a", Answers.TRANSIENT);
    world.answers("b", Answers.TRANSIENT);
    assertThat(world.calledFor(3)).containsExactly("a", "c", "b", "c", "c");
    assertThat(world.circuit("pool").state()).isEqualTo(CircuitView.State.OPEN);
  }

  @Test
  void holdSendsNewWorkToItsMemberAndNowhereElse() {
    world.tree(chain("chain", "a", "b", "c"));
    hold("b", null);
    assertThat(world.calledFor(2)).containsExactly("b", "b");
    assertThat(world.context.traffic().chain("chain").active()).isEqualTo("b");
    world.answers("b", Answers.TRANSIENT);
    assertThat(world.code()).isEqualTo("ALL_STRATEGIES_FAILED");
    assertThat(world.called).endsWith("b").doesNotContain("a", "c");
    world.context.operatorHolds().release("chain").run();
    assertThat(world.calledFor(1)).containsExactly("a");
    hold("c", Duration.ofSeconds(60));
    assertThat(world.calledFor(1)).containsExactly("c");
    world.time.advance(Duration.ofSeconds(60));
    assertThat(world.calledFor(1)).as("it ended by itself").containsExactly("a");
  }

  private void hold(String member, @Nullable Duration howLong) {
    world
        .context
        .operatorHolds()
        .hold(
            new SwitchHold(
                "chain",
                member,
                "ana",
                "test",
                world.time.now(),
                howLong == null ? null : world.time.now().plus(howLong)))
        .run();
  }

  @Test
  void panicUsesAllThatOnlyHealthKeepsOut() {
    world.tree(panicking("pool", "a", "b"));
    world.context.setSettings(
        world
            .settings()
            .withCriteria(
                new SelectionCriteria(
                    List.of(), 0, null, true, List.of("c", "d"), List.of(), null)));
    for (String name : List.of("a", "b", "c", "d")) {
      world.healthy(name, false);
    }
    assertThat(world.calledFor(4)).containsExactly("a", "b", "a", "b");
    assertThat(world.published).hasAtLeastOneElementOfType(RoutingEvents.Panicked.class);
    DecisionRecord record = world.execute(world.templates()).decision();
    assertThat(record.notes()).contains("Panic: none of pool is healthy, all are used");
    world.context.operatorHolds().set(drained("a")).run();
    assertThat(world.calledFor(2)).as("an operator wins over panic").containsExactly("b", "b");
    world.tree(balance("pool", "a", "b"));
    assertThat(world.code()).isEqualTo(ErrorCode.NO_HEALTHY_STRATEGIES.name());
  }

  private ManualState drained(String name) {
    return new ManualState(name, ManualState.Kind.DRAINED, "ana", "test", world.time.now(), null);
  }

  @Test
  void refusalsOfATreeAreThoseOfItsProviders() {
    world.tree(balance("pool", "a", "b", "c", "d"));
    world.settings(world.settings().withWeights(Map.of("a", 0.0, "b", 0.0, "c", 0.0, "d", 0.0)));
    assertThat(world.code()).isEqualTo(ErrorCode.ALL_WEIGHTS_ZERO.name());
    world.settings(world.settings().withWeights(Map.of()).withMaxConnections(1));
    AtomicInteger depth = new AtomicInteger();
    StringBuilder refused = new StringBuilder();
    for (String name : List.of("a", "b", "c", "d")) {
      world.answers(
          name,
          operation -> {
            depth.incrementAndGet();
            String inner = world.code();
            if (!inner.isEmpty()) {
              refused.append(inner);
            }
            return Answers.good(operation);
          });
    }
    assertThat(world.read().isSuccess()).isTrue();
    assertThat(depth).as("each took one call, the fifth was refused").hasValue(4);
    assertThat(refused).hasToString(ErrorCode.NO_CAPACITY.name());
  }

  @Test
  void sixteenDeepIsWalked() {
    StrategyNode[] nodes = new StrategyNode[16];
    for (int i = 0; i < 16; i++) {
      String below = i == 0 ? "a" : "s" + (i - 1);
      nodes[i] = i % 2 == 0 ? chain("s" + i, below, "b") : balance("s" + i, below);
    }
    world.tree(nodes);
    assertThat(world.settings().tree().problems(Set.of("a", "b", "c", "d"))).isEmpty();
    assertThat(world.calledFor(1)).containsExactly("a");
    world.answers("a", Answers.TRANSIENT);
    assertThat(world.calledFor(1)).containsExactly("a", "b");
  }

  @Test
  void treeWithoutAnyoneLeftGivesWayToThePolicyOverTheOthers() {
    world.tree(chain("chain", "a", "b"));
    world.healthy("a", false);
    world.healthy("b", false);
    DecisionRecord record = world.execute(world.templates()).decision();
    assertThat(record.winner()).isEqualTo("c");
    assertThat(record.notes()).contains("No provider of the routing tree can serve");
  }
}
