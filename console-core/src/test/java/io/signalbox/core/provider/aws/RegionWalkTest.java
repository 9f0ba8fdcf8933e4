package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.ids;
import static io.signalbox.core.provider.aws.AwsWorld.listed;
import static io.signalbox.core.provider.aws.AwsWorld.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.Call;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.localcloud.faults.CallFault.Effect;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A launch goes through the regions of a provider, and is never in two of them without knowing. */
final class RegionWalkTest extends AwsTest {

  private static final String WEST = "us-west-2";
  private static final String EUROPE = "eu-west-1";
  private static final Map<String, Object> WALKS =
      Map.of("fallback_regions", List.of(WEST, EUROPE));

  @BeforeEach
  void fallsBack() {
    world.provider = world.with(WALKS);
  }

  /** What can be launched anywhere: an image by its path, and no network of its own. */
  static LaunchSpec anywhere(Map<String, Object> fields) {
    Map<String, Object> values = new LinkedHashMap<>(spec(Map.of()).values());
    values.put("image_id", AwsWorld.ALIAS);
    values.remove("subnet_ids");
    values.putAll(fields);
    return new LaunchSpec("web", values);
  }

  /** No room in a region. */
  private void full(String... regions) {
    for (String region : regions) {
      world.cloud.faults().capacity(region, 0);
    }
  }

  private List<String> launchedIn() {
    return world.calls("RunInstances").stream().map(Call::region).toList();
  }

  private List<InstanceInfo> aliveIn(String region) {
    return listed(
            world
                .with(Map.of("region", region))
                .execute(
                    new ProviderOperation.DescribeResourceInstances(
                        AwsWorld.TAGS, world.context())))
        .stream()
        .filter(info -> !info.state().isGone())
        .toList();
  }

  @Test
  void noRoomInThePrimaryLaunchesInTheFallbackAndSaysSo() {
    full(AwsWorld.REGION);
    ProviderData.InstancesCreated made = created(world.create("r1", 2, anywhere(Map.of())));
    assertThat(made.instances()).hasSize(2);
    assertThat(made.shortfalls()).isEmpty();
    assertThat(made.resourceId()).startsWith(WEST + "/r-");
    assertThat(made.steps()).hasSize(2);
    assertThat(made.steps().getFirst())
        .startsWith("us-east-1: no machine; INSUFFICIENT_INSTANCE_CAPACITY");
    assertThat(made.steps().getLast()).startsWith("us-west-2: 2 machines as r-");
    assertThat(launchedIn()).containsExactly(AwsWorld.REGION, WEST);
    assertThat(world.calls("RunInstances"))
        .extracting(call -> call.parameters().get("ClientToken"))
        .doesNotHaveDuplicates();
  }

  @Test
  void roomInThePrimaryAsksNoOtherRegionAnything() {
    ProviderData.InstancesCreated made = created(world.create("r1", 2, anywhere(Map.of())));
    assertThat(made.resourceId()).startsWith("r-");
    assertThat(made.steps()).isEmpty();
    world.tagged(AwsWorld.TAGS);
    world.status(ids(made.instances()));
    world.terminate(ids(made.instances()));
    assertThat(world.cloud.calls()).extracting(Call::region).containsOnly(AwsWorld.REGION);
    assertThat(world.cloud.calls()).hasSize(4);
  }

  @Test
  void whatThePrimaryCannotGiveTheFallbackDoes() {
    world.cloud.faults().capacity(AwsWorld.REGION, 1);
    ProviderData.InstancesCreated made = created(world.create("r1", 3, anywhere(Map.of())));
    assertThat(made.instances()).hasSize(3);
    assertThat(made.shortfalls()).isEmpty();
    assertThat(made.resourceId()).matches("r-\\w+, us-west-2/r-\\w+");
    assertThat(aliveIn(AwsWorld.REGION)).hasSize(1);
    assertThat(aliveIn(WEST)).hasSize(2);
  }

