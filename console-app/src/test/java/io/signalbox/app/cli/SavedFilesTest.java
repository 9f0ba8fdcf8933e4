package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they are saved and checked from the command line. */
final class SavedFilesTest {

  private static final String CONFIG =
      """
      provider:   # two of one kind
        providers:
          - {name: east, type: simulated, simulates: aws, capabilities: [RunInstances]}
          - {name: west, type: simulated, simulates: aws, capabilities: [EC2Fleet]}
      """;

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void configure() {
    CliRun.write(folder, "config.yaml", CONFIG);
    CliRun.write(
        folder, "templates.json", "[{\"template_id\": \"x\", \"provider_api\": \"RunInstances\"}]");
    shell = new Shell(folder);
  }

  @Test
  void editOfAFileThatChangedMeanwhileIsRefused() throws IOException {
    JsonNode file = shell.json("templates", "files").get(0);
    assertThat(file.get("file").asText()).isEqualTo("templates.json");
    String seen = file.get("revision").asText();
    CliRun first = update(seen, "{\"image_id\": \"one\"}");
    assertThat(first.status).as(first.err).isZero();
    CliRun second = update(seen, "{\"image_id\": \"two\"}");
    assertThat(second.status).isEqualTo(4);
    assertThat(second.error().get("message").asText()).contains("was changed since you read it");
    assertThat(update(first.json().get("revision").asText(), "{\"image_id\": \"two\"}").status)
        .isZero();
    assertThat(Files.readString(folder.resolve("templates.json"))).contains("\"two\"");
  }

  private CliRun update(String revision, String data) {
    return shell.run(
        "templates",
        "update",
        "x",
        "--layer",
        "templates.json",
        "--revision",
        revision,
        "--data",
        data,
        "--format",
        "json");
  }

  @Test
  void updateTellsOfAFieldNobodyKnowsAndDoesNotRename() {
    CliRun unknown =
        shell.run(
            "templates",
            "update",
            "x",
            "--layer",
            "templates.json",
            "--data",
            "{\"imgae_id\": \"i\"}");
    assertThat(unknown.status).isZero();
    assertThat(unknown.err).contains("unknown field 'imgae_id'").contains("Did you mean");
    CliRun renamed =
        shell.run(
            "templates",
            "update",
            "x",
            "--layer",
            "templates.json",
            "--data",
            "{\"template_id\": \"y\"}");
    assertThat(renamed.status).isEqualTo(2);
  }

  @Test
  void settingIsWrittenIntoTheMainFileWithItsComments() throws IOException {
    CliRun set = shell.run("config", "set", "provider.providers.east.weight", "3");
    assertThat(set.status).as(set.err).isZero();
    assertThat(Files.readString(folder.resolve("config.yaml")))
        .isEqualTo(CONFIG.replace("[RunInstances]}", "[RunInstances], \"weight\": 3}"));
    assertThat(shell.run("config", "set", "provider.providers.east.weight", "heavy").status)
        .isEqualTo(2);
    assertThat(shell.run("config", "set", "provider.providers.east.weight", "null").status)
        .isEqualTo(2);
    assertThat(shell.run("config", "unset", "provider.providers.east.weight").status).isZero();
    assertThat(Files.readString(folder.resolve("config.yaml"))).isEqualTo(CONFIG);
    assertThat(shell.run("config", "unset", "provider.providers.east.wieght").err)
        .contains("Did you mean 'weight'?");
    CliRun infinite = shell.run("config", "set", "request.default_timeout", "1e999999");
    assertThat(infinite.status).isEqualTo(2);
    assertThat(infinite.err).contains("VALUE:1:1: a number is between");
  }

  @Test
  void brokenTemplateFileIsToldByEveryCheck() {
    CliRun.write(folder, "east_templates.json", "[{\"template_id\": \"x\",");
    for (CliRun check :
        new CliRun[] {
          shell.run("templates", "validate", "--all", "--format", "json"),
          shell.run("config", "validate", "--format", "json")
        }) {
      assertThat(check.status).isEqualTo(2);
      assertThat(check.json().get("valid").asBoolean()).isFalse();
      assertThat(check.out).contains("FILE_TRUNCATED").contains("east_templates.json:1:");
    }
  }

  @Test
  void fileThatIsNotReadIsAWarningThatCountsWhereItIsStrict() throws IOException {
    Files.move(folder.resolve("templates.json"), folder.resolve("gcpprov_templates.json"));
    CliRun list = shell.run("templates", "list");
    assertThat(list.err).contains("FILE_NOT_READ").contains("awsprov_templates.json");
    assertThat(shell.run("config", "validate").status).isZero();
    assertThat(shell.run("config", "validate", "--strict").status).isEqualTo(2);
    assertThat(shell.run("templates", "validate", "--all").status).isZero();
    assertThat(shell.run("templates", "validate", "--all", "--strict").status).isEqualTo(2);
  }

  @Test
  void everyProviderThatOffersATemplateIsChecked() {
    CliRun all = shell.run("templates", "validate", "--all", "--format", "json");
    assertThat(all.status).isEqualTo(2);
    assertThat(all.json().get("templates"))
        .extracting(each -> each.get("provider").asText() + " " + each.get("valid"))
        .containsExactly("east true", "west false");
    CliRun.write(folder, "config.yaml", CONFIG.replace("EC2Fleet", "RunInstances"));
    assertThat(shell.json("templates", "validate", "--all").get("templates"))
        .extracting(each -> each.get("provider").asText())
        .containsExactly("east");
  }
}
