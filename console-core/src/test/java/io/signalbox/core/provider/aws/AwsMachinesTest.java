package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.data;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.ids;
import static io.signalbox.core.provider.aws.AwsWorld.listed;
import static io.signalbox.core.provider.aws.AwsWorld.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import io.signalbox.core.provider.ProviderOperation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Machines listed and terminated. */
final class AwsMachinesTest extends AwsTest {

  private static final String NOBODY = "i-0123456789abcdef0";

  private List<String> launched(int count) {
    return ids(created(world.create("launch-" + count, count, spec(Map.of()))).instances());
  }

  @Test
  void anUnknownMachineIsAbsentFromACompleteListing() {
    String id = launched(1).getFirst();
    var statuses = (ProviderData.InstanceStatuses) data(world.status(List.of(id, NOBODY)));
    assertThat(statuses.complete()).isTrue();
    assertThat(ids(statuses.instances())).containsExactly(id);
  }

  @Test
  void pagesAreFollowed() {
    List<String> ids = launched(7);
    world.cloud.faults().pageSize(3);
    assertThat(ids(listed(world.tagged(AwsWorld.TAGS)))).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(world.calls("DescribeInstances")).hasSize(3);
  }

  @Test
  void aPageThatFailsMakesTheListingIncomplete() {
    launched(7);
    world.cloud.faults().pageSize(3);
    world
        .cloud
        .faults()
        .add(CallFault.error("DescribeInstances", "UnauthorizedOperation", 403).after(1));
    var statuses = (ProviderData.InstanceStatuses) data(world.tagged(AwsWorld.TAGS));
    assertThat(statuses.complete()).isFalse();
    assertThat(statuses.instances()).hasSize(3);
    assertThat(statuses.problem()).contains("page 2").contains("UnauthorizedOperation");
  }

  @Test
  void aFirstPageThatFailsIsNoListing() {
    world.cloud.faults().add(CallFault.error("DescribeInstances", "UnauthorizedOperation", 403));
    assertThat(failure(world.tagged(AwsWorld.TAGS)).failureClass())
        .isEqualTo(FailureClass.PROVIDER);
  }

  @Test
  void aReadIsTriedAgainAsOftenAsItIsSet() {
    var patient = world.with(Map.of("max_retries", 2L));
    world.provider = patient;
    world.cloud.faults().add(CallFault.error("DescribeInstances", "InternalError", 500).times(2));
    assertThat(listed(world.tagged(AwsWorld.TAGS))).isEmpty();
    assertThat(world.calls("DescribeInstances")).hasSize(3);
  }

  @Test
  void onlyMachinesWithAllTagsAreListed() {
    launched(2);
    Map<String, String> other = Map.of("signalbox:installation", "he*e");
    assertThat(listed(world.tagged(other))).as("a star stands for itself").isEmpty();
    assertThat(listed(world.tagged(Map.of("signalbox:installation", "here")))).hasSize(2);
  }

  @Test
  void aMachineWhoseTagHasAStarIsFoundByIt() {
    Map<String, String> tags = Map.of("signalbox:installation", "h*r\\e?");
    created(
        world.provider.execute(
            new ProviderOperation.CreateInstances(
                spec(Map.of()), 1, tags, world.context().withIdempotencyKey("star"))));
    assertThat(listed(world.tagged(tags))).hasSize(1);
  }

  @Test
  void terminatingIsToldAndMachinesEnd() {
    List<String> ids = launched(3);
    world.time.advance(Duration.ofSeconds(6));
    var accepted = (ProviderData.InstancesTerminating) data(world.terminate(ids));
    assertThat(accepted.instances())
        .extracting(InstanceInfo::state)
        .containsOnly(MachineState.SHUTTING_DOWN);
    world.time.advance(Duration.ofSeconds(6));
    assertThat(listed(world.status(ids)))
        .hasSize(3)
        .allSatisfy(info -> {
          assertThat(info.state()).isEqualTo(MachineState.TERMINATED);
          assertThat(info.reason()).isNotBlank();
        });
  }

  @Test
  void machinesThatEc2DoesNotKnowCountAsDone() {
    List<String> ids = launched(2);
    List<String> asked = new ArrayList<>(ids);
    asked.add(NOBODY);
    asked.add("no-id-of-aws");
    var accepted = (ProviderData.InstancesTerminating) data(world.terminate(asked));
    assertThat(ids(accepted.instances())).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(world.terminate(List.of(NOBODY)).isSuccess()).isTrue();
    assertThat(world.alive())
        .extracting(InstanceInfo::state)
        .containsOnly(MachineState.SHUTTING_DOWN);
  }

  @Test
  void aProtectedMachineKeepsNoOtherRunning() {
    List<String> ids = launched(3);
    String kept = ids.get(1);
    String said = "The instance '" + kept + "' may not be terminated.";
    world
        .cloud
        .faults()
        .add(
            new CallFault(
                "TerminateInstances",
                null,
                CallFault.Effect.ERROR,
                0,
                1,
                "OperationNotPermitted",
                400,
                said));
    ProviderFailure failure = failure(world.terminate(ids));
    assertThat(failure.message()).contains(kept).contains("protection");
    assertThat(world.alive())
        .filteredOn(info -> info.state() != MachineState.SHUTTING_DOWN)
        .extracting(InstanceInfo::machineId)
        .containsExactly(kept);
  }

  @Test
  void aThousandAndOneAreTerminatedWithTwoCalls() {
    List<String> ids = launched(1_001);
    assertThat(world.terminate(ids).isSuccess()).isTrue();
    assertThat(world.calls("TerminateInstances")).hasSize(2);
    assertThat(listed(world.status(ids))).hasSize(1_001);
    assertThat(world.calls("DescribeInstances").size()).isEqualTo(2);
  }

  @Test
  void oneOfManyThatEc2DoesNotKnowIsNoErrorOfTheOthers() {
    List<String> ids = launched(201);
    List<String> asked = new ArrayList<>(ids);
    asked.add(100, NOBODY);
    var statuses = (ProviderData.InstanceStatuses) data(world.status(asked));
    assertThat(statuses.complete()).isTrue();
    assertThat(ids(statuses.instances())).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(world.calls("DescribeInstances").size()).isEqualTo(3);
  }

  @Test
  void aTerminationWhoseReplyIsLostIsUnknownAndSentOnce() {
    List<String> ids = launched(1);
    world.cloud.faults().add(CallFault.once("TerminateInstances", CallFault.Effect.LOST_AFTER));
    assertThat(failure(world.terminate(ids)).outcomeKnown()).isFalse();
    assertThat(world.calls("TerminateInstances")).hasSize(1);
  }

  @Test
  void anInterruptedSpotMachineSaysWhy() {
    String id =
        ids(created(world.create("spot", 1, spec(Map.of("price_type", "spot")))).instances())
            .getFirst();
    world.time.advance(Duration.ofSeconds(6));
    world.cloud.interrupt(id);
    world.time.advance(Duration.ofSeconds(6));
    assertThat(listed(world.status(List.of(id))))
        .singleElement()
        .satisfies(info -> {
          assertThat(info.state()).isEqualTo(MachineState.TERMINATED);
          assertThat(info.reason()).containsIgnoringCase("spot");
        });
  }
}
