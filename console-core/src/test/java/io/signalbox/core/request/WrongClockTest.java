package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.store.database.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clock goes an hour forward or back after a process was killed, wherever it stood. Forward the
 * deadline may have passed: then the request says what there is.
 */
class WrongClockTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
  void machinesEqualRequestedOrAreToldWhenTheClockIsAnHourOff(int seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Duration off = Duration.ofHours(seed % 2 == 0 ? 1 : -1);
    try (World world = Story.troubled(new World(folder, "east", "west"), random)) {
      Story story = new Story(world, 1 + random.nextInt(4));
      KillAt kill = new KillAt(1 + random.nextInt(4), random.nextBoolean());
      story.live(StoreOptions.DEFAULT, kill);
      assertThat(kill.struck()).isTrue();
      world.putClock(off);
      MachineRequest done = story.end();
      if (off.isNegative()) {
        assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
      }
      world.putClock(off.negated());
      story.giveBack(done.requestId(), List.of());
    }
  }
}
