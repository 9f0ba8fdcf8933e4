package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.request.Attempt.Outcome;
import io.signalbox.core.request.Attempt.Standing;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.composition.AggregationPolicy;
import io.signalbox.core.routing.composition.CompositionMode;
import io.signalbox.core.routing.composition.CompositionSettings;
import io.signalbox.core.store.database.StoreOptions;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.ScriptedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Creates nobody knows the outcome of, alone and in compositions, and failures that lie. */
class UnknownCreatesTest {

  private static final Duration LONG = Duration.ofSeconds(120);
  private static final List<String> CLOUDS = List.of("east", "west", "north");

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void open() {
    world = new World(folder, "east", "west", "north");
    world.settings =
        new Configuration.RequestSettings(Duration.ofSeconds(300), Duration.ofSeconds(3600), true);
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  private static void compose(
      World.Process process, CompositionMode mode, AggregationPolicy policy, int atOnce) {
    process.providers.setSettings(
        RoutingSettings.DEFAULT.withTree(
            new RoutingTree(
                "all",
                Map.of(
                    "all",
                    new StrategyNode.Compose(
                        "all",
                        CLOUDS,
                        Map.of("east", 1.0, "west", 1.0, "north", 1.0),
                        new CompositionSettings(
                            mode, policy, atOnce, Duration.ofSeconds(5), false, 1, 0.5))))));
  }

  @ParameterizedTest
  @CsvSource({"REDUNDANT, BEST_PERFORMANCE", "PARALLEL, FIRST_SUCCESS", "SEQUENTIAL, MERGE_ALL"})
  void aCompositionWhoseCreatesAreAllUnknownWaitsAndKeepsOneAndReleasesTheRest(
      CompositionMode mode, AggregationPolicy policy) {
    World.Process process = world.process("p1");
    compose(process, mode, policy, 5);
    for (String cloud : CLOUDS) {
      world.turn(cloud, "lost_reply_percent", 100.0);
      world.turn(cloud, "listing_lag_ms", 20_000);
    }
    String id = process.submit(3).requestId();
    process.run(Duration.ofSeconds(15));
    MachineRequest waiting = process.service.drive(id);
    assertThat(waiting.state()).as(waiting.message()).isEqualTo(RequestState.ACQUIRING);

    MachineRequest done = process.finish(id, LONG);
    assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
    world.turn("east", "lost_reply_percent", 0.0);
    world.turn("west", "lost_reply_percent", 0.0);
    world.turn("north", "lost_reply_percent", 0.0);
    process.run(LONG);
    MachineRequest after = process.service.drive(id);
    assertThat(after.attempts()).extracting(Attempt::outcome).containsOnly(Outcome.ACCEPTED);
    assertThat(after.attempts())
        .extracting(Attempt::standing)
        .containsExactlyInAnyOrder(Standing.KEPT, Standing.RELEASED, Standing.RELEASED);
    assertThat(after.machines()).hasSize(9);
    assertThat(after.machines()).filteredOn(machine -> !machine.late()).hasSize(3);
    assertThat(world.aliveEverywhere()).isEqualTo(3);
  }

  @Test
  void oneAtATimeUnderFirstSuccessCreatesAtExactlyOne() {
    World.Process process = world.process("p1");
    compose(process, CompositionMode.PARALLEL, AggregationPolicy.FIRST_SUCCESS, 1);
    MachineRequest done = process.finish(process.submit(2).requestId(), LONG);
    assertThat(done.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(done.attempts()).extracting(Attempt::sendings).containsExactly(1, 0, 0);
    assertThat(done.attempts())
        .extracting(Attempt::code)
        .containsExactly("", "NOT_SENT", "NOT_SENT");
    assertThat(done.machines()).hasSize(2);
    assertThat(world.aliveEverywhere()).isEqualTo(2);
  }

  @Test
  void closingStopsTheCreatesOfACompositionAndBeginsNoFurtherOne() throws Exception {
    Semaphore begun = new Semaphore(0);
    AtomicInteger stopped = new AtomicInteger();
    Between stops =
        new Between() {
          @Override
          ProviderResult call(ProviderStrategy provider, ProviderOperation operation) {
            begun.release();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              stopped.incrementAndGet();
              Thread.currentThread().interrupt();
            }
            return ProviderResult.failure(ProviderFailure.cancelled("Stopped", false));
          }
        };
    world.executor = Thread::startVirtualThread;
    World.Process process = world.new Process("p1", StoreOptions.DEFAULT, stops);
    compose(process, CompositionMode.PARALLEL, AggregationPolicy.BEST_PERFORMANCE, 2);
    Thread caller = Thread.ofVirtual().start(() -> process.submit(2));
    begun.acquire(2);
    process.service.close();
    caller.join();
    assertThat(stopped).hasValue(2);
    String id = process.store.requests().openRequests().getFirst();
    assertThat(process.store.requests().find(id).orElseThrow().attempts())
        .extracting(Attempt::outcome)
        .containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN, Outcome.INTENDED);
    assertThat(begun.availablePermits()).as("asked after that").isZero();
  }

