package io.signalbox.core.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.Signalbox;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.localcloud.faults.CallFault;
import io.signalbox.core.provider.ApiCall;
import io.signalbox.core.query.Query;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestCall;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request tells which calls of AWS's API it made, and what became of each. */
final class AwsCallsOfRequestTest {

  @TempDir Path folder;
  private AwsConsole console;

  @BeforeEach
  void start() throws IOException {
    console = new AwsConsole(folder);
  }

  @AfterEach
  void close() throws IOException {
    console.close();
  }

  private static List<ApiCall> calls(Signalbox core, String id) {
    return core.queries().ask(new Query.CallsOfRequest(id)).stream()
        .map(RequestCall::call)
        .toList();
  }

  private List<ApiCall> calls(String id) {
    return calls(console.signalbox, id);
  }

  @Test
  void eachCallHasItsOutcomeAndTheIdThatAwsGaveIt() {
    console.cloud.faults().capacity("c5.large", 0);
    String id = console.submit(1);
    List<ApiCall> calls = calls(id);
    assertThat(calls)
        .extracting(call -> call.action() + " " + call.code())
        .containsExactly("ec2:RunInstances InsufficientInstanceCapacity", "ec2:RunInstances ");
    assertThat(console.cloud.calls())
        .filteredOn(call -> call.action().equals("RunInstances"))
        .extracting(call -> call.requestId())
        .containsExactlyElementsOf(calls.stream().map(ApiCall::reference).toList());
    assertThat(calls.toString()).doesNotContain(AwsWorld.SECRET_KEY, "hunter2");
  }

  @Test
  void aReplyThatWasLostIsACallWithoutAnId() {
    console.cloud.faults().add(CallFault.once("RunInstances", CallFault.Effect.LOST_AFTER));
    String id = console.submit(1);
    assertThat(calls(id).getFirst())
        .satisfies(lost -> {
          assertThat(lost.code()).isEqualTo("CONNECTION_LOST");
          assertThat(lost.reference()).isEmpty();
        });
  }

  @Test
  void aReadThatWasRepeatedCountsHowOften() {
    console.cloud.faults().add(CallFault.once("RunInstances", CallFault.Effect.LOST_AFTER));
    console.cloud.faults().add(CallFault.error("DescribeInstances", "InternalError", 500).times(2));
    String id = console.submit(1);
    console.after(Duration.ofSeconds(5), id);
    assertThat(calls(id))
        .filteredOn(call -> call.action().equals("ec2:DescribeInstances"))
        .first()
        .satisfies(read -> {
          assertThat(read.retries()).isEqualTo(2);
          assertThat(read.succeeded()).isTrue();
        });
  }

  @Test
  void theCallsOfAReturnAreItsOwn() {
    String id = console.submit(1);
    MachineRequest running = console.after(Duration.ofSeconds(6), id);
    assertThat(running.machines()).hasSize(1);
    String back =
        console
            .signalbox
            .commands()
            .execute(new RequestCommand.ReturnRequest(id, "done"), AwsConsole.ANA)
            .requestId();
    console.after(Duration.ofSeconds(10), back);
    assertThat(console.ask(new Query.CallsOfRequest(back)))
        .anySatisfy(made -> {
          assertThat(made.call().action()).isEqualTo("ec2:TerminateInstances");
          assertThat(made.attempt()).isZero();
          assertThat(made.provider()).isEqualTo(AwsConsole.PROVIDER);
        });
    assertThat(calls(id)).extracting(ApiCall::action).doesNotContain("ec2:TerminateInstances");
  }

  @Test
  void theyAreThereInTheNextProcess() {
    String id = console.submit(1);
    List<ApiCall> before = calls(id);
    console.signalbox.close();
    try (Signalbox next = console.open()) {
      assertThat(calls(next, id)).isEqualTo(before).isNotEmpty();
    }
  }
}
