package io.signalbox.core.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.localcloud.LocalCloud;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.localcloud.faults.CallFault.Effect;
import io.signalbox.core.provider.ApiCall;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestCall;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.request.TimelineEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request goes from one region to the next and comes back, through the whole core. */
final class AwsRegionsEndToEndTest {

  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-2";

  @TempDir Path folder;
  private AwsConsole console;

  @BeforeEach
  void start() throws IOException {
    console =
        new AwsConsole(
            folder,
            """
            {"templates": [{
              "template_id": "web", "provider_api": "RunInstances", "max_instances": 10,
              "image_id": "%s", "instance_type": "m5.large"}]}
            """
                .formatted(AwsWorld.ALIAS),
            Map.of("fallback_regions", "[\"us-west-2\"]", "max_retries", "0"),
            LocalCloud.Options.usual());
  }

  @AfterEach
  void close() throws IOException {
    console.close();
  }

  private List<ApiCall> launches(String id) {
    return console.ask(new Query.CallsOfRequest(id)).stream()
        .map(RequestCall::call)
        .filter(call -> call.action().equals("ec2:RunInstances"))
        .toList();
  }

  private List<String> calledIn(String action) {
    return console.cloud.calls().stream()
        .filter(call -> call.action().equals(action))
        .map(call -> call.region())
        .toList();
  }

  @Test
  void whatThePrimaryHasNoRoomForRunsInTheFallbackAndIsReturnedThere() {
    console.cloud.faults().capacity(EAST, 0);
    String id = console.submit(2);
    MachineRequest running = console.after(Duration.ofSeconds(6), id);
    assertThat(running.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(running.attempts())
        .singleElement()
        .satisfies(attempt -> assertThat(attempt.resourceId()).startsWith(WEST + "/r-"));
    assertThat(launches(id))
        .extracting(ApiCall::region, ApiCall::code)
        .containsExactly(tuple(EAST, "InsufficientInstanceCapacity"), tuple(WEST, ""));
    assertThat(console.ask(new Query.RequestTimeline(id)))
        .filteredOn(each -> each.kind().equals("step"))
        .extracting(TimelineEntry::detail)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("us-east-1: no machine"),
            second -> assertThat(second).startsWith("us-west-2: 2 machines"));

    String back =
        console
            .signalbox
            .commands()
            .execute(new RequestCommand.ReturnRequest(id, "done"), AwsConsole.ANA)
            .requestId();
    assertThat(console.after(Duration.ofSeconds(30), back).state())
        .isEqualTo(RequestState.COMPLETE);
    assertThat(calledIn("TerminateInstances")).containsOnly(WEST);
  }

  @Test
  void aReplyOfThePrimaryThatWasLostSendsNothingToTheFallback() {
    console.cloud.faults().add(CallFault.once("RunInstances", Effect.LOST_AFTER));
    String id = console.submit(2);
    console.cloud.faults().capacity(EAST, 0);
    console.after(Duration.ofSeconds(40), id);
    MachineRequest running = console.after(Duration.ofSeconds(40), id);
    assertThat(running.state()).isEqualTo(RequestState.COMPLETE);
    assertThat(running.machines()).hasSize(2);
    assertThat(calledIn("RunInstances")).containsOnly(EAST);
  }

  @Test
  void aMachineIsNotTakenForGoneWhileItsRegionDoesNotAnswer() {
    console.cloud.faults().capacity(EAST, 0);
    String id = console.submit(1);
    console
        .cloud
        .faults()
        .add(CallFault.error("DescribeInstances", "InternalError", 500).in(WEST).times(0));
    MachineRequest waiting = console.after(Duration.ofSeconds(6), id);
    assertThat(waiting.state().isFinal()).isFalse();
    assertThat(waiting.machines()).hasSize(1);
    assertThat(waiting.attempts())
        .extracting(Attempt::outcome)
        .containsExactly(Attempt.Outcome.ACCEPTED);
    console.cloud.faults().clear();
    assertThat(console.after(Duration.ofMinutes(1), id).state()).isEqualTo(RequestState.COMPLETE);
  }
}
