package io.signalbox.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.request.calling.SharedListings;
import io.signalbox.core.store.database.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What providers are asked from a submission to the return, and how seldom. */
final class FewCallsTest {

  @TempDir Path folder;
  private World world;
  private final Noting noting = new Noting();
  private World.Process process;

  @BeforeEach
  void open() {
    world = new World(folder, "east");
    process = world.new Process("p", StoreOptions.DEFAULT, noting);
  }

  @AfterEach
  void close() throws Exception {
    world.close();
  }

  @Test
  void fromSubmissionToReturnEightCallsAreEnough() {
    String id = submit();
    process.run(Duration.ofSeconds(20));
    assertThat(stored(id).state()).isEqualTo(RequestState.COMPLETE);
    String back = giveBack(id);
    process.run(Duration.ofSeconds(20));
    assertThat(stored(back).state()).isEqualTo(RequestState.COMPLETE);
    assertThat(noting.calls).hasSizeLessThanOrEqualTo(8);
  }

  @Test
  void whatACreateHasAnsweredIsNotAskedRightAfter() {
    submit();
    process.service.driveOpen();
    world.time.advance(Duration.ofSeconds(1));
    process.service.driveOpen();
    assertThat(noting.calls).containsExactly(ProviderOperationType.CREATE_INSTANCES);
  }

  @Test
  void whatATerminationHasAnsweredIsNotAskedRightAfter() {
    String id = running();
    noting.calls.clear();
    giveBack(id);
    process.service.driveOpen();
    assertThat(noting.calls).containsExactly(ProviderOperationType.TERMINATE_INSTANCES);
  }

  @Test
  void aTerminationThatSaysNothingOfAMachineIsFollowedByAListing() {
    String id = running();
    noting.forgetsMachines = true;
    noting.calls.clear();
    giveBack(id);
    assertThat(noting.calls)
        .containsExactly(
            ProviderOperationType.TERMINATE_INSTANCES, ProviderOperationType.GET_INSTANCE_STATUS);
  }

  @Test
  void whoeverWaitsForARequestAsksNoMoreOftenThanAWindow() {
    world.turn("east", "launch_time_ms", 3_600_000);
    String id = submit();
    noting.calls.clear();
    for (int half = 0; half < 120; half++) {
      process.service.drive(List.of(id), true);
      world.time.advance(Duration.ofMillis(500));
    }
    assertThat(noting.calls).hasSizeBetween(3, 5);
  }

  @Test
  void severalThatAreAskedForAtOnceShareAListing() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < SharedListings.SHARED_FROM; i++) {
      ids.add(submit());
    }
    world.time.advance(Duration.ofSeconds(10));
    noting.calls.clear();
    assertThat(process.service.drive(ids, false))
        .extracting(driven -> driven.request().state())
        .containsOnly(RequestState.COMPLETE);
    assertThat(noting.calls).hasSize(1);
  }

  @Test
  void returnsAtOneProviderShareAListing() {
    world.turn("east", "shutdown_time_ms", 20_000);
    List<String> returns = new ArrayList<>();
    for (String id : List.of(submit(), submit(), submit())) {
      world.time.advance(Duration.ofSeconds(10));
      process.service.drive(id);
      returns.add(giveBack(id));
    }
    world.time.advance(Duration.ofSeconds(60));
    noting.calls.clear();
    process.service.driveOpen();
    assertThat(returns)
        .allSatisfy(back -> assertThat(stored(back).state()).isEqualTo(RequestState.COMPLETE));
    assertThat(noting.calls).hasSize(1);
  }

  @Test
  void whatIsDueSoonIsLookedAtWithWhatIsDueWhereOneListingAnswersAll() {
    world.turn("east", "launch_time_ms", 3_600_000);
    for (int i = 0; i < 2 * SharedListings.SHARED_FROM; i++) {
      submit();
      process.run(Duration.ofSeconds(3));
    }
    process.run(Duration.ofSeconds(60));
    noting.calls.clear();
    process.run(Duration.ofSeconds(120));
    assertThat(noting.calls).as("one each half a minute for all").hasSizeBetween(4, 8);
  }

  private String submit() {
    return process
        .service
        .submit(new Submission("web", 1, "east", null, null, "ana", "t"), () -> {})
        .requestId();
  }

  private String running() {
    String id = submit();
    world.time.advance(Duration.ofSeconds(10));
    assertThat(process.service.drive(id).state()).isEqualTo(RequestState.COMPLETE);
    return id;
  }

  private String giveBack(String id) {
    List<String> machines = stored(id).machines().stream().map(Machine::machineId).toList();
    return process.service.returnMachines(machines, "ana", "t", () -> {}).requestId();
  }

  private MachineRequest stored(String id) {
    return process.store.requests().find(id).orElseThrow();
  }

  /** Notes what providers are asked. */
  private static final class Noting extends Between {
    final List<ProviderOperationType> calls = new ArrayList<>();
    boolean forgetsMachines;

    @Override
    ProviderResult call(ProviderStrategy provider, ProviderOperation operation) {
      calls.add(operation.type());
      return forgetsMachines && operation instanceof ProviderOperation.TerminateInstances
          ? ProviderResult.success(new ProviderData.InstancesTerminating(List.of()))
          : provider.execute(operation);
    }
  }
}
