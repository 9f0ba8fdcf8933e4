package io.signalbox.app.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import io.signalbox.app.testing.RoutedFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations, load tests and drills from a shell. */
final class OpsCommandTest {

  @TempDir Path folder;
  private Shell shell = new Shell(Path.of("."));

  @BeforeEach
  void configure() {
    shell = RoutedFolder.shell(folder);
  }

  @Test
  void aReadIsRoutedAndAnswers() {
    JsonNode answer = shell.json("ops", "exec", "health_check");
    assertThat(answer.get("operation").asText()).isEqualTo("HEALTH_CHECK");
    assertThat(answer.get("provider").asText()).isIn("east", "west");
    assertThat(answer.get("success").asBoolean()).isTrue();
    assertThat(answer.get("data").get("state").asText()).isEqualTo("HEALTHY");
    assertThat(answer.has("error")).isFalse();
    assertThat(answer.get("decision").get("authority").asText()).isEqualTo("ROUTING_TREE");
    assertThat(answer.get("parts")).isEmpty();
    assertThat(answer.get("execution_time_ms").asDouble()).isPositive();
  }

  @Test
  void aProviderIsNamedAndTheTemplateChecked() {
    JsonNode answer =
        shell.json(
            "ops",
            "exec",
            "VALIDATE_TEMPLATE",
            "--data",
            "{\"templateId\": \"web\"}",
            "--provider",
            "lab");
    assertThat(answer.get("provider").asText()).isEqualTo("lab");
    assertThat(answer.get("data").get("valid").asBoolean()).isTrue();
    assertThat(answer.get("decision").get("authority").asText()).isEqualTo("STRATEGY_OVERRIDE");
  }

  @Test
  void aCreateIsARequestAndATerminationItsReturn() {
    String[] create = {
      "ops",
      "exec",
      "CREATE_INSTANCES",
      "--data",
      "{\"template_id\": \"web\", \"count\": 2}",
      "--key",
      "once"
    };
    JsonNode made = shell.json(create);
    assertThat(made.get("success").asBoolean()).isTrue();
    String id = made.get("data").get("request_id").asText();
    assertThat(id).startsWith("req-");
    assertThat(shell.json(create).get("data").get("request_id").asText()).isEqualTo(id);
    assertThat(shell.json("requests", "list")).hasSize(1);
    JsonNode machines = shell.json("machines", "list");
    assertThat(machines).hasSize(2);
    String machine = machines.get(0).get("machine_id").asText();
    String provider = machines.get(0).get("provider").asText();
    String data = "{\"instance_ids\": [\"" + machine + "\"]}";
    assertThat(
            shell
                .run("ops", "exec", "TERMINATE_INSTANCES", "--data", data, "--provider", "lab")
                .error()
                .get("code")
                .asText())
        .isEqualTo("PREFERENCE_CONFLICT");
    JsonNode status =
        shell.json("ops", "exec", "GET_INSTANCE_STATUS", "--data", data, "--provider", provider);
    assertThat(status.get("data").get("instances").get(0).get("machine_id").asText())
        .isEqualTo(machine);
    JsonNode ended = shell.json("ops", "exec", "TERMINATE_INSTANCES", "--data", data);
    assertThat(ended.get("data").get("request_id").asText()).startsWith("ret-");
    assertThat(ended.get("data").get("instance_ids").get(0).asText()).isEqualTo(machine);
  }

  @Test
  void machinesAreAskedAboutWhereTheyAreAndNotWhereverTheTurnIs() {
    shell.json(
        "ops", "exec", "CREATE_INSTANCES", "--data", "{\"template_id\": \"web\", \"count\": 1}");
    String machine = shell.json("machines", "list").get(0).get("machine_id").asText();
    String known = "{\"instance_ids\": [\"" + machine + "\"]}";
    String both = "{\"instance_ids\": [\"" + machine + "\", \"i-of-nobody\"]}";
    for (String data : new String[] {known, known, known, both}) {
      JsonNode answer =
          shell.json("ops", "exec", "GET_INSTANCE_STATUS", "--data", data).get("data");
      assertThat(answer.get("instances")).as(data).hasSize(1);
      assertThat(answer.get("instances").get(0).get("machine_id").asText()).isEqualTo(machine);
      assertThat(answer.get("complete").asBoolean()).isTrue();
    }
  }

  @Test
  void aFailureIsAnAnswerAndAnError() {
    for (String name : new String[] {"east", "west", "lab"}) {
      shell.run("providers", "set-health", name, "unhealthy");
    }
    CliRun run = shell.run("ops", "exec", "DESCRIBE_RESOURCE_INSTANCES", "--format", "json");
    assertThat(run.status).as(run.err).isEqualTo(5);
    JsonNode answer = run.json();
    assertThat(answer.get("success").asBoolean()).isFalse();
    assertThat(answer.has("data")).isFalse();
    JsonNode error = answer.get("error");
    assertThat(error.get("code").asText()).isEqualTo("NO_HEALTHY_STRATEGIES");
    assertThat(error.has("class")).isTrue();
    assertThat(error.get("outcome_known").asBoolean()).isTrue();
    assertThat(run.error().get("code").asText()).isEqualTo("NO_HEALTHY_STRATEGIES");
  }

