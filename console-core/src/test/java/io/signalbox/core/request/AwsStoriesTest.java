package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.store.database.StoreOptions;
import io.signalbox.core.testing.AwsLaunch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Exactly once over AWS, whatever goes wrong at the cloud, at the store, with the clock or among
 * processes: the stories that simulated clouds play, through the SDK, with the cloud's own ledger
 * as the witness. Each is played by three ways to launch, so that every way has some; by all of
 * them and more often by a proof that takes longer. What a real kill leaves is {@link
 * AwsKilledProcessTest}'s.
 */
final class AwsStoriesTest {

  private static final int PAGE = 4096;

  @TempDir Path folder;

  /** Each way to launch with a seed of its own, and the one that most take with some more. */
  static Stream<Arguments> stories() {
    return Stream.concat(
        Stream.of(AwsLaunch.values()).map(launch -> Arguments.of(launch, launch.ordinal())),
        IntStream.of(7, 8, 9).mapToObj(seed -> Arguments.of(AwsLaunch.RUN_INSTANCES, seed)));
  }

  @ParameterizedTest
  @MethodSource("stories")
  void machinesEqualRequestedWhateverGoesWrong(AwsLaunch launch, int seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    try (AwsScene scene = AwsScene.troubled(folder, launch, random)) {
      live(scene, random);
    }
  }

  /** One provider has both regions, and falls back from the one that lacks room to the other. */
  @ParameterizedTest
  @EnumSource(names = {"RUN_INSTANCES", "REQUESTED_FLEET"})
  void machinesEqualRequestedOverRegionsWhateverGoesWrong(AwsLaunch launch) throws Exception {
    SplittableRandom random = new SplittableRandom(launch.ordinal());
    try (AwsScene scene = AwsScene.troubled(folder, launch, true, random)) {
      live(scene, random);
    }
  }

  /**
   * Lives that end at any step, until another process comes to the end, and as many for the return.
   */
  private static void live(AwsScene scene, SplittableRandom random) throws Exception {
    for (int most : new int[] {4, 10, 12}) {
      scene.story.live(
          StoreOptions.DEFAULT, new KillAt(1 + random.nextInt(most), random.nextBoolean()));
    }
    MachineRequest done = scene.end();
    scene.story.giveBack(
        done.requestId(),
        List.of(
            new KillAt(1 + random.nextInt(6), random.nextBoolean()),
            new KillAt(1 + random.nextInt(6), random.nextBoolean())));
    scene.nothingIsLeft();
  }

