package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.ids;
import static io.signalbox.core.provider.aws.Ec2FleetLaunchTest.fleet;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.MachineState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Machines of EC2 fleets are returned: none is replaced, and no fleet is left. */
final class Ec2FleetReturnsTest extends LaunchTest {

  @Test
  void returnedMachinesTakeTheirInstantFleetWithThem() {
    List<String> ids =
        ids(created(world.create("req-1-1", 2, fleet("instant", Map.of()))).instances());
    AwsWorld.data(world.terminate(ids.subList(0, 1)));
    assertThat(world.calls("DeleteFleets")).isEmpty();
    AwsWorld.data(world.terminate(ids.subList(1, 2)));
    assertThat(world.calls("DeleteFleets")).hasSize(1);
    assertThat(world.alive()).allMatch(machine -> machine.state() == MachineState.SHUTTING_DOWN);
  }

  /** The machines were found by their tags, and nobody asked for the fleet again. */
  @Test
  void anInstantFleetWhoseAnswerWasLostGoesWithTheLastOfItsMachines() {
    world.cloud.faults().add(CallFault.once("CreateFleet", CallFault.Effect.LOST_AFTER));
    assertThat(failure(world.create("req-1-1", 2, fleet("instant", Map.of()))).outcomeKnown())
        .isFalse();
    List<String> made = ids(listed().instances());
    assertThat(made).hasSize(2);
    AwsWorld.data(world.terminate(made.subList(0, 1)));
    assertThat(actions()).doesNotContain("DeleteFleets");
    AwsWorld.data(world.terminate(made.subList(1, 2)));
    assertThat(actions()).contains("DeleteFleets");
    world.time.advance(Duration.ofSeconds(30));
    assertThat(world.alive()).isEmpty();
  }

  /** Nobody asks again for machines that are seen to end. */
  @Test
  void anInstantFleetGoesAlthoughTheAnswerToTheEndOfItsMachinesWasLost() {
    List<String> made =
        ids(created(world.create("req-1-1", 2, fleet("instant", Map.of()))).instances());
    world.cloud.faults().add(CallFault.once("TerminateInstances", CallFault.Effect.LOST_AFTER));
    assertThat(failure(world.terminate(made)).outcomeKnown()).isFalse();
    assertThat(actions()).contains("DeleteFleets");
  }

  @Test
  void theNoteOfAFleetThatIsGoneIsTakenAwayAfterTwoDaysAndNoOther() throws IOException {
    Path notes = folder.resolve("aws/aws-east/fleets");
    List<String> ids =
        ids(created(world.create("gone", 1, fleet("instant", Map.of()))).instances());
    AwsWorld.data(world.terminate(ids));
    created(world.create("there", 1, fleet("maintain", Map.of())));
    for (String key : List.of("gone", "there")) {
      Files.setLastModifiedTime(
          notes.resolve(key + ".json"), FileTime.from(world.time.now().minus(Duration.ofDays(3))));
    }
    created(world.create("next", 1, fleet("instant", Map.of())));
    assertThat(notes.resolve("gone.json")).doesNotExist();
    assertThat(notes.resolve("there.json")).exists();
  }

  @Test
  void aMaintainedFleetWhoseReplyWasLostReplacesNoReturnedMachines() {
    world.cloud.faults().add(CallFault.once("CreateFleet", CallFault.Effect.LOST_AFTER));
    failure(world.create("req-1-1", 2, fleet("maintain", Map.of())));
    world.time.advance(Duration.ofSeconds(8));
    List<String> ids = ids(listed().instances());
    assertThat(ids).as("found by their tags, so that it is not sent again").hasSize(2);
    AwsWorld.data(world.terminate(ids.subList(0, 1)));
    world.time.advance(Duration.ofSeconds(30));
    assertThat(ids(world.alive())).isEqualTo(ids.subList(1, 2));
    AwsWorld.data(world.terminate(ids));
    world.time.advance(Duration.ofSeconds(30));
    assertThat(world.alive()).isEmpty();
  }

