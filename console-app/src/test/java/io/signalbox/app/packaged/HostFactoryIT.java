package io.signalbox.app.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.signalbox.app.packaged.PackagedProgram.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The five verbs as a Host Factory plug-in calls them: one short process each on the sample
 * configuration, nothing else running.
 */
final class HostFactoryIT {

  /** The sample promises two machines within 20 s; a busy machine gets three times that. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Machines come after seconds; without it some fifty processes would look for them. */
  private static final Duration PAUSE = Duration.ofMillis(700);

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path scratch = Path.of("");
  private Path config = Path.of("");

  @BeforeEach
  void copySample() {
    config = PackagedProgram.sample(scratch.resolve("config"));
  }

  @Test
  void machinesAreRequestedFollowedAndReturned() throws IOException {
    var template = firstTemplate();

    var accepted =
        verb(
            "requestMachines",
            """
            {"template": {"templateId": "%s", "machineCount": 2}}\
            """
                .formatted(template));
    assertThat(fields(accepted)).containsExactlyInAnyOrder("requestId", "message");
    var requestId = accepted.path("requestId").asText();
    assertThat(requestId).startsWith("req-");

    var complete = untilNotRunning(requestId);
    assertThat(complete.path("status").asText()).as("%s", complete).isEqualTo("complete");
    assertThat(complete.path("machines")).hasSize(2);
    var machines = JSON.createArrayNode();
    for (JsonNode machine : complete.path("machines")) {
      assertThat(machine.path("result").asText()).isEqualTo("succeed");
      assertThat(machine.path("launchtime").isIntegralNumber()).isTrue();
      machines
          .addObject()
          .put("name", machine.path("name").asText())
          .put("machineId", machine.path("machineId").asText());
    }

    var all = JSON.createObjectNode().set("machines", machines);
    var returned = verb("requestReturnMachines", JSON.writeValueAsString(all));
    var returnId = returned.path("requestId").asText();
    assertThat(returnId).startsWith("ret-");
    var gone = untilNotRunning(returnId);
    assertThat(gone.path("status").asText()).as("%s", gone).isEqualTo("complete");
    for (JsonNode machine : gone.path("machines")) {
      assertThat(machine.path("result").asText()).isEqualTo("succeed");
    }

    var asked = verb("getReturnRequests", JSON.writeValueAsString(all));
    assertThat(asked.path("requests").isArray()).as("%s", asked).isTrue();
    assertThat(asked.path("status").asText()).isEqualTo("complete");
  }

  @Test
  void anUnknownTemplateIsRefusedAndNothingIsStored() throws IOException {
    var refused =
        run(
            "requestMachines",
            """
            {"template": {"templateId": "no-such-template", "machineCount": 1}}\
            """);
    assertThat(refused.status()).as("%s", refused).isEqualTo(1);
    assertThat(refused.json().at("/error/code").asText()).isEqualTo("TEMPLATE_NOT_FOUND");
    assertThat(refused.err()).isEmpty();

    var requests =
        PackagedProgram.where(scratch)
            .run("requests", "list", "--format", "json", "--config-dir", config.toString())
            .good()
            .json();
    assertThat(requests).isEmpty();
  }

  @Test
  void aTemplateShowsWhereEachFieldComesFrom() {
    var template = firstTemplate();
    var shown =
        PackagedProgram.where(scratch)
            .run(
                "templates",
                "show",
                template,
                "--source-info",
                "--format",
                "json",
                "--config-dir",
                config.toString())
            .good()
            .json();
    assertThat(shown.path("template_id").asText()).isEqualTo(template);
    var source = shown.path("sources").path("template_id");
    assertThat(Path.of(source.path("file").asText()).getFileName().toString()).endsWith(".json");
    assertThat(source.path("line").asInt()).isPositive();
  }

  private String firstTemplate() {
    var templates =
        PackagedProgram.where(scratch)
            .run("getAvailableTemplates", "--config-dir", config.toString())
            .good()
            .json()
            .path("templates");
    assertThat(templates).isNotEmpty();
    for (JsonNode template : templates) {
      var max = template.path("maxNumber").asInt();
      assertThat(max == -1 || max >= 5).as("%s", template).isTrue();
      assertThat(template.path("attributes").path("ncpus").path(0).asText()).isEqualTo("Numeric");
    }
    return templates.path(0).path("templateId").asText();
  }

  /** Asks again and again, a process each, with a pause between them, as Host Factory does. */
  private JsonNode untilNotRunning(String requestId) throws IOException {
    var until = System.nanoTime() + PATIENCE.toNanos();
    var request = status(requestId);
    while (request.path("status").asText().equals("running") && System.nanoTime() < until) {
      LockSupport.parkNanos(PAUSE.toNanos());
      request = status(requestId);
    }
    return request;
  }

  private JsonNode status(String requestId) throws IOException {
    return verb(
            "getRequestStatus",
            """
            {"requests": [{"requestId": "%s"}]}\
            """
                .formatted(requestId))
        .path("requests")
        .path(0);
  }

  private JsonNode verb(String name, String input) throws IOException {
    return run(name, input).good().json();
  }

  private Answer run(String name, String input) throws IOException {
    var file = Files.createTempFile(scratch, name, ".json");
    Files.writeString(file, input);
    return PackagedProgram.where(scratch)
        .run(name, "-f", file.toString(), "--config-dir", config.toString());
  }

  private static List<String> fields(JsonNode node) {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