  @ParameterizedTest
  @EnumSource(names = {"RUN_INSTANCES", "MAINTAINED_FLEET", "SPOT_FLEET"})
  void machinesEqualRequestedWhenTheStoreWasFull(AwsLaunch launch) throws Exception {
    int seed = launch.ordinal();
    SplittableRandom random = new SplittableRandom(seed);
    try (AwsScene scene = AwsScene.troubled(folder, launch, random)) {
      scene.world.process("first").close();
      long empty = Files.size(scene.home.resolve("state").resolve("signalbox.db")) / PAGE;
      try {
        scene.story.live(
            StoreOptions.DEFAULT.withMaxPages(empty + 2 + 2L * seed), World.Kill.NEVER);
      } catch (SignalboxException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        scene.time.advance(Story.OVER_THE_LEASE);
      }
      scene.story.giveBack(scene.end().requestId(), List.of());
      scene.nothingIsLeft();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RUN_INSTANCES", "REQUESTED_FLEET", "GROUP"})
  void machinesEqualRequestedOrAreToldWhenTheClockIsAnHourAhead(AwsLaunch launch) throws Exception {
    clockIsOff(launch, Duration.ofHours(1));
  }

  @ParameterizedTest
  @EnumSource(names = {"RUN_INSTANCES", "INSTANT_FLEET", "MAINTAINED_SPOT_FLEET"})
  void machinesEqualRequestedWhenTheClockIsAnHourBehind(AwsLaunch launch) throws Exception {
    clockIsOff(launch, Duration.ofHours(-1));
  }

  private void clockIsOff(AwsLaunch launch, Duration off) throws Exception {
    SplittableRandom random = new SplittableRandom(launch.ordinal());
    try (AwsScene scene = AwsScene.troubled(folder, launch, random)) {
      KillAt kill = new KillAt(1 + random.nextInt(4), random.nextBoolean());
      scene.story.live(StoreOptions.DEFAULT, kill);
      assertThat(kill.struck()).isTrue();
      scene.world.putClock(off);
      if (!off.isNegative()) {
        // Over the deadline: what comes by and by is given back.
        scene.meanwhile(Duration.ofMinutes(10));
      }
      MachineRequest done = scene.story.end();
      if (off.isNegative()) {
        assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
      }
      scene.world.putClock(off.negated());
      scene.story.giveBack(done.requestId(), List.of());
      scene.nothingIsLeft();
    }
  }

  /** As two windows do that send one form, each in a process of its own. */
  @ParameterizedTest
  @EnumSource(names = {"RUN_INSTANCES", "MAINTAINED_FLEET", "SPOT_FLEET"})
  void machinesEqualRequestedWhenTwoAskUnderOneKeyAtOnce(AwsLaunch launch) throws Exception {
    SplittableRandom random = new SplittableRandom(launch.ordinal());
    try (AwsScene scene = AwsScene.troubled(folder, launch, random);
        World.Process one = scene.world.process("one");
        World.Process other = scene.world.process("other");
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<?>> both =
          List.of(
              threads.submit(() -> asksAndWorks(one, scene.count)),
              threads.submit(() -> asksAndWorks(other, scene.count)));
      for (Future<?> each : both) {
        each.get();
      }
      // Both move the one clock: a launch may be over its deadline while it looks something up.
      // What is told then is that it made nothing.
      scene.story.giveBack(scene.story.end().requestId(), List.of());
      scene.nothingIsLeft();
    }
  }

  /** Paused for longer than its lease, wherever it stood, while another works; then resumed. */
  @ParameterizedTest
  @EnumSource(names = {"RUN_INSTANCES", "REQUESTED_FLEET", "GROUP"})
  void machinesEqualRequestedWhenAPausedProcessIsResumed(AwsLaunch launch) throws Exception {
    SplittableRandom random = new SplittableRandom(launch.ordinal());
    try (AwsScene scene = AwsScene.troubled(folder, launch, random)) {
      StopAt pause =
          new StopAt(
              1 + random.nextInt(4),
              random.nextBoolean(),
              () -> {
                scene.time.advance(Story.OVER_THE_LEASE);
                scene.meanwhile(Duration.ofSeconds(1 + random.nextInt(60)));
              });
      scene.story.live(StoreOptions.DEFAULT, pause);
      assertThat(pause.happened()).isTrue();
      scene.story.giveBack(scene.end().requestId(), List.of());
      scene.nothingIsLeft();
    }
  }

  private static void asksAndWorks(World.Process process, int count) {
    Story.ask(process, count, AwsScene.KEY);
    process.run(Duration.ofSeconds(20));
  }

  /** Room for two of four in each region, of the only type: both together have enough. */
  @Test
  void whatOneRegionLacksTheOtherGives() throws Exception {
    try (AwsScene scene = new AwsScene(folder, AwsLaunch.RUN_INSTANCES, 4, "t3.micro")) {
      scene.cloud.faults().capacity("us-east-1a", 3);
      scene.cloud.faults().capacity("us-west-2a", 3);
      MachineRequest done = scene.end();
      assertThat(scene.world.alive("east")).isNotEmpty();
      assertThat(scene.world.alive("west")).isNotEmpty();
      scene.story.giveBack(done.requestId(), List.of());
      scene.nothingIsLeft();
    }
  }

  /**
   * What waits for room goes on in the other region too, and what is maintained keeps what it has.
   */
  @ParameterizedTest
  @EnumSource(names = {"MAINTAINED_FLEET", "GROUP"})
  void whatWaitsForRoomGoesOnInTheOtherRegion(AwsLaunch launch) throws Exception {
    try (AwsScene scene = new AwsScene(folder, launch, true, 4, "t3.micro")) {
      scene.cloud.faults().capacity("us-east-1", 1);
      MachineRequest done = scene.end();
      assertThat(scene.regions.aliveInFallback()).hasSize(3);
      assertThat(scene.world.alive()).hasSize(4);
      scene.story.giveBack(done.requestId(), List.of());
      scene.nothingIsLeft();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RUN_INSTANCES", "INSTANT_FLEET", "MAINTAINED_SPOT_FLEET"})
  void fewerThanAskedAreToldAndGivenBack(AwsLaunch launch) throws Exception {
    try (AwsScene scene = new AwsScene(folder, launch, 4, "t3.micro")) {
      scene.cloud.faults().capacity("*", 1);
      MachineRequest done = scene.story.end();
      assertThat(done.state()).as(done.message()).isEqualTo(RequestState.PARTIAL);
      // The other region is asked for the rest, unless the first one keeps trying.
      assertThat(Story.told(done)).hasSize(launch.isMaintained() ? 1 : 2);
      scene.story.giveBack(done.requestId(), List.of());
      scene.nothingIsLeft();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RUN_INSTANCES", "MAINTAINED_FLEET", "SPOT_FLEET"})
  void aListingThatLagsConcludesNothing(AwsLaunch launch) throws Exception {
    try (AwsScene scene = new AwsScene(folder, launch, 3, "t3.micro")) {
      scene.cloud.faults().listingLag(Duration.ofSeconds(40));
      MachineRequest done = scene.end();
      assertThat(calls(scene, launch.create())).isEqualTo(1);
      scene.story.giveBack(done.requestId(), List.of());
      scene.nothingIsLeft();
    }
  }

  private static long calls(AwsScene scene, String action) {
    return scene.cloud.calls().stream().filter(call -> call.action().equals(action)).count();
  }

  /**
   * Somebody ends them past us: the request says so, and giving back still ends. What is maintained
   * launches others in their place, which go with it.
   */
  @ParameterizedTest
  @EnumSource(names = {"RUN_INSTANCES", "REQUESTED_FLEET", "GROUP"})
  void machinesThatAreGoneAlreadyAreToldAndTheirReturnEnds(AwsLaunch launch) throws Exception {
    try (AwsScene scene = new AwsScene(folder, launch, 3, "t3.micro")) {
      MachineRequest done = scene.end();
      List<String> two = scene.world.alive().subList(0, 2);
      String left = scene.world.alive().getLast();
      scene.endPastUs(two);
      try (World.Process watcher = scene.world.process("watcher")) {
        scene.time.advance(Duration.ofMinutes(5));
        watcher.service.watchMachines();
        assertThat(Story.told(watcher.service.drive(done.requestId()))).containsExactly(left);
        assertThat(scene.world.alive()).hasSize(launch.isMaintained() ? 3 : 1).contains(left);
      }
      scene.story.giveBack(done.requestId(), List.of());
      assertThat(scene.world.alive()).isEmpty();
    }
  }

  /**
   * Where tokens are ignored nothing keeps a repetition from launching again; what is told and what
   * lives are the same all the same, and as many as were asked for.
   */
  @ParameterizedTest
  @EnumSource(
      value = CallFault.Effect.class,
      names = {"LOST_BEFORE", "LOST_AFTER"})
  void aCloudThatIgnoresTokensLeavesNothingThatIsNotTold(CallFault.Effect lost) throws Exception {
    try (AwsScene scene = new AwsScene(folder, AwsLaunch.RUN_INSTANCES, 2, "t3.micro")) {
      scene.cloud.faults().honourTokens(false);
      scene.cloud.faults().add(CallFault.once(scene.launch.create(), lost));
      scene.cloud.faults().listingLag(Duration.ofSeconds(5));
      MachineRequest done = scene.end();
      assertThat(Story.told(done)).hasSize(2);
      scene.story.giveBack(done.requestId(), List.of());
      scene.nothingIsLeft();
    }
  }
}
