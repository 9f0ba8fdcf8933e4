package io.signalbox.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.HealthState;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.RoutingWorld;
import io.signalbox.core.testing.ScriptedProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A provider whose library takes longer to load than a check may take: it is well. */
final class SlowlyReadyCheckTest {

  private static final Duration LOADING = Duration.ofSeconds(8);
  private static final Duration CHECK = Duration.ofSeconds(5);

  @Test
  void theFirstCheckHasAllItsTime() {
    try (RoutingWorld world = RoutingWorld.abc()) {
      AtomicReference<Duration> left = new AtomicReference<>();
      ScriptedProvider slow = world.add("slow");
      slow.preparing = () -> load(world, slow);
      world.answers(
          "slow",
          operation -> {
            slow.preparing.run();
            Instant deadline = operation.context().deadline();
            left.set(Duration.between(world.time.now(), deadline));
            return Answers.good(operation);
          });
      assertThat(world.context.checkHealth("slow", CHECK).state()).isEqualTo(HealthState.HEALTHY);
      assertThat(left.get()).isEqualTo(CHECK);
    }
  }

  private static void load(RoutingWorld world, ScriptedProvider slow) {
    slow.preparing = () -> {};
    world.time.advance(LOADING);
  }
}
