package io.signalbox.core.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.routing.DecisionRecord.Authority;
import io.signalbox.core.routing.DecisionRecord.Step;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.routing.selection.CandidateFilter;
import io.signalbox.core.routing.selection.Plugins;
import io.signalbox.core.routing.selection.SelectionCandidate;
import io.signalbox.core.routing.selection.SelectionQuestion;
import io.signalbox.core.routing.selection.SelectionStrategy;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.MemoryRepositories;
import io.signalbox.core.testing.RoutingWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order each policy puts candidates in. */
class SelectionPolicyTest {

  private final RoutingWorld world =
      RoutingWorld.of(
          new MemoryRepositories(),
          new ManualTime(),
          new Random(5)::nextDouble,
          new Plugins(List.of(new LastFirst()), List.of(new NoCheapOnes())));

  /** The candidates backwards, without the first, and with a name nobody has. */
  private static final class LastFirst implements SelectionStrategy {
    @Override
    public String name() {
      return "last-first";
    }

    @Override
    public List<String> order(SelectionQuestion question, List<SelectionCandidate> candidates) {
      List<String> names = new ArrayList<>(List.of("nobody"));
      candidates.stream().skip(1).map(SelectionCandidate::name).toList().reversed().stream()
          .forEach(names::add);
      return names;
    }
  }

  private static final class NoCheapOnes implements CandidateFilter {
    @Override
    public String name() {
      return "no-cheap-ones";
    }

    @Override
    public Optional<String> refuse(SelectionQuestion question, SelectionCandidate candidate) {
      return candidate.hourlyPrice() < 0.2 ? Optional.of("Too cheap to be good") : Optional.empty();
    }
  }

  @BeforeEach
  void three() {
    world.add("a", 2, 1, Map.of("gpu", true, "zone", "x"), "RunInstances", "EC2Fleet");
    world.add("b", 1, 1, Map.of("hourly_price", 0.3), "RunInstances");
    world.add("c", 1, 5, Map.of("hourly_price", 0.1, "gpu", true), "RunInstances");
    world.healthIsTold();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void policy(SelectionPolicy policy, @Nullable String custom) {
    RoutingSettings now = world.settings();
    world.settings(
        new RoutingSettings(
            policy,
            custom,
            now.criteria(),
            now.weights(),
            null,
            null,
            now.maxConnections(),
            RoutingTree.NONE,
            null));
  }

  private DecisionRecord choose(RouteRequest request) {
    return world.context.choose(request, true);
  }

  /** Chosen first, then the alternatives. */
  private List<String> order() {
    DecisionRecord record = choose(RoutingWorld.reads());
    List<String> order = new ArrayList<>();
    order.add(String.valueOf(record.winner()));
    order.addAll(record.alternatives());
    return order;
  }

  private List<String> winners(int count) {
    List<String> winners = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      winners.add(String.valueOf(choose(RoutingWorld.reads()).winner()));
    }
    return winners;
  }

  private void takes(String name, Duration latency) {
    world.answers(
        name,
        operation -> {
          world.time.advance(latency);
          return Answers.good(operation);
        });
    world.context.executeAt(name, world.templates());
  }

  private void fails(String name, int times) {
    world.answers(name, Answers.TRANSIENT);
    for (int i = 0; i < times; i++) {
      world.context.executeAt(name, world.templates());
    }
    world.allGood();
  }

  private void succeeds(String name, int times) {
    for (int i = 0; i < times; i++) {
      world.context.executeAt(name, world.templates());
    }
  }

  @Test
  void firstAvailableIsRegistrationOrderTheHealthyFirst() {
    policy(SelectionPolicy.FIRST_AVAILABLE, null);
    assertThat(order()).containsExactly("a", "b", "c");
    world.health.forget("a");
    assertThat(order()).as("UNKNOWN passes, last").containsExactly("b", "c", "a");
    policy(SelectionPolicy.ROUND_ROBIN, null);
    assertThat(winners(3)).as("and counts in full where turns are taken").contains("a");
  }

  @Test
  void priorityIsTheLowestNumberThenTheHighestWeight() {
    policy(SelectionPolicy.PRIORITY, null);
    assertThat(order()).containsExactly("c", "b", "a");
    world.settings(world.settings().withWeights(Map.of("c", 1.0)));
    assertThat(winners(4)).as("ties rotate").containsExactlyInAnyOrder("b", "c", "b", "c");
    assertThat(world.context.traffic().shares()).containsEntry("b", 0.5).containsEntry("c", 0.5);
  }

