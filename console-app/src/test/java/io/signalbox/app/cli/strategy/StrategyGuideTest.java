package io.signalbox.app.cli.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import io.signalbox.app.testing.RoutedFolder;
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

  @Test
  void selectProviderStrategy() {
    JsonNode chosen =
        answer(
            "selectProviderStrategy",
            "--data",
            """
            {
              "operation_type": "CREATE_INSTANCES",
              "selection_criteria": {
                "required_capabilities": ["instances"],
                "max_response_time_ms": 3000,
                "prefer_strategies": ["aws-backup"]
              }
            }\
            """);
    assertThat(chosen.get("selected_strategy").asText()).isEqualTo("aws-backup");
    assertThat(chosen.get("alternatives").toString()).isEqualTo("[\"aws-primary\"]");
    assertThat(chosen.get("decision").get("candidates")).hasSize(2);
    JsonNode relaxed =
        answer(
            "selectProviderStrategy",
            "--data",
            """
            {
              "operation_type": "CREATE_INSTANCES",
              "selection_criteria": {
                "require_healthy": false  # Relax health requirement
              }
            }\
            """);
    assertThat(relaxed.get("selected_strategy").asText()).isEqualTo("aws-primary");
    CliRun none =
        shell.run(
            "selectProviderStrategy",
            "--data",
            "{\"operationType\": \"HEALTH_CHECK\","
                + " \"selectionCriteria\": {\"requiredCapabilities\": [\"teleport\"]}}");
    assertThat(none.status).isEqualTo(5);
    assertThat(none.json().get("selected_strategy").isNull()).isTrue();
    assertThat(none.error().get("code").asText()).isEqualTo("NO_COMPATIBLE_PROVIDERS");
  }

  @Test
  void executeProviderOperation() {
    JsonNode made =
        answer(
            "executeProviderOperation",
            "--data",
            """
            {
              "operation_type": "CREATE_INSTANCES",
              "parameters": {
                "template_id": "web",
                "count": 2
              },
              "strategy_override": "aws-backup"
            }\
            """);
    assertThat(made.get("success").asBoolean()).isTrue();
    assertThat(made.get("provider").asText()).isEqualTo("aws-backup");
    assertThat(made.get("data").get("request_id").asText()).startsWith("req-");
    JsonNode checked =
        answer(
            "executeProviderOperation",
            "--data",
            "{\"operation_type\": \"HEALTH_CHECK\", \"parameters\": {}}");
    assertThat(checked.get("data").get("state").asText()).isEqualTo("HEALTHY");
    assertThat(
            shell
                .piped("{\"operation_type\": \"HEALTH_CHECK\"}")
                .run("executeProviderOperation")
                .status)
        .isZero();
  }

  @Test
  void configureProviderStrategy() {
    JsonNode answer =
        answer(
            "configureProviderStrategy",
            "--data",
            """
            {
              "default_selection_policy": "CAPABILITY_BASED",
              "selection_criteria": {
                "required_capabilities": ["instances"],
                "min_success_rate": 95.0,
                "require_healthy": true
              },
              "weights": {"aws-primary": 3}
            }\
            """);
    assertThat(answer.get("default_selection_policy").asText()).isEqualTo("CAPABILITY_BASED");
    assertThat(answer.get("selection_criteria").get("min_success_rate").asInt()).isEqualTo(95);
    assertThat(shell.json("routing", "history")).hasSize(1);
    assertThat(shell.json("routing", "show").get("weights").get("aws-primary").asInt())
        .isEqualTo(3);
  }

  @Test
  void whatTheGuideNamesOnceIsSetAtEveryChain() {
    Shell routed = RoutedFolder.shell(folder.resolve("routed"));
    CliRun run =
        routed.run(
            "configureProviderStrategy",
            "--data",
            """
            {
              "health_check_interval": 300,
              "circuit_breaker_config": {
                "failure_threshold": 4,
                "recovery_timeout": 50
              },
              "failover_options": {"fallback_timeout_seconds": 20},
              "load_balancing": {"algorithm": "ADAPTIVE", "weights": {"east": 2}},
              "reason": "the guide"
            }\
            """);
    assertThat(run.status).as(run.err).isZero();
    JsonNode changed = run.json().get("changed");
    String chain = "routing.strategies.main-line.";
    assertThat(changed.get(chain + "health_check_interval_seconds").asInt()).isEqualTo(300);
    assertThat(changed.get(chain + "circuit_breaker_threshold").asInt()).isEqualTo(4);
    assertThat(changed.get(chain + "circuit_breaker_timeout_seconds").asInt()).isEqualTo(50);
    assertThat(changed.get(chain + "fallback_timeout_seconds").asInt()).isEqualTo(20);
    assertThat(changed.get("routing.strategies.clouds.algorithm").asText()).isEqualTo("ADAPTIVE");
    assertThat(changed.get("routing.strategies.clouds.weights.east").asInt()).isEqualTo(2);
    assertThat(routed.json("routing", "history").get(0).get("why").asText()).isEqualTo("the guide");
  }

  @Test
  void whatCannotBeSetWhileRunningIsRefusedByName() {
    CliRun run =
        shell.run(
            "configureProviderStrategy",
            "--data",
            "{\"default_selection_policy\": \"RANDOM\", \"load_balancing\": {\"panic_mode\":"
                + " true}}");
    assertThat(run.status).isEqualTo(2);
    assertThat(run.error().get("message").asText()).contains("'load_balancing.panic_mode'");
    assertThat(shell.json("routing", "show").get("policy").asText()).isEqualTo("FIRST_AVAILABLE");
  }
}
