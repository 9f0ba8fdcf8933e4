package io.signalbox.core.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.localcloud.Call;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.template.ValidationLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a template to returned machines, through the whole core. */
final class AwsEndToEndTest {

  @TempDir Path folder;
  private AwsConsole console;

  @BeforeEach
  void open() throws IOException {
    console =
        new AwsConsole(
            folder,
            """
            {"templates": [{
              "templateId": "web", "providerApi": "RunInstances", "maxNumber": 10,
              "imageId": "%s", "subnetIds": ["%s"], "securityGroupIds": ["%s"],
              "vmTypes": {"c5.large": 1, "m5.large": 1}, "instanceTags": {"Team": "grid"}}]}
            """
                .formatted(AwsWorld.IMAGE, AwsWorld.SUBNET_A, AwsWorld.GROUP));
  }

  @AfterEach
  void close() throws IOException {
    console.close();
  }

  private long calls(String action) {
    return console.cloud.calls().stream().filter(call -> call.action().equals(action)).count();
  }

  private static List<String> types(MachineRequest request) {
    return request.machines().stream().map(Machine::instanceType).toList();
  }

  @Test
  void submittedRunningAndReturned() throws IOException {
    String id = console.submit(2);
    MachineRequest running = console.after(Duration.ofSeconds(6), id);
    assertThat(running.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(types(running)).containsExactly("c5.large", "c5.large");
    List<String> names = running.machines().stream().map(Machine::name).toList();
    assertThat(names).allMatch(name -> name.startsWith("ip-10-"));

    String returnId =
        console
            .signalbox
            .commands()
            .execute(new RequestCommand.ReturnRequest(id, "done"), AwsConsole.ANA)
            .requestId();
    MachineRequest returned = console.after(Duration.ofSeconds(30), returnId);
    assertThat(returned.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(returned.machines())
        .extracting(Machine::name)
        .as("the cloud forgets the name of a machine that ended; whoever asks by it does not")
        .isEqualTo(names);
    assertThat(console.alive()).isEmpty();
  }

  @Test
  void aLostReplyMakesNoMachineTwice() throws IOException {
    console.cloud.faults().add(CallFault.once("RunInstances", CallFault.Effect.LOST_AFTER));
    String id = console.submit(2);
    assertThat(console.ask(new Query.ShowRequest(id)).state().isFinal()).isFalse();
    console.after(Duration.ofSeconds(5), id);
    MachineRequest running = console.after(Duration.ofSeconds(6), id);
    assertThat(running.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(running.machines()).hasSize(2);
    assertThat(console.alive()).hasSize(2);
  }

  @Test
  void noRoomForTheFirstTypeGoesToTheNextWithinOneAttempt() {
    console.cloud.faults().capacity("c5.large", 1);
    MachineRequest running = console.after(Duration.ofSeconds(6), console.submit(3));
    assertThat(running.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(types(running)).containsExactlyInAnyOrder("c5.large", "m5.large", "m5.large");
    assertThat(running.attempts()).hasSize(1);
  }

  @Test
  void fewerMachinesThanAskedSayWhy() {
    console.cloud.faults().capacity("*", 1);
    MachineRequest request = console.after(Duration.ofSeconds(6), console.submit(5));
    assertThat(request.state()).isEqualTo(RequestState.PARTIAL);
    assertThat(request.machines()).hasSize(2);
    assertThat(request.message()).contains("no more room for");
  }

  @Test
  void aListingThatLagsConcludesNothing() throws IOException {
    console.cloud.faults().listingLag(Duration.ofSeconds(40));
    String id = console.submit(2);
    MachineRequest waiting = console.after(Duration.ofSeconds(20), id);
    assertThat(waiting.state()).isEqualTo(RequestState.ACQUIRING);
    assertThat(waiting.machines()).noneMatch(machine -> machine.state().isGone());
    MachineRequest running = console.after(Duration.ofSeconds(60), id);
    assertThat(running.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(calls("RunInstances")).isEqualTo(1);
    assertThat(console.alive()).hasSize(2);
  }

  @Test
  void aNewProcessGoesOnWhereTheOldOneLostTheReply() {
    console.cloud.faults().capacity("c5.large", 1);
    console
        .cloud
        .faults()
        .add(CallFault.once("RunInstances", CallFault.Effect.LOST_AFTER).after(1));
    String id = console.submit(3);
    console.cloud.faults().capacity("c5.large", 100);
    console.time.advance(Duration.ofSeconds(30));
    console.reopen();
    console.after(Duration.ofSeconds(5), id);
    MachineRequest running = console.after(Duration.ofSeconds(6), id);
    assertThat(running.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(types(running)).containsExactlyInAnyOrder("c5.large", "m5.large", "m5.large");
    assertThat(console.alive()).hasSize(3);
  }

  @Test
  void anAccountThatDeniesTheLaunchSaysWhatToAdd() throws IOException {
    console.cloud.faults().deny("ec2:RunInstances");
    MachineRequest request = console.after(Duration.ofSeconds(1), console.submit(1));
    assertThat(request.state()).isEqualTo(RequestState.FAILED);
    assertThat(request.message()).contains("ec2:RunInstances", "policy");
    assertThat(console.alive()).isEmpty();
  }

  @Test
  void healthNamesTheIdentity() {
    var check =
        console.signalbox.commands().execute(new ProviderCommand.Check("aws-east"), AwsConsole.ANA);
    assertThat(check.reason()).contains("us-east-1", "user/rehearsal");
    assertThat(console.cloud.calls()).extracting(Call::action).contains("GetCallerIdentity");
  }

  @Test
  void aTemplateForAnotherApiIsRefusedByName() throws IOException {
    Files.writeString(
        folder.resolve("templates.json"),
        """
        {"templates": [{"template_id": "fleet", "provider_api": "Lambda",
          "fleet_type": "instant", "instance_type": "c5.large"}]}
        """);
    console.reopen();
    var report =
        console
            .ask(new Query.ValidateTemplates("fleet", "aws-east", ValidationLevel.BASIC, false))
            .getFirst();
    assertThat(report.diagnostics())
        .extracting(found -> found.message())
        .contains(
            "Provider does not support API 'Lambda'. Supported APIs: [EC2Fleet, SpotFleet,"
                + " RunInstances, ASG]");
  }
}
