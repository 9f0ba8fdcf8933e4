package io.signalbox.core.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fleets from a template to returned machines, through the whole core. */
final class AwsFleetsEndToEndTest {

  @TempDir Path folder;

  private AwsConsole console(String api, String type) throws IOException {
    return new AwsConsole(
        folder,
        """
        {"templates": [{"template_id": "web", "provider_api": "%s", "fleet_type": "%s",
          "max_instances": 10, "image_id": "%s", "subnet_ids": ["%s"],
          "price_type": "spot", "machine_types": {"c5.large": 2, "m5.large": 2}}]}
        """
            .formatted(api, type, AwsWorld.IMAGE, AwsWorld.SUBNET_A));
  }

  private long alive(AwsConsole console) throws IOException {
    try (AwsCloudView view = new AwsCloudView(console.cloud, console.time, folder)) {
      return view.alive();
    }
  }

  private static MachineRequest driven(AwsConsole console, String id, RequestState until) {
    MachineRequest request = console.after(Duration.ofSeconds(3), id);
    for (int i = 0; i < 20 && request.state() != until; i++) {
      request = console.after(Duration.ofSeconds(6), id);
    }
    return request;
  }

  @ParameterizedTest
  @CsvSource({
    "EC2Fleet,instant,CreateFleet",
    "EC2Fleet,request,CreateFleet",
    "EC2Fleet,maintain,CreateFleet",
    "SpotFleet,request,RequestSpotFleet",
    "SpotFleet,maintain,RequestSpotFleet"
  })
  void aLostReplyMakesNoMachineTwiceAndAllAreReturned(String api, String type, String call)
      throws IOException {
    try (AwsConsole console = console(api, type)) {
      console.cloud.faults().honourTokens(false);
      console.cloud.faults().add(CallFault.once(call, CallFault.Effect.LOST_AFTER));
      String id = console.submit(3);
      MachineRequest running = driven(console, id, RequestState.COMPLETE);
      assertThat(running.state()).isEqualTo(RequestState.COMPLETE);
      assertThat(running.machines()).hasSize(3).extracting(Machine::units).containsOnly(2);
      assertThat(running.message()).contains("3 of 3 machines running (6 capacity units)");
      assertThat(alive(console)).isEqualTo(3);
      String returnId =
          console
              .signalbox
              .commands()
              .execute(new RequestCommand.ReturnRequest(id, "done"), AwsConsole.ANA)
              .requestId();
      assertThat(driven(console, returnId, RequestState.COMPLETE).state())
          .isEqualTo(RequestState.COMPLETE);
      console.time.advance(Duration.ofSeconds(30));
      assertThat(alive(console)).isZero();
      assertThat(console.cloud.calls())
          .extracting(each -> each.action())
          .containsAnyOf("DeleteFleets", "CancelSpotFleetRequests");
    }
  }

  @Test
  void aFleetWithoutRoomSaysSoAtTheDeadlineAndWhatComesLaterIsReturnedWithIt() throws IOException {
    try (AwsConsole console = console("EC2Fleet", "maintain")) {
      console.cloud.faults().capacity("*", 0);
      String id = console.submit(2);
      MachineRequest waiting = console.after(Duration.ofSeconds(10), id);
      assertThat(waiting.state()).isEqualTo(RequestState.ACQUIRING);
      MachineRequest ended = console.after(Duration.ofSeconds(300), id);
      assertThat(ended.state()).isEqualTo(RequestState.TIMEOUT);
      assertThat(ended.message())
          .contains("2 machines to come from aws-east as fleet-", "INSUFFICIENT_INSTANCE_CAPACITY");

      console.cloud.faults().clear();
      console.time.advance(Duration.ofSeconds(5));
      for (int i = 0; i < 5; i++) {
        console.after(Duration.ofSeconds(90), id);
        console.signalbox.commands().execute(new RequestCommand.Drive(List.of()), AwsConsole.ANA);
      }
      assertThat(alive(console)).isZero();
    }
  }
}
