package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import io.signalbox.app.testing.RoutedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Providers registered, changed and removed from the command line. */
final class ProviderRegistrationTest {

  @TempDir Path folder;

  private String file() throws IOException {
    return Files.readString(folder.resolve("config.json"));
  }

  @Test
  void aProviderIsRegisteredChangedAndRemoved() throws IOException {
    Shell shell = RoutedFolder.shell(folder);
    String before = file();
    CliRun dry =
        shell.run(
            "providers",
            "register",
            "new",
            "--type",
            "simulated",
            "--weight",
            "2",
            "latency.mean_ms=40",
            "--dry-run");
    assertThat(dry.status).as(dry.err).isZero();
    assertThat(dry.out)
        .startsWith("config.json:\n")
        .contains("\"name\": \"new\"")
        .contains("No strategy of main-line names it");
    assertThat(file()).isEqualTo(before);
    CliRun run =
        shell.run(
            "providers",
            "register",
            "new",
            "--type",
            "simulated",
            "--weight",
            "2",
            "latency.mean_ms=40");
    assertThat(run.status).as(run.err).isZero();
    assertThat(run.out).startsWith("new: registered in config.json\n");
    JsonNode shown = shell.json("providers", "show", "new");
    assertThat(shown.get("weight").asInt()).isEqualTo(2);
    assertThat(shown.get("settings").get("config.latency.mean_ms").get("file").asText())
        .isEqualTo("config.json");
    JsonNode changed = shell.json("providers", "update", "new", "weight=5", "--save");
    assertThat(changed.get("changed").asBoolean()).isTrue();
    assertThat(changed.get("files").get(0).get("file").asText()).isEqualTo("config.json");
    assertThat(
            shell
                .json("providers", "show", "new")
                .get("settings")
                .get("weight")
                .get("source")
                .asText())
        .as("a file's value and no override")
        .isEqualTo("file");
    CliRun again = shell.run("providers", "update", "new", "weight=5", "--save");
    assertThat(again.status).isZero();
    assertThat(again.err).contains("So already");
    CliRun removed = shell.run("providers", "remove", "new");
    assertThat(removed.status).as(removed.err).isZero();
    assertThat(file()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "providers register new --type simulated latency.mean_ms=fast | INVALID_INPUT | 2"
            + " | config.latency.mean_ms is 'fast', expected a number",
        "providers register new --type nosuch                | TYPE_NOT_INSTALLED | 3 | installed:",
        "providers register new                              | INVALID_INPUT | 2 | --type",
        "providers register east --type simulated            | INVALID_STATE | 4 | already",
        "providers register new --type aws secret_key=abc123 | INVALID_INPUT | 2 | reference",
        "providers register new --type simulated --file x.txt | INVALID_INPUT | 2 | no"
            + " configuration",
        "providers register new --type simulated x           | INVALID_INPUT | 2 | NAME=VALUE",
        "providers update nope weight=2 --save               | PROVIDER_NOT_FOUND | 3 | nope",
        "providers update west nonsense=1 --save             | INVALID_INPUT | 2 | not a known key",
        "providers remove nope                               | PROVIDER_NOT_FOUND | 3 | nope",
        "providers remove west                               | CONFIGURATION_INVALID | 2 |"
            + " config.json:",
      })
  void whatIsWrongIsToldAndNothingIsWritten(String line, String code, int status, String told)
      throws IOException {
    Shell shell = RoutedFolder.shell(folder);
    String before = file();
    CliRun run = shell.run(line.strip().split(" +"));
    assertThat(run.status).as(run.err).isEqualTo(status);
    assertThat(run.error().get("code").asText()).isEqualTo(code);
    assertThat(run.err).contains(told).doesNotContain("abc123");
    assertThat(file()).isEqualTo(before);
  }

