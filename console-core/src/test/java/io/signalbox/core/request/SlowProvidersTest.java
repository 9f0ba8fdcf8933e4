package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.store.database.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a provider that is slow, or confirms nothing, costs others. */
final class SlowProvidersTest {

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void open() {
    world = new World(folder, "east", "west");
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  @Test
  void theProvidersOfARequestAreListedAtTheSameTime() {
    AtomicBoolean together = new AtomicBoolean();
    CountDownLatch both = new CountDownLatch(2);
    World.Process process =
        world
        .new Process(
            "p1",
            StoreOptions.DEFAULT,
            new Between() {
              @Override
              ProviderResult call(ProviderStrategy provider, ProviderOperation operation) {
                if (together.get()
                    && operation instanceof ProviderOperation.DescribeResourceInstances) {
                  both.countDown();
                  awaitBoth(both);
                }
                return provider.execute(operation);
              }
            });
    world.settings =
        new io.signalbox.core.config.Configuration.RequestSettings(
            Duration.ofSeconds(300), Duration.ofHours(1), true);
    world.turn("east", "capacity", java.util.Map.of("m5.large", 1));
    MachineRequest partly = process.submit(2);
    assertThat(partly.attempts())
        .extracting(Attempt::provider, Attempt::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("east", Attempt.Outcome.ACCEPTED),
            org.assertj.core.groups.Tuple.tuple("west", Attempt.Outcome.ACCEPTED));
    together.set(true);
    MachineRequest done = process.finish(partly.requestId(), Duration.ofSeconds(60));
    assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
  }

  @Test
  void aTerminationThatIsNotConfirmedIsNotAskedForInATightLoop() {
    AtomicInteger terminates = new AtomicInteger();
    World.Process process =
        world
        .new Process(
            "p1",
            StoreOptions.DEFAULT,
            new Between() {
              @Override
              ProviderResult call(ProviderStrategy provider, ProviderOperation operation) {
                if (operation instanceof ProviderOperation.TerminateInstances) {
                  terminates.incrementAndGet();
                  return ProviderResult.failure(ProviderFailure.unknown("LOST", "No reply came"));
                }
                return provider.execute(operation);
              }
            });
    MachineRequest done = process.finish(process.submit(1).requestId(), Duration.ofSeconds(60));
    String back =
        process
            .service
            .returnMachines(
                done.machines().stream().map(Machine::machineId).toList(), "ana", "t", () -> {})
            .requestId();
    for (int look = 0; look < 10; look++) {
      process.service.drive(back);
    }
    assertThat(terminates).as("asked within one moment").hasValue(1);
    for (int look = 0; look < 30; look++) {
      world.time.advance(Duration.ofMillis(500));
      process.service.drive(back);
    }
    assertThat(terminates).as("after 1, 2, 4 and 8 seconds").hasValue(5);
  }

  private static void awaitBoth(CountDownLatch both) {
    try {
      both.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
