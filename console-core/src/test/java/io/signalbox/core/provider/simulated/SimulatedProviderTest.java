package io.signalbox.core.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.SimulatedClouds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedProviderTest {

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();

  @Test
  void machinesLaunchRunAndTerminateByTheClockAlone() {
    ProviderStrategy cloud = cloud(Map.of());
    InstanceInfo launched = created(create(cloud, "k1", 1)).instances().getFirst();
    assertThat(launched.state()).isEqualTo(MachineState.PENDING);
    assertThat(launched.privateAddress()).isNull();

    time.advance(Duration.ofSeconds(1));
    assertThat(status(cloud, launched.machineId()).state()).isEqualTo(MachineState.LAUNCHING);
    time.advance(Duration.ofSeconds(3));
    InstanceInfo running = status(cloud, launched.machineId());
    assertThat(running.state()).isEqualTo(MachineState.RUNNING);
    assertThat(running.privateAddress()).startsWith("10.");

    terminate(cloud, launched.machineId());
    assertThat(status(cloud, launched.machineId()).state()).isEqualTo(MachineState.SHUTTING_DOWN);
    time.advance(Duration.ofSeconds(1));
    assertThat(status(cloud, launched.machineId()).state()).isEqualTo(MachineState.TERMINATED);
  }

  @Test
  void oneKeyMakesMachinesOnceInWhicheverProcess() {
    ProviderStrategy here = cloud(Map.of());
    ProviderStrategy there = cloud(Map.of());
    List<String> first = ids(created(create(here, "same", 3)));
    assertThat(ids(created(create(there, "same", 3)))).isEqualTo(first);
    assertThat(listed(here)).hasSize(3);
  }

  @Test
  void concurrentLaunchesWithOneKeyMakeItsMachinesOnce() throws Exception {
    ProviderStrategy here = cloud(Map.of());
    ProviderStrategy there = cloud(Map.of());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<List<String>>> calls = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        ProviderStrategy cloud = i % 2 == 0 ? here : there;
        calls.add(() -> ids(created(create(cloud, "once", 4))));
      }
      Set<List<String>> answers = new HashSet<>();
      for (Future<List<String>> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      assertThat(answers).hasSize(1);
    }
    assertThat(listed(here)).hasSize(4);
  }

  @Test
  void lostReplyIsUnknownAndTheMachinesAreThere() {
    ProviderStrategy cloud = cloud(Map.of("lost_reply_percent", 100.0));
    ProviderFailure failure = failure(create(cloud, "lost", 2));
    assertThat(failure.outcomeKnown()).isFalse();
    assertThat(failure.failureClass()).isEqualTo(FailureClass.TRANSIENT);
    assertThat(listed(cloud)).hasSize(2);
  }

  @Test
  void launchSlowerThanItsDeadlineIsUnknownAndDone() {
    ProviderStrategy cloud = cloud(Map.of("latency.mean_ms", 50_000.0));
    assertThat(failure(create(cloud, "slow", 1)).outcomeKnown()).isFalse();
    assertThat(books()).hasSize(1);
  }

  @Test
  void capacityIsSharedByTypeAndAShortfallSaysSo() {
    ProviderStrategy cloud = cloud(Map.of("capacity", Map.of("t3.small", 3)));
    ProviderData.InstancesCreated partial = created(create(cloud, "a", 5));
    assertThat(partial.instances()).hasSize(3);
    assertThat(partial.shortfalls())
        .singleElement()
        .satisfies(shortfall -> {
          assertThat(shortfall.failureClass()).isEqualTo(FailureClass.CAPACITY);
          assertThat(shortfall.message()).contains("2 machines of type t3.small");
        });
    assertThat(failure(create(cloud, "b", 1)).failureClass()).isEqualTo(FailureClass.CAPACITY);

    terminate(cloud, ids(partial).getFirst());
    time.advance(Duration.ofSeconds(2));
    assertThat(created(create(cloud, "c", 1)).instances()).hasSize(1);
  }

  @Test
  void itsTemplatesAreItsOwnImages() {
    ProviderResult result =
        cloud(Map.of()).execute(new ProviderOperation.GetAvailableTemplates(context()));
    assertThat(result)
        .isEqualTo(
            ProviderResult.success(
                new ProviderData.AvailableTemplates(
                    List.of("sim-linux-arm64", "sim-linux-x86_64"), false)));
  }

  @Test
  void outageAnswersWithErrorsOrNeverAndEndsByTheClock() {
    String now = time.now().toString();
    ProviderStrategy cloud = cloud(Map.of("outages", List.of(now + "/PT10M")));
    assertThat(failure(create(cloud, "x", 1)).code()).isEqualTo("SERVICE_UNAVAILABLE");
    assertThat(cloud.execute(check()).isSuccess()).isFalse();
    time.advance(Duration.ofMinutes(10));
    assertThat(cloud.execute(check()))
        .isInstanceOfSatisfying(
            ProviderResult.Success.class,
            success ->
                assertThat(((ProviderData.HealthChecked) success.data()).status().state())
                    .isEqualTo(HealthState.HEALTHY));

    ProviderStrategy hole = cloud(Map.of("outage", true, "outage_kind", "black_hole"));
    assertThat(failure(create(hole, "y", 1)).outcomeKnown()).isFalse();
    assertThat(books()).isEmpty();
  }

  @Test
  void listingLagHidesNewMachinesAndPartialListingsSaySo() {
    ProviderStrategy cloud = cloud(Map.of("listing_lag_ms", 5_000L));
    create(cloud, "lag", 2);
    assertThat(listed(cloud)).isEmpty();
    time.advance(Duration.ofSeconds(5));
    assertThat(listed(cloud)).hasSize(2);

    ProviderStrategy partial = cloud(Map.of("partial_listing_percent", 100.0));
    assertThat(statuses(partial, Map.of()).complete()).isFalse();
  }

  @Test
  void throttleGivesBackItsTokensWithTime() {
    ProviderStrategy cloud =
        cloud(Map.of("throttle.operations_per_second", 1.0, "latency.mean_ms", 0.0));
    assertThat(create(cloud, "t1", 1).isSuccess()).isTrue();
    ProviderFailure throttled = failure(create(cloud, "t2", 1));
    assertThat(throttled.throttled()).isTrue();
    assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    time.advance(Duration.ofSeconds(1));
    assertThat(create(cloud, "t2", 1).isSuccess()).isTrue();
  }

  @Test
  void sameSeedMeetsTheSameFaults() {
    assertThat(codes("one")).isEqualTo(codes("two")).contains("INTERNAL_SERVER_ERROR", "ok");
  }

  private List<String> codes(String state) {
    ProviderStrategy cloud =
        SimulatedClouds.cloud(
            "sim",
            folder.resolve(state),
            new ManualTime(),
            Map.of("errors.transient_percent", 40.0));
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      codes.add(
          switch (create(cloud, "k" + i, 1)) {
            case ProviderResult.Success success -> "ok";
            case ProviderResult.Failure failure -> failure.failure().code();
          });
    }
    return codes;
  }

  @Test
  void launchWithoutKeyOrWithBadCountIsRefusedForTheRequestsSake() {
    ProviderStrategy cloud = cloud(Map.of("max_instances_per_request", 5L));
    ProviderResult keyless =
        cloud.execute(new ProviderOperation.CreateInstances(spec(), 1, Map.of(), context()));
    assertThat(failure(keyless).code()).isEqualTo("MISSING_IDEMPOTENCY_KEY");
    assertThat(failure(create(cloud, "many", 6)).failureClass()).isEqualTo(FailureClass.REQUEST);
    assertThat(failure(create(cloud, "none", 0)).code()).isEqualTo("INVALID_COUNT");
  }

  @Test
  void halfWrittenLineOfAKilledProcessIsCutOff() throws IOException {
    ProviderStrategy cloud = cloud(Map.of());
    create(cloud, "before", 1);
    Path ledger = folder.resolve("simulated/sim.ledger.jsonl");
    Files.writeString(ledger, "{\"op\":\"launch\",\"at\":17", StandardOpenOption.APPEND);
    ProviderStrategy next = cloud(Map.of());
    assertThat(listed(next)).hasSize(1);
    create(next, "after", 1);
    assertThat(listed(cloud(Map.of()))).hasSize(2);
  }

  @Test
  void knobsChangeWhileItRuns() {
    ProviderStrategy cloud = cloud(Map.of());
    assertThat(create(cloud, "k1", 1).isSuccess()).isTrue();
    boolean applied =
        new SimulatedProviderFactory()
            .update(cloud, SimulatedClouds.config(Map.of("errors.provider_percent", 100.0)));
    assertThat(applied).isTrue();
    assertThat(failure(create(cloud, "k2", 1)).failureClass()).isEqualTo(FailureClass.PROVIDER);
  }

  @Test
  void unreadableOutageNamesWhatIsExpected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cloud(Map.of("outages", List.of("tomorrow"))))
        .withMessageContaining("tomorrow")
        .withMessageContaining("start/duration");
  }

  private ProviderStrategy cloud(Map<String, Object> knobs) {
    return SimulatedClouds.cloud("sim", folder, time, knobs);
  }

  private OperationContext context() {
    return OperationContext.of("trace", time.now().plusSeconds(30));
  }

  private static LaunchSpec spec() {
    return new LaunchSpec("web", Map.of("instance_type", "t3.small", "image_id", "ami-1"));
  }

  private ProviderResult create(ProviderStrategy cloud, String key, int count) {
    return cloud.execute(
        new ProviderOperation.CreateInstances(
            spec(), count, Map.of("by", "test"), context().withIdempotencyKey(key)));
  }

  private void terminate(ProviderStrategy cloud, String id) {
    assertThat(
            cloud
                .execute(new ProviderOperation.TerminateInstances(List.of(id), context()))
                .isSuccess())
        .isTrue();
  }

  private InstanceInfo status(ProviderStrategy cloud, String id) {
    ProviderResult result =
        cloud.execute(new ProviderOperation.GetInstanceStatus(List.of(id), context()));
    return ((ProviderData.InstanceStatuses) ((ProviderResult.Success) result).data())
        .instances()
        .getFirst();
  }

  private ProviderData.InstanceStatuses statuses(ProviderStrategy cloud, Map<String, String> tags) {
    ProviderResult result =
        cloud.execute(new ProviderOperation.DescribeResourceInstances(tags, context()));
    return (ProviderData.InstanceStatuses) ((ProviderResult.Success) result).data();
  }

  private List<InstanceInfo> listed(ProviderStrategy cloud) {
    return statuses(cloud, Map.of("by", "test")).instances();
  }

  /** What an undisturbed process sees in the same books. */
  private List<InstanceInfo> books() {
    return listed(cloud(Map.of()));
  }

  private static ProviderData.InstancesCreated created(ProviderResult result) {
    return (ProviderData.InstancesCreated) ((ProviderResult.Success) result).data();
  }

  private static ProviderFailure failure(ProviderResult result) {
    return ((ProviderResult.Failure) result).failure();
  }

  private static List<String> ids(ProviderData.InstancesCreated created) {
    return created.instances().stream().map(InstanceInfo::machineId).toList();
  }

  private ProviderOperation check() {
    return new ProviderOperation.HealthCheck(context());
  }
}
