package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.store.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exactly once: whichever durable step a process is killed at, a client that asks again under its
 * key and the next process that looks end with as many machines as were asked for, and with none
 * after their return. Real store files, the simulated cloud's own ledger as the witness.
 */
class KilledProcessTest {

  @TempDir Path folder;

  /** One life per step of the plain story, before and after the step. */
  static IntStream everyStep() {
    return IntStream.rangeClosed(1, 16);
  }

  @ParameterizedTest
  @MethodSource("everyStep")
  void machinesEqualRequestedWhereverOneProcessDies(int k) throws Exception {
    try (World world = new World(folder, "east", "west")) {
      story(world, 2, List.of(new KillAt((k + 1) / 2, k % 2 == 0)), new SplittableRandom(k));
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21})
  void machinesEqualRequestedWhateverElseGoesWrong(int seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    try (World world = new World(folder, "east", "west")) {
      world.settings =
          new Configuration.RequestSettings(
              Duration.ofSeconds(900), Duration.ofSeconds(3600), true);
      world.turn("east", "lost_reply_percent", random.nextInt(3) * 40);
      world.turn("east", "listing_lag_ms", random.nextInt(3) * 5_000);
      world.turn("east", "partial_listing_percent", random.nextInt(2) * 50);
      if (random.nextBoolean()) {
        world.turn("east", "capacity", Map.of("m5.large", 2));
      }
      List<KillAt> kills =
          List.of(
              new KillAt(1 + random.nextInt(8), random.nextBoolean()),
              new KillAt(1 + random.nextInt(10), random.nextBoolean()),
              new KillAt(1 + random.nextInt(12), random.nextBoolean()));
      story(world, 1 + random.nextInt(4), kills, random);
    }
  }

  private static void story(World world, int count, List<KillAt> kills, SplittableRandom random)
      throws Exception {
    int lives = 0;
    for (KillAt kill : kills) {
      try (World.Process mortal = world.new Process("p" + lives++, StoreOptions.DEFAULT, kill)) {
        try {
          mortal.service.submit(World.submission(count, "form"), () -> {});
          mortal.run(Duration.ofSeconds(20));
        } catch (KillAt.Killed e) {
          assertThat(kill.struck()).isTrue();
        }
      }
      // Its leases run out.
      world.time.advance(Duration.ofSeconds(11));
    }
    String requestId;
    try (World.Process survivor = world.process("survivor")) {
      requestId = survivor.service.submit(World.submission(count, "form"), () -> {}).requestId();
      survivor.run(Duration.ofSeconds(120));
      MachineRequest done = survivor.service.status(requestId);
      assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
      List<String> inTheCloud =
          java.util.stream.Stream.of("east", "west")
              .flatMap(cloud -> world.alive(cloud).stream())
              .map(InstanceInfo::machineId)
              .toList();
      assertThat(inTheCloud).hasSize(count);
      assertThat(done.machines().stream().filter(machine -> !machine.late()))
          .extracting(Machine::machineId)
          .containsExactlyInAnyOrderElementsOf(inTheCloud);
      assertThat(
              survivor.store.requests().list(null, Instant.EPOCH, 100).stream()
                  .filter(request -> request.kind() == RequestKind.ACQUIRE))
          .hasSize(1);
    }
    giveBackThroughDeaths(world, requestId, random, lives);
  }

  private static void giveBackThroughDeaths(
      World world, String requestId, SplittableRandom random, int lives) throws Exception {
    for (int i = 0; i < 2; i++) {
      KillAt kill = new KillAt(1 + random.nextInt(6), random.nextBoolean());
      try (World.Process mortal =
          world.new Process("r" + (lives + i), StoreOptions.DEFAULT, kill)) {
        try {
          giveBack(mortal, requestId);
        } catch (KillAt.Killed e) {
          assertThat(kill.struck()).isTrue();
        }
      }
      world.time.advance(Duration.ofSeconds(11));
    }
    try (World.Process survivor = world.process("last")) {
      giveBack(survivor, requestId);
      survivor.run(Duration.ofSeconds(60));
      assertThat(world.aliveEverywhere()).isZero();
      assertThat(survivor.store.requests().openRequests()).isEmpty();
    }
  }

  private static void giveBack(World.Process process, String requestId) {
    List<String> machines =
        process.service.status(requestId).machines().stream().map(Machine::machineId).toList();
    process.service.returnMachines(machines, "ana", "t", () -> {});
    process.run(Duration.ofSeconds(5));
  }
}