  @Test
  void anUnknownOutcomeInThePrimaryNeverLaunchesInTheFallback() {
    full(WEST);
    for (Effect effect : List.of(Effect.LOST_AFTER, Effect.LOST_BEFORE)) {
      world.cloud.faults().add(CallFault.once("RunInstances", effect));
      ProviderFailure lost = failure(world.create("r-" + effect, 1, anywhere(Map.of())));
      assertThat(lost.outcomeKnown()).isFalse();
    }
    assertThat(launchedIn()).containsOnly(AwsWorld.REGION);
    full(AwsWorld.REGION);
    ProviderData.InstancesCreated again =
        created(world.create("r-" + Effect.LOST_AFTER, 1, anywhere(Map.of())));
    assertThat(ids(again.instances()))
        .as("found by its token, although there is no room any more")
        .isEqualTo(ids(aliveIn(AwsWorld.REGION)));
    assertThat(launchedIn()).containsOnly(AwsWorld.REGION);
  }

  @Test
  void anUnknownOutcomeEndsTheLaunchAlsoWhereARegionThatCannotBeUsedWouldNot() {
    world.provider = world.with(settings(Map.of("fallback_on", "unavailable")));
    world.cloud.faults().add(CallFault.once("RunInstances", Effect.LOST_BEFORE));
    assertThat(failure(world.create("r1", 1, anywhere(Map.of()))).outcomeKnown()).isFalse();
    world.cloud.faults().add(CallFault.error("RunInstances", "AuthFailure", 401));
    assertThat(failure(world.create("r1", 1, anywhere(Map.of()))).outcomeKnown())
        .as("it is refused now, and may have been done before")
        .isFalse();
    assertThat(launchedIn()).containsOnly(AwsWorld.REGION);
  }

  private static Map<String, Object> settings(Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(WALKS);
    all.putAll(more);
    return all;
  }

  @Test
  void aRepetitionGoesOnInTheRegionWhoseReplyWasLostAlthoughRoomCameBackInThePrimary() {
    full(AwsWorld.REGION);
    world.cloud.faults().add(CallFault.once("RunInstances", Effect.LOST_AFTER).after(1));
    assertThat(failure(world.create("again", 2, anywhere(Map.of()))).outcomeKnown()).isFalse();

    world.cloud.faults().capacity(AwsWorld.REGION, 100);
    ProviderStrategy restarted = world.with(WALKS);
    ProviderData.InstancesCreated made =
        created(world.create(restarted, "again", 2, anywhere(Map.of())));
    assertThat(ids(made.instances())).containsExactlyInAnyOrderElementsOf(ids(aliveIn(WEST)));
    assertThat(aliveIn(AwsWorld.REGION)).isEmpty();
    assertThat(launchedIn()).containsExactly(AwsWorld.REGION, WEST, WEST);

    ProviderData.InstancesCreated once =
        created(world.create(world.with(WALKS), "again", 2, anywhere(Map.of())));
    assertThat(ids(once.instances())).isEqualTo(ids(made.instances()));
    assertThat(once.steps()).isEqualTo(made.steps());
    assertThat(launchedIn()).as("answered from its note").hasSize(3);
  }

  @Test
  void anotherOrderOfTheRegionsSettlesALaunchWhereItIs() {
    full(AwsWorld.REGION);
    world.cloud.faults().add(CallFault.once("RunInstances", Effect.LOST_AFTER).after(1));
    failure(world.create("moved", 1, anywhere(Map.of())));
    ProviderStrategy turned =
        world.with(Map.of("region", WEST, "fallback_regions", List.of(AwsWorld.REGION)));
    assertThat(ids(created(world.create(turned, "moved", 1, anywhere(Map.of()))).instances()))
        .isEqualTo(ids(aliveIn(WEST)));
    assertThat(launchedIn()).containsExactly(AwsWorld.REGION, WEST, WEST);
  }

