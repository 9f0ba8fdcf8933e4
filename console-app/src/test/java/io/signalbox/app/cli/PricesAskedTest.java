package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import io.signalbox.core.localcloud.LocalCloud;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prices of a cloud that has to be asked, where no window runs that asks by itself. */
final class PricesAskedTest {

  @TempDir Path folder;

  private LocalCloud cloud;
  private Shell shell;

  @BeforeEach
  void open() throws IOException {
    cloud = LocalCloud.start(LocalCloud.Options.usual());
    cloud.faults().pace(Duration.ZERO, Duration.ZERO);
    CliRun.write(
        folder,
        "config.json",
        """
        {"provider": {"providers": [{"name": "aws-east", "type": "aws", "config": {
          "region": "us-east-1", "endpoint": "%s",
          "access_key": "${REHEARSAL_KEY}", "secret_key": "${REHEARSAL_SECRET}"}}]}}
        """
            .formatted(cloud.endpoint()));
    CliRun.write(
        folder,
        "templates.json",
        """
        {"templates": [
          {"template_id": "web", "provider_api": "RunInstances", "max_instances": 10,
           "image_id": "ami-00000000000000101", "subnet_ids": ["subnet-00000000000000101"],
           "instance_type": "t3.micro"},
          {"template_id": "other", "provider_api": "RunInstances", "max_instances": 10,
           "image_id": "ami-00000000000000101", "instance_type": "c5.large"}]}
        """);
    shell =
        new Shell(folder).with("REHEARSAL_KEY", "AKIAREHEARSAL").with("REHEARSAL_SECRET", "s3cr3t");
    // Whoever loads the SDK first waits for it, and prices have ten seconds.
    shell.run("providers", "health", "--check");
  }

  @AfterEach
  void close() throws IOException {
    cloud.close();
  }

  private long asked() {
    return cloud.calls().stream().filter(call -> call.action().equals("GetProducts")).count();
  }

  @Test
  void whatIsSubmittedFromTheCommandLineHasItsPrice() {
    assertThat(shell.run("requests", "submit", "web", "2", "--dry-run").out)
        .contains("Price of a machine: 0.0104 USD an hour (price list");
    assertThat(asked()).as("of this template alone").isEqualTo(1);
    String id = shell.json("requests", "submit", "web", "2", "--wait").get("request_id").asText();
    assertThat(shell.run("requests", "status", id).out)
        .contains("Estimated price at submit: 0.0208 USD an hour\n")
        .contains("0.0208 USD an hour now");
    assertThat(asked()).as("it is kept").isEqualTo(1);
  }

  @Test
  void whatASchedulerSubmittedHasAPriceOnceSomebodyLooks() {
    String id =
        shell
            .json(
                "requestMachines",
                "--data",
                "{\"template\": {\"templateId\": \"web\", \"machineCount\": 1}}")
            .get("requestId")
            .asText();
    assertThat(asked()).as("a scheduler waits for no price").isZero();
    assertThat(shell.run("requests", "status", id).out)
        .contains("Estimated price at submit: unknown\n")
        .contains("0.0104 USD an hour now");
    shell.run("requests", "status", id);
    assertThat(asked()).isEqualTo(1);
  }

  @Test
  void aPriceThatIsNotToldHindersNothing() {
    cloud.faults().deny("pricing:GetProducts");
    String id = shell.json("requests", "submit", "web", "1", "--wait").get("request_id").asText();
    CliRun status = shell.run("requests", "status", id);
    assertThat(status.status).isZero();
    assertThat(status.out).contains("Estimated price: unknown\n");
    assertThat(asked()).as("refused is not asked again at once").isEqualTo(1);
    assertThat(shell.run("requests", "submit", "nosuch", "1").error().get("code").asText())
        .isEqualTo("TEMPLATE_NOT_FOUND");
  }
}
