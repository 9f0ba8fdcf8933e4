package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide's web-server example resolves exactly, whether its type is installed or simulated. */
final class WebServerExampleTest {

  private static final String AWS = "type: \"aws\"";
  private static final String SIMULATED = "type: \"simulated\", simulates: \"aws\"";

  @TempDir Path folder;

  private Shell shell(String type) {
    CliRun.write(
        folder,
        "config.yaml",
        """
        providers:
          selection_policy: "WEIGHTED_ROUND_ROBIN"
          default_provider_type: "aws"
          default_provider_instance: "aws-us-east-1"
          providers:
            - {name: "aws-us-east-1", %s, enabled: true, priority: 1, weight: 10, capabilities: ["EC2Fleet", "SpotFleet", "RunInstances", "ASG"]}
            - {name: "aws-us-west-2", %s, enabled: true, priority: 2, weight: 5, capabilities: ["EC2Fleet", "RunInstances"]}
        """
            .formatted(type, type));
    CliRun.write(
        folder,
        "templates.json",
        """
        {"templates": [{
          "template_id": "web-server",
          "image_id": "ami-base",
          "instance_type": "t2.micro",
          "max_instances": 2
        }]}
        """);
    CliRun.write(
        folder,
        "awsprov_templates.json",
        """
        {"templates": [{
          "template_id": "web-server",
          "provider_type": "aws",
          "provider_api": "EC2Fleet",
          "instance_type": "t3.small",
          "max_instances": 5
        }]}
        """);
    CliRun.write(
        folder,
        "aws-us-east-1_templates.json",
        """
        {"templates": [{
          "template_id": "web-server",
          "provider_name": "aws-us-east-1",
          "image_id": "ami-east-optimized",
          "max_instances": 10
        }]}
        """);
    return new Shell(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {AWS, SIMULATED})
  void resolvesExactlyWithFileAndLineOfEachField(String type) {
    Shell shell = shell(type);
    JsonNode plain = shell.json("templates", "show", "web-server", "--provider", "aws-us-east-1");
    assertThat(plain)
        .hasToString(
            "{\"template_id\":\"web-server\",\"provider_type\":\"aws\","
                + "\"provider_name\":\"aws-us-east-1\",\"provider_api\":\"EC2Fleet\","
                + "\"image_id\":\"ami-east-optimized\",\"instance_type\":\"t3.small\","
                + "\"max_instances\":10}");
    JsonNode sources =
        shell
            .json("templates", "show", "web-server", "--provider", "aws-us-east-1", "--source-info")
            .get("sources");
    assertThat(sources).hasSize(7);
    at(sources, "template_id", "aws-us-east-1_templates.json", 2, 7);
    at(sources, "provider_name", "aws-us-east-1_templates.json", 3, 7);
    at(sources, "image_id", "aws-us-east-1_templates.json", 4, 7);
    at(sources, "max_instances", "aws-us-east-1_templates.json", 5, 7);
    at(sources, "provider_type", "awsprov_templates.json", 3, 6);
    at(sources, "provider_api", "awsprov_templates.json", 4, 6);
    at(sources, "instance_type", "awsprov_templates.json", 5, 6);
    JsonNode overridden = sources.get("max_instances").get("overrides");
    assertThat(overridden.findValuesAsText("value")).isEqualTo(List.of("5", "2"));
    assertThat(overridden.findValuesAsText("file"))
        .isEqualTo(List.of("awsprov_templates.json", "templates.json"));
    String table =
        shell.run("templates", "show", "web-server", "--provider", "aws-us-east-1", "--source-info")
            .out;
    assertThat(table)
        .contains("aws-us-east-1_templates.json:4")
        .contains("awsprov_templates.json:5");
  }

  private static void at(JsonNode sources, String field, String file, int line, int layer) {
    JsonNode source = sources.get(field);
    assertThat(source.get("file").asText()).as(field).isEqualTo(file);
    assertThat(source.get("line").asInt()).as(field).isEqualTo(line);
    assertThat(source.get("layer").asInt()).as(field).isEqualTo(layer);
    assertThat(source.get("column").asInt()).as(field).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {AWS, SIMULATED})
  void westAnswersWithItsOwnLayers(String type) {
    JsonNode west =
        shell(type).json("templates", "show", "web-server", "--provider", "aws-us-west-2");
    assertThat(west.get("image_id").asText()).isEqualTo("ami-base");
    assertThat(west.get("max_instances").asInt()).isEqualTo(5);
    assertThat(west.has("provider_name")).isFalse();
  }
}
