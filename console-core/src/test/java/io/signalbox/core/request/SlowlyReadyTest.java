package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.store.database.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A provider that needs longer to get ready than a call may take, as one does whose library is
 * loaded on a busy machine: nothing was sent, so no outcome is unknown.
 */
final class SlowlyReadyTest {

  private static final Duration LOADING = Duration.ofSeconds(25);

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void open() {
    world = new World(folder, "east");
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  /** Gets ready once, and notes how much time each of its calls has. */
  private final class Slow extends Between {
    final List<Duration> left = new ArrayList<>();
    private boolean ready;

    @Override
    void prepare(ProviderStrategy provider) {
      if (!ready) {
        ready = true;
        world.time.advance(LOADING);
      }
    }

    @Override
    ProviderResult call(ProviderStrategy provider, ProviderOperation operation) {
      prepare(provider);
      left.add(Duration.between(world.time.now(), operation.context().deadline()));
      return provider.execute(operation);
    }
  }

  @Test
  void theFirstCreateHasAllItsTime() {
    Slow slow = new Slow();
    World.Process process = world.new Process("p1", StoreOptions.DEFAULT, slow);
    MachineRequest done = process.finish(process.submit(1).requestId(), Duration.ofSeconds(30));
    assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
    assertThat(slow.left.getFirst()).isEqualTo(Duration.ofSeconds(20));
    process.close();
  }

  @Test
  void whoTakesAnUnknownCreateUpListsAndRepeatsInAllTheirTime() {
    world.turn("east", "lost_reply_percent", 100.0);
    world.turn("east", "listing_lag_ms", 200_000);
    String id;
    try (World.Process first = world.process("p1")) {
      id = first.submit(1).requestId();
    }
    world.turn("east", "lost_reply_percent", 0.0);
    world.time.advance(Duration.ofSeconds(60));
    Slow slow = new Slow();
    try (World.Process second = world.new Process("p2", StoreOptions.DEFAULT, slow)) {
      MachineRequest done = second.finish(id, Duration.ofSeconds(120));
      assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
    }
    assertThat(slow.left).startsWith(Duration.ofSeconds(10), Duration.ofSeconds(20));
    world.time.advance(Duration.ofMinutes(5));
    assertThat(world.aliveEverywhere()).isEqualTo(1);
  }
}
