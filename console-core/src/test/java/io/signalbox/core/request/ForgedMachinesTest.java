package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperation.CreateInstances;
import io.signalbox.core.provider.ProviderOperation.DescribeResourceInstances;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.request.journal.Machines;
import io.signalbox.core.store.database.StoreOptions;
import io.signalbox.core.testing.Answers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that tells what is not so of the machines it made. */
final class ForgedMachinesTest {

  @TempDir Path folder;
  private World world;
  private final AtomicReference<Between> forger = new AtomicReference<>();
  private World.Process process;

  @BeforeEach
  void open() {
    world = new World(folder, "east");
    process =
        world
        .new Process(
            "p1",
            StoreOptions.DEFAULT,
            new Between() {
              @Override
              ProviderResult call(ProviderStrategy provider, ProviderOperation operation) {
                Between now = forger.get();
                return now == null ? provider.execute(operation) : now.call(provider, operation);
              }
            });
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  @Test
  void aCreateThatNamesMachinesOfAnotherRequestTakesNoneOfThem() {
    MachineRequest first = process.finish(process.submit(2).requestId(), Duration.ofSeconds(60));
    List<InstanceInfo> theirs = new ArrayList<>();
    first.machines().forEach(each -> theirs.add(Answers.machine(each.machineId())));
    forge((provider, operation) -> {
      ProviderResult done = provider.execute(operation);
      return operation instanceof CreateInstances
          ? ProviderResult.success(new ProviderData.InstancesCreated("r", theirs, List.of()))
          : done;
    });
    MachineRequest second = process.submit(2);
    assertThat(second.state()).as(second.message()).isEqualTo(RequestState.ACQUIRING);
    assertThat(second.machines()).isEmpty();
    second = process.finish(second.requestId(), Duration.ofSeconds(60));
    assertThat(second.state()).as(second.message()).isEqualTo(RequestState.COMPLETE);
    assertThat(second.machines())
        .extracting(Machine::machineId)
        .hasSize(2)
        .doesNotContainAnyElementsOf(theirs.stream().map(InstanceInfo::machineId).toList());
    assertThat(process.service.drive(first.requestId()).machines()).isEqualTo(first.machines());
    assertThat(world.alive("east")).hasSize(4);
  }

  @Test
  void aCreateThatMakesMoreMachinesThanAskedKeepsWhatWasAskedAndReleasesTheRest() {
    forge((provider, operation) ->
        provider.execute(
            operation instanceof CreateInstances create
                ? new CreateInstances(create.spec(), 5, create.tags(), create.context())
                : operation));
    MachineRequest done = process.finish(process.submit(2).requestId(), Duration.ofSeconds(60));
    assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
    assertThat(done.machines()).filteredOn(Machine::late).hasSize(3);
    process.runUntilNothingIsOpen(Duration.ofMinutes(5));
    assertThat(world.alive("east")).hasSize(2);
  }

  @Test
  void aRefusalOfACreateThatWasCarriedOutIsBelievedOnceAndTheSweepFindsItsMachines() {
    forge((provider, operation) -> {
      ProviderResult done = provider.execute(operation);
      return operation instanceof CreateInstances
          ? ProviderResult.failure(
              ProviderFailure.notSent(FailureClass.CAPACITY, "NO_ROOM", "It was not sent"))
          : done;
    });
    MachineRequest failed = process.submit(2);
    assertThat(failed.state()).as(failed.message()).isEqualTo(RequestState.FAILED);
    assertThat(failed.attempts()).extracting(Attempt::sendings).containsExactly(1);
    world.time.advance(Duration.ofMinutes(5));
    SweepReport swept = process.service.sweep(false, null, "ana");
    assertThat(swept.released()).hasSize(2);
    process.runUntilNothingIsOpen(Duration.ofMinutes(5));
    assertThat(world.alive("east")).isEmpty();
  }

  @Test
  void aCreateThatSaysItWasStoppedAfterItWasCarriedOutIsFoundByItsTags() {
    forge((provider, operation) -> {
      ProviderResult done = provider.execute(operation);
      return operation instanceof CreateInstances
          ? ProviderResult.failure(ProviderFailure.cancelled("You stopped it", true))
          : done;
    });
    MachineRequest done = process.finish(process.submit(2).requestId(), Duration.ofSeconds(60));
    assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
    assertThat(world.alive("east")).hasSize(2);
  }

  @Test
  void aListingOfThousandsOfMachinesWithOurTagsIsTakenDownAsFarAsItIsOfUse() {
    forge((provider, operation) -> {
      ProviderResult done = provider.execute(operation);
      if (!(operation instanceof DescribeResourceInstances asked)) {
        return done;
      }
      List<InstanceInfo> all =
          new ArrayList<>(Answers.data(done, ProviderData.InstanceStatuses.class).instances());
      IntStream.range(0, 5_000).forEach(i -> all.add(running("forged-" + i, asked.tags())));
      return ProviderResult.success(new ProviderData.InstanceStatuses(all, true));
    });
    MachineRequest done = process.finish(process.submit(1).requestId(), Duration.ofSeconds(60));
    assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
    assertThat(done.machines()).hasSize(101);
    assertThat(process.store.requests().timeline(done.requestId()))
        .extracting(TimelineEntry::title)
        .contains("east lists far more machines than were asked for");
  }

  @Test
  void aMachineThatChangesItsStateWithoutEndFillsNoTimeline() {
    MachineRequest request = process.submit(1);
    String id = request.requestId();
    process
        .store
        .unitOfWork()
        .inTransaction(() -> {
          for (int i = 0; i < 2_020; i++) {
            process
                .store
                .requests()
                .appendTimeline(
                    id, new TimelineEntry(world.time.now(), "machine", true, "i-1 is " + i, ""));
          }
        });
    MachineRequest done = process.finish(id, Duration.ofSeconds(60));
    assertThat(done.state()).as(done.message()).isEqualTo(RequestState.COMPLETE);
    List<TimelineEntry> rows = process.store.requests().timeline(id);
    assertThat(rows.getLast().title()).isEqualTo("More happened than is kept; the last: complete");
    assertThat(rows).hasSizeLessThan(2_050);
  }

  @Test
  void whoseMachineItIsStaysKnownWhateverItsProviderSaysLater() {
    InstanceInfo tagged = running("i-1", Map.of("signalbox:attempt", "req-1-1", "owner", "ana"));
    Machine known = Machines.fresh("req-1", "east", tagged, false, Instant.EPOCH);
    Machine newer = Machines.updated(known, running("i-1", Map.of("owner", "bo")), Instant.EPOCH);
    assertThat(newer.tags())
        .containsOnly(Map.entry("signalbox:attempt", "req-1-1"), Map.entry("owner", "bo"));
  }

  private static InstanceInfo running(String id, Map<String, String> tags) {
    return new InstanceInfo(
        id,
        id,
        MachineState.RUNNING,
        null,
        null,
        Instant.EPOCH,
        "",
        "m5.large",
        "ondemand",
        1,
        tags,
        "");
  }

  private interface Forgery {
    ProviderResult said(ProviderStrategy provider, ProviderOperation operation);
  }

  private void forge(Forgery forgery) {
    forger.set(
        new Between() {
          @Override
          ProviderResult call(ProviderStrategy provider, ProviderOperation operation) {
            return forgery.said(provider, operation);
          }
        });
  }
}
