package io.signalbox.core.provider.aws;

import static io.signalbox.core.provider.aws.AwsWorld.TAGS;
import static io.signalbox.core.provider.aws.AwsWorld.created;
import static io.signalbox.core.provider.aws.AwsWorld.failure;
import static io.signalbox.core.provider.aws.AwsWorld.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.InstanceInfo;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.ProviderData;
import io.signalbox.core.provider.ProviderFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** EC2 fleets of each type: what they make, and that they make it once. */
final class Ec2FleetLaunchTest extends LaunchTest {

  static LaunchSpec fleet(String type, Map<String, Object> fields) {
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
  void aRefusedRepetitionLeavesAFleetThatMayBeThereItsLaunchTemplate() {
    world.cloud.faults().add(CallFault.once("CreateFleet", CallFault.Effect.LOST_BEFORE));
    failure(world.create("req-1-1", 2, fleet("maintain", Map.of())));
    world.cloud.faults().deny("ec2:CreateFleet");
    failure(world.create("req-1-1", 2, fleet("maintain", Map.of())));
    assertThat(world.calls("DeleteLaunchTemplate")).isEmpty();
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
