package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.TAGS;
import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.ProviderData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Spot fleets of both types: what they make, that they make it once, and that nothing is left. */
final class SpotFleetLaunchTest extends LaunchTest {

  private static LaunchSpec fleet(String type, Map<String, Object> fields) {
    return two(
        Map.of(
            "provider_api", "SpotFleet",
            "fleet_type", type,
            "price_type", "spot",
            "allocation_strategy", "capacityOptimized"),
        fields);
  }

  @Test
  void aRequestIsAcceptedAndFollowedUntilAllAreThere() {
    ProviderData.InstancesCreated made =
        created(world.create("req-1-1", 2, fleet("request", Map.of())));
    assertThat(made.resourceId()).startsWith("sfr-");
    assertThat(made.instances()).isEmpty();
    assertThat(made.toCome()).isEqualTo(2);
    assertThat(listed().launches())
        .containsEntry(made.resourceId(), new LaunchProgress(0, List.of()));
    world.time.advance(Duration.ofSeconds(8));
    assertThat(listed().instances())
        .hasSize(2)
        .allSatisfy(machine -> {
          assertThat(machine.priceType()).isEqualTo("spot");
          assertThat(machine.tags()).containsAllEntriesOf(TAGS);
        });
    world.cloud.forgetCalls();
    assertThat(listed().launches()).isEmpty();
    assertThat(actions()).as("settled").containsExactly("DescribeInstances");

    AwsWorld.data(world.terminate(ids(listed().instances())));
    assertThat(actions()).contains("CancelSpotFleetRequests", "DeleteLaunchTemplate");
    world.time.advance(Duration.ofSeconds(30));
    assertThat(world.alive()).isEmpty();
  }

  @Test
  void theRoleIsOfTheAccountUnlessItIsAnArn() {
    created(world.create("usual", 1, fleet("request", Map.of())));
    created(world.create("named", 1, fleet("request", Map.of("fleet_role", "fleets"))));
    created(
        world.create(
            "arn",
            1,
            fleet("request", Map.of("fleet_role", "arn:aws:iam::111122223333:role/mine"))));
    assertThat(world.calls("RequestSpotFleet"))
        .extracting(call -> call.parameters().get("SpotFleetRequestConfig.IamFleetRole"))
        .containsExactly(
            "arn:aws:iam::111122223333:role/aws-service-role/spotfleet.amazonaws.com/"
                + "AWSServiceRoleForEC2SpotFleet",
            "arn:aws:iam::111122223333:role/fleets",
            "arn:aws:iam::111122223333:role/mine");
    assertThat(world.calls("GetCallerIdentity")).hasSize(1);
  }

  @Test
  void aLostReplyMakesNoFleetTwiceAlthoughTokensAreIgnored() {
    world.cloud.faults().honourTokens(false);
    world.cloud.faults().add(CallFault.once("RequestSpotFleet", CallFault.Effect.LOST_AFTER));
    LaunchSpec spec = fleet("request", Map.of("spot_fleet_request_expiry", 30L));
    assertThat(failure(world.create("lost", 2, spec)).outcomeKnown()).isFalse();
    world.time.advance(Duration.ofSeconds(10));
    assertThat(created(world.create(world.with(Map.of()), "lost", 2, spec)).toCome()).isEqualTo(2);
    assertThat(world.calls("RequestSpotFleet")).hasSize(1);
    assertThat(world.alive()).hasSize(2);
  }

  @Test
  void aRequestThatWasLostOnItsWayIsSentAgainTheSame() {
    world.cloud.faults().add(CallFault.once("RequestSpotFleet", CallFault.Effect.LOST_BEFORE));
    LaunchSpec spec = fleet("request", Map.of("spot_fleet_request_expiry", 30L));
    assertThat(failure(world.create("before", 2, spec)).outcomeKnown()).isFalse();
    world.time.advance(Duration.ofSeconds(10));
    assertThat(created(world.create("before", 2, spec)).toCome()).isEqualTo(2);
    assertThat(world.calls("RequestSpotFleet").getLast().parameters())
        .as("with the time until which it is valid")
        .isEqualTo(world.calls("RequestSpotFleet").getFirst().parameters());
  }

  @Test
  void whatKeepsAFleetWaitingIsTold() {
    world.cloud.faults().capacity("*", 0);
    world.cloud.faults().capacity("c5.large", 1);
    String id = created(world.create("req-1-1", 3, fleet("request", Map.of()))).resourceId();
    world.time.advance(Duration.ofSeconds(3));
    assertThat(listed().launches().get(id))
        .satisfies(progress -> {
          assertThat(progress.givenUp()).isZero();
          assertThat(progress.shortfalls())
              .isNotEmpty()
              .allMatch(why -> why.failureClass() == FailureClass.CAPACITY);
        });
  }

