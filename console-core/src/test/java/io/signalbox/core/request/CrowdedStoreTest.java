package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Six processes on one store at once: under one key together, and each for itself. */
class CrowdedStoreTest {

  private static final int CROWD = 6;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
  void machinesEqualRequestedWhenSixWorkOnOneStore(int seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    try (World world = Story.troubled(new World(folder, "east", "west"), random);
        ExecutorService threads = Executors.newFixedThreadPool(CROWD)) {
      List<World.Process> crowd = new ArrayList<>();
      for (int i = 0; i < CROWD; i++) {
        crowd.add(world.process("crowd-" + i));
      }
      int together = 1 + random.nextInt(3);
      List<Future<?>> working = new ArrayList<>();
      for (World.Process each : crowd) {
        String own = "own-" + crowd.indexOf(each);
        working.add(
            threads.submit(() -> {
              Story.ask(each, together, "shared");
              Story.ask(each, 1, own);
              each.run(Duration.ofSeconds(20));
            }));
      }
      for (Future<?> each : working) {
        each.get();
      }
      World.Process last = crowd.getFirst();
      last.runUntilNothingIsOpen(Duration.ofHours(1));
      List<MachineRequest> requests = last.store.requests().list(null, Instant.EPOCH, 100);
      assertThat(requests)
          .hasSize(CROWD + 1)
          .allSatisfy(each -> {
            assertThat(each.state().isFinal()).as(each.message()).isTrue();
            if (each.state() == RequestState.COMPLETE) {
              assertThat(Story.told(each)).hasSize(each.requested());
            }
          });
      assertThat(requests.stream().flatMap(each -> Story.told(each).stream()))
          .as("told of all requests")
          .hasSameElementsAs(world.alive());
    }
  }
}
