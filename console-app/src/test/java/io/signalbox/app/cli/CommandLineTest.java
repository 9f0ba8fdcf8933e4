package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.Main;
import io.signalbox.app.cli.session.ConfigFolders;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The frame of the command line: options, formats, errors, exit statuses. */
final class CommandLineTest {

  @TempDir Path folder;
  private Shell shell = new Shell(Path.of("."));

  @BeforeEach
  void open() {
    shell = new Shell(CliRun.sample(folder.resolve("config")));
  }

  @Test
  void helpNamesEveryCommandAndEachHelps() {
    String all = shell.run("--help").out;
    assertThat(Commands.names())
        .allSatisfy(command -> {
          assertThat(all).contains("  " + command + " ");
          CliRun help = shell.run(command, "--help");
          assertThat(help.status).isZero();
          assertThat(help.out).startsWith("Usage: signalbox " + command).contains("--config-dir");
        });
  }

  @Test
  void globalOptionsStandBeforeOrAfterTheSubcommand() {
    shell.without("SIGNALBOX_CONFIG_DIR");
    String dir = folder.resolve("config").toString();
    CliRun before = shell.run("--config-dir", dir, "--format", "json", "providers", "list");
    CliRun between = shell.run("--format", "json", "providers", "--config-dir", dir, "list");
    CliRun after = shell.run("providers", "list", "--format", "json", "--config-dir", dir);
    for (CliRun run : new CliRun[] {before, between, after}) {
      assertThat(run.status).as(run.err).isZero();
      assertThat(run.json().findValuesAsText("name"))
          .containsExactly("aws-us-east-1", "aws-us-west-2", "aws-eu-central-1", "lab-onprem");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "getAvailableTemplates", "providers list"})
  void anAnswerThatCannotBeWrittenIsNoSuccess(String typed) {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int next) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            typed.split(" "),
            InputStream.nullInputStream(),
            new PrintStream(full, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of("SIGNALBOX_CONFIG_DIR", folder.resolve("config").toString()));
    assertThat(status).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("could not be written");
  }

  @Test
  void aFolderMayBeCalledLikeACommand() {
    CliRun run = shell.run("--config-dir", "overview", "--env", "config", "providers", "list");
    assertThat(run.error().get("code").asText()).isEqualTo("CONFIGURATION_INVALID");
    assertThat(run.error().get("message").asText()).contains("overview");
  }

  @Test
  void tablesAreAlignedAndYamlIsYaml() {
    CliRun table = shell.run("providers", "list");
    assertThat(table.out.lines().findFirst())
        .hasValueSatisfying(
            header -> assertThat(header).startsWith("NAME").contains("P95 MS", "SHARE %"));
    assertThat(table.out.lines()).hasSize(5).allMatch(line -> !line.endsWith(" "));
    CliRun yaml = shell.run("routing", "show", "--format", "yaml");
    assertThat(yaml.out).startsWith("policy: FIRST_AVAILABLE\n").contains("shares:\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frobnicate                                   | INVALID_INPUT      | 2",
        "providers list --frob                        | INVALID_INPUT      | 2",
        "providers list --format xml                  | INVALID_INPUT      | 2",
        "providers show nope                          | PROVIDER_NOT_FOUND | 3",
        "providers maintenance aws-us-west-2          | INVALID_INPUT      | 2",
        "providers register aws-north                 | INVALID_INPUT      | 2",
        "providers update aws-us-west-2 nonsense=1    | INVALID_INPUT      | 2",
        "providers update aws-us-west-2 weight=-1     | INVALID_INPUT      | 2",
        "providers update aws-us-west-2 weight=much   | INVALID_INPUT      | 2",
        "providers set-health aws-us-west-2 sickly    | INVALID_INPUT      | 2",
        "providers disable aws-us-east-1              | LAST_WAY_OUT       | 4",
        "providers drain aws-us-west-2 --until never  | INVALID_INPUT      | 2",
        "routing policy COST_BASED                    | INVALID_INPUT      | 2",
        "routing policy NOSUCH                        | INVALID_INPUT      | 2",
        "routing weights aws-us-west-2=-3             | INVALID_INPUT      | 2",
        "routing weights nope=3                       | PROVIDER_NOT_FOUND | 3",
        "routing activate aws-us-west-2               | INVALID_INPUT      | 2",
        "routing activate nope --reason x             | PROVIDER_NOT_FOUND | 3",
        "routing auto --at clouds                     | INVALID_INPUT      | 2",
        "routing preview aws-us-west-2                | INVALID_INPUT      | 2",
        "routing select --operation FROB              | INVALID_INPUT      | 2",
        "routing select --operation CREATE_INSTANCES --require teleport | NO_COMPATIBLE_PROVIDERS |"
            + " 5",
        "templates show nope                          | TEMPLATE_NOT_FOUND | 3",
        "templates show ../../etc/passwd              | TEMPLATE_NOT_FOUND | 3",
        "templates show web-server --provider nope    | PROVIDER_NOT_FOUND | 3",
        "templates validate                           | INVALID_INPUT      | 2",
        "templates create --layer ../evil.json --data {\"template_id\":\"x\"} | INVALID_INPUT | 2",
        "requests submit web-server 0                 | INVALID_INPUT      | 2",
        "requests submit web-server many              | INVALID_INPUT      | 2",
        "requests submit -- web-server -1             | INVALID_INPUT      | 2",
        "machines show i-nope                         | MACHINE_NOT_FOUND  | 3",
        "config identity perhaps                      | INVALID_INPUT      | 2",
        "config validate nosuch.json                  | CONFIGURATION_INVALID | 2",
        "snapshot --out x --size big                  | INVALID_INPUT      | 2",
        "snapshot --out x --theme pink                | INVALID_INPUT      | 2",
        "routing circuit aws-us-west-2 open           | INVALID_INPUT      | 2",
        "routing circuit nope auto                    | PROVIDER_NOT_FOUND | 3",
        "routing criteria min_success_rate=much       | INVALID_INPUT      | 2",
        "routing set nonsense=1                       | INVALID_INPUT      | 2",
        "routing why nope                             | INVALID_INPUT      | 2",
        "routing revert 7                             | INVALID_INPUT      | 2",
        "ops exec CREATE_INSTANCES --data {broken     | INVALID_INPUT      | 2",
        "ops drill nope                               | INVALID_INPUT      | 2",
        "ops load-test --workers 0                    | INVALID_INPUT      | 2",
        "getProviderCapabilities                      | INVALID_INPUT      | 2",
        "selectProviderStrategy                       | INVALID_INPUT      | 2",
        "selectProviderStrategy --data {\"operation_type\":\"FROB\"} | INVALID_INPUT | 2",
        "executeProviderOperation --data {\"operation_type\":7} | INVALID_INPUT | 2",
        "configureProviderStrategy --data {}          | INVALID_INPUT      | 2",
        "configureProviderStrategy --data {\"nonsense\":1} | INVALID_INPUT | 2",
        "configureProviderStrategy --data {\"default_selection_policy\":\"NOSUCH\"} |"
            + " INVALID_INPUT | 2",
        "getProviderMetrics --data {\"time_range_hours\":99} | INVALID_INPUT | 2",
        "getProviderHealth --data {\"provider_name\":\"nope\"} | PROVIDER_NOT_FOUND | 3",
        "getProviderHealth --data {broken             | INVALID_INPUT      | 2",
        "getProviderHealth -f /nonexistent.json       | INVALID_INPUT      | 2"
      })
  void badInputEndsWithItsCodeAndStatus(String line, String code, int status) {
    CliRun run = shell.run(line.split(" +"));
    assertThat(run.error().get("code").asText()).as(run.err).isEqualTo(code);
    assertThat(run.error().get("message").asText()).isNotBlank();
    assertThat(run.status).isEqualTo(status);
  }

  @Test
  void providerNotFoundNamesThoseThatAre() {
    JsonNode details =
        shell.run("providers", "show", "aws-invalid", "--format", "json").error().get("details");
    assertThat(details.get("requested_provider").asText()).isEqualTo("aws-invalid");
    assertThat(details.get("available_providers").toString()).contains("aws-us-east-1");
  }

  @Test
  void overridesSurviveARestartAndCanBeTakenBack() {
    assertThat(shell.run("providers", "update", "aws-us-east-1", "weight=9").status).isZero();
    assertThat(shell.json("providers", "show", "aws-us-east-1").get("weight").asInt()).isEqualTo(9);
    CliRun shown = shell.run("config", "show", "--source-info");
    assertThat(shown.out.lines().filter(line -> line.startsWith("providers.aws-us-east-1.weight")))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("override"));
    assertThat(shell.run("config", "reset", "providers.aws-us-east-1.weight").status).isZero();
    assertThat(shell.json("providers", "show", "aws-us-east-1").get("weight").asInt()).isEqualTo(5);
    assertThat(shell.run("config", "reset", "nonsense").status).isEqualTo(2);
  }

  @Test
  void handsHoldUntilLifted() {
    shell.run("providers", "drain", "aws-us-west-2", "--reason", "kernel");
    JsonNode held = shell.json("overview").get("held_by_operator").get(0);
    assertThat(held.get("subject").asText()).isEqualTo("aws-us-west-2");
    assertThat(held.get("what").asText()).isEqualTo("drained");
    assertThat(held.get("why").asText()).isEqualTo("kernel");
    assertThat(shell.json("routing", "show").get("shares").get("aws-us-west-2").asDouble())
        .isZero();
    assertThat(shell.run("providers", "resume", "aws-us-west-2").status).isZero();
    assertThat(shell.json("overview").get("held_by_operator")).isEmpty();
    JsonNode activity = shell.json("ops", "activity");
    assertThat(activity.findValuesAsText("action")).containsExactly("Resume", "Drain");
    assertThat(activity.get(1).get("before").get("state").asText()).isEqualTo("automatic");
    assertThat(activity.get(1).get("after").get("state").asText()).isEqualTo("drained");
  }

  @Test
  void theLastWayOutNeedsForceAndReason() {
    assertThat(shell.run("providers", "drain", "aws-us-east-1", "--force").error().get("code"))
        .hasToString("\"INVALID_INPUT\"");
    CliRun forced =
        shell.run("providers", "drain", "aws-us-east-1", "--force", "--reason", "moving out");
    assertThat(forced.status).as(forced.err).isZero();
    JsonNode activity = shell.json("ops", "activity");
    assertThat(activity.findValuesAsText("outcome")).containsExactly("done", "INVALID_INPUT");
  }

  @Test
  void activationAndReturnToAutomatic() {
    CliRun run = shell.run("routing", "activate", "lab-onprem", "--reason", "rehearsal");
    assertThat(run.status).as(run.err).isZero();
    assertThat(run.err).contains("Does not reach").contains("gpu-train");
    assertThat(shell.json("routing", "show").get("shares").get("lab-onprem").asDouble())
        .isEqualTo(1.0);
    assertThat(shell.run("routing", "auto").status).isZero();
    assertThat(shell.json("routing", "show").get("active").isNull()).isTrue();
  }

  @Test
  void previewShowsSharesAndPicksAndChangesNothing() {
    JsonNode preview =
        shell.json(
            "routing",
            "preview",
            "aws-us-east-1=2",
            "west-line=1",
            "aws-eu-central-1=0",
            "lab-onprem=0",
            "--picks",
            "6");
    assertThat(preview.get("picks")).hasSize(6);
    assertThat(preview.get("shares").get("aws-us-east-1").asDouble()).isEqualTo(2 / 3.0);
    assertThat(preview.get("picks").toString().split("east", -1)).hasSize(5);
    assertThat(preview.get("picks").toString().split("aws-us-west-2", -1)).hasSize(3);
    assertThat(shell.json("routing", "show").get("shares").get("aws-us-east-1").asDouble())
        .isEqualTo(0.5);
  }

  @Test
  void healthIsToldFromOutsideAndTakenBack() {
    CliRun told =
        shell.run(
            "providers",
            "set-health",
            "aws-us-west-2",
            "unhealthy",
            "--message",
            "rate limit",
            "--source",
            "monitoring",
            "--until",
            "10m");
    assertThat(told.status).as(told.err).isZero();
    CliRun asked = shell.run("providers", "health", "aws-us-west-2", "--format", "json");
    assertThat(asked.status).as("its health is bad").isEqualTo(5);
    JsonNode health = asked.json();
    assertThat(health.get("state").asText()).isEqualTo("UNHEALTHY");
    assertThat(health.get("source").asText()).isEqualTo("monitoring");
    assertThat(shell.json("providers", "list", "--healthy").findValuesAsText("name"))
        .doesNotContain("aws-us-west-2");
    assertThat(shell.run("providers", "set-health", "aws-us-west-2", "auto").status).isZero();
    assertThat(shell.json("providers", "health", "aws-us-west-2").get("source").asText())
        .isEqualTo("monitor");
  }

  @Test
  void withoutAnyConfigurationTheSampleFillsTheUsersFolder() throws Exception {
    Path home = folder.resolve("home");
    Files.createDirectories(home);
    Path program = folder.resolve("program");
    CliRun.sample(program.resolve("share/config"));
    System.setProperty("signalbox.home", program.toString());
    try {
      CliRun run =
          new Shell(home)
              .without("SIGNALBOX_CONFIG_DIR")
              .run("templates", "list", "--format", "json");
      assertThat(run.status).as(run.err).isZero();
      assertThat(run.json().findValuesAsText("template_id")).contains("web-server");
      assertThat(run.err).contains("sample configuration");
      assertThat(ConfigFolders.ownFolder(System.getProperty("os.name"), Map.of("HOME", "" + home)))
          .isDirectoryContaining("glob:**/config.json");
    } finally {
      System.clearProperty("signalbox.home");
    }
  }

  @Test
  void theUsersFolderFollowsTheSystem() {
    Map<String, String> home = Map.of("HOME", "/home/ana");
    assertThat(ConfigFolders.ownFolder("Linux", home))
        .isEqualTo(Path.of("/home/ana/.config/signalbox"));
    assertThat(
            ConfigFolders.ownFolder(
                "Linux", Map.of("HOME", "/home/ana", "XDG_CONFIG_HOME", "/etc/x")))
        .isEqualTo(Path.of("/etc/x/signalbox"));
    assertThat(ConfigFolders.ownFolder("Mac OS X", home))
        .isEqualTo(Path.of("/home/ana/Library/Application Support/Signalbox"));
    assertThat(ConfigFolders.ownFolder("Windows 11", Map.of("APPDATA", "/roaming")))
        .isEqualTo(Path.of("/roaming/Signalbox"));
  }
}
