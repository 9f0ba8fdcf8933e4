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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.Function;

/** What a scheduler is told of machines that the cloud took back. */
final class ReclaimedMachineTest {

  @TempDir Path folder;

  @Test
  void aMachineThatTheCloudTookBackIsNamedByGetReturnRequests() {
    Shell shell = shell(0);
    JsonNode request = two(shell);
    String id = request.get("requestId").asText();
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

  @Test
  void aMachineThatHasTheNameOfOneThatIsGoneIsNotNamed() throws SQLException {
    Shell shell = shell(0);
    JsonNode machines = two(shell).get("machines");
    String gone = machines.get(1).get("machineId").asText();
    takeBack(gone);
    assertThat(shell.run("getReturnRequests").json().get("requests")).hasSize(1);
    inStore(
        "UPDATE machines SET name = '%s' WHERE machine_id = '%s'"
            .formatted(machines.get(0).get("name").asText(), gone));
    JsonNode all = shell.run("getReturnRequests").json();
    assertThat(all.get("requests")).isEmpty();
    assertThat(all.get("status").asText()).isEqualTo("complete");
  }

  @Test
  void anOldMachineIsNamedHoweverManyCameAfterIt() throws SQLException {
    Shell shell = shell(600_000);
    JsonNode machines = two(shell).get("machines");
    String returned = machines.get(0).get("machineId").asText();
    String gone = machines.get(1).get("machineId").asText();
    inStore(
        """
        INSERT INTO machines (provider, machine_id, name, request_id, state, host_id,
          instance_type, price_type, units, tags, late, reason, created_at, updated_at)
        WITH RECURSIVE after (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM after WHERE n < 10000)
        SELECT provider, 'later-' || n, 'later-' || n, request_id, 'RETURNED', host_id,
          instance_type, price_type, units, tags, late, reason, created_at, updated_at
        FROM machines, after WHERE machine_id = '%s'
        """
            .formatted(returned));
    String data = "{\"machines\": [{\"machineId\": \"%s\"}]}";
    assertThat(shell.run("requestReturnMachines", "--data", data.formatted(returned)).status)
        .isZero();
    assertThat(shell.run("getReturnRequests").json().get("requests").findValuesAsText("machine"))
        .containsExactly(machines.get(0).get("name").asText());
    takeBack(gone);
    assertThat(
            shell
                .run("getReturnRequests", "--data", data.formatted(gone))
                .json()
                .get("requests")
                .findValuesAsText("machine"))
        .containsExactly(machines.get(1).get("name").asText());
  }

  private Shell shell(int shutdownMillis) {
    CliRun.write(
        folder,
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "aws-primary", "type": "simulated", "simulates": "aws",
           "config": {"launch_time_ms": 0, "shutdown_time_ms": %d, "latency": {"mean_ms": 1}}}]}}
        """
            .formatted(shutdownMillis));
    CliRun.write(
        folder,
        "templates.json",
        "{\"templates\": [{\"template_id\": \"web\", \"max_instances\": 5}]}");
    return new Shell(folder);
  }

  /** A request of two machines that run. */
  private static JsonNode two(Shell shell) {
    String id =
        shell
            .run("requestMachines", "--data", "{\"templateId\": \"web\", \"machineCount\": 2}")
            .json()
            .get("requestId")
            .asText();
    JsonNode request =
        shell.run("getRequestStatus", "--request-id", id).json().get("requests").get(0);
    assertThat(request.get("status").asText()).isEqualTo("complete");
    return request;
  }

  private void inStore(String sql) throws SQLException {
    Path store = folder.resolve(".signalbox").resolve("signalbox.db");
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + store);
        Statement statement = other.createStatement()) {
      Function.create(other, "row_sum", new Sum(), 1, Function.FLAG_DETERMINISTIC);
      statement.executeUpdate(sql);
    }
  }

  /** What the program's own connections have, by which it knows its rows again. */
  private static final class Sum extends Function {
    @Override
    protected void xFunc() throws SQLException {
      CRC32C sum = new CRC32C();
      sum.update(value_blob(0));
      result(sum.getValue());
    }
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