  @Test
  void aLaunchInARegionThatIsNotConfiguredAnyMoreStaysUnknown() {
    full(AwsWorld.REGION);
    world.cloud.faults().add(CallFault.once("RunInstances", Effect.LOST_BEFORE).after(1));
    failure(world.create("gone", 1, anywhere(Map.of())));
    int calls = world.calls("RunInstances").size();
    ProviderFailure stays =
        failure(world.create(world.with(Map.of()), "gone", 1, anywhere(Map.of())));
    assertThat(stays.code()).isEqualTo("REGION_CHANGED");
    assertThat(stays.outcomeKnown()).isFalse();
    assertThat(stays.message()).contains(WEST).contains("Set the region back");
    assertThat(world.calls("RunInstances")).hasSize(calls);
  }

  @Test
  void whoeverWasOvertakenAsksNoFurtherRegion() throws Exception {
    full(AwsWorld.REGION);
    world.cloud.faults().add(CallFault.once("RunInstances", Effect.HANG_AFTER));
    var slow = new FutureTask<>(() -> world.create("race", 1, anywhere(Map.of())));
    Thread.ofVirtual().start(slow);
    while (world.calls("RunInstances").isEmpty()) {
      Thread.onSpinWait();
    }
    ProviderData.InstancesCreated other =
        created(world.create(world.with(WALKS), "race", 1, anywhere(Map.of())));
    world.cloud.faults().release();
    assertThat(failure(slow.get()).outcomeKnown()).isFalse();
    assertThat(ids(aliveIn(WEST))).isEqualTo(ids(other.instances()));
    assertThat(launchedIn()).containsOnlyOnce(WEST);
  }

  @Test
  void noRoomAnywhereIsCapacityAndNamesEachRegion() {
    full(AwsWorld.REGION, WEST, EUROPE);
    ProviderFailure failure = failure(world.create("none", 1, anywhere(Map.of())));
    assertThat(failure.failureClass()).isEqualTo(FailureClass.CAPACITY);
    assertThat(failure.outcomeKnown()).isTrue();
    assertThat(failure.message()).contains("us-east-1: ", "us-west-2: ", "eu-west-1: ");
  }

  @Test
  void aMachineTypeThatTheZonesLackIsAskedForInTheFallbackAlsoByALaunchThatIsNoted() {
    world.provider =
        world.with(
            settings(
                Map.of(
                    "region_fields",
                    Map.of(WEST, Map.of("network_zones", List.of("us-west-2a"))))));
    Map<String, Object> lacking = new LinkedHashMap<>();
    lacking.put("instance_type", "g4dn.xlarge");
    lacking.put("network_zones", List.of("us-east-1c"));
    assertThat(created(world.create("plain", 1, anywhere(lacking))).resourceId())
        .startsWith(WEST + "/");
    lacking.put("root_device_volume_size", 40L);
    assertThat(created(world.create("noted", 1, anywhere(lacking))).resourceId())
        .startsWith(WEST + "/");
  }

  @Test
  void aTemplateThatCannotBeUsedInAFallbackIsNoWrongRequest() {
    full(AwsWorld.REGION);
    ProviderFailure failure = failure(world.create("bound", 1, spec(Map.of())));
    assertThat(failure.failureClass())
        .as("the next provider may be asked")
        .isEqualTo(FailureClass.CAPACITY);
    assertThat(failure.message())
        .contains("us-west-2: not asked, image_id")
        .contains("region_fields.us-west-2.subnet_ids");
    assertThat(launchedIn()).containsExactly(AwsWorld.REGION);
  }

  @Test
  void aFallbackThatRefusesTheRequestIsPassedOver() {
    full(AwsWorld.REGION);
    world
        .cloud
        .faults()
        .add(CallFault.error("RunInstances", "InvalidKeyPair.NotFound", 400).after(1));
    ProviderData.InstancesCreated made = created(world.create("passed", 1, anywhere(Map.of())));
    assertThat(made.resourceId()).startsWith(EUROPE + "/");
    assertThat(made.steps().get(1)).contains("INVALID_KEY_PAIR_NOT_FOUND");
  }

