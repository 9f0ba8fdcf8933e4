package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun;
import io.signalbox.core.localcloud.LocalCloud;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code providers test} and {@code capabilities}, against a cloud on this machine. */
final class ProviderTestCommandTest {

  @TempDir Path folder;

  private LocalCloud cloud;
  private CliRun.Shell shell;

  @BeforeEach
  void start() throws IOException {
    cloud = LocalCloud.start(LocalCloud.Options.usual());
    CliRun.write(
        folder,
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "aws-east", "type": "aws", "config": {
            "region": "us-east-1", "endpoint": "%s",
            "access_key": "${KEY}", "secret_key": "${SECRET}"}},
          {"name": "rehearsed", "type": "simulated"},
          {"name": "elsewhere", "type": "nosuch"}]}}
        """
            .formatted(cloud.endpoint()));
    shell =
        new CliRun.Shell(folder).with("KEY", "AKIAREHEARSAL").with("SECRET", "s3cr3t-of-the-test");
  }

  @AfterEach
  void close() throws IOException {
    cloud.close();
  }

  @Test
  void aProviderThatWorksPasses() {
    JsonNode report = shell.json("providers", "test", "aws-east");
    assertThat(report.get("passed").asBoolean()).isTrue();
    assertThat(report.get("counts").get("failed").asInt()).isZero();
    List<String> outcomes = new ArrayList<>();
    report
        .get("findings")
        .forEach(
            each -> outcomes.add(each.get("name").asText() + " " + each.get("outcome").asText()));
    assertThat(outcomes)
        .contains("region ok", "proxy ok", "endpoint ok", "identity ok", "clock ok")
        .contains("ec2:RunInstances ok", "iam:PassRole skipped");
    CliRun text = shell.run("providers", "test", "aws-east");
    assertThat(text.status).isZero();
    assertThat(text.out).contains("OUTCOME", "111122223333", "aws-east (aws): ");
    assertThat(text.out + text.err).doesNotContain("s3cr3t-of-the-test");
  }

  @Test
  void quotasOfTheAccountAreToldWithWhatIsUsedAndWhenTheyWereAsked() {
    cloud.faults().quotas(8, 100);
    JsonNode quota = shell.json("providers", "capabilities", "aws-east").at("/quotas/0");
    assertThat(quota.get("name").asText()).isEqualTo("Standard vCPUs on demand in us-east-1");
    assertThat(quota.get("limit").asInt()).isEqualTo(8);
    assertThat(quota.get("used").asInt()).isZero();
    assertThat(quota.get("limit_asked_at").asText()).isNotEmpty();
    String words = "Standard vCPUs on demand in us-east-1";
    assertThat(shell.run("providers", "capabilities", "aws-east").out)
        .containsPattern("quota of " + words + " +0 of 8 used, asked 20[-0-9]+T[:0-9]+Z");
    assertThat(shell.run("providers", "show", "aws-east").out)
        .contains("Quota of " + words + ": 0 of 8 used, asked ");
    assertThat(shell.json("providers", "show", "aws-east").at("/capabilities/quotas")).hasSize(2);
    assertThat(shell.json("providers", "capabilities", "rehearsed").get("quotas")).isEmpty();
  }

  @Test
  void whatFailedIsNamedAndEndsWithItsStatus() {
    cloud.faults().deny("ec2:RunInstances");
    CliRun run = shell.run("providers", "test", "aws-east");
    assertThat(run.status).isEqualTo(5);
    assertThat(run.out).contains("What to do:", "ec2:RunInstances: Add ec2:RunInstances to the");
    assertThat(run.error().get("message").asText().strip())
        .isEqualTo("aws-east failed its test: ec2:RunInstances");
    assertThat(shell.json("providers", "metrics", "aws-east").at("/metrics/operations").asInt())
        .as("a test counts for no figure")
        .isZero();
  }

  @Test
  void aSimulatedProviderAnswersWhatApplies() {
    JsonNode report = shell.json("providers", "test", "rehearsed");
    assertThat(report.get("findings").findValuesAsText("name")).containsExactly("health", "ledger");
  }

  @Test
  void aTypeThatIsNotInstalledFailsWithWhatToDo() {
    CliRun run = shell.run("providers", "test", "elsewhere");
    assertThat(run.status).isEqualTo(5);
    assertThat(run.out).contains("nosuch", "config validate");
  }

  @Test
  void aNameThatThereIsNotIsToldAsSuch() {
    assertThat(shell.run("providers", "test", "nope").error().get("code").asText())
        .isEqualTo("PROVIDER_NOT_FOUND");
  }
}
