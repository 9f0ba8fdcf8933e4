package io.signalbox.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.failover.CircuitSettings;
import io.signalbox.core.routing.failover.FailoverMode;
import io.signalbox.core.routing.failover.FailoverSettings;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.routing.selection.Plugins;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.Hanging;
import io.signalbox.core.testing.RoutingWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A chain of three in each mode: who is called, in which order, for which failure. */
class FailoverModesTest {

  private final RoutingWorld world = RoutingWorld.abc(() -> 0, new Plugins(List.of(), List.of()));

  @BeforeEach
  void tellHealth() {
    world.healthIsTold();
  }

  @AfterEach
  void close() {
    assertThat(world.inFlight()).isZero();
    world.close();
  }

  private static FailoverSettings settings(FailoverMode mode) {
    return new FailoverSettings(
        mode,
        2,
        Duration.ofSeconds(1),
        new CircuitSettings(100, Duration.ofSeconds(60), 1),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        false);
  }

  private void chain(FailoverSettings settings) {
    world.tree(new StrategyNode.Failover("chain", List.of("a", "b", "c"), settings));
  }

  private void answers(ProviderResult a, ProviderResult b) {
    world.answers("a", a);
    world.answers("b", b);
  }

  private static ProviderResult result(String kind) {
    return switch (kind) {
      case "TRANSIENT" -> Answers.TRANSIENT;
      case "CAPACITY" -> Answers.CAPACITY;
      case "PROVIDER" -> Answers.PROVIDER;
      case "REQUEST" -> Answers.REQUEST;
      case "UNKNOWN" -> Answers.UNKNOWN;
      default -> throw new IllegalArgumentException(kind);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "IMMEDIATE, TRANSIENT, abc",
    "IMMEDIATE, CAPACITY, abc",
    "IMMEDIATE, PROVIDER, abc",
    "IMMEDIATE, REQUEST, a",
    "IMMEDIATE, UNKNOWN, abc",
    "RETRY_THEN_FALLBACK, TRANSIENT, aaabc",
    "RETRY_THEN_FALLBACK, CAPACITY, abc",
    "RETRY_THEN_FALLBACK, PROVIDER, abc",
    "RETRY_THEN_FALLBACK, REQUEST, a",
    "CIRCUIT_BREAKER, TRANSIENT, abc",
    "CIRCUIT_BREAKER, CAPACITY, abc",
    "CIRCUIT_BREAKER, PROVIDER, abc",
    "CIRCUIT_BREAKER, REQUEST, a",
    "HEALTH_BASED, TRANSIENT, abc",
    "HEALTH_BASED, CAPACITY, abc",
    "HEALTH_BASED, PROVIDER, abc",
    "HEALTH_BASED, REQUEST, a"
  })
  void readGoesOnAsItsFailureAllows(FailoverMode mode, String kind, String called) {
    chain(settings(mode));
    answers(result(kind), result(kind));
    ProviderResult result = world.read();
    assertThat(String.join("", world.called)).isEqualTo(called);
    assertThat(result.isSuccess()).isEqualTo(called.endsWith("c"));
    world.called.clear();
    world.allGood();
    assertThat(world.calledFor(1)).as("the primary is tried again").containsExactly("a");
  }

