package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.audit.UnitOfWork;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.lease.Lease;
import io.signalbox.core.lease.LeaseRepository;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.store.database.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are paused over their lease, and what they do when they are woken. */
class FencingTest {

  private static final Duration TERM = Duration.ofSeconds(10);

  @TempDir Path folder;
  private World world;
  private World.Process other;

  @BeforeEach
  void open() {
    world = new World(folder, "east", "west");
    other = world.process("other");
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  @Test
  void aDriverPausedRightBeforeItsCreateSendsNothingAfterTheCancel() throws Exception {
    // Its lease runs out between the mark "being sent" and the call; another process cancels.
    Pause pause = new Pause();
    pause.afterTransaction(
        () -> alone().attempts().getFirst().outcome() == Attempt.Outcome.UNKNOWN,
        () -> {
          world.time.advance(TERM.plusSeconds(1));
          other.service.cancel(alone().requestId(), "ana", () -> {});
        });
    try (World.Process paused = world.new Process("paused", StoreOptions.DEFAULT, pause)) {
      MachineRequest answer = paused.submit(2);
      assertThat(pause.happened()).isTrue();
      assertThat(answer.requestId()).isEqualTo(alone().requestId());
      assertThat(pause.creates).isEmpty();
      assertThat(world.aliveEverywhere()).isZero();
    }
  }

  @Test
  void aDriverPausedBeforeItMarksAFurtherCreateFindsItCancelled() throws Exception {
    world.settings =
        new Configuration.RequestSettings(Duration.ofSeconds(300), Duration.ofSeconds(3600), true);
    world.turn("east", "capacity", Map.of("m5.large", 0));
    Pause pause = new Pause();
    pause.afterTransaction(
        () -> alone().attempts().getLast().outcome() == Attempt.Outcome.INTENDED,
        () -> {
          world.time.advance(TERM.plusSeconds(1));
          MachineRequest end = other.service.cancel(alone().requestId(), "ana", () -> {});
          assertThat(end.state()).isEqualTo(RequestState.CANCELLED);
        });
    try (World.Process paused = world.new Process("paused", StoreOptions.DEFAULT, pause)) {
      assertThat(paused.submit(2).state()).isEqualTo(RequestState.CANCELLED);
      assertThat(pause.happened()).isTrue();
      assertThat(pause.creates).as("creates, of which west's was cancelled").hasSize(1);
    }
  }

  @Test
  void anOldListingIsNotWrittenOverANewerOne() throws Exception {
    String id = other.submit(2).requestId();
    Pause pause = new Pause();
    pause.afterCall(
        operation -> operation instanceof ProviderOperation.DescribeResourceInstances,
        () -> {
          world.time.advance(TERM.plusSeconds(1));
          assertThat(other.service.drive(id).state()).isEqualTo(RequestState.COMPLETE);
        });
    try (World.Process paused = world.new Process("paused", StoreOptions.DEFAULT, pause)) {
      MachineRequest answer = paused.service.drive(id);
      assertThat(pause.happened()).isTrue();
      assertThat(answer.state()).isEqualTo(RequestState.COMPLETE);
      assertThat(answer.machines())
          .allSatisfy(machine -> assertThat(machine.state()).isEqualTo(MachineState.RUNNING));
    }
  }

  @Test
  void aLookThatSleptOverALaggingListingDoesNotTakeRunningMachinesForGone() throws Exception {
    world.turn("east", "launch_time_ms", 7_200_000);
    world.turn("east", "listing_lag_ms", 30_000);
    world.settings =
        new Configuration.RequestSettings(Duration.ofHours(1), Duration.ofHours(1), false);
    String id = other.submit(2).requestId();
    Pause pause = new Pause();
    pause.afterCall(
        operation -> operation instanceof ProviderOperation.DescribeResourceInstances,
        () -> world.time.advance(Duration.ofMinutes(16)));
    try (World.Process paused = world.new Process("paused", StoreOptions.DEFAULT, pause)) {
      MachineRequest answer = paused.service.drive(id);
      assertThat(pause.happened()).isTrue();
      assertThat(answer.machines())
          .hasSize(2)
          .allSatisfy(machine -> assertThat(machine.state()).isEqualTo(MachineState.PENDING));
      assertThat(paused.service.drive(id).state()).isEqualTo(RequestState.ACQUIRING);
    }
  }

  @Test
  void aResultThatComesAfterTheLeaseWasLostIsDroppedAndFoundByListing() throws Exception {
    Pause pause = new Pause();
    pause.afterCall(
        operation -> operation instanceof ProviderOperation.CreateInstances,
        () -> {
          world.time.advance(TERM.plusSeconds(1));
          assertThat(other.service.drive(alone().requestId()).machines()).hasSize(2);
        });
    try (World.Process paused = world.new Process("paused", StoreOptions.DEFAULT, pause)) {
      MachineRequest answer = paused.submit(2);
      assertThat(pause.happened()).isTrue();
      assertThat(answer.requestId()).isEqualTo(alone().requestId());
      MachineRequest end = other.finish(answer.requestId(), Duration.ofSeconds(20));
      assertThat(end.state()).isEqualTo(RequestState.COMPLETE);
      assertThat(end.machines())
          .hasSize(2)
          .allSatisfy(machine -> assertThat(machine.state()).isEqualTo(MachineState.RUNNING));
      assertThat(world.aliveEverywhere()).isEqualTo(2);
    }
  }

  @Test
  void whateverFailsAfterAcceptanceTheAnswerNamesTheRequest() throws Exception {
    Pause pause = new Pause();
    pause.afterTransaction(
        () -> alone().attempts().getFirst().outcome() == Attempt.Outcome.ACCEPTED,
        () -> {
          throw new IllegalStateException("a bug of ours");
        });
    try (World.Process failing = world.new Process("failing", StoreOptions.DEFAULT, pause)) {
      assertThat(failing.submit(1).requestId()).isEqualTo(alone().requestId());
      assertThat(pause.happened()).isTrue();
    }
  }

  @Test
  void aStoreThatIsLostAfterAcceptanceTakesNoNameFromTheAnswer() {
    Pause pause = new Pause();
    World.Process failing = world.new Process("failing", StoreOptions.DEFAULT, pause);
    pause.afterTransaction(
        () -> alone().attempts().getFirst().outcome() == Attempt.Outcome.ACCEPTED,
        failing.store::close);
    assertThat(failing.submit(1).requestId()).isEqualTo(alone().requestId());
    assertThat(pause.happened()).isTrue();
  }

  @Test
  void theTimeThatACreateHasCountsFromItsMark() throws Exception {
    Pause pause = new Pause();
    Instant begun = world.time.now();
    pause.afterTransaction(
        () -> alone().attempts().getFirst().outcome() == Attempt.Outcome.UNKNOWN,
        () -> world.time.advance(Duration.ofSeconds(9)));
    try (World.Process slow = world.new Process("slow", StoreOptions.DEFAULT, pause)) {
      slow.submit(1);
    }
    assertThat(pause.creates.getFirst().context().deadline()).isEqualTo(begun.plusSeconds(20));
  }

  @Test
  void aClockPutBackByAnHourFreesTheLeaseOfAKilledDriver() {
    LeaseRepository leases = other.store.leases();
    assertThat(leases.take("req-1", "killed", world.time.now(), TERM)).isPresent();
    world.time.advance(Duration.ofHours(-1));
    assertThat(leases.take("req-1", "next", world.time.now(), TERM)).isPresent();
    assertThat(leases.take("req-1", "third", world.time.now(), TERM)).isEmpty();
  }

  @Test
  void aCancelIsActedOnAfterTheClockWasPutBackOverAKilledDriver() throws Exception {
    String id;
    KillAt kill = new KillAt(2, true);
    try (World.Process killed = world.new Process("killed", StoreOptions.DEFAULT, kill)) {
      try {
        killed.submit(1);
      } catch (KillAt.Killed e) {
        assertThat(kill.struck()).isTrue();
      }
      id = alone().requestId();
    }
    world.time.advance(Duration.ofHours(-1));
    other.service.cancel(id, "ana", () -> {});
    assertThat(other.store.requests().timeline(id))
        .extracting(TimelineEntry::title)
        .endsWith("Cancel asked by ana", "acquiring");
  }

  @Test
  void twoProcessesThatCallThemselvesAlikeDoNotShareALease() {
    LeaseRepository leases = other.store.leases();
    Lease first = leases.take("req-1", "1-42", world.time.now(), TERM).orElseThrow();
    assertThat(leases.take("req-1", "1-42", world.time.now(), TERM)).isEmpty();
    assertThat(leases.isHeld(first)).isTrue();
  }

  @Test
  void givingALeaseBackLateLeavesTheOneThatWasTakenSince() {
    LeaseRepository leases = other.store.leases();
    Lease first = leases.take("req-1", "p", world.time.now(), TERM).orElseThrow();
    world.time.advance(TERM);
    Lease second = leases.take("req-1", "p", world.time.now(), TERM).orElseThrow();
    assertThat(second.number()).isGreaterThan(first.number());
    leases.release(first);
    assertThat(leases.isHeld(second)).isTrue();
    assertThat(leases.renew(first, world.time.now(), TERM)).isFalse();
    leases.release(second);
    Lease third = leases.take("req-1", "p", world.time.now(), TERM).orElseThrow();
    assertThat(third.number()).isGreaterThan(second.number());
  }

  @Test
  void twoProcessesDoNotDriveOneRequest() {
    MachineRequest request = other.submit(1);
    try (World.Process second = world.process("second")) {
      Lease held =
          other.store.leases().take(request.requestId(), "p", world.time.now(), TERM).orElseThrow();
      world.time.advance(Duration.ofSeconds(5));
      assertThat(second.service.drive(request.requestId()).machines())
          .allSatisfy(machine -> assertThat(machine.state()).isEqualTo(MachineState.PENDING));
      world.time.advance(Duration.ofSeconds(6));
      assertThat(second.service.drive(request.requestId()).state())
          .isEqualTo(RequestState.COMPLETE);
      assertThat(other.store.leases().isHeld(held)).isFalse();
    }
  }

  /** The only request there is. */
  private MachineRequest alone() {
    return other.store.requests().list(null, Instant.EPOCH, 2).getFirst();
  }

  /** Stops a process once, at a chosen place; what happens elsewhere meanwhile is run there. */
  private static final class Pause extends Between {
    final List<ProviderOperation> creates = new ArrayList<>();
    private Supplier<Boolean> transaction = () -> false;
    private Predicate<ProviderOperation> call = operation -> false;
    private Runnable meanwhile = () -> {};
    private boolean happened;
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

    void afterTransaction(Supplier<Boolean> when, Runnable then) {
      transaction = when;
      meanwhile = then;
    }

    void afterCall(Predicate<ProviderOperation> when, Runnable then) {
      call = when;
      meanwhile = then;
    }

    boolean happened() {
      return happened;
    }

    private void stop() {
      happened = true;
      meanwhile.run();
    }

    @Override
    public UnitOfWork wrap(UnitOfWork unitOfWork) {
      return new UnitOfWork() {
        @Override
        public <T> T inTransaction(Supplier<T> work) {
          if (inside.get()) {
            return unitOfWork.inTransaction(work);
          }
          T result =
              unitOfWork.inTransaction(() -> {
                inside.set(true);
                try {
                  return work.get();
                } finally {
                  inside.set(false);
                }
              });
          if (!happened && transaction.get()) {
            stop();
          }
          return result;
        }
      };
    }

    @Override
    ProviderResult call(ProviderStrategy provider, ProviderOperation operation) {
      if (operation instanceof ProviderOperation.CreateInstances) {
        creates.add(operation);
      }
      ProviderResult result = provider.execute(operation);
      if (!happened && call.test(operation)) {
        stop();
      }
      return result;
    }
  }
}
