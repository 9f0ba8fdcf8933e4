package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.store.database.StoreOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exactly once: whichever durable step a process is killed at, a client that asks again under its
 * key and the next process that looks end with as many machines as were asked for, and with none
 * after their return. Real store files, the simulated cloud's own ledger as the witness.
 */
class KilledProcessTest {

  @TempDir Path folder;

  /** One life per step of the plain story, before and after the step; every one strikes. */
  @TestFactory
  Stream<DynamicTest> machinesEqualRequestedWhereverOneProcessDies() throws Exception {
    KillAt never = new KillAt(0, false);
    try (World world = new World(folder.resolve("plain"), "east", "west")) {
      new Story(world, 2).live(StoreOptions.DEFAULT, never);
    }
    assertThat(never.steps()).as("durable steps of the plain story").isPositive();
    return IntStream.rangeClosed(2, 2 * never.steps() + 1)
        .mapToObj(k ->
            DynamicTest.dynamicTest(
                (k % 2 == 0 ? "before step " : "after step ") + k / 2, () -> dies(k)));
  }

  private void dies(int k) throws Exception {
    SplittableRandom random = new SplittableRandom(k);
    try (World world = new World(folder.resolve("k" + k), "east", "west")) {
      Story story = new Story(world, 2);
      KillAt kill = new KillAt(k / 2, k % 2 == 1);
      story.live(StoreOptions.DEFAULT, kill);
      assertThat(kill.struck()).isTrue();
      MachineRequest done = story.end();
      assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
      story.giveBack(done.requestId(), returnKills(random));
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21})
  void machinesEqualRequestedWhateverElseGoesWrong(int seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    try (World world = Story.troubled(new World(folder, "east", "west"), random)) {
      Story story = new Story(world, 1 + random.nextInt(4));
      KillAt first = new KillAt(1 + random.nextInt(4), random.nextBoolean());
      story.live(StoreOptions.DEFAULT, first);
      assertThat(first.struck()).isTrue();
      story.live(StoreOptions.DEFAULT, new KillAt(1 + random.nextInt(10), random.nextBoolean()));
      story.live(StoreOptions.DEFAULT, new KillAt(1 + random.nextInt(12), random.nextBoolean()));
      MachineRequest done = story.end();
      assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
      story.giveBack(done.requestId(), returnKills(random));
    }
  }

  private static List<KillAt> returnKills(SplittableRandom random) {
    return List.of(
        new KillAt(1 + random.nextInt(6), random.nextBoolean()),
        new KillAt(1 + random.nextInt(6), random.nextBoolean()));
  }
}
