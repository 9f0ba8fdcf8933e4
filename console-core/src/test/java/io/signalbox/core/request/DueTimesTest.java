package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.request.calling.SharedListings;
import io.signalbox.core.store.Store;
import io.signalbox.core.store.database.StoreOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a window looks at its open requests by itself. */
class DueTimesTest {

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
  void aProviderThatHangsDelaysNoRequestOfAnotherAndIsAskedOnce() {
    Hang hang = new Hang("west");
    world.executor = hang::startAndFollow;
    World.Process process = world.new Process("p", StoreOptions.DEFAULT, hang);
    String slow = submit(process, "west");
    hang.begin();
    String quick = submit(process, "east");
    process.run(Duration.ofSeconds(8));
    assertThat(stored(process, quick).state()).isEqualTo(RequestState.COMPLETE);
    assertThat(stored(process, slow).state()).isEqualTo(RequestState.ACQUIRING);
    assertThat(hang.calls).hasValue(1);
    hang.end();
  }

  @Test
  void looksWithoutNewsBecomeRareAndWriteNothing() throws Exception {
    world.turn("east", "launch_time_ms", 3_600_000);
    Counting counting = new Counting();
    World.Process process = world.new Process("p", StoreOptions.DEFAULT, counting);
    String id = submit(process, "east");
    process.run(Duration.ofSeconds(2));
    counting.asked.clear();
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Store.FILE));
        Statement statement = other.createStatement()) {
      long before = version(statement);
      process.run(Duration.ofSeconds(200));
      assertThat(version(statement)).as("commits").isEqualTo(before);
    }
    assertThat(stored(process, id).state()).isEqualTo(RequestState.ACQUIRING);
    assertThat(counting.asked).hasSizeBetween(6, 10);
    for (int i = 1; i < counting.asked.size(); i++) {
      assertThat(Duration.between(counting.asked.get(i - 1), counting.asked.get(i)))
          .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(31));
    }
  }

  @Test
  void aProviderThatAsksToWaitIsNotAskedBefore() {
    world.turn("east", "launch_time_ms", 3_600_000);
    Counting counting = new Counting();
    World.Process process = world.new Process("p", StoreOptions.DEFAULT, counting);
    submit(process, "east");
    counting.throttled = true;
    process.run(Duration.ofSeconds(100));
    assertThat(counting.asked).hasSize(2);
    assertThat(Duration.between(counting.asked.get(0), counting.asked.get(1)))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void aClockPutBackStopsNoLooks() throws Exception {
    World.Process process = world.process("p");
    String id = submit(process, "east");
    process.run(Duration.ofSeconds(1));
    world.putClock(Duration.ofHours(-1));
    process.run(Duration.ofSeconds(40));
    assertThat(stored(process, id).state()).isEqualTo(RequestState.COMPLETE);
  }

  @Test
  void aProviderThatHangsHoldsUpNoReturnOfAnothersMachines() {
    Hang hang = new Hang("east");
    world.executor = hang::startAndFollow;
    world.patience = (done, within) -> {};
    World.Process process = world.new Process("p", StoreOptions.DEFAULT, hang);
    List<String> ids = List.of(submit(process, "east"), submit(process, "west"));
    process.run(Duration.ofSeconds(8));
    List<String> machines =
        ids.stream().map(id -> stored(process, id).machines().getFirst().machineId()).toList();
    hang.begin();
    process.service.returnMachines(machines, "ana", "t", () -> {});
    // Both are asked at the same time, on threads of their own, which no manual clock waits for.
    hang.awaitAnswerOfAnother();
    process.run(Duration.ofSeconds(10));
    assertThat(world.alive("west")).isEmpty();
    assertThat(world.alive("east")).hasSize(1);
    hang.end();
  }

  @Test
  void aTerminateIsNotRepeatedBeforeTheProviderSays() {
    List<Instant> terminates = new ArrayList<>();
    Between busy =
        new Between() {
          @Override
          ProviderResult call(ProviderStrategy provider, ProviderOperation operation) {
            if (!(operation instanceof ProviderOperation.TerminateInstances)) {
              return provider.execute(operation);
            }
            terminates.add(world.time.now());
            return ProviderResult.failure(
                ProviderFailure.throttled("Slow down", Duration.ofSeconds(60)));
          }
        };
    World.Process process = world.new Process("p", StoreOptions.DEFAULT, busy);
    String id = submit(process, "east");
    process.run(Duration.ofSeconds(8));
    String machine = stored(process, id).machines().getFirst().machineId();
    String back =
        process.service.returnMachines(List.of(machine), "ana", "t", () -> {}).requestId();
    // As a command that waits for its end looks.
    process.finish(back, Duration.ofSeconds(50));
    assertThat(terminates).hasSize(1);
    process.finish(back, Duration.ofSeconds(20));
    assertThat(terminates).hasSize(2);
  }

  @Test
  void aReturnThatIsNeverConfirmedHasOneRowOfItForEachProvider() {
    Between deaf =
        new Between() {
          @Override
          ProviderResult call(ProviderStrategy provider, ProviderOperation operation) {
            return operation instanceof ProviderOperation.TerminateInstances
                ? ProviderResult.failure(ProviderFailure.unknown("RESET", "Connection reset"))
                : provider.execute(operation);
          }
        };
    World.Process process = world.new Process("p", StoreOptions.DEFAULT, deaf);
    String id = submit(process, "east");
    process.run(Duration.ofSeconds(8));
    String machine = stored(process, id).machines().getFirst().machineId();
    String back =
        process.service.returnMachines(List.of(machine), "ana", "t", () -> {}).requestId();
    process.run(Duration.ofSeconds(200));
    assertThat(process.store.requests().timeline(back))
        .extracting(TimelineEntry::title)
        .filteredOn(title -> title.contains("did not confirm"))
        .hasSize(1);
  }

  @Test
  void manyRequestsAtOneProviderShareAListingAndAFewDoNot() {
    Counting counting = new Counting();
    World.Process process = world.new Process("p", StoreOptions.DEFAULT, counting);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < SharedListings.SHARED_FROM; i++) {
      ids.add(submit(process, "east"));
    }
    ids.add(submit(process, "west"));
    world.time.advance(Duration.ofSeconds(10));
    process.service.driveOpen();
    assertThat(counting.asked).hasSize(2);
    assertThat(ids)
        .allSatisfy(id -> {
          MachineRequest request = stored(process, id);
          assertThat(request.state()).isEqualTo(RequestState.COMPLETE);
          assertThat(request.machines()).hasSize(1);
        });
  }

  @Test
  void aCreateOfUnknownOutcomeIsNotResentInATightLoop() {
    Counting counting = new Counting();
    World.Process process = world.new Process("p", StoreOptions.DEFAULT, counting);
    counting.lost = true;
    String id = submit(process, "east");
    process.run(Duration.ofSeconds(120));
    assertThat(stored(process, id).attempts()).hasSize(1);
    assertThat(counting.creates).hasSizeBetween(3, 14);
  }

  @Test
  void acceptedWorkWaitsItsTurnWhileOurOwnConnectionsAreInUse() {
    Busy busy = new Busy(world, "east");
    World.Process process = busy.process;
    busy.begin();
    String id = submit(process, "east");
    process.run(Duration.ofSeconds(60));
    assertThat(stored(process, id).state()).isEqualTo(RequestState.ACQUIRING);
    assertThat(stored(process, id).message()).contains("Waits its turn at east: east has all its");
    assertThat(stored(process, id).attempts())
        .extracting(Attempt::outcome)
        .containsExactly(Attempt.Outcome.INTENDED);
    assertThat(busy.looks).hasSizeBetween(3, 19);
    assertThat(busy.creates).isEmpty();
    assertThat(process.store.requests().timeline(id))
        .filteredOn(entry -> entry.title().contains("Waits its turn"))
        .hasSize(1);
    busy.end();
    process.run(Duration.ofSeconds(40));
    assertThat(stored(process, id).state()).isEqualTo(RequestState.COMPLETE);
    assertThat(busy.creates).hasSize(1);
    assertThat(world.alive("east")).hasSize(1);
  }

  @Test
  void acceptedWorkThatNeverGetsAPlaceEndsAtItsDeadline() {
    Busy busy = new Busy(world, "east");
    World.Process process = busy.process;
    busy.begin();
    String id = submit(process, "east");
    process.run(Duration.ofSeconds(290));
    assertThat(stored(process, id).state()).isEqualTo(RequestState.ACQUIRING);
    process.run(Duration.ofSeconds(20));
    assertThat(stored(process, id).state()).isEqualTo(RequestState.FAILED);
    assertThat(stored(process, id).message()).contains("deadline passed before it could be sent");
    assertThat(busy.creates).isEmpty();
    assertThat(world.aliveEverywhere()).isZero();
  }

  @Test
  void aReadThatFailsWhileARoundIsBegunLeavesNoRequestUnderWayForEver() {
    AtomicReference<String> unreadable = new AtomicReference<>("");
    World.Process process =
        world
        .new Process(
            "p",
            StoreOptions.DEFAULT,
            new Between() {
              @Override
              public RequestRepository wrap(RequestRepository repository) {
                return failing(repository, unreadable);
              }
            });
    List<String> ids = List.of(submit(process, "east"), submit(process, "east"));
    world.time.advance(Duration.ofSeconds(10));
    for (String id : ids) {
      unreadable.set(id);
      assertThatThrownBy(process.service::driveOpen).hasMessageContaining("cannot be read");
    }
    unreadable.set("");
    process.run(Duration.ofSeconds(3));
    assertThat(ids)
        .allSatisfy(id -> assertThat(stored(process, id).state()).isEqualTo(RequestState.COMPLETE));
  }

  @Test
  void aLookThatCouldNotBeBegunIsBegunAgain() {
    AtomicBoolean exhausted = new AtomicBoolean();
    world.executor =
        work -> {
          if (exhausted.get()) {
            throw new RejectedExecutionException("no thread");
          }
          work.run();
        };
    World.Process process = world.process("p");
    String id = submit(process, "east");
    world.time.advance(Duration.ofSeconds(10));
    exhausted.set(true);
    process.service.driveOpen();
    exhausted.set(false);
    process.run(Duration.ofSeconds(6));
    assertThat(stored(process, id).state()).isEqualTo(RequestState.COMPLETE);
  }

  @Test
  void aClockThatGoesBackPutsNoLookOff() throws Exception {
    Counting counting = new Counting();
    World.Process process = world.new Process("p", StoreOptions.DEFAULT, counting);
    String id = submit(process, "east");
    counting.throttled = true;
    world.time.advance(Duration.ofSeconds(10));
    process.run(Duration.ofSeconds(2));
    assertThat(stored(process, id).state()).isEqualTo(RequestState.ACQUIRING);
    world.putClock(Duration.ofHours(-1));
    counting.throttled = false;
    process.run(Duration.ofSeconds(10));
    assertThat(stored(process, id).state()).isEqualTo(RequestState.COMPLETE);
    assertThat(counting.asked).hasSizeLessThan(6);
  }

  /** A store that cannot read one request. */
  private static RequestRepository failing(
      RequestRepository repository, AtomicReference<String> unreadable) {
    return (RequestRepository)
        Proxy.newProxyInstance(
            RequestRepository.class.getClassLoader(),
            new Class<?>[] {RequestRepository.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("find") && unreadable.get().equals(arguments[0])) {
                throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "It cannot be read");
              }
              try {
                return method.invoke(repository, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static String submit(World.Process process, String provider) {
    Submission submission = new Submission("web", 1, provider, null, null, "ana", "t");
    return process.service.submit(submission, () -> {}).requestId();
  }

  private static MachineRequest stored(World.Process process, String id) {
    return process.store.requests().find(id).orElseThrow();
  }

  private static long version(Statement statement) throws Exception {
    try (ResultSet row = statement.executeQuery("PRAGMA data_version")) {
      return row.getLong(1);
    }
  }

  /** Notes when providers are asked. */
  private final class Counting extends Between {
    final List<Instant> asked = new ArrayList<>();
    final List<Instant> creates = new ArrayList<>();
    boolean throttled;
    boolean lost;

    @Override
    ProviderResult call(ProviderStrategy provider, ProviderOperation operation) {
      if (operation instanceof ProviderOperation.CreateInstances) {
        creates.add(world.time.now());
        return lost
            ? ProviderResult.failure(ProviderFailure.unknown("RESET", "Connection reset"))
            : provider.execute(operation);
      }
      if (operation instanceof ProviderOperation.DescribeResourceInstances) {
        asked.add(world.time.now());
      }
      return throttled
          ? ProviderResult.failure(ProviderFailure.throttled("Slow down", Duration.ofSeconds(60)))
          : provider.execute(operation);
    }
  }
}
