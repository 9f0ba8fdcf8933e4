package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.TAGS;
import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.ids;
import static io.signalbox.core.provider.aws.Ec2FleetLaunchTest.fleet;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchProgress;
import io.signalbox.core.provider.ProviderData;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** EC2 fleets that are filled by and by: how far they are, and what was given up. */
final class Ec2FleetWaitingTest extends LaunchTest {

  private static final String GONE = "InvalidFleetId.NotFound";

  @Test
  void aFleetThatIsFilledByAndByIsFollowedUntilAllAreThere() {
    ProviderData.InstancesCreated made =
        created(world.create("req-1-1", 2, fleet("request", Map.of())));
    assertThat(made.instances()).isEmpty();
    assertThat(made.toCome()).isEqualTo(2);
    assertThat(listed().launches())
        .containsEntry(made.resourceId(), new LaunchProgress(0, List.of()));

    world.time.advance(Duration.ofSeconds(8));
    ProviderData.InstanceStatuses filled = listed();
    assertThat(filled.instances())
        .hasSize(2)
        .allSatisfy(machine -> assertThat(machine.tags()).containsAllEntriesOf(TAGS));
    world.cloud.forgetCalls();
    assertThat(listed().launches()).isEmpty();
    assertThat(actions())
        .as("settled: not asked about any more")
        .containsExactly("DescribeInstances");
  }

  @Test
  void whatKeepsAFleetWaitingIsTold() {
    world.cloud.faults().capacity("*", 0);
    String id = created(world.create("req-1-1", 2, fleet("maintain", Map.of()))).resourceId();
    world.time.advance(Duration.ofSeconds(3));
    assertThat(listed().launches().get(id))
        .satisfies(progress -> {
          assertThat(progress.givenUp()).isZero();
          assertThat(progress.shortfalls())
              .isNotEmpty()
              .allSatisfy(why -> {
                assertThat(why.failureClass()).isEqualTo(FailureClass.CAPACITY);
                assertThat(why.code()).isEqualTo("INSUFFICIENT_INSTANCE_CAPACITY");
              });
        });
  }

  @Test
  void aRequestWithoutRoomIsDeletedFirstThenGivenUpBeforeTheDeadline() {
    world.cloud.faults().capacity("*", 1);
    String id = created(world.create("req-1-1", 5, fleet("request", Map.of()))).resourceId();
    int givenUp = 0;
    for (int i = 0; i < 6; i++) {
      assertThat(givenUp == 0 || actions().contains("DeleteFleets")).isTrue();
      world.time.advance(Duration.ofSeconds(4));
      givenUp = listed().launches().get(id).givenUp();
    }
    assertThat(givenUp).isEqualTo(3);
    assertThat(world.calls("DeleteFleets").getFirst().parameters())
        .as("its machines stay")
        .containsEntry("TerminateInstances", "false");
    assertThat(world.alive()).hasSize(2);
    AwsWorld.data(world.terminate(ids(world.alive())));
    assertThat(listed().launches()).isEmpty();
  }

  @Test
  void aMaintainedFleetWithoutRoomWaitsForIt() {
    world.cloud.faults().capacity("*", 1);
    String id = created(world.create("req-1-1", 5, fleet("maintain", Map.of()))).resourceId();
    for (int i = 0; i < 10; i++) {
      world.time.advance(Duration.ofSeconds(10));
      assertThat(listed().launches().get(id).givenUp()).isZero();
    }
    assertThat(actions()).doesNotContain("DeleteFleets");
  }

  @Test
  void aFleetThatWentWithItsMachinesIsFollowedNoMore() {
    world.cloud.faults().capacity("*", 1);
    created(world.create("req-1-1", 5, fleet("maintain", Map.of())));
    world.time.advance(Duration.ofSeconds(3));
    assertThat(listed().instances()).hasSize(2);
    assertThat(listed().launches()).hasSize(1);
    AwsWorld.data(world.terminate(ids(listed().instances())));
    assertThat(listed().launches()).isEmpty();
  }

