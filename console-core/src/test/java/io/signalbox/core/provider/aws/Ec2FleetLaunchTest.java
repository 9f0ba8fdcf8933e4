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
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** EC2 fleets of each type: what they make, that they make it once, and that nothing is left. */
final class Ec2FleetLaunchTest extends LaunchTest {

  private static final String GONE = "InvalidFleetId.NotFound";

  private static LaunchSpec fleet(String type, Map<String, Object> fields) {
    return two(
        Map.of(
            "provider_api",
            "EC2Fleet",
            "fleet_type",
            type,
            "allocation_strategy",
            "prioritized",
            "machine_types_priority",
            Map.of("c5.large", 1, "m5.large", 2)),
        fields);
  }

  @Test
  void anInstantFleetAnswersWithItsMachines() {
    ProviderData.InstancesCreated made =
        created(world.create("req-1-1", 3, fleet("instant", Map.of())));
    assertThat(made.resourceId()).startsWith("fleet-");
    assertThat(made.instances()).hasSize(3);
    assertThat(made.shortfalls()).isEmpty();
    assertThat(made.toCome()).isZero();
    assertThat(made.instances())
        .extracting(InstanceInfo::instanceType, InstanceInfo::priceType, InstanceInfo::state)
        .containsOnly(
            org.assertj.core.groups.Tuple.tuple("c5.large", "ondemand", MachineState.LAUNCHING));
    assertThat(actions()).containsExactly("CreateLaunchTemplate", "CreateFleet");

    world.time.advance(Duration.ofSeconds(6));
    assertThat(listed().instances())
        .hasSize(3)
        .allSatisfy(machine -> {
          assertThat(machine.state()).isEqualTo(MachineState.RUNNING);
          assertThat(machine.tags()).containsAllEntriesOf(TAGS);
        });
    assertThat(listed().launches()).as("answered at once: nothing is followed").isEmpty();
    assertThat(actions()).doesNotContain("DescribeFleets");
  }

  @Test
  void launchesThatAreAlikeShareOneLaunchTemplate() {
    created(world.create("req-1-1", 1, fleet("instant", Map.of())));
    var other = world.with(Map.of());
    created(world.create(other, "req-2-1", 1, fleet("instant", Map.of())));
    assertThat(world.calls("CreateFleet"))
        .extracting(call ->
            call.parameters()
                .get("LaunchTemplateConfigs.1.LaunchTemplateSpecification.LaunchTemplateName"))
        .hasSize(2)
        .containsOnly(
            world.calls("CreateLaunchTemplate").getFirst().parameters().get("LaunchTemplateName"));
    created(world.create("req-3-1", 1, fleet("instant", Map.of("key_name", "operator"))));
    assertThat(world.calls("CreateLaunchTemplate"))
        .extracting(call -> call.parameters().get("LaunchTemplateName"))
        .as("other content, another one")
        .hasSize(3);
    assertThat(world.calls("CreateLaunchTemplate").getLast().parameters().get("LaunchTemplateName"))
        .isNotEqualTo(
            world.calls("CreateLaunchTemplate").getFirst().parameters().get("LaunchTemplateName"));
  }

  @Test
  void aLaunchTemplateThatIsGoneIsMadeAgain() {
    created(world.create("req-1-1", 1, fleet("instant", Map.of())));
    world
        .cloud
        .faults()
        .add(CallFault.error("CreateFleet", "InvalidLaunchTemplateName.NotFoundException", 400));
    assertThat(created(world.create("req-2-1", 1, fleet("instant", Map.of()))).instances())
        .hasSize(1);
    assertThat(world.calls("CreateLaunchTemplate")).hasSize(2);
  }

  @Test
  void aLostReplyIsUnknownAndTheFleetIsFoundByItsTagsAlthoughTokensAreIgnored() {
    world.cloud.faults().honourTokens(false);
    world.cloud.faults().add(CallFault.once("CreateFleet", CallFault.Effect.LOST_AFTER));
    LaunchSpec spec = fleet("instant", Map.of());
    ProviderFailure lost = failure(world.create("lost", 2, spec));
    assertThat(lost.outcomeKnown()).isFalse();
    var restarted = world.with(Map.of());
    ProviderData.InstancesCreated made = created(world.create(restarted, "lost", 2, spec));
    assertThat(made.instances()).hasSize(2);
    assertThat(ids(made.instances())).containsExactlyInAnyOrderElementsOf(ids(world.alive()));
    assertThat(world.calls("CreateFleet")).hasSize(1);
  }

  @Test
  void aLaunchThatWasLostOnItsWayIsSentAgainWithTheSameToken() {
    world.cloud.faults().add(CallFault.once("CreateFleet", CallFault.Effect.LOST_BEFORE));
    LaunchSpec spec = fleet("request", Map.of());
    assertThat(failure(world.create("before", 2, spec)).outcomeKnown()).isFalse();
    assertThat(created(world.create("before", 2, spec)).toCome()).isEqualTo(2);
    assertThat(world.calls("CreateFleet"))
        .hasSize(2)
        .extracting(call -> call.parameters().get("ClientToken"))
        .containsOnly(world.calls("CreateFleet").getFirst().parameters().get("ClientToken"));
    world.time.advance(Duration.ofSeconds(3));
    assertThat(world.alive()).hasSize(2);
  }

  @Test
  void fewerMachinesThanAskedSayWhyOnceForEachCause() {
    world.cloud.faults().capacity("*", 1);
    ProviderData.InstancesCreated made =
        created(world.create("few", 5, fleet("instant", Map.of())));
    assertThat(made.instances()).hasSize(2);
    assertThat(made.shortfalls())
        .isNotEmpty()
        .allSatisfy(why -> assertThat(why.failureClass()).isEqualTo(FailureClass.CAPACITY));
  }