  @Test
  void aWrongRequestInThePrimaryEndsTheLaunch() {
    ProviderFailure failure =
        failure(world.create("wrong", 1, anywhere(Map.of("image_id", "ami-12345678"))));
    assertThat(failure.failureClass()).isEqualTo(FailureClass.REQUEST);
    assertThat(launchedIn()).containsExactly(AwsWorld.REGION);
  }

  @Test
  void aRegionThatCannotBeUsedIsLeftOnlyWhereThatIsAskedFor() {
    CallFault denied = CallFault.error("RunInstances", "AuthFailure", 401);
    world.cloud.faults().add(denied);
    assertThat(failure(world.create("stays", 1, anywhere(Map.of()))).failureClass())
        .isEqualTo(FailureClass.PROVIDER);
    world.cloud.faults().add(denied);
    world.provider = world.with(settings(Map.of("fallback_on", "unavailable")));
    assertThat(created(world.create("leaves", 1, anywhere(Map.of()))).resourceId())
        .startsWith(WEST + "/");
  }

  @Test
  void aThrottledPrimaryIsAskedAgainAndNotLeft() {
    world.provider = world.with(settings(Map.of("fallback_on", "unavailable")));
    world.cloud.faults().add(CallFault.error("RunInstances", "RequestLimitExceeded", 503));
    ProviderFailure throttled = failure(world.create("slow", 1, anywhere(Map.of())));
    assertThat(throttled.throttled()).isTrue();
    assertThat(throttled.outcomeKnown()).isTrue();
    world.cloud.faults().add(CallFault.error("RunInstances", "RequestLimitExceeded", 503));
    assertThat(failure(world.create("slow", 1, anywhere(Map.of()))).outcomeKnown())
        .as("it was refused for certain each time")
        .isTrue();
    assertThat(created(world.create("slow", 1, anywhere(Map.of()))).instances()).hasSize(1);
    assertThat(launchedIn()).containsOnly(AwsWorld.REGION);
  }

  @Test
  void aRegionThatCannotBeNotedIsNotAsked() throws IOException {
    full(AwsWorld.REGION);
    created(world.create("noted", 1, anywhere(Map.of())));
    Path note;
    try (var notes =
        Files.newDirectoryStream(folder.resolve("aws/aws-east/places"), WEST + "-*.json")) {
      note = notes.iterator().next();
    }
    Files.createDirectories(note.resolveSibling(note.getFileName() + ".new/kept"));
    world.time.advance(Duration.ofMinutes(2));
    ProviderFailure failure = failure(world.create("unnoted", 1, anywhere(Map.of())));
    assertThat(failure.message()).contains("cannot be noted first");
    assertThat(launchedIn()).containsExactly(AwsWorld.REGION, WEST, AwsWorld.REGION);
  }

  @Test
  void fleetsOfBothKindsFallBackToo() {
    full(AwsWorld.REGION);
    LaunchSpec instant = anywhere(Map.of("provider_api", "EC2Fleet"));
    ProviderData.InstancesCreated made = created(world.create("instant", 2, instant));
    assertThat(made.instances()).hasSize(2);
    assertThat(made.resourceId()).startsWith(WEST + "/fleet-");
    assertThat(ids(aliveIn(WEST))).containsExactlyInAnyOrderElementsOf(ids(made.instances()));
    world.time.advance(Duration.ofSeconds(6));
    world.terminate(ids(made.instances()));
    assertThat(aliveIn(WEST)).extracting(info -> info.state().isGone()).doesNotContain(true);
    assertThat(world.calls("DeleteFleets")).extracting(Call::region).contains(WEST);
  }
}
