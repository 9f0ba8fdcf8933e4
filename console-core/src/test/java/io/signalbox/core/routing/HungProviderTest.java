package io.signalbox.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.gateway.Gateway;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.routing.failover.CircuitSettings;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.failover.FailoverMode;
import io.signalbox.core.routing.failover.FailoverSettings;
import io.signalbox.core.testing.Answers;
import io.signalbox.core.testing.Hanging;
import io.signalbox.core.testing.RoutingWorld;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a call that does not return keeps from others: nothing. */
final class HungProviderTest {

  private static final Duration OPEN = Duration.ofSeconds(60);

  private final Hanging hanging = new Hanging();

  @Test
  void providersWhoseClosingHangsAreClosedAtTheSameTime() throws Exception {
    RoutingWorld world = RoutingWorld.abc();
    world.gateway = Gateway.onThreads(world.time, UnaryOperator.identity());
    for (int i = 0; i < 20; i++) {
      world.add("h" + i).closing = hanging::hang;
    }
    Thread closing = Thread.ofVirtual().start(world::close);
    // No time passes until all have begun.
    hanging.awaitBegun(20);
    world.time.advance(Duration.ofMillis(300));
    closing.join();
    hanging.letGo();
  }

  @Test
  void aTrialThatHangsGivesBackItsPermitAndItsPlaceAndTheCallGoesElsewhere() throws Exception {
    try (RoutingWorld world = RoutingWorld.abc()) {
      world.gateway = Gateway.onThreads(world.time, UnaryOperator.identity());
      world.add("h");
      world.healthIsTold();
      world.tree(
          new StrategyNode.Failover(
              "chain",
              List.of("h", "a"),
              new FailoverSettings(
                  FailoverMode.CIRCUIT_BREAKER,
                  0,
                  Duration.ofSeconds(1),
                  new CircuitSettings(1, OPEN, 1),
                  Duration.ofSeconds(30),
                  Duration.ofSeconds(60),
                  false)));
      world.answers("h", Answers.TRANSIENT);
      world.read();
      assertThat(world.circuit("h").state()).isEqualTo(CircuitView.State.OPEN);

      world.time.advance(OPEN.plusSeconds(1));
      world.answers("h", hanging);
      CompletableFuture<ProviderResult> trial =
          CompletableFuture.supplyAsync(world::read, work -> Thread.ofVirtual().start(work));
      hanging.awaitBegun(1);
      world.time.advance(Duration.ofSeconds(16));
      assertThat(trial.join().isSuccess()).as("answered by the next of the chain").isTrue();
      assertThat(world.inFlight()).isZero();
      assertThat(world.circuit("h").state()).isEqualTo(CircuitView.State.OPEN);

      world.time.advance(OPEN.plusSeconds(1));
      world.answers("h", Answers::good);
      assertThat(world.winner()).as("the next trial is admitted").isEqualTo("h");
      assertThat(world.circuit("h").state()).isEqualTo(CircuitView.State.CLOSED);
    } finally {
      hanging.letGo();
    }
  }
}
