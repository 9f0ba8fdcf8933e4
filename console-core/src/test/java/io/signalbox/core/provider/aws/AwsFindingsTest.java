package io.signalbox.core.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.query.Query;
import io.signalbox.core.template.ValidationLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What AWS finds about a template is told where the template says it. */
final class AwsFindingsTest {

  @TempDir Path folder;

  private static List<Diagnostic> found(AwsConsole console) {
    return console
        .ask(new Query.ValidateTemplates("web", AwsConsole.PROVIDER, ValidationLevel.LENIENT, true))
        .getFirst()
        .diagnostics()
        .stream()
        .filter(each -> each.code().equals("PROVIDER_CHECK"))
        .toList();
  }

  @Test
  void eachFindingHasTheFileLineAndColumnOfItsField() throws IOException {
    try (AwsConsole console =
        new AwsConsole(folder, AwsConsole.TEMPLATES.formatted("ami-12345678", "subnet-12345678"))) {
      assertThat(found(console))
          .extracting(each -> each.key() + " " + each.location())
          .containsExactly(
              "web.image_id aws_templates.json:4:15", "web.subnet_ids aws_templates.json:5:17");
      assertThat(console.cloud.calls())
          .as("what is known to be wrong is not tried")
          .noneMatch(call -> call.action().equals("RunInstances"));
    }
  }

  @Test
  void aRefusalOfTheLaunchIsOnTheFieldThatItNames() throws IOException {
    try (AwsConsole console =
        new AwsConsole(
            folder,
            AwsConsole.TEMPLATES
                .replace("\"key_name\"", "\"instance_profile\": \"nobody\", \"key_name\"")
                .formatted(AwsWorld.IMAGE, AwsWorld.SUBNET_A))) {
      assertThat(found(console))
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.key()).isEqualTo("web.instance_profile");
            assertThat(String.valueOf(finding.location())).startsWith("aws_templates.json:6:");
            assertThat(finding.message()).contains("EC2 would refuse", "nobody");
          });
    }
  }

  @Test
  void whatMayNotBeAskedOfAMachineTypeIsOnTheFieldThatNamesIt() throws IOException {
    try (AwsConsole console =
        new AwsConsole(
            folder,
            AwsConsole.TEMPLATES
                .replace(
                    "\"machine_types\": {\"c5.large\": 1, \"m5.large\": 1}",
                    "\"instance_type\": \"m5.large\"")
                .formatted(AwsWorld.IMAGE, AwsWorld.SUBNET_A))) {
      console.cloud.faults().deny("ec2:DescribeInstanceTypeOfferings");
      assertThat(found(console))
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.key()).isEqualTo("web.instance_type");
            assertThat(String.valueOf(finding.location())).startsWith("aws_templates.json:");
            assertThat(finding.message()).contains("not checked");
          });
    }
  }
}
