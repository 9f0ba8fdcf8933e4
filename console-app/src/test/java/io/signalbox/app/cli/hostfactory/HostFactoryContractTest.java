package io.signalbox.app.cli.hostfactory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What schedulers rely on beside the round trip: words, order, and parts of an answer. */
final class HostFactoryContractTest {

  @TempDir Path folder;
  private Shell shell = new Shell(Path.of("."));

  @BeforeEach
  void configure() {
    CliRun.write(
        folder,
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "east", "type": "simulated", "simulates": "aws",
           "config": {"launch_time_ms": 0, "shutdown_time_ms": 0, "latency": {"mean_ms": 1}}},
          {"name": "west", "type": "simulated", "simulates": "aws",
           "config": {"launch_time_ms": 3600000, "latency": {"mean_ms": 1}}}]}}
        """);
    templates(
        """
        {"template_id": "spot-first", "max_instances": 5},
        {"template_id": "ondemand-second", "max_instances": 5}
        """);
    shell = new Shell(folder);
  }

  private void templates(String entries) {
    CliRun.write(folder, "templates.json", "{\"templates\": [" + entries + "]}");
  }

  private JsonNode answer(String verb, String input) {
    CliRun run = shell.run(verb, "--data", input);
    assertThat(run.status).as(run.out + run.err).isZero();
    return run.json();
  }

  private JsonNode request(String provider) {
    String id =
        answer(
                "requestMachines",
                "{\"template\": {\"templateId\": \"spot-first\", \"machineCount\": 2},"
                    + " \"providerPreference\": {\"type\": \"aws\", \"instance\": \""
                    + provider
                    + "\"}}")
            .get("requestId")
            .asText();
    return answer("getRequestStatus", "{\"requestId\": \"" + id + "\"}").get("requests").get(0);
  }

  @Test
  void templatesKeepTheOrderOfTheFileThatSchedulersProvisionIn() {
    assertThat(answer("getAvailableTemplates", "{}").findValuesAsText("templateId"))
        .containsExactly("spot-first", "ondemand-second");
  }

  @Test
  void attributesThatAreNoPairsNeverReachTheWire() {
    templates(
        """
        {"template_id": "odd", "vmTypes": {"m5.large": 1, "m5.xlarge": 2}, "instanceTags": "b=2;a=1",
         "attributes": {"ncpus": ["Numeric", "4", "x"], "zone": "CON", "nram": 2048,
                        "type": ["String", "X86_64"], "mem": ["numeric", 512],
                        "awshost": ["Boolean", "1"]}}
        """);
    JsonNode template = answer("getAvailableTemplates", "{}").get("templates").get(0);
    assertThat(template.get("attributes"))
        .hasToString(
            "{\"zone\":[\"String\",\"CON\"],\"nram\":[\"Numeric\",\"2048\"],"
                + "\"type\":[\"String\",\"X86_64\"],\"mem\":[\"Numeric\",\"512\"],\"awshost\":[\"Boolean\",\"1\"],"
                + "\"ncpus\":[\"Numeric\",\"1\"]}");
    assertThat(template.get("vmTypes")).hasToString("{\"m5.large\":1,\"m5.xlarge\":2}");
    assertThat(template.get("instanceTags").asText()).isEqualTo("a=1;b=2");
    assertThat(shell.run("getAvailableTemplates").err)
        .contains("attribute ncpus is no pair and is left out")
        .contains("attribute zone is 'CON' alone");
  }

  @Test
  void nothingOfferedSaysWhichFileWasNotRead() throws Exception {
    Files.delete(folder.resolve("templates.json"));
    CliRun.write(
        folder, "azureprov_templates.json", "{\"templates\": [{\"template_id\": \"web\"}]}");
    JsonNode answer = answer("getAvailableTemplates", "{}");
    assertThat(answer.get("templates")).isEmpty();
    assertThat(answer.get("message").asText())
        .startsWith("No template is offered. ")
        .contains("azureprov_templates.json");
  }

  @Test
  void aPreferenceIsHeededAndOneOfNobodyRefused() {
    assertThat(request("east").get("status").asText()).isEqualTo("complete");
    assertThat(request("west").get("status").asText()).isEqualTo("running");
    CliRun nobody =
        shell.run(
            "requestMachines",
            "--data",
            "{\"templateId\": \"spot-first\", \"machineCount\": 1, \"providerPreference\": {"
                + "\"instance\": \"north\"}}");
    assertThat(nobody.json().at("/error/code").asText()).isEqualTo("PROVIDER_NOT_FOUND");
    assertThat(
            shell
                .run(
                    "requestMachines",
                    "--data",
                    "{\"templateId\": \"spot-first\", \"machineCount\": 1,"
                        + " \"providerPreference\": 7}")
                .json()
                .at("/error/code")
                .asText())
        .isEqualTo("INVALID_INPUT");
  }

  @Test
  void aLaunchingMachineIsPendingAndAReturnedOneTerminated() {
    assertThat(request("west").findValuesAsText("status")).contains("running", "pending");
    JsonNode complete = request("east");
    JsonNode back = answer("requestReturnMachines", machines(complete, List.of()));
    assertThat(
            answer("getRequestStatus", "{\"requestId\": " + back.get("requestId") + "}")
                .get("requests")
                .get(0)
                .get("machines")
                .findValuesAsText("status"))
        .containsExactly("terminated", "terminated");
  }

  @Test
  void ofMachinesOfOthersOnlyOursAreReturnedAndTheyAreNamed() {
    JsonNode complete = request("east");
    JsonNode back = answer("requestReturnMachines", machines(complete, List.of("i-of-another")));
    assertThat(back.fieldNames()).toIterable().containsExactly("message", "requestId");
    assertThat(back.get("message").asText()).contains("not ours, and not returned: i-of-another");
    assertThat(
            answer("getRequestStatus", "{\"requestId\": " + back.get("requestId") + "}")
                .get("requests")
                .get(0)
                .get("machines"))
        .hasSize(2);
  }

  @Test
  void aRequestNobodyKnowsIsAnsweredAlone() {
    JsonNode unknown =
        answer("getRequestStatus", "{\"requests\": [{\"requestId\": \"req-lost\"}]}");
    assertThat(unknown)
        .hasToString(
            "{\"requests\":[{\"requestId\":\"req-lost\",\"status\":\"complete_with_error\","
                + "\"message\":\"There is no request 'req-lost'\",\"machines\":[]}]}");
  }

  @Test
  void aBrokenConfigurationIsToldOnStandardOutput() {
    CliRun.write(folder, "config.json", "{");
    CliRun run = shell.run("getAvailableTemplates");
    assertThat(run.status).isEqualTo(1);
    assertThat(run.json().at("/error/code").asText()).isEqualTo("CONFIGURATION_INVALID");
  }

  @Test
  void anOptionThatIsNoneIsToldOnStandardOutputToo() {
    CliRun run = shell.run("getRequestStatus", "--request", "req-1");
    assertThat(run.status).isEqualTo(1);
    assertThat(run.json().at("/error/code").asText()).isEqualTo("INVALID_INPUT");
  }

  private static String machines(JsonNode request, List<String> others) {
    List<String> machines = new ArrayList<>();
    for (JsonNode machine : request.get("machines")) {
      machines.add("{\"machineId\": " + machine.get("machineId") + "}");
    }
    others.forEach(id -> machines.add("{\"machineId\": \"" + id + "\"}"));
    return "{\"machines\": [" + String.join(", ", machines) + "]}";
  }
}
