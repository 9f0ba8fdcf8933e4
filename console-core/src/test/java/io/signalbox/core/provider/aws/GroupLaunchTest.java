package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.TAGS;
import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.testing.AwsProviders;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Auto Scaling groups: what they make, that they make it once, and that nothing is left. */
final class GroupLaunchTest extends LaunchTest {

  private static final String KEY = "req-1-1";

  private static LaunchSpec group(Map<String, Object> fields) {
    return two(Map.of("provider_api", "ASG", "allocation_strategy", "prioritized"), fields);
  }

  private static LaunchSpec spot() {
    return group(Map.of("price_type", "spot", "allocation_strategy", "capacityOptimized"));
  }

  /** The machines of a group of so many, all running. */
  private List<String> running(int machines, LaunchSpec spec) {
    created(world.create(KEY, machines, spec));
    world.time.advance(Duration.ofSeconds(3));
    listed();
    world.time.advance(Duration.ofSeconds(6));
    List<InstanceInfo> made = listed().instances();
    assertThat(made)
        .hasSize(machines)
        .extracting(InstanceInfo::state)
        .containsOnly(MachineState.RUNNING);
    world.cloud.forgetCalls();
    return ids(made);
  }

  @Test
  void aGroupIsFollowedByItsNameUntilAllAreThere() {
    ProviderData.InstancesCreated made = created(world.create(KEY, 2, group(Map.of())));
    assertThat(made.instances()).isEmpty();
    assertThat(made.toCome()).isEqualTo(2);
    assertThat(made.resourceId()).startsWith("signalbox-").hasSizeLessThanOrEqualTo(255);
    assertThat(listed().launches())
        .containsEntry(made.resourceId(), new LaunchProgress(0, List.of()));

    world.time.advance(Duration.ofSeconds(8));
    assertThat(listed().instances())
        .hasSize(2)
        .allSatisfy(machine -> {
          assertThat(machine.tags()).containsAllEntriesOf(TAGS);
          assertThat(machine.instanceType()).isEqualTo("c5.large");
        });
    assertThat(actions())
        .as("one that is all there is not asked about")
        .containsExactly(
            "CreateLaunchTemplate",
            "CreateAutoScalingGroup",
            "DescribeInstances",
            "DescribeAutoScalingGroups",
            "DescribeInstances");
  }

  private void launched(String key) {
    created(world.create(key, 1, group(Map.of())));
  }

  /** Of the group of a launch, which is all there is of it. */
  private void returned(String group) {
    AwsWorld.data(
        world.terminate(
            ids(
                world.alive().stream()
                    .filter(machine -> machine.tags().containsValue(group))
                    .toList())));
  }

  private String name(String key) {
    return created(world.create(key, 1, group(Map.of()))).resourceId();
  }

  @Test
  void theLastGroupTakesTheLaunchTemplateWithItThatGroupsShared() {
    String first = name("req-1-1");
    String second = name("req-2-1");
    world.time.advance(Duration.ofMinutes(20));
    returned(first);
    assertThat(actions()).as("another needs it").doesNotContain("DeleteLaunchTemplate");
    returned(second);
    assertThat(actions()).contains("DeleteLaunchTemplate");

    launched("req-3-1");
    world.time.advance(Duration.ofSeconds(8));
    assertThat(world.alive()).hasSize(1);
  }

  @Test
  void aLaunchTemplateThatWasUsedLatelyStaysForTheNextLaunchAndGoesWithTheSweep() {
    String first = name("req-1-1");
    world.time.advance(Duration.ofMinutes(2));
    returned(first);
    launched("req-2-1");
    assertThat(world.calls("CreateLaunchTemplate")).hasSize(1);
    assertThat(world.calls("DeleteLaunchTemplate")).isEmpty();
    world.time.advance(Duration.ofSeconds(20));
    AwsWorld.data(world.terminate(ids(world.alive())));
    world.time.advance(Duration.ofMinutes(20));
    assertThat(
            world
                .provider
                .leftovers(
                    Map.of("signalbox:installation", "here"), key -> false, true, world.context())
                .found())
        .singleElement()
        .satisfies(left -> {
          assertThat(left.kind()).isEqualTo("launch template");
          assertThat(left.removed()).isTrue();
        });
    assertThat(world.calls("DeleteLaunchTemplate")).hasSize(1);
  }

