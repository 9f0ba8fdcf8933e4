package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.Call;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderResult;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.testing.AwsLaunch;
import io.signalbox.core.testing.AwsProviders;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Fleets and groups that wait for room leave a region that has none: they keep what they have, and
 * the request is asked for the rest once more, in the next region.
 */
final class WaitingOverRegionsTest extends LaunchTest {

  private static final String WEST = "us-west-2";

  @BeforeEach
  void fallsBack() {
    world.provider = world.with(Map.of("fallback_regions", List.of(WEST)));
  }

  private static LaunchSpec of(AwsLaunch launch, Map<String, Object> more) {
    Map<String, Object> fields = new HashMap<>(launch.fields());
    if (launch == AwsLaunch.GROUP) {
      fields.put("network_zones", List.of("us-east-1a"));
    }
    fields.putAll(more);
    return RegionWalkTest.anywhere(fields);
  }

  /** What a group needs in the other region. */
  private void forGroups() {
    world.provider =
        world.with(
            Map.of(
                "fallback_regions",
                List.of(WEST),
                "region_fields",
                Map.of(WEST, Map.of("network_zones", List.of("us-west-2a")))));
  }

  /** The next launch for the same request. */
  private ProviderResult again(String key, int count, LaunchSpec spec) {
    Map<String, String> tags = new HashMap<>(AwsWorld.TAGS);
    tags.put("signalbox:attempt", key);
    return world.provider.execute(
        new ProviderOperation.CreateInstances(
            spec, count, tags, world.context().withIdempotencyKey(key)));
  }

  /** What is there of the request, whichever launch made it. */
  @Override
  ProviderData.InstanceStatuses listed() {
    Map<String, String> tags = new HashMap<>(AwsWorld.TAGS);
    tags.remove("signalbox:attempt");
    return AwsWorld.listing(world.tagged(tags));
  }

  private LaunchProgress progress(String resource) {
    ProviderData.InstanceStatuses listed = listed();
    assertThat(listed.complete()).isTrue();
    return listed.launches().getOrDefault(resource, new LaunchProgress(0, List.of()));
  }

  /** Looks at it as often as a request does, until it is given up. */
  private LaunchProgress givenUp(String resource, Duration most) {
    LaunchProgress progress = progress(resource);
    for (long s = 0; s < most.toSeconds() && progress.givenUp() == 0; s++) {
      world.time.advance(Duration.ofSeconds(1));
      progress = progress(resource);
    }
    return progress;
  }

