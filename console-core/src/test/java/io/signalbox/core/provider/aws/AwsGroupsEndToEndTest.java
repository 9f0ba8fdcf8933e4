package io.signalbox.core.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups from a template to returned machines, through the whole core. */
final class AwsGroupsEndToEndTest {

  @TempDir Path folder;
  private AwsConsole console;

  @BeforeEach
  void open() throws IOException {
    console =
        new AwsConsole(
            folder,
            """
            {"templates": [{"template_id": "web", "provider_api": "ASG", "max_instances": 10,
              "image_id": "%s", "subnet_ids": ["%s"], "price_type": "spot",
              "allocation_strategy": "capacityOptimized",
              "machine_types": {"c5.large": 1, "m5.large": 1}}]}
            """
                .formatted(AwsWorld.IMAGE, AwsWorld.SUBNET_A));
  }

  @AfterEach
  void close() throws IOException {
    console.close();
  }

  private MachineRequest driven(String id, RequestState until) {
    MachineRequest request = console.after(Duration.ofSeconds(3), id);
    for (int i = 0; i < 20 && request.state() != until; i++) {
      request = console.after(Duration.ofSeconds(6), id);
    }
    assertThat(request.state()).isEqualTo(until);
    return request;
  }

  private long alive() throws IOException {
    try (AwsCloudView view = new AwsCloudView(console.cloud, console.time, folder)) {
      return view.alive();
    }
  }

  @Test
  void aLostReplyMakesNoMachineTwiceAndAllAreReturned() throws IOException {
    console
        .cloud
        .faults()
        .add(CallFault.once("CreateAutoScalingGroup", CallFault.Effect.LOST_AFTER));
    String id = console.submit(3);
    assertThat(driven(id, RequestState.COMPLETE).machines()).hasSize(3);
    assertThat(alive()).isEqualTo(3);
    String returnId =
        console
            .signalbox
            .commands()
            .execute(new RequestCommand.ReturnRequest(id, "done"), AwsConsole.ANA)
            .requestId();
    driven(returnId, RequestState.COMPLETE);
    console.time.advance(Duration.ofSeconds(30));
    assertThat(alive()).isZero();
    assertThat(console.cloud.calls())
        .extracting(call -> call.action())
        .contains("DeleteAutoScalingGroup");
  }

  @Test
  void aGroupWithoutRoomSaysSoAtTheDeadline() {
    console.cloud.faults().capacity("*", 0);
    String id = console.submit(2);
    assertThat(console.after(Duration.ofSeconds(10), id).state()).isEqualTo(RequestState.ACQUIRING);
    MachineRequest ended = console.after(Duration.ofSeconds(300), id);
    assertThat(ended.state()).isEqualTo(RequestState.TIMEOUT);
    assertThat(ended.message())
        .contains("to come from aws-east as signalbox-", "INSUFFICIENT_INSTANCE_CAPACITY");
  }

  @Test
  void whatReplacesAnInterruptedMachineIsSwept() throws IOException {
    String id = console.submit(1);
    String machine = driven(id, RequestState.COMPLETE).machines().getFirst().machineId();
    console.cloud.interrupt(machine);
    console.time.advance(Duration.ofSeconds(30));
    assertThat(alive()).as("the group launches another").isEqualTo(1);
    console.time.advance(Duration.ofMinutes(20));
    console.signalbox.commands().execute(new RequestCommand.Sweep(false), AwsConsole.ANA);
    console.time.advance(Duration.ofSeconds(30));
    assertThat(alive()).isZero();
  }
}
