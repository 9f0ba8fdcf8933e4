package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.store.database.StoreOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A store that is full at some moment of a request: SQLite's page limit fails where a full disk
 * fails. When there is room again the story goes on.
 */
class FullStoreTest {

  private static final int PAGE = 4096;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
  void machinesEqualRequestedWhenTheStoreWasFull(int pages) throws Exception {
    SplittableRandom random = new SplittableRandom(pages);
    try (World world = Story.troubled(new World(folder, "east", "west"), random)) {
      world.process("first").close();
      long empty = Files.size(folder.resolve("signalbox.db")) / PAGE;
      Story story = new Story(world, 1 + random.nextInt(4));
      try {
        story.live(StoreOptions.DEFAULT.withMaxPages(empty + pages), World.Kill.NEVER);
      } catch (SignalboxException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        world.time.advance(Story.OVER_THE_LEASE);
      }
      MachineRequest done = story.end();
      assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
      story.giveBack(done.requestId(), List.of());
    }
  }
}