  @Test
  void rotatingAndRandomPoliciesAreTheAlgorithms() {
    policy(SelectionPolicy.ROUND_ROBIN, null);
    assertThat(winners(6)).containsExactly("a", "b", "c", "a", "b", "c");
    policy(SelectionPolicy.WEIGHTED_ROUND_ROBIN, null);
    assertThat(winners(7)).filteredOn("c"::equals).hasSize(5);
    policy(SelectionPolicy.RANDOM, null);
    List<String> drawn = winners(3_000);
    for (String name : List.of("a", "b", "c")) {
      double share = drawn.stream().filter(name::equals).count() / 3_000.0;
      assertThat(share).isCloseTo(1.0 / 3, within(0.04));
    }
    policy(SelectionPolicy.LEAST_CONNECTIONS, null);
    world.answers(
        "c",
        operation -> {
          // One call in flight at c of weight 5: 0.2; a and b are idle.
          assertThat(winners(4)).containsExactlyInAnyOrder("a", "b", "a", "b");
          return Answers.good(operation);
        });
    world.context.executeAt("c", world.templates());
  }

  @Test
  void fastestResponseTriesTheUnmeasuredFirstAndForgets() {
    policy(SelectionPolicy.FASTEST_RESPONSE, null);
    takes("a", Duration.ofMillis(50));
    takes("b", Duration.ofMillis(20));
    assertThat(order()).containsExactly("c", "b", "a");
    takes("c", Duration.ofMillis(30));
    assertThat(order()).containsExactly("b", "c", "a");
    // After five half-lives one quick call weighs more than the slow one of then.
    world.time.advance(Duration.ofMinutes(5));
    takes("a", Duration.ofMillis(1));
    assertThat(order()).startsWith("a");
  }

  @Test
  void highestSuccessRateIsOverTheLastFiveMinutes() {
    policy(SelectionPolicy.HIGHEST_SUCCESS_RATE, null);
    fails("a", 1);
    succeeds("a", 9);
    fails("b", 5);
    succeeds("b", 5);
    succeeds("c", 1);
    assertThat(order()).containsExactly("c", "a", "b");
    world.time.advance(Duration.ofMinutes(6));
    fails("c", 1);
    assertThat(order()).as("the old failures are forgotten").endsWith("c");
  }

  @Test
  void performanceIsSuccessAndLatencyTogether() {
    policy(SelectionPolicy.PERFORMANCE_BASED, null);
    // a: 0.7 x 1 + 0.3 x 0.25 = 0.775; b: 0.7 x 0.8 + 0.3 = 0.86; c: 0.7 + 0.3 x 0.5 = 0.85
    takes("a", Duration.ofSeconds(4));
    takes("c", Duration.ofSeconds(2));
    fails("b", 1);
    succeeds("b", 4);
    assertThat(order()).containsExactly("b", "c", "a");
  }

  @Test
  void capabilityBasedIsRefusedWithoutARequirementAndTakesTheFewestSurplus() {
    policy(SelectionPolicy.CAPABILITY_BASED, null);
    DecisionRecord refused = choose(RoutingWorld.reads());
    assertThat(refused.winner()).isNull();
    assertThat(refused.reason()).contains("CAPABILITY_BASED needs a required capability or API");
    assertThat(world.code()).isEqualTo(String.valueOf(refused.error()));
    // a has zone, RunInstances and EC2Fleet beside gpu; c hourly_price and RunInstances.
    DecisionRecord gpu = choose(requiring("gpu"));
    assertThat(gpu.winner()).isEqualTo("c");
    assertThat(gpu.alternatives()).containsExactly("a");
    assertThat(gpu.candidates().get(1).reason()).isEqualTo("Lacks capability 'gpu'");
  }

  private static RouteRequest requiring(String... capabilities) {
    return RoutingWorld.reads()
        .judgedBy(
            new SelectionCriteria(
                List.of(capabilities), 0, null, true, List.of(), List.of(), null));
  }

  @Test
  void healthBasedRequiresHealthAndTakesTheLongestWithoutAFailure() {
    policy(SelectionPolicy.HEALTH_BASED, null);
    fails("a", 1);
    world.time.advance(Duration.ofMinutes(1));
    fails("b", 1);
    assertThat(order()).containsExactly("c", "a", "b");
    world.healthy("c", false);
    RouteRequest careless =
        RoutingWorld.reads()
            .judgedBy(new SelectionCriteria(List.of(), 0, null, false, List.of(), List.of(), null));
    DecisionRecord record = choose(careless);
    assertThat(record.winner()).isEqualTo("a");
    assertThat(record.candidates().get(2).step()).isEqualTo(Step.HEALTH);
  }