  @Test
  void aLoadTestMeetsTheOutagesThatAreConfigured() {
    for (String provider : List.of("east", "west", "lab")) {
      assertThat(shell.run("providers", "update", provider, "config.outage=true").status).isZero();
    }
    CliRun run = shell.run("ops", "load-test", "--operations", "20", "--workers", "2");
    assertThat(run.status).isEqualTo(5);
    assertThat(run.error().get("message").asText()).startsWith("20 of 20 operations failed");
  }

  @Test
  void aLoadTestTellsItsFigures() {
    JsonNode report = shell.json("ops", "load-test", "--operations", "60", "--workers", "6");
    assertThat(report.fieldNames())
        .toIterable()
        .startsWith(
            "operations", "succeeded", "failed", "duration_s", "operations_per_second", "workers");
    assertThat(report.get("operations").asInt()).isEqualTo(60);
    assertThat(report.get("succeeded").asInt()).isEqualTo(60);
    assertThat(report.get("failed").asInt()).isZero();
    assertThat(report.get("duration_s").asDouble()).isPositive();
    assertThat(shell.run("ops", "load-test", "--operations", "5").out).contains("operations/s");
  }

  @Test
  void aDrillIsPlayedAndReported() throws Exception {
    JsonNode scenarios = shell.json("ops", "drill", "--list");
    assertThat(scenarios.findValuesAsText("name")).contains("black-hole");
    assertThat(shell.json("ops", "drill")).isEqualTo(scenarios);
    Path file = folder.resolve("report.json");
    CliRun run = shell.run("ops", "drill", "fast-errors", "--report", file.toString());
    assertThat(run.status).as(run.err).isZero();
    assertThat(run.out).contains("success %", "PROVIDER", "east");
    JsonNode report = new ObjectMapper().readTree(Files.readString(file));
    assertThat(report.get("scenario").asText()).isEqualTo("fast-errors");
    assertThat(report.get("operations").asLong()).isPositive();
    assertThat(report.get("machines_duplicated").asLong()).isZero();
    assertThat(report.get("findings")).isNotEmpty();
    assertThat(report.fieldNames())
        .toIterable()
        .contains("success_percent", "seconds_to_notice", "share_before", "share_during");
  }

  @Test
  void anUnknownScenarioNamesThoseThereAre() {
    JsonNode error = shell.run("ops", "drill", "nosuch").error();
    assertThat(error.get("code").asText()).isEqualTo("INVALID_INPUT");
    assertThat(error.get("message").asText()).contains("black-hole");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ops exec FROB                                          | INVALID_INPUT      | 2",
        "ops exec CREATE_INSTANCES                              | INVALID_INPUT      | 2",
        "ops exec CREATE_INSTANCES --data {\"template_id\":\"web\",\"count\":0} | INVALID_INPUT |"
            + " 2",
        "ops exec CREATE_INSTANCES --data {\"template_id\":\"no\"} | TEMPLATE_NOT_FOUND | 3",
        "ops exec CREATE_INSTANCES --data []                    | INVALID_INPUT      | 2",
        "ops exec GET_INSTANCE_STATUS --data {}                 | INVALID_INPUT      | 2",
        "ops exec TERMINATE_INSTANCES --data {\"instance_ids\":[]} | INVALID_INPUT   | 2",
        "ops exec TERMINATE_INSTANCES --data {\"instance_ids\":[\"i-no\"]} | MACHINE_NOT_FOUND | 3",
        "ops exec VALIDATE_TEMPLATE --data {\"template_id\":\"no\"} | TEMPLATE_NOT_FOUND | 3",
        "ops exec HEALTH_CHECK --provider nope                  | PROVIDER_NOT_FOUND | 3",
        "ops load-test --operations 0                           | INVALID_INPUT      | 2",
        "ops load-test --operations 1000001                     | INVALID_INPUT      | 2",
        "ops load-test --workers many                           | INVALID_INPUT      | 2",
        "ops drill black-hole --speed 0.5                       | INVALID_INPUT      | 2",
        "ops drill black-hole --report /nonexistent/r.json      | INVALID_INPUT      | 2"
      })
  void badInputEndsWithItsCodeAndStatus(String line, String code, int status) {
    CliRun run = shell.run(line.split(" +"));
    assertThat(run.error().get("code").asText()).as(run.err).isEqualTo(code);
    assertThat(run.error().get("message").asText()).isNotBlank();
    assertThat(run.status).isEqualTo(status);
  }
}
