package io.signalbox.app.cli.hostfactory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.provider.ProviderStrategy;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.testing.SimulatedClouds;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scheduler is told of machines that the cloud took back. */
final class ReclaimedMachineTest {

  @TempDir Path folder;

  @Test
  void aMachineThatTheCloudTookBackIsNamedByGetReturnRequests() {
    CliRun.write(
        folder,
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "aws-primary", "type": "simulated", "simulates": "aws",
           "config": {"launch_time_ms": 0, "shutdown_time_ms": 0, "latency": {"mean_ms": 1}}}]}}
        """);
    CliRun.write(
        folder,
        "templates.json",
        "{\"templates\": [{\"template_id\": \"web\", \"max_instances\": 5}]}");
    Shell shell = new Shell(folder);
    String id =
        shell
            .run("requestMachines", "--data", "{\"templateId\": \"web\", \"machineCount\": 2}")
            .json()
            .get("requestId")
            .asText();
    JsonNode request =
        shell.run("getRequestStatus", "--request-id", id).json().get("requests").get(0);
    assertThat(request.get("status").asText()).isEqualTo("complete");
    JsonNode machine = request.get("machines").get(1);

    takeBack(machine.get("machineId").asText());
    JsonNode all = shell.run("getReturnRequests", "--data", "{}").json();
    assertThat(all.get("status").asText()).isEqualTo("complete");
    assertThat(all.get("requests")).hasSize(1);
    String name = machine.get("name").asText();
    assertThat(all.get("requests").get(0).get("machine").asText()).isEqualTo(name);
    assertThat(all.get("message").asText())
        .startsWith("1 machine is being returned or has gone. " + name + " is terminated");

    JsonNode after =
        shell.run("getRequestStatus", "--request-id", id).json().get("requests").get(0);
    assertThat(after.get("message").asText()).contains("since then", "terminated");
    assertThat(after.get("machines").findValuesAsText("result")).containsExactly("succeed", "fail");
  }

  /** By the cloud itself: nothing of the program takes part. */
  private void takeBack(String machineId) {
    try (ProviderStrategy cloud =
        SimulatedClouds.cloud(
            "aws-primary",
            folder.resolve(".signalbox"),
            TimeSource.system(),
            Map.of("shutdown_time_ms", 0))) {
      assertThat(
              cloud
                  .execute(
                      new ProviderOperation.TerminateInstances(
                          List.of(machineId),
                          OperationContext.of("cloud", TimeSource.system().now().plusSeconds(20))))
                  .isSuccess())
          .isTrue();
    }
  }
}