  /** What is told of a launch by the last of some looks. */
  private LaunchProgress follow(String id, int looks) {
    LaunchProgress last = new LaunchProgress(0, List.of());
    for (int i = 0; i < looks; i++) {
      world.time.advance(Duration.ofSeconds(4));
      last = listed().launches().getOrDefault(id, last);
    }
    return last;
  }

  @Test
  void aRequestWithoutRoomIsCancelledFirstThenGivenUpBeforeTheDeadline() {
    world.cloud.faults().capacity("*", 1);
    String id = created(world.create("req-1-1", 4, fleet("request", Map.of()))).resourceId();
    assertThat(follow(id, 3).givenUp()).as("it may still find room").isZero();
    assertThat(actions()).doesNotContain("CancelSpotFleetRequests");
    LaunchProgress told = follow(id, 3);
    assertThat(actions()).contains("CancelSpotFleetRequests", "DeleteLaunchTemplate");
    assertThat(told.givenUp()).isEqualTo(2);
    assertThat(told.shortfalls())
        .singleElement()
        .satisfies(why -> assertThat(why.failureClass()).isEqualTo(FailureClass.CAPACITY));
    world.cloud.faults().clear();
    world.cloud.forgetCalls();
    assertThat(follow(id, 3)).as("told to whoever asks").isEqualTo(told);
    assertThat(actions()).containsOnly("DescribeInstances");
    assertThat(world.alive()).as("room that comes later is not used").hasSize(2);
    AwsWorld.data(world.terminate(ids(world.alive())));
    assertThat(listed().launches()).isEmpty();
  }

  @Test
  void aRequestWhoseCancellationWasLostIsGivenUpOnceItIsSeenToBeCancelled() {
    world.cloud.faults().capacity("*", 0);
    String id = created(world.create("req-1-1", 2, fleet("request", Map.of()))).resourceId();
    world
        .cloud
        .faults()
        .add(CallFault.once("CancelSpotFleetRequests", CallFault.Effect.LOST_AFTER));
    follow(id, 4);
    assertThat(world.calls("CancelSpotFleetRequests")).hasSize(1);
    assertThat(follow(id, 1).givenUp()).as("not counted yet").isZero();
    assertThat(follow(id, 2).givenUp()).isEqualTo(2);
    assertThat(world.calls("CancelSpotFleetRequests")).hasSize(1);
  }

  @Test
  void aRequestThatFindsRoomAfterAllIsNotGivenUp() {
    world.cloud.faults().capacity("*", 0);
    String id = created(world.create("req-1-1", 2, fleet("request", Map.of()))).resourceId();
    follow(id, 2);
    world.cloud.faults().clear();
    follow(id, 4);
    assertThat(actions()).doesNotContain("CancelSpotFleetRequests");
    assertThat(world.alive()).hasSize(2);
  }

  @Test
  void returnedMachinesOfAMaintainedFleetAreNotReplacedAndInterruptedOnesAre() {
    created(world.create("req-1-1", 3, fleet("maintain", Map.of())));
    world.time.advance(Duration.ofSeconds(8));
    List<String> ids = ids(listed().instances());
    world.cloud.interrupt(ids.getLast());
    world.time.advance(Duration.ofMinutes(3));
    List<String> refilled = ids(world.alive());
    assertThat(refilled).hasSize(3).doesNotContain(ids.getLast());

    world.cloud.forgetCalls();
    AwsWorld.data(world.terminate(refilled.subList(0, 1)));
    assertThat(world.calls("ModifySpotFleetRequest").getFirst().parameters())
        .containsEntry("TargetCapacity", "2")
        .containsEntry("OnDemandTargetCapacity", "0")
        .containsEntry("ExcessCapacityTerminationPolicy", "noTermination");
    world.time.advance(Duration.ofSeconds(30));
    assertThat(ids(world.alive())).containsExactlyInAnyOrderElementsOf(refilled.subList(1, 3));
    AwsWorld.data(world.terminate(refilled));
    world.time.advance(Duration.ofSeconds(30));
    assertThat(world.alive()).isEmpty();
  }

  @Test
  void bothMarketsAreBoughtAsThePercentageSays() {
    created(
        world.create(
            "mixed",
            4,
            fleet("request", Map.of("price_type", "heterogeneous", "percent_on_demand", 50L))));
    world.time.advance(Duration.ofSeconds(3));
    assertThat(world.alive())
        .extracting(InstanceInfo::priceType)
        .containsExactlyInAnyOrder("ondemand", "ondemand", "spot", "spot");
  }

  @Test
  void machinesOnDemandAloneAreRefusedWithoutACall() {
    assertThat(failure(world.create("od", 1, fleet("request", Map.of("price_type", "ondemand")))))
        .satisfies(failure -> {
          assertThat(failure.failureClass()).isEqualTo(FailureClass.REQUEST);
          assertThat(failure.message())
              .contains("API 'SpotFleet' does not support on-demand instances");
        });
    assertThat(world.cloud.calls()).isEmpty();
  }
}
