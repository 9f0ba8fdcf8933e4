package io.signalbox.app.cli.requests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several providers are asked for the same machines, and the last that is asked does not win. */
final class ComposedRequestTest {

  private static final String CONFIG =
      """
      providers:
        providers:
          - {name: a, type: simulated, config: {latency: {mean_ms: 0}, launch_time_ms: 0}}
          - {name: b, type: simulated, config: {latency: {mean_ms: 0}, errors: {capacity_percent: 100}}}
          - {name: c, type: simulated, config: {latency: {mean_ms: 0}, errors: {capacity_percent: 100}}}
        composition: {mode: REDUNDANT, aggregation_policy: MERGE_ALL, failure_threshold: 1.0}
      """;

  @TempDir Path folder;

  @Test
  void listAndDetailNameTheProviderThatHasTheMachines() {
    CliRun.write(folder, "config.yaml", CONFIG);
    CliRun.write(folder, "templates.json", "[{\"template_id\": \"web\", \"max_instances\": 5}]");
    Shell shell = new Shell(folder);
    JsonNode done = shell.json("requests", "submit", "web", "2", "--wait");
    assertThat(done.at("/providers")).hasToString("[\"a\"]");
    assertThat(done.get("attempts")).hasSize(3);
    String id = done.get("request_id").textValue();
    assertThat(shell.run("requests", "status", id).out).contains("complete, web x2 at a,");
    assertThat(shell.run("requests", "list").out).containsPattern("web +2 +a ");
    assertThat(shell.json("requests", "list").at("/0/provider")).hasToString("\"a\"");
  }
}