  private List<String> regionsOf(String action) {
    return world.calls(action).stream().map(Call::region).toList();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"RUN_INSTANCES", "INSTANT_FLEET"})
  void whatFindsNoRoomKeepsWhatItHasAndTheRestIsAskedForInTheNextRegion(AwsLaunch launch) {
    forGroups();
    world.cloud.faults().capacity(AwsWorld.REGION, 1);
    LaunchSpec spec = of(launch, Map.of());
    String first = created(world.create("req-1-1", 3, spec)).resourceId();
    LaunchProgress left = givenUp(first, Duration.ofMinutes(1));
    assertThat(left.givenUp()).isEqualTo(2);
    assertThat(left.elsewhere()).isTrue();

    ProviderData.InstancesCreated rest = created(again("req-1-2", 2, spec));
    assertThat(rest.resourceId()).startsWith(WEST + "/");
    assertThat(rest.toCome()).isEqualTo(2);
    assertThat(rest.steps().getFirst()).startsWith("us-east-1: no machine");
    assertThat(regionsOf(launch.create())).containsExactly(AwsWorld.REGION, WEST);
    world.cloud.faults().capacity(AwsWorld.REGION, 100);
    for (int i = 0; i < 10; i++) {
      world.time.advance(Duration.ofSeconds(5));
      listed();
    }
    assertThat(listed().instances())
        .as("it launches no more where it has left, although there is room")
        .hasSize(3);
    assertThat(progress(first).givenUp()).isEqualTo(2);
    assertThat(progress(rest.resourceId()).givenUp()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"MAINTAINED_FLEET", "MAINTAINED_SPOT_FLEET", "GROUP"})
  void whatIsKeptIsStillMaintained(AwsLaunch launch) {
    forGroups();
    world.cloud.faults().capacity(AwsWorld.REGION, 2);
    String first = created(world.create("req-1-1", 3, of(launch, Map.of()))).resourceId();
    assertThat(givenUp(first, Duration.ofMinutes(1)).givenUp()).isEqualTo(1);
    String one = AwsWorld.ids(world.alive()).getFirst();
    endedByOthers(one);
    world.time.advance(Duration.ofSeconds(20));
    assertThat(progress(first).givenUp()).as("never fewer than said").isEqualTo(1);
    assertThat(world.alive().stream().filter(each -> !each.machineId().equals(one)))
        .as("another in its place")
        .hasSize(2);
  }

  private void endedByOthers(String id) {
    try (ProviderStrategy others =
        AwsProviders.at(
            world.cloud.endpoint(),
            AwsWorld.REGION,
            AwsWorld.NAME,
            folder.resolve("others"),
            world.time)) {
      others.execute(new ProviderOperation.TerminateInstances(List.of(id), world.context()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MAINTAINED_FLEET", "MAINTAINED_SPOT_FLEET", "GROUP"})
  void whereNoOtherRegionMayBeAskedItWaits(AwsLaunch launch) {
    world.provider = world.with(Map.of());
    world.cloud.faults().capacity(AwsWorld.REGION, 1);
    String alone = created(world.create("alone", 2, of(launch, Map.of()))).resourceId();
    assertThat(givenUp(alone, Duration.ofMinutes(1)).givenUp()).isZero();

    world.provider = world.with(Map.of("fallback_regions", List.of(WEST)));
    Map<String, Object> bound = Map.of("security_group_ids", List.of(AwsWorld.GROUP));
    String template = created(world.create("bound", 2, of(launch, bound))).resourceId();
    assertThat(givenUp(template, Duration.ofMinutes(1)).givenUp())
        .as("its template has no value for the other region")
        .isZero();
    assertThat(
            world.cloud.calls().stream()
                .map(Call::action)
                .filter(action -> action.startsWith("Modify") || action.startsWith("Update")))
        .isEmpty();
  }

  @Test
  void aLostAnswerToTheLoweringIsFoundOutAndNothingIsLaunchedTwice() {
    world.cloud.faults().capacity(AwsWorld.REGION, 1);
    world.cloud.faults().add(CallFault.once("ModifyFleet", CallFault.Effect.LOST_AFTER));
    LaunchSpec spec = of(AwsLaunch.MAINTAINED_FLEET, Map.of());
    String first = created(world.create("req-1-1", 2, spec)).resourceId();
    assertThat(givenUp(first, Duration.ofMinutes(1)).givenUp()).isEqualTo(1);
    assertThat(world.calls("ModifyFleet")).hasSize(1);
    created(again("req-1-2", 1, spec));
    world.time.advance(Duration.ofSeconds(10));
    assertThat(listed().instances()).hasSize(2);
  }

  @Test
  void whereAllRegionsWereLeftItWaitsWhereItsTemplateIsAtHome() {
    world.cloud.faults().capacity("*", 0);
    LaunchSpec spec = of(AwsLaunch.MAINTAINED_FLEET, Map.of());
    String first = created(world.create("req-1-1", 1, spec)).resourceId();
    assertThat(givenUp(first, Duration.ofMinutes(1)).elsewhere()).isTrue();
    String second = created(again("req-1-2", 1, spec)).resourceId();
    LaunchProgress last = givenUp(second, Duration.ofMinutes(1));
    assertThat(last.givenUp()).as("there is no region after it").isZero();
    assertThat(regionsOf("CreateFleet")).containsExactly(AwsWorld.REGION, WEST);
  }

  @Test
  void aFleetThatSomebodyElseHasDeletedIsNotAskedForOnceMore() {
    LaunchSpec spec = of(AwsLaunch.REQUESTED_FLEET, Map.of());
    String fleet = created(world.create("req-1-1", 2, spec)).resourceId();
    world
        .cloud
        .faults()
        .add(CallFault.error("DescribeFleets", "InvalidFleetId.NotFound", 400).times(0));
    world.cloud.faults().capacity("*", 0);
    world.time.advance(Duration.ofMinutes(16));
    assertThat(progress(fleet).givenUp()).isEqualTo(2);
    assertThat(progress(fleet).elsewhere())
        .as("nothing says that another region would not meet the same")
        .isFalse();
  }

  @Test
  void aLaunchForAnotherRequestBeginsAtHome() {
    world.cloud.faults().capacity(AwsWorld.REGION, 0);
    LaunchSpec spec = of(AwsLaunch.MAINTAINED_FLEET, Map.of());
    String first = created(world.create("req-1-1", 1, spec)).resourceId();
    assertThat(givenUp(first, Duration.ofMinutes(1)).elsewhere()).isTrue();
    Map<String, String> other = new HashMap<>(AwsWorld.TAGS);
    other.put("signalbox:request-id", "req-2");
    other.put("signalbox:attempt", "req-2-1");
    created(
        world.provider.execute(
            new ProviderOperation.CreateInstances(
                spec, 1, other, world.context().withIdempotencyKey("req-2-1"))));
    assertThat(regionsOf("CreateFleet")).containsExactly(AwsWorld.REGION, AwsWorld.REGION);
  }

  @Test
  void whatWasGivenUpStaysGivenUpThoughAnotherProcessLookedBeforeAndNotesLater() throws Exception {
    world.provider = world.with(Map.of());
    world.cloud.faults().capacity(AwsWorld.REGION, 1);
    String fleet =
        created(world.create("req-1-1", 3, of(AwsLaunch.REQUESTED_FLEET, Map.of()))).resourceId();
    world.time.advance(Duration.ofSeconds(3));
    progress(fleet);
    // It has read what is noted, and what it asks is answered late.
    world.cloud.faults().add(CallFault.once("DescribeFleets", CallFault.Effect.HANG_BEFORE));
    world.cloud.forgetCalls();
    var slow = world.with(Map.of());
    var late =
        new FutureTask<>(() ->
            slow.execute(
                new ProviderOperation.DescribeResourceInstances(
                    AwsWorld.TAGS,
                    OperationContext.of("late", world.time.now().plus(Duration.ofHours(1))))));
    Thread.ofVirtual().start(late);
    while (world.calls("DescribeFleets").isEmpty()) {
      Thread.onSpinWait();
    }
    assertThat(givenUp(fleet, Duration.ofMinutes(1)).givenUp()).isEqualTo(2);
    world.cloud.faults().release();
    late.get();
    assertThat(progress(fleet).givenUp()).as("never fewer than said before").isEqualTo(2);
  }

  @Test
  void aFleetWhoseMachinesWereReturnedIsNotLaunchedOnceMoreByARepetition() {
    LaunchSpec spec = AwsWorld.spec(AwsLaunch.GROUP.fields());
    world.cloud.faults().add(CallFault.once("CreateAutoScalingGroup", CallFault.Effect.LOST_AFTER));
    assertThat(failure(world.create("req-1-1", 2, spec)).outcomeKnown()).isFalse();
    world.time.advance(Duration.ofSeconds(8));
    world.terminate(AwsWorld.ids(listed().instances()));
    assertThat(failure(world.create("req-1-1", 2, spec)).code()).isEqualTo("RETURNED_ALREADY");
    world.time.advance(Duration.ofSeconds(30));
    assertThat(listed().instances()).allMatch(each -> each.state().isGone());
    assertThat(world.calls("CreateAutoScalingGroup")).hasSize(1);
  }

  @Test
  void aRegionThatAProviderHadBeforeIsNotForgottenWhileAFleetMayLaunchThere() {
    world.provider = world.with(Map.of("region", WEST));
    world.cloud.faults().capacity(WEST, 0);
    LaunchSpec spec = of(AwsLaunch.MAINTAINED_FLEET, Map.of());
    String fleet = created(world.create("waits", 1, spec)).resourceId();
    world.provider = world.with(Map.of());
    world.time.advance(Duration.ofMinutes(30));
    assertThat(AwsWorld.listing(world.tagged(AwsWorld.TAGS)).problem())
        .contains(WEST, fleet + " may still launch");
    world.cloud.faults().capacity(WEST, 1);
    world.time.advance(Duration.ofMinutes(2));
    assertThat(AwsWorld.listing(world.tagged(AwsWorld.TAGS)).problem())
        .contains("1 of its machines live there");
  }

  @Test
  void aTypeThatAZoneLacksKeepsNoFleetWaitingThatHasNoRoomForTheOthers() {
    world.provider = world.with(Map.of());
    world.cloud.faults().capacity("t3.micro", 0);
    Map<String, Object> types = new LinkedHashMap<>();
    types.put("g4dn.xlarge", 1L);
    types.put("t3.micro", 1L);
    Map<String, Object> values =
        new HashMap<>(AwsWorld.spec(AwsLaunch.REQUESTED_FLEET.fields()).values());
    values.remove("instance_type");
    values.put("machine_types", types);
    values.put("subnet_ids", List.of("subnet-00000000000000103"));
    String fleet = created(world.create("req-1-1", 1, new LaunchSpec("web", values))).resourceId();
    assertThat(givenUp(fleet, Duration.ofMinutes(1)).givenUp()).isEqualTo(1);
  }
}
