package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.TAGS;
import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.FieldFinding;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.testing.AwsProviders;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Auto Scaling groups: what they make, and that they make it once. */
final class GroupLaunchTest extends LaunchTest {

  static final String KEY = "req-1-1";

  static LaunchSpec group(Map<String, Object> fields) {
    return two(Map.of("provider_api", "ASG", "allocation_strategy", "prioritized"), fields);
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