  @Test
  void whatAFleetGaveUpIsToldToWhoeverAsks() {
    world.cloud.faults().capacity("*", 1);
    String id = created(world.create("req-1-1", 5, fleet("maintain", Map.of()))).resourceId();
    world.time.advance(Duration.ofMinutes(16));
    assertThat(listed().instances()).hasSize(2);
    world.cloud.faults().add(CallFault.error("DescribeFleets", GONE, 400).times(0));
    assertThat(listed().launches().get(id).givenUp()).as("to who only watches").isEqualTo(3);
    assertThat(listed().launches().get(id).givenUp()).as("to who waits for them").isEqualTo(3);
  }

  @Test
  void aFleetThatEc2DoesNotKnowYetHasGivenNothingUp() {
    created(world.create("req-1-1", 2, fleet("request", Map.of())));
    world.cloud.faults().add(CallFault.error("DescribeFleets", GONE, 400).times(0));
    assertThat(listed().launches()).isEmpty();
  }

  @Test
  void anIncompleteListingGivesNothingUp() {
    world.cloud.faults().capacity("*", 1);
    created(world.create("req-1-1", 5, fleet("maintain", Map.of())));
    world.time.advance(Duration.ofMinutes(16));
    world.cloud.faults().pageSize(1);
    world.cloud.faults().add(CallFault.error("DescribeFleets", GONE, 400).times(0));
    world.cloud.faults().add(CallFault.error("DescribeInstances", "Blocked", 400).after(1));
    ProviderData.InstanceStatuses some = listed();
    assertThat(some.complete()).isFalse();
    assertThat(some.launches()).isEmpty();
  }

  @Test
  void aFleetOfAnotherRegionIsNotTakenForOneThatIsOver() {
    created(world.create("req-1-1", 2, fleet("request", Map.of())));
    world.provider = world.with(Map.of("region", "eu-west-1"));
    assertThat(listed().launches()).isEmpty();
  }

  @Test
  void anInterruptedSpotMachineOfARequestIsNotReplacedAndOfAMaintainedFleetIs() {
    for (String type : List.of("request", "maintain")) {
      created(
          world.create(
              type,
              1,
              fleet(
                  type, Map.of("price_type", "spot", "allocation_strategy", "capacityOptimized"))));
      world.time.advance(Duration.ofSeconds(8));
      List<InstanceInfo> before = world.alive();
      assertThat(before).extracting(InstanceInfo::priceType).containsOnly("spot");
      ids(before).forEach(world.cloud::interrupt);
      world.time.advance(Duration.ofMinutes(3));
      assertThat(world.alive()).hasSize(type.equals("maintain") ? 1 : 0);
    }
  }

  @Test
  void aNoteThatCannotBeReadKeepsNoOtherLaunchFromBeingFollowed() throws IOException {
    Files.createDirectories(folder.resolve("aws/aws-east/fleets"));
    Files.writeString(folder.resolve("aws/aws-east/fleets/req-9-1.json"), "");
    String id = created(world.create("req-1-1", 2, fleet("request", Map.of()))).resourceId();
    assertThat(listed().launches()).containsKey(id);
  }

  @Test
  void aFleetWhoseDeletionWasNotAnsweredTakesItsLaunchTemplateWithIt() {
    world.cloud.faults().capacity("*", 0);
    String id = created(world.create("req-1-1", 1, fleet("request", Map.of()))).resourceId();
    world.cloud.faults().add(CallFault.once("DeleteFleets", CallFault.Effect.LOST_AFTER));
    int givenUp = 0;
    for (int i = 0; i < 8 && givenUp == 0; i++) {
      world.time.advance(Duration.ofSeconds(4));
      givenUp = listed().launches().get(id).givenUp();
    }
    assertThat(givenUp).isEqualTo(1);
    assertThat(world.calls("DeleteLaunchTemplate")).hasSize(1);
  }
}
