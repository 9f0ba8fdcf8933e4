package io.signalbox.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.balancing.BalancingAlgorithm;
import io.signalbox.core.routing.balancing.BalancingSettings;
import io.signalbox.core.routing.composition.AggregationPolicy;
import io.signalbox.core.routing.composition.CompositionMode;
import io.signalbox.core.routing.composition.CompositionSettings;
import io.signalbox.core.routing.failover.CircuitSettings;
import io.signalbox.core.routing.failover.FailoverMode;
import io.signalbox.core.routing.failover.FailoverSettings;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.RoutingWorld;
import io.signalbox.core.testing.ScriptedProvider;
import io.signalbox.core.testing.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many threads at once: caps, counters, and no lock across a call. */
class RoutingUnderLoadTest {

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

  private static BalancingSettings capped(BalancingAlgorithm algorithm, int max) {
    return new BalancingSettings(algorithm, max, 10, 0.1, false, Duration.ofSeconds(300), false);
  }

  private static StrategyNode.Failover chain(String name, String... members) {
    return new StrategyNode.Failover(
        name,
        List.of(members),
        new FailoverSettings(
            FailoverMode.CIRCUIT_BREAKER,
            3,
            Duration.ofSeconds(1),
            new CircuitSettings(1_000_000, Duration.ofSeconds(60), 1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            false));
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
  void capsAreKeptAndUsedUnderSixtyFourThreads() throws Exception {
    int max = 7;
    world.tree(
        new StrategyNode.Balance(
            "pool",
            List.of("a", "b", "c"),
            Map.of(),
            capped(BalancingAlgorithm.LEAST_CONNECTIONS, max)));
    CountDownLatch refused = new CountDownLatch(64 - 3 * max);
    AtomicInteger[] inside = {new AtomicInteger(), new AtomicInteger(), new AtomicInteger()};
    AtomicInteger over = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      AtomicInteger own = inside[i];
      world.answers(
          List.of("a", "b", "c").get(i),
          operation -> {
            if (own.incrementAndGet() > max) {
              over.incrementAndGet();
            }
            await(refused);
            own.decrementAndGet();
            return Answers.good(operation);
          });
    }
    CyclicBarrier barrier = new CyclicBarrier(64);
    List<Callable<String>> calls = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      calls.add(() -> {
        barrier.await();
        String code = world.code();
        if (!code.isEmpty()) {
          refused.countDown();
        }
        return code;
      });
    }
    List<String> codes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
      for (Future<String> each : threads.invokeAll(calls)) {
        codes.add(each.get());
      }
    }
    assertThat(over).hasValue(0);
    assertThat(codes.stream().filter(String::isEmpty)).as("every place was used").hasSize(3 * max);
    assertThat(codes.stream().filter(code -> !code.isEmpty()).distinct())
        .containsExactly(ErrorCode.NO_CAPACITY.name());
  }

  @Test
  void nothingIsLockedWhileAProviderIsCalled() throws Exception {
    world.tree(chain("chain", "a", "b"));
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(1);
    world.answers(
        "a",
        operation -> {
          inside.countDown();
          return await(others) ? Answers.names("slow") : Answers.TRANSIENT;
        });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ProviderResult> slow = threads.submit(world::read);
      assertThat(await(inside)).isTrue();
      Future<String> rest =
          threads.submit(() -> {
            world.tree(chain("chain", "b", "c"));
            String winner = world.winner();
            world.context.traffic().shares();
            world.context.traffic().circuits();
            world.context.snapshot();
            world.context.operatorHolds().refresh();
            Written.now(world.context.keptBehind());
            world.healthy("c", true);
            world.settings(world.settings().withMaxConnections(3));
            return winner;
          });
      assertThat(rest.get(2, TimeUnit.MINUTES)).isEqualTo("b");
      others.countDown();
      assertThat(slow.get(2, TimeUnit.MINUTES).isSuccess()).isTrue();
    }
  }

  @Test
  void settingsAndProvidersSwappedUnderTrafficDropNothing() throws Exception {
    world.tree(chain("chain", "a", "b", "c"));
    AtomicInteger failed = new AtomicInteger();
    int callers = 8;
    CountDownLatch done = new CountDownLatch(callers);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < callers; i++) {
        threads.submit(() -> {
          try {
            for (int call = 0; call < 300; call++) {
              if (!world.read().isSuccess()) {
                failed.incrementAndGet();
              }
            }
          } finally {
            done.countDown();
          }
        });
      }
      Random random = new Random(31);
      while (done.getCount() > 0) {
        switch (random.nextInt(4)) {
          case 0 -> world.tree(chain("chain", "b", "c", "a"));
          case 1 ->
              world.tree(
                  new StrategyNode.Balance(
                      "pool",
                      List.of("a", "b", "c"),
                      Map.of("a", 1.0 + random.nextInt(5)),
                      capped(BalancingAlgorithm.WEIGHTED_ROUND_ROBIN, 100)));
          case 2 -> world.settings(world.settings().withTree(RoutingTree.NONE));
          default -> world.tree(chain("chain", "c", "a"));
        }
      }
    }
    assertThat(failed).hasValue(0);
  }

  @Test
  void everyPlaceComesBackAfterRandomFailuresExceptionsAndCancels() throws Exception {
    world.tree(
        chain("left", "a", "b"),
        new StrategyNode.Compose(
            "first",
            List.of("b", "c"),
            Map.of(),
            CompositionSettings.DEFAULT.with(
                CompositionMode.PARALLEL, AggregationPolicy.FIRST_SUCCESS)),
        new StrategyNode.Balance(
            "root", List.of("left", "first"), Map.of(), capped(BalancingAlgorithm.RANDOM, 50)));
    AtomicInteger calls = new AtomicInteger();
    for (String name : List.of("a", "b", "c")) {
      world.answers(
          name,
          operation -> {
            int call = calls.incrementAndGet();
            Thread.yield();
            return switch ((call * 31 + name.hashCode()) % 7) {
              case 0 -> throw new IllegalStateException("boom");
              case 1 -> Answers.TRANSIENT;
              case 2 -> Answers.CAPACITY;
              case 3 -> Answers.UNKNOWN;
              case 4 -> Answers.REQUEST;
              case 5 -> throw new UnsupportedOperationException();
              default -> Answers.good(operation);
            };
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(64)) {
      List<Callable<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        all.add(() -> {
          for (int call = 0; call < 30; call++) {
            world.read();
          }
          return 0;
        });
      }
      threads.invokeAll(all);
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (world.inFlight() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(world.inFlight()).isZero();
    world.allGood();
    world.settings(world.settings().withMaxConnections(1));
    assertThat(world.read().isSuccess()).as("a cap of one is free").isTrue();
  }

  @Test
  void aCallOnTheScreensThreadIsRefusedAndLeavesNoPlaceTaken() throws Exception {
    world.settings(world.settings().withMaxConnections(1));
    Thread screen =
        Thread.ofPlatform()
            .name("JavaFX Application Thread")
            .start(() -> {
              try {
                world.read();
              } catch (IllegalStateException expected) {
                world.called.add("refused");
              }
            });
    screen.join();
    assertThat(world.called).containsExactly("refused");
    assertThat(world.read().isSuccess()).isTrue();
    assertThat(world.winner()).isEqualTo("a");
  }

  @Test
  void aHundredThousandOperationsAreAllAnswered() {
    for (String name : List.of("a", "b", "c")) {
      ScriptedProvider cloud = world.cloud(name);
      ProviderResult good = Answers.names(name);
      cloud.answer = operation -> name.equals("a") && skips(operation) ? Answers.CAPACITY : good;
    }
    world.tree(
        new StrategyNode.Balance(
            "pool",
            List.of("a", "b"),
            Map.of("a", 3.0),
            capped(BalancingAlgorithm.WEIGHTED_ROUND_ROBIN, 1_000_000)),
        chain("chain", "pool", "c"));
    world.settings(world.settings().withMaxConnections(1_000_000));
    AtomicInteger answered = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100_000; i++) {
        threads.submit(() -> {
          if (world.read().isSuccess()) {
            answered.incrementAndGet();
          }
        });
      }
    }
    assertThat(answered).hasValue(100_000);
    int total = world.cloud("a").calls.get() + world.cloud("b").calls.get();
    assertThat(total).as("each went to the pool once").isEqualTo(100_000);
    assertThat(world.cloud("a").calls).as("three of four").hasValue(75_000);
  }

  private static boolean skips(ProviderOperation operation) {
    return operation.hashCode() % 100 == 0;
  }
}