  @ParameterizedTest
  @EnumSource(FailoverMode.class)
  void createWithUnknownOutcomeIsSentNowhereElse(FailoverMode mode) {
    chain(settings(mode));
    answers(Answers.UNKNOWN, Answers.UNKNOWN);
    ProviderResult result = world.execute(world.create()).result();
    assertThat(world.called).containsExactly("a");
    assertThat(Answers.code(result)).isEqualTo("LOST");
    assertThat(Answers.failure(result).outcomeKnown()).isFalse();
    world.called.clear();
    answers(Answers.CAPACITY, Answers.UNKNOWN);
    world.execute(world.create());
    assertThat(world.called).as("nor further on").containsExactly("a", "b");
    world.called.clear();
    world.answers(
        "a",
        operation -> {
          throw new IllegalStateException("boom");
        });
    assertThat(Answers.failure(world.execute(world.create()).result()).outcomeKnown()).isFalse();
    assertThat(world.called).as("nor when its code dies").containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource({"IMMEDIATE, 1", "RETRY_THEN_FALLBACK, 3", "CIRCUIT_BREAKER, 1", "HEALTH_BASED, 1"})
  void createSentToItsProviderStaysThereAndIsRepeatedOnlyWhereSurelyNotDone(
      FailoverMode mode, int times) {
    chain(settings(mode));
    world.answers("a", Answers.TRANSIENT);
    assertThat(Answers.code(world.context.send("a", world.create()))).isEqualTo("RESET");
    assertThat(world.called).hasSize(times).containsOnly("a");
    world.called.clear();
    world.answers("a", Answers.UNKNOWN);
    world.context.send("a", world.create());
    assertThat(world.called).containsExactly("a");
  }

  @Test
  void aRetryThatIsNotSentLeavesTheFailureOfTheCallThatWas() throws Exception {
    chain(settings(FailoverMode.RETRY_THEN_FALLBACK));
    world.settings(world.settings().withMaxConnections(1));
    AtomicInteger creates = new AtomicInteger();
    Hanging other = new Hanging();
    world.answers(
        "a",
        operation -> {
          if (operation instanceof ProviderOperation.CreateInstances) {
            creates.incrementAndGet();
            return Answers.TRANSIENT;
          }
          return other.apply(operation);
        });
    // Another call takes the only connection right before the retry.
    world.events.subscribe(event -> {
      if (event instanceof RoutingEvents.Retried) {
        Thread.startVirtualThread(() -> world.context.executeAt("a", world.templates()));
        other.awaitBegun(1);
      }
    });
    ProviderFailure failure = Answers.failure(world.context.send("a", world.create()));
    other.letGo();
    assertThat(creates).as("the retry found no connection").hasValue(1);
    assertThat(world.published).hasAtLeastOneElementOfType(RoutingEvents.Retried.class);
    assertThat(failure.code()).isEqualTo("RESET");
    assertThat(failure.wasSent()).as("a launch may have come of it").isTrue();
  }

  @Test
  void retriesBackOffByTwoUpToTwentySecondsWithHalfOfItFixed() {
    chain(
        new FailoverSettings(
            FailoverMode.RETRY_THEN_FALLBACK,
            7,
            Duration.ofSeconds(1),
            CircuitSettings.DEFAULT,
            Duration.ofSeconds(1_000),
            Duration.ofSeconds(60),
            false));
    List<Instant> calls = new ArrayList<>();
    world.answers(
        "a",
        operation -> {
          calls.add(world.time.now());
          return Answers.TRANSIENT;
        });
    world.read();
    List<Long> waits = new ArrayList<>();
    for (int i = 1; i < calls.size(); i++) {
      waits.add(Duration.between(calls.get(i - 1), calls.get(i)).toMillis());
    }
    // The chance is 0: the fixed half of 1, 2, 4, 8, 16, 20 and 20 s.
    assertThat(waits).containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L);
    assertThat(world.published).hasAtLeastOneElementOfType(RoutingEvents.Retried.class);
  }

