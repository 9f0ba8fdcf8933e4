package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.cli.CliRun.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The strategy guide's examples run as printed, with {@code signalbox} for {@code run.py}. */
final class StrategyGuideTest {

  @TempDir Path folder;
  private Shell shell = new Shell(Path.of("."));

  @BeforeEach
  void configure() {
    CliRun.write(
        folder,
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "aws-primary", "type": "simulated", "simulates": "aws", "priority": 1},
          {"name": "aws-backup", "type": "simulated", "simulates": "aws", "priority": 2}]}}
        """);
    CliRun.write(
        folder,
        "templates.json",
        """
        {"templates": [{"template_id": "web", "max_instances": 5}]}
        """);
    shell = new Shell(folder);
  }

  private JsonNode answer(String... args) {
    CliRun run = shell.run(args);
    assertThat(run.status).as(run.err).isZero();
    return run.json();
  }

  @Test
  void getProviderHealth() {
    JsonNode all = answer("getProviderHealth");
    assertThat(all.get("providers").findValuesAsText("provider_name"))
        .containsExactly("aws-primary", "aws-backup");
    assertThat(all.get("healthy_providers").asInt()).isEqualTo(2);
    JsonNode one = answer("getProviderHealth", "--data", "{\"provider_name\": \"aws-primary\"}");
    assertThat(one.get("is_healthy").asBoolean()).isTrue();
    assertThat(one.get("status").asText()).isEqualTo("HEALTHY");
    JsonNode full =
        answer(
            "getProviderHealth",
            "--data",
            """
            {
              "include_details": true,
              "include_history": true
            }\
            """);
    JsonNode first = full.get("providers").get(0);
    assertThat(first.get("details").get("state").asText()).isEqualTo("HEALTHY");
    assertThat(first.get("history").get(0).get("to").asText()).isEqualTo("HEALTHY");
  }

  @Test
  void listAvailableProviders() {
    assertThat(answer("listAvailableProviders").get("total_providers").asInt()).isEqualTo(2);
    shell.run("providers", "set-health", "aws-backup", "unhealthy");
    JsonNode healthy =
        answer("listAvailableProviders", "--data", "{\"filter_healthy_only\": true}");
    assertThat(healthy.get("providers").findValuesAsText("name")).containsExactly("aws-primary");
  }

  @Test
  void getProviderMetrics() {
    // Each check is measured; a later process reads what this one stored.
    answer("getProviderHealth");
    JsonNode metrics =
        answer(
            "getProviderMetrics",
            "--data",
            """
            {
              "provider_name": "aws-primary",
              "time_range_hours": 24,
              "include_operation_breakdown": true
            }\
            """);
    assertThat(metrics.get("metrics").get("operations").asInt()).isEqualTo(1);
    assertThat(metrics.get("metrics").get("success_rate").asDouble()).isEqualTo(100);
    assertThat(metrics.get("operation_breakdown").has("HEALTH_CHECK")).isTrue();
    JsonNode all =
        answer(
            "getProviderMetrics",
            "--data",
            """
            {
              "time_range_hours": 1,
              "include_operation_breakdown": true,
              "include_error_details": true
            }\
            """);
    assertThat(all.get("providers")).hasSize(2);
    assertThat(all.get("providers").get(0).get("error_details").isArray()).isTrue();
  }

  @Test
  void getProviderCapabilities() {
    JsonNode capabilities =
        answer(
            "getProviderCapabilities",
            "--data",
            """
            {
              "provider_name": "aws-primary",
              "include_performance_metrics": true,
              "include_limitations": true
            }\
            """);
    assertThat(capabilities.get("apis").toString())
        .isEqualTo("[\"ASG\",\"EC2Fleet\",\"RunInstances\",\"SpotFleet\"]");
    assertThat(capabilities.get("operations")).hasSize(7);
    assertThat(capabilities.get("limitations").get("api_limits").get("RunInstances").asInt())
        .isEqualTo(100);
    assertThat(capabilities.get("performance_metrics").has("success_rate")).isTrue();
  }

  @Test
  void inputMayBePipedAndCommented() {
    CliRun run =
        shell
            .piped("{\"provider_name\": \"aws-backup\"  # the second\n}")
            .run("getProviderHealth", "-f", "-");
    assertThat(run.status).as(run.err).isZero();
    assertThat(run.json().get("provider_name").asText()).isEqualTo("aws-backup");
  }
}
