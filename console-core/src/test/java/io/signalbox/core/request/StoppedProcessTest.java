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
 * A process that is stopped for longer than its lease, wherever it stood, while another takes its
 * work to the end; and what it does when it is woken.
 */
class StoppedProcessTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
  void machinesEqualRequestedWhenAStoppedProcessIsWoken(int seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    try (World world = Story.troubled(new World(folder, "east", "west"), random)) {
      int count = 1 + random.nextInt(4);
      Story story = new Story(world, count);
      World.Process taker = world.process("taker");
      StopAt stop =
          new StopAt(
              1 + random.nextInt(4),
              random.nextBoolean(),
              () -> {
                world.time.advance(Story.OVER_THE_LEASE);
                taker.service.submit(World.submission(count, "form"), () -> {});
                taker.run(Duration.ofSeconds(1 + random.nextInt(60)));
              });
      story.live(StoreOptions.DEFAULT, stop);
      assertThat(stop.happened()).isTrue();
      taker.close();
      MachineRequest done = story.end();
      assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
      story.giveBack(done.requestId(), List.of());
    }
  }
}