  @Test
  void retryAfterIsHonoured() {
    chain(settings(FailoverMode.RETRY_THEN_FALLBACK));
    Instant begun = world.time.now();
    AtomicInteger calls = new AtomicInteger();
    world.answers(
        "a",
        operation ->
            calls.incrementAndGet() == 1
                ? Answers.throttled(Duration.ofSeconds(7))
                : Answers.good(operation));
    assertThat(world.winner()).isEqualTo("a");
    assertThat(Duration.between(begun, world.time.now())).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void retryThatWouldPassTheChainsTimeIsNotWaitedFor() {
    chain(settings(FailoverMode.RETRY_THEN_FALLBACK));
    world.answers("a", Answers.throttled(Duration.ofSeconds(31)));
    assertThat(world.calledFor(1)).containsExactly("a", "b");
    assertThat(world.time.nanos()).isZero();
  }

  @Test
  void chainEndsWithItsTimeAndLimitsEachCall() {
    chain(settings(FailoverMode.IMMEDIATE));
    // A member that is not the last may take half of what is left.
    Instant half = world.time.now().plusSeconds(15);
    world.answers(
        "a",
        operation -> {
          assertThat(operation.context().deadline()).isEqualTo(half);
          world.time.advance(Duration.ofSeconds(31));
          return Answers.TRANSIENT;
        });
    ProviderFailure failure = Answers.failure(world.read());
    assertThat(world.called).containsExactly("a");
    assertThat(failure.code()).isEqualTo("ALL_STRATEGIES_FAILED");
    assertThat(failure.details().toString()).contains("b=not tried: the chain's time is over");
  }

  @Test
  void allFailedNamesEveryCause() {
    chain(settings(FailoverMode.IMMEDIATE));
    answers(Answers.TRANSIENT, Answers.CAPACITY);
    world.answers("c", Answers.PROVIDER);
    ProviderFailure failure = Answers.failure(world.read());
    assertThat(failure.code()).isEqualTo("ALL_STRATEGIES_FAILED");
    assertThat(failure.failureClass()).isEqualTo(FailureClass.TRANSIENT);
    assertThat(failure.details())
        .containsEntry(
            "causes",
            Map.of(
                "a", "RESET It says RESET",
                "b", "NO_ROOM It says NO_ROOM",
                "c", "EXPIRED It says EXPIRED"));
    assertThat(failure.message()).contains("a (RESET", "b (NO_ROOM", "c (EXPIRED");
  }

  @Test
  void recordTellsTheWayThereAndTheLogTellsOfTheFailover() {
    chain(settings(FailoverMode.IMMEDIATE));
    answers(Answers.TRANSIENT, Answers.CAPACITY);
    DecisionRecord record = world.execute(world.templates()).decision();
    assertThat(record.winner()).isEqualTo("c");
    assertThat(record.notes()).contains("a failed: RESET", "b failed: NO_ROOM", "c answered");
    assertThat(world.published)
        .filteredOn(RoutingEvents.FailedOver.class::isInstance)
        .extracting(event -> event.text())
        .anySatisfy(text -> assertThat(text).contains("a").contains("b").contains("RESET"));
  }

  @Test
  void whoHoldsAMemberAndWhyIsToldOnTheScreenAndNotInTheLog() {
    chain(settings(FailoverMode.IMMEDIATE));
    world
        .context
        .operatorHolds()
        .set(
            new ManualState(
                "a", ManualState.Kind.DRAINED, "Kim (window)", "disk", world.time.now(), null))
        .run();
    assertThat(world.calledFor(1)).containsExactly("b");
    assertThat(world.published)
        .filteredOn(RoutingEvents.FailedOver.class::isInstance)
        .singleElement()
        .satisfies(event -> {
          assertThat(event.text()).contains("a to b", "Kim (window)", "disk");
          assertThat(event.logged()).contains("a to b").doesNotContain("Kim", "disk");
        });
  }

  @Test
  void healthBasedSkipsTheUnhealthyAndFailsBackAfterTheDwellTime() {
    chain(settings(FailoverMode.HEALTH_BASED));
    world.healthy("a", false);
    assertThat(world.calledFor(2)).containsExactly("b", "b");
    world.time.advance(Duration.ofSeconds(100));
    assertThat(world.calledFor(1)).containsExactly("b");
    world.healthy("a", true);
    assertThat(world.calledFor(1)).as("healthy, but not for the dwell").containsExactly("b");
    world.time.advance(Duration.ofSeconds(59));
    assertThat(world.calledFor(1)).containsExactly("b");
    world.time.advance(Duration.ofSeconds(1));
    assertThat(world.calledFor(2)).containsExactly("a", "a");
  }

  @Test
  void healthBasedStartsTheDwellAgainOnARelapse() {
    chain(settings(FailoverMode.HEALTH_BASED));
    world.healthy("a", false);
    world.read();
    world.healthy("a", true);
    world.time.advance(Duration.ofSeconds(50));
    world.healthy("a", false);
    world.read();
    world.healthy("a", true);
    world.time.advance(Duration.ofSeconds(50));
    assertThat(world.calledFor(1)).containsExactly("b");
    world.time.advance(Duration.ofSeconds(10));
    assertThat(world.calledFor(1)).containsExactly("a");
  }

  @Test
  void aRecoveringPrimaryIsTheLastResort() {
    chain(settings(FailoverMode.HEALTH_BASED));
    world.healthy("a", false);
    world.read();
    world.healthy("a", true);
    world.healthy("b", false);
    world.healthy("c", false);
    assertThat(world.calledFor(1)).as("better than nobody").containsExactly("a");
    world.healthIsTold();
    answers(Answers.good(world.templates()), Answers.TRANSIENT);
    world.answers("c", Answers.TRANSIENT);
    world.healthy("a", false);
    world.read();
    world.healthy("a", true);
    assertThat(world.read().isSuccess()).isTrue();
  }

  @Test
  void whoIsTriedLastHasAllTheTimeThatIsLeftWhereverItStandsInTheChain() {
    chain(settings(FailoverMode.HEALTH_BASED));
    world.healthy("a", false);
    world.read();
    world.healthy("a", true);
    List<Instant> deadlines = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      world.answers(
          name,
          operation -> {
            deadlines.add(operation.context().deadline());
            return Answers.TRANSIENT;
          });
    }
    world.called.clear();
    world.read();
    assertThat(world.called).containsExactly("b", "c", "a");
    Instant now = world.time.now();
    assertThat(deadlines)
        .as("half of what is left for those that are not the last")
        .containsExactly(now.plusSeconds(15), now.plusSeconds(15), now.plusSeconds(30));
  }
}
