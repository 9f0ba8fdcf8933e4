package io.signalbox.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.DecisionRecord.Authority;
import io.signalbox.core.routing.balancing.BalancingAlgorithm;
import io.signalbox.core.routing.balancing.BalancingSettings;
import io.signalbox.core.routing.failover.FailoverSettings;
import io.signalbox.core.store.Store;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.RoutingWorld;
import io.signalbox.core.testing.Written;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Balancers as strategies: what is called, and how it is shown. */
class BalancedTrafficTest {

  private final RoutingWorld world = RoutingWorld.abc();

  @AfterEach
  void close() {
    world.close();
  }

  private static StrategyNode.Balance balance(
      BalancingAlgorithm algorithm, Map<String, Double> weights) {
    return new StrategyNode.Balance(
        "spread",
        List.of("a", "b", "c"),
        weights,
        BalancingSettings.DEFAULT.withAlgorithm(algorithm));
  }

  private static StrategyNode.Balance sticky() {
    return new StrategyNode.Balance(
        "spread",
        List.of("a", "b", "c"),
        Map.of(),
        new BalancingSettings(
            BalancingAlgorithm.ROUND_ROBIN, 100, 10, 0.1, true, Duration.ofSeconds(300), false));
  }

  @Test
  void eachCallDrawsOneNumberSoThatTwoMembersTakeTurns() {
    world.tree(
        new StrategyNode.Balance("two", List.of("a", "b"), Map.of(), BalancingSettings.DEFAULT));
    assertThat(world.calledFor(6)).containsExactly("a", "b", "a", "b", "a", "b");
  }

  @Test
  void aFallbackThatIsNotCalledDoesNotTurn() {
    world.tree(
        new StrategyNode.Balance("two", List.of("b", "c"), Map.of(), BalancingSettings.DEFAULT),
        new StrategyNode.Failover("chain", List.of("a", "two"), FailoverSettings.DEFAULT));
    world.healthIsTold();
    world.calledFor(3);
    world.answers("a", Answers.TRANSIENT);
    assertThat(world.calledFor(4)).containsExactly("a", "b", "a", "c", "a", "b", "a", "c");
  }

  @Test
  void picksComeAsTheyWereShownAndTheRecordNamesWhoWasCalled() {
    world.tree(balance(BalancingAlgorithm.WEIGHTED_ROUND_ROBIN, Map.of("a", 5.0)));
    List<String> shown = world.context.traffic().nextPicks(14);
    assertThat(shown.subList(0, 7)).containsExactly("a", "a", "b", "a", "c", "a", "a");
    for (String expected : shown) {
      assertThat(world.winner()).isEqualTo(expected);
    }
    assertThat(world.called).isEqualTo(shown);
    assertThat(world.context.traffic().shares()).containsEntry("a", 5.0 / 7);
    assertThat(world.context.traffic().lines()).containsEntry("spread/b", 1.0 / 7);
  }

  @ParameterizedTest
  @EnumSource(BalancingAlgorithm.class)
  void weightZeroIsNeverCalled(BalancingAlgorithm algorithm) {
    world.tree(balance(algorithm, Map.of("b", 0.0)));
    assertThat(world.calledFor(30)).isNotEmpty().doesNotContain("b");
  }

  @Test
  void anEditKeepsThePhaseOfABalancer() {
    world.tree(balance(BalancingAlgorithm.WEIGHTED_ROUND_ROBIN, Map.of()));
    assertThat(world.calledFor(2)).containsExactly("a", "b");
    world.tree(
        balance(BalancingAlgorithm.WEIGHTED_ROUND_ROBIN, Map.of("a", 2.0, "b", 2.0, "c", 2.0)));
    assertThat(world.calledFor(2)).containsExactly("c", "a");
  }

  @Test
  void adaptiveMovesAwayFromAProviderThatFails() {
    world.healthIsTold();
    world.tree(balance(BalancingAlgorithm.ADAPTIVE, Map.of()));
    world.answers("a", Answers.TRANSIENT);
    world.calledFor(30);
    Traffic.Spread before = world.context.traffic().spread("spread", 3);
    assertThat(before.effective()).containsEntry("a", 1.0);
    world.time.advance(Duration.ofSeconds(10));
    world.read();
    Traffic.Spread after = world.context.traffic().spread("spread", 3);
    assertThat(after.weights()).containsEntry("a", 1.0);
    double mean = (0.6 + 1 + 1) / 3;
    assertThat(after.effective().get("a")).isCloseTo(1 + 0.1 * (0.6 / mean - 1), within(1e-9));
    assertThat(after.effective().get("b")).isCloseTo(1 + 0.1 * (1 / mean - 1), within(1e-9));
    world.settings(world.settings().withMaxConnections(50));
    assertThat(world.context.traffic().spread("spread", 3).effective())
        .as("another edit takes nothing of what was learnt")
        .isEqualTo(after.effective());
  }

