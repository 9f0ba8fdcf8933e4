package io.signalbox.app.cli.hostfactory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The five verbs: the whole round trip, every shape of input, every bad one. */
final class HostFactoryTest {

  @TempDir Path folder;
  private Shell shell = new Shell(Path.of("."));

  @BeforeEach
  void configure() {
    // Machines run as soon as they are looked at: the round trip waits for nothing.
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
        """
        {"templates": [
          {"template_id": "web", "max_instances": 5, "instance_type": "t3.small",
           "attributes": {"type": ["String", "X86_64"], "ncpus": ["Numeric", "2"]},
           "tags": {"team": "grid"}},
          {"template_id": "boundless", "max_instances": -1},
          {"template_id": "elsewhere", "provider_name": "nobody"},
          {"template_id": "off", "is_active": false},
          {"template_id": "none", "max_instances": 0}]}
        """);
    shell = new Shell(folder);
  }

  private JsonNode answer(String... args) {
    CliRun run = shell.run(args);
    assertThat(run.status).as(run.err).isZero();
    return run.json();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'template': {'templateId': 'web', 'machineCount': 1, 'machine_count': 3}}",
        "{'template_id': 'web', 'templateId': 'boundless', 'machineCount': 1}",
        "{'templateId': 'web', 'maxNumber': 1, 'max_number': 2}",
        "{'templateId': 'web', 'machineCount': 1, 'providerPreference': 'aws-primary',"
            + " 'provider_preference': 'nobody'}"
      })
  void aFieldInBothItsSpellingsIsRefusedWhereTheySayDifferentThings(String input) {
    CliRun run = shell.run("requestMachines", "--data", input.replace('\'', '"'));
    assertThat(run.status).isEqualTo(1);
    assertThat(run.json().get("message").asText()).contains("they are one field");
    assertThat(shell.json("requests", "list")).isEmpty();
  }

  @Test
  void aFieldInBothItsSpellingsIsReadWhereTheySayTheSame() {
    assertThat(
            answer(
                    "requestMachines",
                    "--data",
                    "{\"templateId\": \"web\", \"machineCount\": 2, \"machine_count\": 2}")
                .get("requestId")
                .asText())
        .startsWith("req-");
  }

  @Test
  void theRoundTrip() {
    JsonNode accepted =
        answer(
            "requestMachines",
            "--data",
            "{\"template\": {\"templateId\": \"web\", \"machineCount\": 2}}");
    assertThat(accepted.fieldNames()).toIterable().containsExactly("requestId", "message");
    String id = accepted.get("requestId").asText();
    assertThat(id).startsWith("req-");

    JsonNode request = until("complete", id);
    JsonNode machine = request.get("machines").get(0);
    assertThat(request.get("machines")).hasSize(2);
    assertThat(machine.fieldNames())
        .toIterable()
        .containsExactly(
            "machineId",
            "name",
            "result",
            "status",
            "privateIpAddress",
            "publicIpAddress",
            "launchtime",
            "message",
            "cloudHostId",
            "instanceType",
            "priceType",
            "instanceTags");
    assertThat(machine.get("result").asText()).isEqualTo("succeed");
    assertThat(machine.get("status").asText()).isEqualTo("running");
    assertThat(machine.get("launchtime").isIntegralNumber()).isTrue();
    assertThat(machine.get("launchtime").asLong()).isPositive();
    assertThat(machine.get("privateIpAddress").asText()).startsWith("10.");
    assertThat(machine.get("publicIpAddress").isNull()).isTrue();
    assertThat(machine.get("instanceTags").asText()).contains("team=grid");

    String machines = machines(request);
    CliRun.write(folder, "return.json", machines);
    JsonNode returned =
        answer("requestReturnMachines", "-f", folder.resolve("return.json").toString());
    assertThat(returned.fieldNames()).toIterable().containsExactly("message", "requestId");
    String returnId = returned.get("requestId").asText();
    assertThat(returnId).startsWith("ret-");
    JsonNode gone = until("complete", returnId);
    assertThat(gone.get("machines").findValuesAsText("result"))
        .containsExactly("succeed", "succeed");

    JsonNode asked = answer("getReturnRequests", "-f", folder.resolve("return.json").toString());
    assertThat(asked.fieldNames()).toIterable().containsExactly("status", "message", "requests");
    assertThat(asked.get("requests")).hasSize(2);
    assertThat(asked.get("requests").get(0).fieldNames())
        .toIterable()
        .containsExactly("machine", "gracePeriod");
    assertThat(answer("getReturnRequests").get("status").asText()).isEqualTo("complete");
  }

  private JsonNode until(String status, String id) {
    for (int look = 0; look < 50; look++) {
      JsonNode request =
          shell
              .piped("{\"requests\": [{\"requestId\": \"" + id + "\"}]}")
              .run("getRequestStatus")
              .json()
              .get("requests")
              .get(0);
      if (request.get("status").asText().equals(status)) {
        return request;
      }
      assertThat(request.get("status").asText()).isEqualTo("running");
    }
    throw new AssertionError(id + " never became " + status);
  }

  private static String machines(JsonNode request) {
    StringBuilder machines = new StringBuilder("{\"machines\": [");
    for (JsonNode machine : request.get("machines")) {
      machines.append(machines.charAt(machines.length() - 1) == '[' ? "" : ",");
      machines.append("{\"name\": ").append(machine.get("name"));
      machines.append(", \"machineId\": ").append(machine.get("machineId")).append('}');
    }
    return machines.append("]}").toString();
  }

  @Test
  void availableTemplatesFillWhatIsMissing() {
    JsonNode templates = answer("getAvailableTemplates");
    assertThat(templates.get("message").asText()).isNotBlank();
    assertThat(templates.get("templates").findValuesAsText("templateId"))
        .isEqualTo(List.of("web", "boundless"));
    assertThat(templates.get("templates").findValuesAsText("maxNumber"))
        .isEqualTo(List.of("5", "-1"));
    assertThat(templates.get("templates").get(1).get("attributes"))
        .hasToString(
            "{\"type\":[\"String\",\"X86_64\"],\"ncpus\":[\"Numeric\",\"1\"],"
                + "\"nram\":[\"Numeric\",\"1024\"]}");
    assertThat(templates.get("templates").get(0).get("attributes").get("ncpus"))
        .hasToString("[\"Numeric\",\"2\"]");
  }

  @Test
  void aTemplateOfNoMachinesIsNotOfferedAndTheSchedulerIsToldWhy() {
    CliRun refused =
        shell.run(
            "requestMachines",
            "--data",
            "{\"template\": {\"templateId\": \"none\", \"machineCount\": 1}}");
    assertThat(refused.status).isEqualTo(1);
    assertThat(refused.json().get("error").toString()).contains("max_instances is 0");

    CliRun.write(
        folder, "templates.json", "{\"templates\": [{\"templateId\": \"vm\", \"maxNumber\": 0}]}");
    JsonNode nothing = answer("getAvailableTemplates");
    assertThat(nothing.get("templates")).isEmpty();
    assertThat(nothing.get("message").asText())
        .isEqualTo("No template is offered. vm: max_instances is 0.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"template\":{\"templateId\":\"web\",\"machineCount\":1}}",
        "{\"template\":{\"template_id\":\"web\",\"machine_count\":1}}",
        "{\"templateId\":\"web\",\"machineCount\":1}",
        "{\"template_id\": \"web\", \"machine_count\": 1}",
        "{\"templateId\":\"web\",\"maxNumber\":\"1\"}"
      })
  void everyShapeOfARequestIsUnderstood(String input) {
    assertThat(answer("requestMachines", "--data", input).get("requestId").asText())
        .startsWith("req-");
    assertThat(shell.piped(input).run("requestMachines").json().get("requestId").asText())
        .startsWith("req-");
    assertThat(
            shell.piped(input).run("requestMachines", "-f", "-").json().get("requestId").asText())
        .startsWith("req-");
  }

  @Test
  void statusTakesIdsListsAndOneObject() {
    String one =
        answer("requestMachines", "--data", "{\"templateId\":\"web\",\"machineCount\":1}")
            .get("requestId")
            .asText();
    String two =
        answer("requestMachines", "--data", "{\"templateId\":\"web\",\"machineCount\":1}")
            .get("requestId")
            .asText();
    assertThat(
            answer("getRequestStatus", "--request-id", one, "--request-id", two)
                .get("requests")
                .findValuesAsText("requestId"))
        .containsExactly(one, two);
    assertThat(
            answer("getRequestStatus", "--data", "{\"requestId\":\"" + one + "\"}").get("requests"))
        .hasSize(1);
    JsonNode mixed =
        answer("getRequestStatus", "--request-id", one, "--request-id", "req-lost")
            .get("requests")
            .get(1);
    assertThat(mixed.get("status").asText()).isEqualTo("complete_with_error");
    assertThat(mixed.get("message").asText()).contains("req-lost");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "requestMachines | {\"templateId\":\"web\",\"machineCount\":0}   | INVALID_INPUT",
        "requestMachines | {\"templateId\":\"web\",\"machineCount\":-2}  | INVALID_INPUT",
        "requestMachines | {\"templateId\":\"web\",\"machineCount\":1.5} | INVALID_INPUT",
        "requestMachines | {\"templateId\":\"web\",\"machineCount\":\"x\"} | INVALID_INPUT",
        "requestMachines | {\"templateId\":\"web\"}                      | INVALID_INPUT",
        "requestMachines | {\"machineCount\":1}                          | INVALID_INPUT",
        "requestMachines | {\"templateId\":7,\"machineCount\":1}         | INVALID_INPUT",
        "requestMachines | []                                            | INVALID_INPUT",
        "requestMachines | {                                             | INVALID_INPUT",
        "requestMachines | {\"a\":1,\"a\":2}                             | INVALID_INPUT",
        "requestMachines | {\"templateId\":\"web\",\"machineCount\":6}   | INSTANCE_LIMIT_EXCEEDED",
        "requestMachines | {\"templateId\":\"nope\",\"machineCount\":1}  | TEMPLATE_NOT_FOUND",
        "requestMachines | {\"templateId\":\"elsewhere\",\"machineCount\":1} | PROVIDER_NOT_FOUND",
        "getRequestStatus | {\"requests\":[]}                            | INVALID_INPUT",
        "getRequestStatus | {\"requests\":[{}]}                          | INVALID_INPUT",
        "requestReturnMachines | {\"machines\":[{\"machineId\":\"i-nope\"}]} | MACHINE_NOT_FOUND",
        "requestReturnMachines | {\"machines\":[]}                       | INVALID_INPUT",
        "requestReturnMachines | {}                                      | INVALID_INPUT",
        "getReturnRequests | {\"machines\":5}                            | INVALID_INPUT"
      })
  void badInputIsAnsweredOnStandardOutputWithItsCode(String verb, String input, String code) {
    CliRun run = shell.run(verb, "--data", input);
    JsonNode answer = run.json();
    assertThat(answer.fieldNames()).toIterable().containsExactly("message", "error");
    assertThat(answer.at("/error/code").asText()).as(run.out).isEqualTo(code);
    assertThat(answer.get("message")).isEqualTo(answer.at("/error/message"));
    assertThat(run.status).isEqualTo(1);
    assertThat(run.err).isEmpty();
  }

  @Test
  void noInputIsToldWithAnExample() {
    CliRun run = shell.run("requestMachines");
    assertThat(run.status).isEqualTo(1);
    assertThat(run.json().get("message").asText()).contains("machineCount", "--data");
  }

  @Test
  void theSameKeyMakesOneRequest() {
    String first =
        shell.json("requests", "submit", "web", "1", "--key", "k1").get("request_id").asText();
    assertThat(shell.json("requests", "submit", "web", "1", "--key", "k1").get("request_id"))
        .hasToString("\"" + first + "\"");
    CliRun other = shell.run("requests", "submit", "web", "2", "--key", "k1");
    assertThat(other.error().get("code").asText()).isEqualTo("IDEMPOTENCY_CONFLICT");
    assertThat(other.status).isEqualTo(4);
    assertThat(shell.json("requests", "list")).hasSize(1);
  }

  @Test
  void submitWaitStatusReturn() {
    JsonNode done = shell.json("requests", "submit", "web", "2", "--wait");
    assertThat(done.get("status").asText()).isEqualTo("complete");
    String id = done.get("request_id").asText();
    JsonNode row = shell.json("requests", "list").get(0);
    assertThat(row.has("machines")).isFalse();
    assertThat(row.get("provider").asText()).isEqualTo("aws-primary");
    assertThat(shell.json("machines", "list").findValuesAsText("request_id"))
        .containsExactly(id, id);
    JsonNode status = shell.json("requests", "status", id);
    assertThat(status.get("timeline").findValuesAsText("kind")).contains("intent", "call");
    assertThat(shell.json("requests", "return", "--request", id, "--wait").get("status").asText())
        .isEqualTo("complete");
    assertThat(shell.json("machines", "list")).isEmpty();
    assertThat(shell.json("requests", "return", "--request", id).get("status").asText())
        .isEqualTo("complete");
    assertThat(shell.run("requests", "status", "req-nope").status).isEqualTo(3);
    assertThat(shell.json("machines", "sweep", "--dry-run").get("released")).isEmpty();
  }

  @Test
  void aDryRunChangesNothing() {
    JsonNode run = shell.json("requests", "submit", "web", "2", "--dry-run");
    assertThat(run.get("provider").asText()).isEqualTo("aws-primary");
    assertThat(run.get("max_count").asInt()).isEqualTo(5);
    assertThat(run.get("launch").get("instance_type").asText()).isEqualTo("t3.small");
    assertThat(shell.json("requests", "list")).isEmpty();
    assertThat(shell.json("ops", "activity")).isEmpty();
  }
}