  @Test
  void returnedMachinesOfAMaintainedFleetAreNotReplaced() {
    created(world.create("req-1-1", 3, fleet("maintain", Map.of())));
    world.time.advance(Duration.ofSeconds(8));
    List<String> ids = ids(listed().instances());
    assertThat(ids).hasSize(3);

    world.cloud.forgetCalls();
    AwsWorld.data(world.terminate(ids.subList(0, 1)));
    assertThat(actions()).containsExactly("DescribeInstances", "ModifyFleet", "TerminateInstances");
    assertThat(world.calls("ModifyFleet").getFirst().parameters())
        .containsEntry("TargetCapacitySpecification.TotalTargetCapacity", "2")
        .containsEntry("ExcessCapacityTerminationPolicy", "no-termination");
    world.time.advance(Duration.ofSeconds(30));
    assertThat(ids(world.alive())).containsExactlyInAnyOrderElementsOf(ids.subList(1, 3));

    AwsWorld.data(world.terminate(ids.subList(0, 1)));
    assertThat(world.calls("ModifyFleet")).as("asked again, it lowers nothing").hasSize(1);
    AwsWorld.data(world.terminate(ids));
    assertThat(actions()).contains("DeleteFleets", "DeleteLaunchTemplate");
    world.time.advance(Duration.ofSeconds(30));
    assertThat(world.alive()).isEmpty();
  }

  @Test
  void aReturnThatWasRefusedOnItsWayTerminatesNothing() {
    created(world.create("req-1-1", 2, fleet("maintain", Map.of())));
    world.time.advance(Duration.ofSeconds(8));
    List<String> ids = ids(listed().instances());
    world.cloud.faults().add(CallFault.error("ModifyFleet", "RequestLimitExceeded", 503));
    assertThat(failure(world.terminate(ids.subList(0, 1))).throttled()).isTrue();
    assertThat(world.calls("TerminateInstances")).isEmpty();
    AwsWorld.data(world.terminate(ids.subList(0, 1)));
    world.time.advance(Duration.ofSeconds(30));
    assertThat(ids(world.alive())).isEqualTo(ids.subList(1, 2));
  }

  @Test
  void aNoteThatCannotBeReadHoldsUpTheReturnsOfItsFleetAloneAndIsNamed() throws IOException {
    List<String> others = new ArrayList<>();
    others.addAll(ids(created(world.create("plain", 1, AwsWorld.spec(Map.of()))).instances()));
    String kept = created(world.create("kept", 2, fleet("maintain", Map.of()))).resourceId();
    String hidden = created(world.create("req-1-1", 1, fleet("maintain", Map.of()))).resourceId();
    world.time.advance(Duration.ofSeconds(8));
    List<InstanceInfo> all = world.alive();
    all.stream()
        .filter(machine -> machine.tags().containsValue(kept))
        .forEach(machine -> others.add(machine.machineId()));
    List<String> its =
        ids(all.stream().filter(machine -> machine.tags().containsValue(hidden)).toList());
    Path note = folder.resolve("aws/aws-east/fleets/req-1-1.json");
    String before = Files.readString(note);
    Files.writeString(note, "");

    List<String> asked = new ArrayList<>(its);
    asked.addAll(others);
    assertThat(failure(world.terminate(asked)))
        .satisfies(failure -> {
          assertThat(failure.code()).isEqualTo("JOURNAL_UNAVAILABLE");
          assertThat(failure.message())
              .contains(note.toString(), its.getFirst(), hidden)
              .doesNotContain(others);
        });
    world.time.advance(Duration.ofSeconds(30));
    assertThat(ids(world.alive())).as("all others are gone, none replaced").isEqualTo(its);

    Files.writeString(note, before);
    AwsWorld.data(world.terminate(asked));
    world.time.advance(Duration.ofSeconds(30));
    assertThat(world.alive()).isEmpty();
  }

  @Test
  void anInstantFleetOfWhichSomeMachinesWereListedLateKeepsThem() throws IOException {
    List<String> ids =
        ids(created(world.create("req-1-1", 2, fleet("instant", Map.of()))).instances());
    Path note = folder.resolve("aws/aws-east/fleets/req-1-1.json");
    // As it is noted by a return that finds the fleet by the machines that are listed then.
    Files.writeString(
        note,
        Files.readString(note)
            .replace(",\"" + ids.getLast() + "\"", "")
            .replace("\"settled\":true", "\"settled\":false"));
    world.time.advance(Duration.ofSeconds(8));
    AwsWorld.data(world.terminate(ids.subList(0, 1)));
    world.time.advance(Duration.ofSeconds(30));
    assertThat(ids(world.alive())).isEqualTo(ids.subList(1, 2));
    AwsWorld.data(world.terminate(ids.subList(1, 2)));
    world.time.advance(Duration.ofSeconds(30));
    assertThat(world.alive()).isEmpty();
  }
}
