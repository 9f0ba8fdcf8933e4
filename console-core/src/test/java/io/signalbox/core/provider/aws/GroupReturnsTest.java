package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.TAGS;
import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.ids;
import static io.signalbox.core.provider.aws.GroupLaunchTest.KEY;
import static io.signalbox.core.provider.aws.GroupLaunchTest.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.MachineState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Machines of Auto Scaling groups are returned: none is replaced, and no group is left. */
final class GroupReturnsTest extends LaunchTest {

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
}