  @Test
  void costBasedIsTheLowestPriceAndAnUnknownOneNeverWins() {
    policy(SelectionPolicy.COST_BASED, null);
    assertThat(order()).containsExactly("c", "b", "a");
    world.context.operatorHolds().set(drained("c")).run();
    assertThat(order()).containsExactly("b", "a");
    world.context.operatorHolds().set(drained("b")).run();
    DecisionRecord refused = choose(RoutingWorld.reads());
    assertThat(refused.winner()).isNull();
    assertThat(refused.reason()).contains("COST_BASED needs prices");
    DecisionRecord priced = choose(priced(Set.of(), Map.of("a", 9.0)));
    assertThat(priced.winner()).as("a template's price").isEqualTo("a");
  }

  private ManualState drained(String name) {
    return new ManualState(name, ManualState.Kind.DRAINED, "ana", "", world.time.now(), null);
  }

  private static RouteRequest priced(Set<String> pins, Map<String, Double> prices) {
    return new RouteRequest(
        ProviderOperationType.CREATE_INSTANCES,
        "web",
        1,
        Map.of("a", "", "b", "", "c", ""),
        Map.of(),
        pins,
        null,
        null,
        null,
        null,
        false,
        null,
        null,
        null,
        prices);
  }

  @Test
  void aPinNeedsNeitherPriceNorCapabilityToBeFollowed() {
    for (SelectionPolicy policy :
        List.of(SelectionPolicy.COST_BASED, SelectionPolicy.CAPABILITY_BASED)) {
      policy(policy, null);
      DecisionRecord pinned = choose(priced(Set.of("a"), Map.of()));
      assertThat(pinned.winner()).as(policy.name()).isEqualTo("a");
      assertThat(pinned.authority()).isEqualTo(Authority.PIN);
    }
  }

  @Test
  void customIsWhatThePluginSaysWithTheRestInRegistrationOrder() {
    policy(SelectionPolicy.CUSTOM, "last-first");
    assertThat(order()).containsExactly("c", "b", "a");
    policy(SelectionPolicy.CUSTOM, "not-there");
    DecisionRecord refused = choose(RoutingWorld.reads());
    assertThat(refused.reason()).isEqualTo("CUSTOM needs an installed selection_strategy");
  }

  @Test
  void customFilterRefusesWithItsReason() {
    SelectionCriteria filtered =
        new SelectionCriteria(List.of(), 0, null, true, List.of(), List.of(), "no-cheap-ones");
    world.settings(world.settings().withCriteria(filtered));
    DecisionRecord record = choose(RoutingWorld.reads());
    assertThat(record.candidates().get(2).step()).isEqualTo(Step.CUSTOM_FILTER);
    assertThat(record.candidates().get(2).reason()).isEqualTo("Too cheap to be good");
    SelectionCriteria missing =
        new SelectionCriteria(List.of(), 0, null, true, List.of(), List.of(), "gone");
    DecisionRecord none = choose(RoutingWorld.reads().judgedBy(missing));
    assertThat(none.error()).isEqualTo(ErrorCode.NO_COMPATIBLE_PROVIDERS);
    assertThat(none.reason()).contains("Filter 'gone' is not installed");
  }

  @Test
  void successAndResponseTimeAreAskedOnlyOfTheMeasured() {
    fails("a", 1);
    takes("b", Duration.ofSeconds(3));
    SelectionCriteria strict =
        new SelectionCriteria(List.of(), 90, 1_000.0, true, List.of(), List.of(), null);
    DecisionRecord record = choose(RoutingWorld.reads().judgedBy(strict));
    assertThat(record.winner()).as("never measured").isEqualTo("c");
    assertThat(record.candidates())
        .extracting(DecisionRecord.Candidate::step)
        .containsExactly(Step.SUCCESS_RATE, Step.RESPONSE_TIME, Step.ACCEPTED);
  }

  @Test
  void preferredOnesFormTheFirstTier() {
    policy(SelectionPolicy.ROUND_ROBIN, null);
    SelectionCriteria preferring =
        new SelectionCriteria(List.of(), 0, null, true, List.of(), List.of("b", "c"), null);
    world.settings(world.settings().withCriteria(preferring));
    assertThat(winners(4)).containsExactly("b", "c", "b", "c");
    world.healthy("b", false);
    world.healthy("c", false);
    assertThat(winners(2)).containsExactly("a", "a");
  }
}