  @Test
  void aCreateThatWaitedItsTurnIsNotSentAfterACancel() {
    AtomicReference<Runnable> duringTheFirst = new AtomicReference<>(() -> {});
    World.Process process =
        replacing(
            "east",
            (operation, result) -> {
              duringTheFirst.get().run();
              return result;
            });
    compose(process, CompositionMode.PARALLEL, AggregationPolicy.BEST_PERFORMANCE, 1);
    duringTheFirst.set(() -> {
      String id = process.store.requests().openRequests().getFirst();
      process.service.cancel(id, "ana", () -> {});
    });
    MachineRequest cancelled = process.submit(2);
    assertThat(cancelled.state()).isEqualTo(RequestState.CANCELLED);
    assertThat(cancelled.attempts()).extracting(Attempt::sendings).containsExactly(1, 0, 0);
    process.run(Duration.ofSeconds(20));
    assertThat(world.aliveEverywhere()).isZero();
  }

  /** A process whose one cloud answers a create that it has carried out as a test says. */
  private World.Process replacing(
      String cloud, BiFunction<ProviderOperation, ProviderResult, ProviderResult> said) {
    UnaryOperator<ProviderStrategy> liar =
        simulated -> {
          ScriptedProvider scripted = new ScriptedProvider(cloud);
          scripted.answer =
              operation -> {
                ProviderResult result = simulated.execute(operation);
                return operation instanceof ProviderOperation.CreateInstances
                    ? said.apply(operation, result)
                    : result;
              };
          return scripted;
        };
    return world.new Process("p1", StoreOptions.DEFAULT, new Instead(Map.of(cloud, liar)));
  }

