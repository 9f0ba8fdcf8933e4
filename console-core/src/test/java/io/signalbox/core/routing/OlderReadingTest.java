package io.signalbox.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.routing.selection.Plugins;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.MemoryRepositories;
import io.signalbox.core.testing.RoutingWorld;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Readings of the store that come to an end in another order than they began. */
final class OlderReadingTest {

  @Test
  void aReadingBegunBeforeAFreshDrainDoesNotUndoIt() {
    MemoryRepositories store = new MemoryRepositories();
    try (RoutingWorld world =
        RoutingWorld.of(store, new ManualTime(), () -> 0, new Plugins(List.of(), List.of()))) {
      world.add("a");
      world.add("b");
      store.afterReadingHolds =
          () -> {
            store.afterReadingHolds = () -> {};
            drain(world, "a");
          };
      world.context.operatorHolds().refresh();
      assertThat(world.context.snapshot().manual()).containsOnlyKeys("a");
      assertThat(world.calledFor(2)).containsExactly("b", "b");
      world.context.operatorHolds().refresh();
      assertThat(world.context.snapshot().manual()).containsOnlyKeys("a");
    }
  }

  private static void drain(RoutingWorld world, String name) {
    world
        .context
        .operatorHolds()
        .set(new ManualState(name, ManualState.Kind.DRAINED, "ana", "disk", world.time.now(), null))
        .run();
  }
}