  /** Whoever found it unneeded may be about to remove it: it is not launched from again. */
  @Test
  void aLaunchTemplateThatIsAboutToBeRemovedIsNotLaunchedFrom() {
    String first = name("req-1-1");
    world.time.advance(Duration.ofMinutes(20));
    world.cloud.faults().add(CallFault.once("DeleteLaunchTemplate", CallFault.Effect.LOST_BEFORE));
    returned(first);
    launched("req-2-1");
    assertThat(world.calls("CreateLaunchTemplate"))
        .extracting(call -> call.parameters().get("LaunchTemplateName"))
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void aGroupWhoseLaunchTemplateIsGoneIsMadeFromTheSameContentAgain() {
    launched("req-1-1");
    world
        .cloud
        .faults()
        .add(
            new CallFault(
                "CreateAutoScalingGroup",
                null,
                CallFault.Effect.ERROR,
                0,
                1,
                "ValidationError",
                400,
                "You must use a valid fully-formed launch template. The specified launch template,"
                    + " with template name x, does not exist."));
    launched("req-2-1");
    assertThat(world.calls("CreateLaunchTemplate")).hasSize(2);
  }

  @Test
  void aLostReplyIsUnknownAndTheGroupIsFoundByItsName() {
    world.cloud.faults().add(CallFault.once("CreateAutoScalingGroup", CallFault.Effect.LOST_AFTER));
    assertThat(failure(world.create(KEY, 2, group(Map.of()))).outcomeKnown()).isFalse();
    var restarted = world.with(Map.of());
    String name = created(world.create(restarted, KEY, 2, group(Map.of()))).resourceId();
    assertThat(world.calls("CreateAutoScalingGroup"))
        .extracting(call -> call.parameters().get("AutoScalingGroupName"))
        .containsExactly(name);
    world.time.advance(Duration.ofSeconds(3));
    assertThat(world.alive()).hasSize(2);
  }

  @Test
  void whatWasLostOnItsWayIsSentAgainUnderTheSameName() {
    world
        .cloud
        .faults()
        .add(CallFault.once("CreateAutoScalingGroup", CallFault.Effect.LOST_BEFORE));
    assertThat(failure(world.create(KEY, 2, group(Map.of()))).outcomeKnown()).isFalse();
    created(world.create(KEY, 2, group(Map.of())));
    assertThat(world.calls("CreateAutoScalingGroup"))
        .extracting(call -> call.parameters().get("AutoScalingGroupName"))
        .hasSize(2)
        .containsOnly(
            world
                .calls("CreateAutoScalingGroup")
                .getFirst()
                .parameters()
                .get("AutoScalingGroupName"));
    world.time.advance(Duration.ofSeconds(3));
    assertThat(world.alive()).hasSize(2);
  }

  @Test
  void oneThatIsThereAlreadyIsTheOneThatWasMade() throws Exception {
    String name = created(world.create(KEY, 2, group(Map.of()))).resourceId();
    // Where the note of the first was lost.
    try (var other =
        AwsProviders.at(
            world.cloud.endpoint(),
            AwsWorld.REGION,
            AwsWorld.NAME,
            folder.resolve("elsewhere"),
            world.time)) {
      assertThat(created(world.create(other, KEY, 2, group(Map.of()))).resourceId())
          .isEqualTo(name);
    }
  }

  @Test
  void whatKeepsAGroupWaitingIsToldByItsActivities() {
    world.cloud.faults().capacity("*", 0);
    String name = created(world.create(KEY, 2, group(Map.of()))).resourceId();
    world.time.advance(Duration.ofSeconds(8));
    LaunchProgress progress = listed().launches().get(name);
    assertThat(progress.givenUp()).isZero();
    assertThat(progress.shortfalls())
        .isNotEmpty()
        .allSatisfy(why -> {
          assertThat(why.failureClass()).isEqualTo(FailureClass.CAPACITY);
          assertThat(why.code()).isEqualTo("INSUFFICIENT_INSTANCE_CAPACITY");
          assertThat(why.message()).doesNotContain("Launching EC2 instance failed");
        });
  }

  @Test
  void oneWithTooFewKeepsWhatItHasAndWaitsForTheRest() {
    world.cloud.faults().capacity("*", 1);
    String name = created(world.create(KEY, 3, group(Map.of()))).resourceId();
    world.time.advance(Duration.ofSeconds(8));
    ProviderData.InstanceStatuses some = listed();
    assertThat(some.instances()).hasSize(2);
    assertThat(some.launches().get(name).shortfalls()).isNotEmpty();
    world.cloud.faults().capacity("*", 9);
    world.time.advance(Duration.ofSeconds(8));
    assertThat(listed().instances()).hasSize(3);
  }

  @Test
  void aReturnOfAllDeletesTheGroupAndAsksForNoListing() {
    List<String> ids = running(2, group(Map.of()));
    AwsWorld.data(world.terminate(ids));
    assertThat(actions()).containsExactly("DeleteAutoScalingGroup", "TerminateInstances");
    world.time.advance(Duration.ofSeconds(30));
    assertThat(world.alive()).isEmpty();
    AwsWorld.data(world.terminate(ids));
    assertThat(world.calls("DeleteAutoScalingGroup")).as("asked again, it is gone").hasSize(1);
  }

  @Test
  void aReturnOfSomeTakesThemOutSoThatTheyAreNotReplaced() {
    List<String> ids = running(3, group(Map.of()));
    AwsWorld.data(world.terminate(ids.subList(0, 1)));
    assertThat(actions())
        .containsExactly("DescribeInstances", "DetachInstances", "TerminateInstances");
    world.time.advance(Duration.ofSeconds(30));
    assertThat(ids(world.alive())).containsExactlyInAnyOrderElementsOf(ids.subList(1, 3));

    world.cloud.forgetCalls();
    AwsWorld.data(world.terminate(ids.subList(1, 3)));
    assertThat(actions()).containsExactly("DeleteAutoScalingGroup", "TerminateInstances");
    world.time.advance(Duration.ofSeconds(30));
    assertThat(world.alive()).isEmpty();
  }

  @Test
  void manyAreTakenOutTwentyAtATime() {
    List<String> ids = running(46, group(Map.of("machine_types", Map.of("c5.large", 1L))));
    AwsWorld.data(world.terminate(ids.subList(0, 45)));
    assertThat(world.calls("DetachInstances")).hasSize(3);
    assertThat(world.calls("TerminateInstances")).hasSize(1);
    world.time.advance(Duration.ofSeconds(30));
    assertThat(ids(world.alive())).containsExactly(ids.get(45));
  }

  @Test
  void aMachineThatStartsYetKeepsNoOtherFromBeingReturned() {
    world.cloud.faults().capacity("*", 2);
    created(world.create("req-1-1", 3, group(Map.of("machine_types", Map.of("c5.large", 1L)))));
    world.time.advance(Duration.ofSeconds(3));
    List<String> there = ids(world.alive());
    assertThat(there).hasSize(2);
    world.time.advance(Duration.ofSeconds(8));
    world.cloud.faults().capacity("*", 4);
    world.alive();
    world.time.advance(Duration.ofSeconds(1));
    List<String> ids = ids(world.alive());
    assertThat(ids).hasSize(3);
    List<String> returned =
        List.of(there.getFirst(), ids.stream().filter(id -> !there.contains(id)).findFirst().get());

    world.cloud.forgetCalls();
    AwsWorld.data(world.terminate(returned));
    assertThat(actions())
        .containsExactly(
            "DescribeInstances",
            "DetachInstances",
            "DescribeAutoScalingGroups",
            "DetachInstances",
            "TerminateInstanceInAutoScalingGroup",
            "TerminateInstances");
    world.time.advance(Duration.ofMinutes(1));
    world.alive();
    world.time.advance(Duration.ofMinutes(1));
    assertThat(ids(world.alive())).containsExactly(there.getLast());
  }

  @Test
  void aDetachingWhoseReplyWasLostIsNoObstacle() {
    List<String> ids = running(3, group(Map.of()));
    world.cloud.faults().add(CallFault.once("DetachInstances", CallFault.Effect.LOST_AFTER));
    assertThat(failure(world.terminate(ids.subList(0, 1))).outcomeKnown()).isFalse();
    assertThat(world.calls("TerminateInstances")).as("it might be replaced").isEmpty();
    AwsWorld.data(world.terminate(ids.subList(0, 1)));
    world.time.advance(Duration.ofSeconds(30));
    assertThat(ids(world.alive())).containsExactlyInAnyOrderElementsOf(ids.subList(1, 3));
  }

  @Test
  void oneOfThemThatTheGroupHasReplacedAlreadyIsNoObstacleWhereListingsLag() {
    List<String> ids = running(3, spot());
    world.time.advance(Duration.ofMinutes(2));
    world.cloud.faults().listingLag(Duration.ofMinutes(1));
    world.cloud.interrupt(ids.get(0));
    world.time.advance(Duration.ofSeconds(1));
    AwsWorld.data(world.terminate(ids.subList(0, 2)));
    assertThat(actions())
        .containsExactly(
            "DescribeInstances",
            "DetachInstances",
            "DescribeAutoScalingGroups",
            "DetachInstances",
            "TerminateInstances");
    world.cloud.faults().listingLag(Duration.ZERO);
    world.time.advance(Duration.ofSeconds(30));
    assertThat(ids(world.alive())).doesNotContain(ids.get(0), ids.get(1)).contains(ids.get(2));
  }

  @Test
  void anInterruptedSpotMachineIsReplacedUntilTheGroupIsReturned() {
    List<String> ids = running(1, spot());
    world.cloud.interrupt(ids.getFirst());
    world.time.advance(Duration.ofSeconds(30));
    List<InstanceInfo> after = world.alive();
    assertThat(after)
        .singleElement()
        .satisfies(machine -> {
          assertThat(machine.priceType()).isEqualTo("spot");
          assertThat(machine.machineId()).isNotEqualTo(ids.getFirst());
          assertThat(machine.tags()).as("the sweep finds it").containsAllEntriesOf(TAGS);
        });
    AwsWorld.data(world.terminate(ids(after)));
    assertThat(world.calls("DeleteAutoScalingGroup")).hasSize(1);
    world.time.advance(Duration.ofSeconds(30));
    assertThat(world.alive()).isEmpty();
  }

  @Test
  void bothMarketsAreBoughtAsThePercentageSays() {
    created(
        world.create(
            KEY,
            5,
            group(
                Map.of(
                    "price_type",
                    "heterogeneous",
                    "percent_on_demand",
                    30L,
                    "allocation_strategy",
                    "lowestPrice",
                    "allocation_strategy_on_demand",
                    "prioritized",
                    "pools_count",
                    2L,
                    "max_price",
                    1.5))));
    world.time.advance(Duration.ofSeconds(3));
    assertThat(listed().instances())
        .extracting(InstanceInfo::priceType)
        .containsExactlyInAnyOrder("ondemand", "ondemand", "spot", "spot", "spot");
    String distribution = "MixedInstancesPolicy.InstancesDistribution.";
    assertThat(world.calls("CreateAutoScalingGroup").getFirst().parameters())
        .containsEntry(distribution + "OnDemandPercentageAboveBaseCapacity", "30")
        .containsEntry(distribution + "OnDemandAllocationStrategy", "prioritized")
        .containsEntry(distribution + "SpotAllocationStrategy", "lowest-price")
        .containsEntry(distribution + "SpotInstancePools", "2")
        .containsEntry(distribution + "SpotMaxPrice", "1.5")
        .containsEntry("MinSize", "0")
        .containsEntry("NewInstancesProtectedFromScaleIn", "true");
  }

  @Test
  void unitsAreCountedBesideMachines() {
    Map<String, Object> types = new LinkedHashMap<>();
    types.put("c5.large", 2L);
    types.put("m5.large", 4L);
    world.cloud.faults().capacity("c5.large", 1);
    created(world.create(KEY, 2, group(Map.of("machine_types", types))));
    world.time.advance(Duration.ofSeconds(3));
    assertThat(listed().instances())
        .extracting(InstanceInfo::units)
        .containsExactlyInAnyOrder(2, 4);
  }

  @Test
  void subnetsOrZonesAreNeededAndAStrategyOfFleetsAloneIsTold() {
    Map<String, Object> values =
        new LinkedHashMap<>(
            group(Map.of("price_type", "spot", "allocation_strategy", "diversified")).values());
    values.remove("subnet_ids");
    assertThat(world.validate(new LaunchSpec("web", values)).errors())
        .extracting(FieldFinding::field)
        .containsExactlyInAnyOrder("allocation_strategy", "subnet_ids");
    assertThat(world.cloud.calls()).isEmpty();
    values.put("allocation_strategy", "capacityOptimized");
    values.put("network_zones", List.of("us-east-1a", "us-east-1b"));
    created(world.create(KEY, 1, new LaunchSpec("web", values)));
    assertThat(world.calls("CreateAutoScalingGroup").getFirst().parameters())
        .containsEntry("AvailabilityZones.member.2", "us-east-1b");
  }

  @Test
  void aRefusedGroupSaysWhyAndLeavesNothing() {
    world.cloud.faults().deny("autoscaling:CreateAutoScalingGroup");
    ProviderFailure denied = failure(world.create(KEY, 1, group(Map.of())));
    assertThat(denied.failureClass()).isEqualTo(FailureClass.PROVIDER);
    assertThat(denied.message()).contains("autoscaling:CreateAutoScalingGroup", "policy");
    assertThat(world.alive()).isEmpty();
  }
}
