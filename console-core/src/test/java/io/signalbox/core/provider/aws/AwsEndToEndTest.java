package io.signalbox.core.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.localcloud.Call;
import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a template to returned machines, through the whole core. */
final class AwsEndToEndTest {

  private static final Caller ANA = new Caller("ana (test)", "trace-1", false);

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private final List<Signalbox> opened = new ArrayList<>();
  private LocalCloud cloud;
  private Signalbox signalbox;

  @BeforeEach
  void start() throws IOException {
    cloud = LocalCloud.start(LocalCloud.Options.usual().time(time));
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {"providers": [
          {"name": "aws-east", "type": "aws", "config": {
            "region": "us-east-1", "endpoint": "%s",
            "access_key": "${REHEARSAL_KEY}", "secret_key": "${REHEARSAL_SECRET}"}}]}}
        """
            .formatted(cloud.endpoint()));
    Files.writeString(
        folder.resolve("aws_templates.json"),
        """
        {"templates": [{
          "templateId": "web", "providerApi": "RunInstances", "maxNumber": 10,
          "imageId": "%s", "subnetIds": ["%s"], "securityGroupIds": ["%s"],
          "vmTypes": {"c5.large": 1, "m5.large": 1}, "instanceTags": {"Team": "grid"}}]}
        """
            .formatted(AwsWorld.IMAGE, AwsWorld.SUBNET_A, AwsWorld.GROUP));
    signalbox = open();
  }

  @AfterEach
  void close() throws IOException {
    opened.forEach(Signalbox::close);
    cloud.close();
  }

  private Signalbox open() {
    Signalbox core =
        Signalbox.open(
            SignalboxOptions.of(folder)
                .environment(Map.of("REHEARSAL_KEY", "AKIAREHEARSAL", "REHEARSAL_SECRET", "s3cr3t"))
                .time(time)
                .seed(1)
                .build());
    opened.add(core);
    return core;
  }

  private String submit(int count) {
    return signalbox
        .commands()
        .execute(new RequestCommand.Submit("web", count, null, null, null), ANA)
        .requestId();
  }

  /** Lets time pass, and moves a request as far as it goes. */
  private MachineRequest after(Duration passed, String requestId) {
    time.advance(passed);
    return signalbox
        .commands()
        .execute(new RequestCommand.Drive(List.of(requestId)), ANA)
        .getFirst()
        .request();
  }

  private long calls(String action) {
    return cloud.calls().stream().filter(call -> call.action().equals(action)).count();
  }

  /** Machines that the cloud has made and that were not terminated, whatever the core knows. */
  private long alive() throws IOException {
    try (AwsCloudView view = new AwsCloudView(cloud, time, folder)) {
      return view.alive();
    }
  }

  private static List<String> types(MachineRequest request) {
    return request.machines().stream().map(Machine::instanceType).toList();
  }

  @Test
  void submittedRunningAndReturned() throws IOException {
    String id = submit(2);
    MachineRequest running = after(Duration.ofSeconds(6), id);
    assertThat(running.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(types(running)).containsExactly("c5.large", "c5.large");
    List<String> names = running.machines().stream().map(Machine::name).toList();
    assertThat(names).allMatch(name -> name.startsWith("ip-10-"));

    String returnId =
        signalbox.commands().execute(new RequestCommand.ReturnRequest(id, "done"), ANA).requestId();
    MachineRequest returned = after(Duration.ofSeconds(30), returnId);
    assertThat(returned.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(returned.machines())
        .extracting(Machine::name)
        .as("the cloud forgets the name of a machine that ended; whoever asks by it does not")
        .isEqualTo(names);
    assertThat(alive()).isZero();
  }

  @Test
  void aLostReplyMakesNoMachineTwice() throws IOException {
    cloud.faults().add(CallFault.once("RunInstances", CallFault.Effect.LOST_AFTER));
    String id = submit(2);
    assertThat(signalbox.queries().ask(new Query.ShowRequest(id)).state().isFinal()).isFalse();
    after(Duration.ofSeconds(5), id);
    MachineRequest running = after(Duration.ofSeconds(6), id);
    assertThat(running.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(running.machines()).hasSize(2);
    assertThat(alive()).isEqualTo(2);
  }

  @Test
  void noRoomForTheFirstTypeGoesToTheNextWithinOneAttempt() {
    cloud.faults().capacity("c5.large", 1);
    MachineRequest running = after(Duration.ofSeconds(6), submit(3));
    assertThat(running.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(types(running)).containsExactlyInAnyOrder("c5.large", "m5.large", "m5.large");
    assertThat(running.attempts()).hasSize(1);
  }

  @Test
  void fewerMachinesThanAskedSayWhy() {
    cloud.faults().capacity("*", 1);
    MachineRequest request = after(Duration.ofSeconds(6), submit(5));
    assertThat(request.state()).isEqualTo(RequestState.PARTIAL);
    assertThat(request.machines()).hasSize(2);
    assertThat(request.message()).contains("no more room for");
  }

  @Test
  void aListingThatLagsConcludesNothing() throws IOException {
    cloud.faults().listingLag(Duration.ofSeconds(40));
    String id = submit(2);
    MachineRequest waiting = after(Duration.ofSeconds(20), id);
    assertThat(waiting.state()).isEqualTo(RequestState.ACQUIRING);
    assertThat(waiting.machines()).noneMatch(machine -> machine.state().isGone());
    MachineRequest running = after(Duration.ofSeconds(60), id);
    assertThat(running.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(calls("RunInstances")).isEqualTo(1);
    assertThat(alive()).isEqualTo(2);
  }

  @Test
  void aNewProcessGoesOnWhereTheOldOneLostTheReply() throws IOException {
    cloud.faults().capacity("c5.large", 1);
    cloud.faults().add(CallFault.once("RunInstances", CallFault.Effect.LOST_AFTER).after(1));
    String id = submit(3);
    signalbox.close();
    cloud.faults().capacity("c5.large", 100);
    time.advance(Duration.ofSeconds(30));
    signalbox = open();
    after(Duration.ofSeconds(5), id);
    MachineRequest running = after(Duration.ofSeconds(6), id);
    assertThat(running.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(types(running)).containsExactlyInAnyOrder("c5.large", "m5.large", "m5.large");
    assertThat(alive()).isEqualTo(3);
  }

  @Test
  void anAccountThatDeniesTheLaunchSaysWhatToAdd() throws IOException {
    cloud.faults().deny("ec2:RunInstances");
    MachineRequest request = after(Duration.ofSeconds(1), submit(1));
    assertThat(request.state()).isEqualTo(RequestState.FAILED);
    assertThat(request.message()).contains("ec2:RunInstances", "policy");
    assertThat(alive()).isZero();
  }

  @Test
  void healthNamesTheIdentity() {
    var check = signalbox.commands().execute(new ProviderCommand.Check("aws-east"), ANA);
    assertThat(check.reason()).contains("us-east-1", "user/rehearsal");
    assertThat(cloud.calls()).extracting(Call::action).contains("GetCallerIdentity");
  }

  @Test
  void aTemplateForAnotherApiIsRefusedByName() throws IOException {
    Files.writeString(
        folder.resolve("templates.json"),
        """
        {"templates": [{"template_id": "fleet", "provider_api": "Lambda",
          "fleet_type": "instant", "instance_type": "c5.large"}]}
        """);
    Signalbox again = open();
    var report =
        again
            .queries()
            .ask(new Query.ValidateTemplates("fleet", "aws-east", ValidationLevel.BASIC, false))
            .getFirst();
    assertThat(report.diagnostics())
        .extracting(found -> found.message())
        .contains(
            "Provider does not support API 'Lambda'. Supported APIs: [EC2Fleet, SpotFleet,"
                + " RunInstances, ASG]");
  }
}