  @Test
  void aDryRunOfWhatIsRefusedSaysWhyAndFails() {
    CliRun run =
        RoutedFolder.shell(folder)
            .run(
                "providers",
                "register",
                "new",
                "--type",
                "simulated",
                "weight=lots",
                "--dry-run",
                "--format",
                "json");
    assertThat(run.status).isEqualTo(2);
    assertThat(run.json().get("accepted").asBoolean()).isFalse();
    assertThat(run.json().get("findings").get(0).get("key").asText()).isEqualTo("weight");
  }

  @Test
  void whatDependsOnAProviderIsToldBeforeItIsDisabledOrRemoved() {
    Shell shell = RoutedFolder.shell(folder);
    assertThat(shell.run("providers", "disable", "lab").err)
        .contains(
            "Settings name it: provider.routing.strategies.main-line.members at config.json:");
    assertThat(shell.run("providers", "remove", "west").err)
        .contains("Settings name it: provider.routing.strategies.clouds.members at config.json:");
  }

  @Test
  void theGuidesExampleRegistersAProvider() throws IOException {
    Shell shell = RoutedFolder.shell(folder);
    CliRun run =
        shell.run(
            "registerProviderStrategy",
            "--data",
            """
            {"strategy_name": "cloud-west", "provider_type": "aws",
             "strategy_config": {"region": "us-west-2", "profile": "night"},
             "capabilities": {"instances": true, "spot_instances": true, "load_balancers": false},
             "priority": 1}
            """);
    assertThat(run.status).as(run.err).isZero();
    assertThat(run.json().get("strategy_name").asText()).isEqualTo("cloud-west");
    assertThat(run.json().get("provider_type").asText()).isEqualTo("aws");
    assertThat(run.json().get("accepted").asBoolean()).isTrue();
    JsonNode settings = shell.json("providers", "show", "cloud-west").get("settings");
    assertThat(settings.get("config.region").get("value").asText()).isEqualTo("us-west-2");
    assertThat(settings.get("priority").get("value").asInt()).isEqualTo(1);
    CliRun again =
        shell.run(
            "registerProviderStrategy",
            "--data",
            "{\"strategy_name\": \"cloud-west\", \"provider_type\": \"aws\"}");
    assertThat(again.error().get("code").asText()).isEqualTo("INVALID_STATE");
  }

  @Test
  void theGuidesExampleTellsHealth() {
    Shell shell = RoutedFolder.shell(folder);
    CliRun run =
        shell.run(
            "updateProviderHealth",
            "--data",
            """
            {"provider_name": "east",
             "health_status": {"is_healthy": false, "status_message": "Rate limit exceeded",
               "error_details": {"error_code": "RATE_LIMIT", "retry_after": 300}},
             "source": "monitoring_system"}
            """);
    assertThat(run.status).as(run.err).isZero();
    assertThat(run.json().get("is_healthy").asBoolean()).isFalse();
    JsonNode details = run.json().get("details");
    assertThat(details.get("source").asText()).isEqualTo("monitoring_system");
    assertThat(details.get("reason").asText()).contains("RATE_LIMIT: Rate limit exceeded");
    JsonNode asked =
        shell.run("getProviderHealth", "--data", "{\"provider_name\": \"east\"}").json();
    assertThat(asked.get("is_healthy").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "registerProviderStrategy | {\"provider_type\": \"aws\"} | strategy_name",
        "registerProviderStrategy | {\"strategy_name\": \"a\"} | provider_type",
        "updateProviderHealth | {\"provider_name\": \"east\"} | health_status",
        "updateProviderHealth | {\"provider_name\": \"east\", \"health_status\": {}} | is_healthy",
        "updateProviderHealth | {\"provider_name\": \"east\", \"health_status\": {\"is_healthy\":"
            + " true, \"error_details\": {\"retry_after\": -1}}} | retry_after"
      })
  void inputThatLacksSomethingIsRefused(String verb, String data, String told) {
    CliRun run = RoutedFolder.shell(folder).run(verb, "--data", data);
    assertThat(run.status).isEqualTo(2);
    assertThat(run.error().get("message").asText()).contains(told);
  }
}