  @Test
  void aFailureAfterTheLaunchWasWrittenIsNotBelievedBeforeTheProviderWasListed() {
    World.Process process = replacing("east", (operation, result) -> Answers.PROVIDER);
    MachineRequest done = process.finish(process.submit(2).requestId(), LONG);
    assertThat(done.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(done.attempts()).extracting(Attempt::provider).containsExactly("east");
    assertThat(done.attempts()).extracting(Attempt::outcome).containsExactly(Outcome.ACCEPTED);
    assertThat(world.aliveEverywhere()).isEqualTo(2);
  }

  @Test
  void aRefusalForWantOfRoomIsBelievedWithoutAListing() {
    ScriptedProvider full = new ScriptedProvider("east");
    full.answer = operation -> Answers.CAPACITY;
    World.Process process = world.new Process("p1", StoreOptions.DEFAULT, Instead.of(full));
    MachineRequest done = process.finish(process.submit(2).requestId(), LONG);
    assertThat(done.attempts()).extracting(Attempt::provider).containsExactly("east", "west");
    assertThat(full.calls).hasValue(1);
  }

  @Test
  void aSuccessWithoutMachinesResourceOrReasonIsListedBeforeAnybodyElseIsAsked() {
    World.Process process =
        replacing(
            "east",
            (operation, result) ->
                ProviderResult.success(
                    new ProviderData.InstancesCreated("", List.of(), List.of())));
    MachineRequest done = process.finish(process.submit(2).requestId(), LONG);
    assertThat(done.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(done.attempts()).extracting(Attempt::provider).containsExactly("east");
    assertThat(world.aliveEverywhere()).isEqualTo(2);
  }

  @Test
  void aSuccessThatNamesNothingIsAskedNowhereElseWhileItsMachinesAreNotListedYet() {
    world.turn("east", "listing_lag_ms", 20_000);
    World.Process process =
        replacing(
            "east",
            (operation, result) ->
                ProviderResult.success(
                    new ProviderData.InstancesCreated("", List.of(), List.of())));
    MachineRequest done = process.finish(process.submit(2).requestId(), LONG);
    assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
    assertThat(done.attempts()).extracting(Attempt::provider).containsExactly("east");
    assertThat(world.aliveEverywhere()).isEqualTo(2);
  }

  @Test
  void machinesThatAreStillToComeHaveNoVoteInAMajority() {
    UnaryOperator<ProviderStrategy> promises =
        simulated -> {
          ScriptedProvider scripted = new ScriptedProvider(simulated.name());
          scripted.answer =
              operation ->
                  operation instanceof ProviderOperation.CreateInstances
                      ? ProviderResult.success(
                          new ProviderData.InstancesCreated("fleet-1", List.of(), 2, List.of()))
                      : Answers.machines(true);
          return scripted;
        };
    World.Process process =
        world
        .new Process(
            "p1", StoreOptions.DEFAULT, new Instead(Map.of("east", promises, "west", promises)));
    compose(process, CompositionMode.REDUNDANT, AggregationPolicy.MAJORITY_WINS, 3);
    String id = process.submit(2).requestId();
    process.run(Duration.ofSeconds(20));
    MachineRequest waits = process.store.requests().find(id).orElseThrow();
    assertThat(waits.state()).as(waits.message()).isEqualTo(RequestState.ACQUIRING);
    assertThat(world.alive("north")).as("those that are there").hasSize(2);
  }

  @Test
  void aWaitWithoutEndIsNotTakenAtItsWord() {
    ScriptedProvider endless = new ScriptedProvider("east");
    endless.answer =
        operation ->
            operation instanceof ProviderOperation.CreateInstances
                ? ProviderResult.failure(
                    new ProviderFailure(
                        "LOST",
                        "Come again",
                        Map.of(),
                        FailureClass.TRANSIENT,
                        false,
                        true,
                        Duration.ofSeconds(Long.MAX_VALUE)))
                : Answers.machines(true);
    World.Process process = world.new Process("p1", StoreOptions.DEFAULT, Instead.of(endless));
    Attempt attempt = process.submit(1).attempts().getFirst();
    assertThat(attempt.code()).isEqualTo("LOST");
    assertThat(attempt.retryAt())
        .isBetween(world.time.now(), world.time.now().plus(Duration.ofHours(1)));
  }

  @Test
  void repetitionsBackOffAndAreOneRowThatCounts() {
    ScriptedProvider deaf = new ScriptedProvider("east");
    deaf.answer =
        operation ->
            operation instanceof ProviderOperation.CreateInstances
                ? Answers.UNKNOWN
                : Answers.machines(true);
    World.Process process = world.new Process("p1", StoreOptions.DEFAULT, Instead.of(deaf));
    String id = process.submit(2).requestId();
    process.finish(id, LONG);
    Attempt attempt = process.store.requests().find(id).orElseThrow().attempts().getFirst();
    // 1, 2, 4, 8, 16 and then 20 s apart.
    assertThat(attempt.sendings()).isBetween(8, 10);
    assertThat(process.store.requests().timeline(id))
        .extracting(TimelineEntry::title)
        .filteredOn(title -> title.startsWith("Sent again"))
        .containsExactly(
            "Sent again " + (attempt.sendings() - 1) + " times to east under the same key");
    assertThat(process.store.requests().timeline(id)).hasSizeLessThan(10);
  }

  @Test
  void aRepetitionWaitsAsLongAsTheProviderAsked() {
    ScriptedProvider busy = new ScriptedProvider("east");
    Duration asked = Duration.ofSeconds(90);
    busy.answer =
        operation ->
            operation instanceof ProviderOperation.CreateInstances
                ? ProviderResult.failure(
                    new ProviderFailure(
                        "BUSY", "Later", Map.of(), FailureClass.TRANSIENT, false, true, asked))
                : Answers.machines(true);
    World.Process process = world.new Process("p1", StoreOptions.DEFAULT, Instead.of(busy));
    String id = process.submit(2).requestId();
    Instant sent = world.time.now();
    Attempt first = process.store.requests().find(id).orElseThrow().attempts().getFirst();
    assertThat(first.retryAt()).isEqualTo(sent.plus(asked));
    process.run(Duration.ofSeconds(85));
    assertThat(process.service.drive(id).attempts().getFirst().sendings()).isEqualTo(1);
    process.run(Duration.ofSeconds(15));
    assertThat(process.service.drive(id).attempts().getFirst().sendings()).isEqualTo(2);
  }
}
