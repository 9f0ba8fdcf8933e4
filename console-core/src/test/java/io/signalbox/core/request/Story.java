package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.returning.Sweeper;
import io.signalbox.core.store.database.StoreOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One request from asking to giving back, whatever strikes the processes that work on it. The
 * simulated clouds' own ledgers are the witness: as many machines as were asked for, or truthfully
 * told what there is; none left after one sweep, none at all after the return.
 */
final class Story {

  /** Over a lease. */
  static final Duration OVER_THE_LEASE = Duration.ofSeconds(11);

  /** Each lasts as long as the busy limit. */
  private static final int ATTEMPTS = 30;

  private final World world;
  private final int count;
  private int lives;

  Story(World world, int count) {
    this.world = world;
    this.count = count;
  }

  /** Lost replies, late and partial listings, and too little room, as the seed has it. */
  static World troubled(World world, SplittableRandom random) {
    world.settings =
        new Configuration.RequestSettings(Duration.ofSeconds(900), Duration.ofSeconds(3600), true);
    world.turn("east", "lost_reply_percent", random.nextInt(3) * 40);
    world.turn("east", "listing_lag_ms", random.nextInt(3) * 5_000);
    world.turn("east", "partial_listing_percent", random.nextInt(2) * 50);
    if (random.nextBoolean()) {
      world.turn("east", "capacity", Map.of("m5.large", 2));
    }
    return world;
  }

  /** A process that asks, and works for 20 s where nothing ends it. */
  void live(StoreOptions options, World.Kill blow) {
    try (World.Process mortal = world.new Process("p" + lives++, options, blow)) {
      mortal.service.submit(World.submission(count, "form"), () -> {});
      mortal.run(Duration.ofSeconds(20));
    } catch (KillAt.Killed e) {
      // It is dead; what it left behind is looked at below.
    }
    assertThat(world.aliveEverywhere())
        .as("machines, never more than asked")
        .isLessThanOrEqualTo(count);
    world.time.advance(OVER_THE_LEASE);
  }

  /** The next process asks again under the key and works to the end; the request as it ended. */
  MachineRequest end() {
    try (World.Process survivor = world.process("survivor")) {
      String id = survivor.service.submit(World.submission(count, "form"), () -> {}).requestId();
      survivor.runUntilNothingIsOpen(Duration.ofHours(1));
      survivor.run(Duration.ofSeconds(30));
      assertThat(
              survivor.store.requests().list(null, Instant.EPOCH, 100).stream()
                  .filter(request -> request.kind() == RequestKind.ACQUIRE))
          .as("requests under one key")
          .hasSize(1);
      MachineRequest done = survivor.service.drive(id);
      assertThat(done.state().isFinal()).as("%s: %s", done.state(), done.message()).isTrue();
      if (done.state() == RequestState.COMPLETE) {
        assertThat(told(done)).hasSize(count);
      }
      assertThat(told(done)).as("told: %s", done.message()).hasSameElementsAs(world.alive());
      sweep(survivor);
      assertThat(told(survivor.service.drive(id))).hasSameElementsAs(world.alive());
      return survivor.service.drive(id);
    }
  }

  /** Gives everything back through deaths at those steps; nothing lives afterwards. */
  void giveBack(String requestId, List<KillAt> kills) {
    for (KillAt kill : kills) {
      try (World.Process mortal = world.new Process("r" + lives++, StoreOptions.DEFAULT, kill)) {
        giveBack(mortal, requestId);
      } catch (KillAt.Killed e) {
        // The next one goes on.
      }
      world.time.advance(OVER_THE_LEASE);
    }
    try (World.Process survivor = world.process("last")) {
      giveBack(survivor, requestId);
      survivor.run(Duration.ofSeconds(60));
      sweep(survivor);
      assertThat(world.aliveEverywhere()).isZero();
      assertThat(survivor.store.requests().openRequests()).isEmpty();
    }
  }

  /**
   * Asks as long as the store says that others held it for longer than its busy limit and that
   * nothing was written: several write at once, and on a busy machine one of them waits long.
   *
   * @return the request's id
   */
  static String ask(World.Process process, int machines, String key) {
    for (int left = ATTEMPTS; ; left--) {
      try {
        return process.service.submit(World.submission(machines, key), () -> {}).requestId();
      } catch (SignalboxException e) {
        if (e.code() != ErrorCode.STORE_UNAVAILABLE || left == 0) {
          throw e;
        }
      }
    }
  }

  static void giveBack(World.Process process, String requestId) {
    List<String> machines =
        process.service.drive(requestId).machines().stream().map(Machine::machineId).toList();
    if (!machines.isEmpty()) {
      process.service.returnMachines(machines, "ana", "t", () -> {});
      process.run(Duration.ofSeconds(5));
    }
  }

  /** Once, after the grace time. */
  private void sweep(World.Process process) {
    world.time.advance(Sweeper.GRACE.plusSeconds(1));
    process.service.sweep(false, null, "ana");
    process.run(Duration.ofSeconds(30));
  }

  /** Machines a request says are there; neither gone nor surplus. */
  static List<String> told(MachineRequest request) {
    return request.machines().stream()
        .filter(machine -> !machine.late() && !machine.state().isGone())
        .filter(machine -> machine.state() != MachineState.SHUTTING_DOWN)
        .map(Machine::machineId)
        .toList();
  }
}