  @Test
  void noRoomAtAllLeavesNoFleetBehind() {
    world.cloud.faults().capacity("*", 0);
    ProviderFailure failure = failure(world.create("none", 2, fleet("instant", Map.of())));
    assertThat(failure.failureClass()).isEqualTo(FailureClass.CAPACITY);
    assertThat(failure.outcomeKnown()).isTrue();
    assertThat(failure.message()).contains("c5.large", "m5.large");
    assertThat(world.calls("DeleteFleets"))
        .singleElement()
        .satisfies(
            call -> assertThat(call.parameters()).containsEntry("TerminateInstances", "true"));
  }

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
  void aRefusedRepetitionLeavesAFleetThatMayBeThereItsLaunchTemplate() {
    world.cloud.faults().add(CallFault.once("CreateFleet", CallFault.Effect.LOST_BEFORE));
    failure(world.create("req-1-1", 2, fleet("maintain", Map.of())));
    world.cloud.faults().deny("ec2:CreateFleet");
    failure(world.create("req-1-1", 2, fleet("maintain", Map.of())));
    assertThat(world.calls("DeleteLaunchTemplate")).isEmpty();
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
  void bothMarketsAreBoughtAsThePercentageSays() {
    ProviderData.InstancesCreated made =
        created(
            world.create(
                "mixed",
                5,
                fleet(
                    "instant",
                    Map.of(
                        "price_type", "heterogeneous",
                        "percent_on_demand", 30L,
                        "allocation_strategy", "diversified",
                        "allocation_strategy_on_demand", "prioritized"))));
    assertThat(made.instances())
        .extracting(InstanceInfo::priceType)
        .containsExactlyInAnyOrder("ondemand", "ondemand", "spot", "spot", "spot");
  }

  @Test
  void unitsAreCountedBesideMachines() {
    Map<String, Object> types = new LinkedHashMap<>();
    types.put("c5.large", 2L);
    types.put("m5.large", 4L);
    world.cloud.faults().capacity("c5.large", 1);
    ProviderData.InstancesCreated made =
        created(world.create("units", 2, fleet("instant", Map.of("machine_types", types))));
    assertThat(made.instances()).extracting(InstanceInfo::units).containsExactlyInAnyOrder(2, 4);
    assertThat(listed().instances())
        .extracting(InstanceInfo::units)
        .containsExactlyInAnyOrder(2, 4);
  }

  @Test
  void aLaunchTemplateThatIsNotOursIsReadAndLeftAsItIs() {
    created(world.create("ours", 1, fleet("instant", Map.of("key_name", "operator"))));
    String named =
        world.calls("CreateLaunchTemplate").getFirst().parameters().get("LaunchTemplateName");
    world.cloud.forgetCalls();
    Map<String, Object> values =
        new LinkedHashMap<>(
            fleet("instant", Map.of("launch_template_id", named, "monitoring_enabled", true))
                .values());
    values.remove("image_id");
    created(world.create("theirs", 1, new LaunchSpec("web", values)));
    assertThat(actions())
        .containsExactly("DescribeLaunchTemplateVersions", "CreateLaunchTemplate", "CreateFleet");
    assertThat(world.calls("CreateLaunchTemplate").getFirst().parameters())
        .containsEntry("LaunchTemplateData.ImageId", AwsWorld.IMAGE)
        .containsEntry("LaunchTemplateData.KeyName", "operator")
        .containsEntry("LaunchTemplateData.Monitoring.Enabled", "true");
  }

  @Test
  void theNoteHasNothingThatIsSent() throws IOException {
    created(world.create("req-7-1", 1, fleet("instant", Map.of("user_data", "password=us3rd4ta"))));
    assertThat(Files.readString(folder.resolve("aws/aws-east/fleets/req-7-1.json")))
        .contains("fleet-")
        .doesNotContain("us3rd4ta");
    assertThat(world.cloud.calls().toString()).doesNotContain("us3rd4ta");
  }

  @Test
  void aBrokenNoteSendsNothingAndTerminatesNothingThatMayBeOfIt() throws IOException {
    Path note = folder.resolve("aws/aws-east/fleets/req-9-1.json");
    Files.createDirectories(note.getParent());
    Files.writeString(note, "{\"key\":");
    assertThat(failure(world.create("req-9-1", 1, fleet("maintain", Map.of()))))
        .extracting(ProviderFailure::code, ProviderFailure::outcomeKnown)
        .containsExactly("JOURNAL_UNAVAILABLE", false);
    assertThat(world.cloud.calls()).isEmpty();
    assertThat(failure(world.terminate(List.of("i-0123456789abcdef0"))).code())
        .isEqualTo("JOURNAL_UNAVAILABLE");
    assertThat(actions()).containsExactly("DescribeInstances");
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
  void aNoteThatCannotBeReadKeepsNoOtherLaunchFromBeingFollowed() throws IOException {
    Files.createDirectories(folder.resolve("aws/aws-east/fleets"));
    Files.writeString(folder.resolve("aws/aws-east/fleets/req-9-1.json"), "");
    String id = created(world.create("req-1-1", 2, fleet("request", Map.of()))).resourceId();
    assertThat(listed().launches()).containsKey(id);
  }

  @Test
  void aStrategyThatItsMarketLacksIsToldWithoutACall() {
    assertThat(
            world.validate(fleet("instant", Map.of("allocation_strategy", "diversified"))).errors())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.field()).isEqualTo("allocation_strategy");
          assertThat(error.message()).contains("diversified", "lowestPrice, prioritized");
        });
    assertThat(world.cloud.calls()).isEmpty();
  }
}