  @Test
  void leastConnectionsSeesTheCallsThatAreUnderWay() {
    world.tree(balance(BalancingAlgorithm.LEAST_CONNECTIONS, Map.of()));
    List<String> inside = Collections.synchronizedList(new ArrayList<>());
    for (String name : List.of("a", "b", "c")) {
      world.answers(
          name,
          operation -> {
            if (inside.size() < 2) {
              inside.add(name);
              world.read();
            }
            return Answers.good(operation);
          });
    }
    assertThat(Set.copyOf(world.calledFor(1))).as("each avoids the busy ones").hasSize(3);
  }

  @Test
  void hashSendsTheSameKeyToTheSameProvider() {
    world.tree(balance(BalancingAlgorithm.HASH_BASED, Map.of()));
    for (String key : List.of("k1", "k2", "k3", "k4")) {
      RouteRequest request = RoutingWorld.reads().hashedBy(key);
      String first = world.context.execute(request, world.templates()).decision().winner();
      String again = world.context.execute(request, world.templates()).decision().winner();
      assertThat(again).isEqualTo(first);
    }
    assertThat(Set.copyOf(world.calledFor(3))).as("no key: one for the same work").hasSize(1);
  }

  @Test
  void aSessionKeepsItsFirstProviderUntilItEnds() {
    world.tree(sticky());
    String first = inSession("s");
    for (int i = 0; i < 5; i++) {
      assertThat(inSession("s")).isEqualTo(first);
    }
    assertThat(inSession("t")).as("another session rotates on").isNotEqualTo(first);
    world.time.advance(Duration.ofSeconds(300));
    assertThat(choose("s").authority()).isEqualTo(Authority.ROUTING_TREE);
  }

  @Test
  void aPinnedCallDoesNotMoveTheSession() {
    world.tree(sticky());
    String first = inSession("s");
    String other = first.equals("a") ? "b" : "a";
    RouteRequest ordered = RouteRequest.to(RoutingWorld.reads().operation(), other).ofSession("s");
    assertThat(world.context.execute(ordered, world.templates()).decision().winner())
        .isEqualTo(other);
    assertThat(inSession("s")).isEqualTo(first);
  }

  @Test
  void aSessionMovesWhenItsProviderFailsAndStaysThere() {
    world.tree(sticky());
    world.healthIsTold();
    String first = inSession("s");
    world.answers(first, Answers.TRANSIENT);
    String second = inSession("s");
    assertThat(second).isNotEqualTo(first);
    world.allGood();
    assertThat(inSession("s")).isEqualTo(second);
  }

  @Test
  void sessionsSurviveARestart(@TempDir Path folder) {
    ManualTime time = new ManualTime();
    String first;
    try (Store store = Store.open(folder, time);
        RoutingWorld before = three(store, time)) {
      first = inSession(before, "s");
      assertThat(inSession(before, "t")).isNotEqualTo(first);
      Written.now(before.context.keptBehind());
    }
    time.advance(Duration.ofSeconds(30));
    try (Store store = Store.open(folder, time);
        RoutingWorld after = three(store, time)) {
      assertThat(inSession(after, "s")).isEqualTo(first);
    }
  }

  private static RoutingWorld three(Store store, ManualTime time) {
    RoutingWorld world = RoutingWorld.on(store, time);
    List.of("a", "b", "c").forEach(world::add);
    world.tree(sticky());
    return world;
  }

  private String inSession(String session) {
    return inSession(world, session);
  }

  private static String inSession(RoutingWorld world, String session) {
    ProviderOperation operation = world.templates();
    RouteResult done = world.context.execute(RoutingWorld.reads().ofSession(session), operation);
    assertThat(done.result()).isInstanceOf(ProviderResult.Success.class);
    return String.valueOf(done.decision().winner());
  }

  private DecisionRecord choose(String session) {
    return world.context.choose(RoutingWorld.reads().ofSession(session), false);
  }
}
