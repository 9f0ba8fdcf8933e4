package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken files end with a clear error, name the place, and lose nothing. */
final class BadConfigurationTest {

  private static final String ONE =
      """
      {"provider": {"providers": [{"name": "only", "type": "simulated", "simulates": "aws"}]}}
      """;

  @TempDir Path folder;

  static Stream<Arguments> brokenConfigurations() {
    return Stream.of(
        Arguments.of("empty", "", "config.json"),
        Arguments.of(
            "truncated", "{\"provider\": {\"providers\": [{\"name\": \"a\",", "config.json:"),
        Arguments.of("wrong type", "{\"provider\": {\"providers\": 5}}", "config.json:1"),
        Arguments.of("a list", "[]", "config.json"),
        Arguments.of("duplicate key", "{\"provider\": {},\n \"provider\": {}}", "config.json:2"),
        Arguments.of(
            "two names of one section",
            "{\"provider\": {\"providers\": []}, \"providers\": {\"providers\": []}}",
            "config.json:1"),
        Arguments.of("deeply nested", "{\"a\":".repeat(200) + "1" + "}".repeat(200), "config.json"),
        Arguments.of(
            "a name that leaves the folder",
            "{\"provider\":{\"providers\":[{\"name\":\"../evil\",\"type\":\"simulated\"}]}}",
            "config.json:1"),
        Arguments.of(
            "the same name twice",
            "{\"provider\":{\"providers\":[{\"name\":\"a\",\"type\":\"simulated\"},\n"
                + "{\"name\":\"a\",\"type\":\"simulated\"}]}}",
            "config.json:2"),
        Arguments.of(
            "a negative weight",
            "{\"provider\":{\"providers\":[{\"name\":\"a\",\"type\":\"simulated\",\n"
                + "\"weight\":-2}]}}",
            "config.json:2"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenConfigurations")
  void aBrokenConfigurationNamesThePlace(String name, String text, String place) {
    CliRun.write(folder, "config.json", text);
    for (String[] verb :
        new String[][] {{"providers", "list"}, {"templates", "list"}, {"config", "validate"}}) {
      CliRun run = new Shell(folder).withoutStore().run(verb);
      assertThat(run.status).as(run.out + run.err).isEqualTo(2);
      assertThat(run.error().get("code").asText()).isEqualTo("CONFIGURATION_INVALID");
      assertThat(run.out + run.err).contains(place);
    }
    assertThat(folder.resolve(".signalbox")).doesNotExist();
  }

  @Test
  void validateTellsEachProblemOnceAndStrictRefusesWarnings() {
    CliRun.write(
        folder,
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "only", "type": "simulated", "weihgt": 2},
          {"name": "only", "type": "simulated"}]}}
        """);
    CliRun bad = new Shell(folder).withoutStore().run("config", "validate");
    assertThat(bad.status).isEqualTo(2);
    assertThat((bad.out + bad.err).split("stands here again", -1)).hasSize(2);
    assertThat(bad.err).hasLineCount(1).contains("Not valid", "config.json:3");

    CliRun.write(
        folder,
        "config.json",
        "{\"provider\": {\"providers\": [{\"name\": \"a\", \"type\": \"simulated\", \"weihgt\":"
            + " 2}]}}");
    assertThat(new Shell(folder).withoutStore().run("config", "validate").status).isZero();
    CliRun strict = new Shell(folder).withoutStore().run("config", "validate", "--strict");
    assertThat(strict.status).isEqualTo(2);
    assertThat(strict.out).contains("weihgt");
  }

  @Test
  void theConfigurationOfAnotherPlugInIsOneHintAndNotValid() {
    CliRun.write(
        folder,
        "awsprov_config.json",
        "{\"LogLevel\": \"INFO\", \"AWS_REGION\": \"us-east-1\", \"AWS_KEY_FILE\": \"\"}");
    CliRun run =
        new Shell(folder)
            .withoutStore()
            .run("config", "validate", folder.resolve("awsprov_config.json").toString());
    assertThat(run.status).isEqualTo(2);
    assertThat(run.out.lines())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("provider.providers[].config"));
  }

  @Test
  void aMissingConfigurationSaysSo() {
    CliRun run = new Shell(folder).withoutStore().run("providers", "list");
    assertThat(run.status).isEqualTo(2);
    assertThat(run.error().get("code").asText()).isEqualTo("CONFIGURATION_INVALID");
    CliRun nowhere = new Shell(folder.resolve("nowhere")).withoutStore().run("providers", "list");
    assertThat(nowhere.status).isEqualTo(2);
    assertThat(nowhere.error().get("message").asText()).contains("nowhere", "--config-dir");
  }

  @Test
  void aHugeConfigurationIsRefused() throws IOException {
    Files.writeString(folder.resolve("config.json"), " ".repeat(17 * 1024 * 1024) + "{}");
    CliRun run = new Shell(folder).withoutStore().run("providers", "list");
    assertThat(run.status).isEqualTo(2);
    assertThat(run.error().get("message").asText()).contains("at most 16,777,216");
  }

  @Test
  void aBrokenTemplateFileIsToldAndTheOthersStillLoad() {
    CliRun.write(folder, "config.json", ONE);
    CliRun.write(folder, "templates.json", "{\"templates\":[{\"template_id\":\"good\"}]}");
    CliRun.write(folder, "only_templates.json", "{\"templates\":[\n{\"template_id\":");
    CliRun run = new Shell(folder).withoutStore().run("templates", "list", "--format", "json");
    assertThat(run.status).as(run.err).isZero();
    assertThat(run.json().findValuesAsText("template_id")).containsExactly("good");
    assertThat(run.err).contains("error: only_templates.json:2");
  }

  @Test
  void aBrokenTemplateFileKeepsItsLastGoodVersionForANewProcess() {
    CliRun.write(folder, "config.json", ONE);
    CliRun.write(folder, "templates.json", "{\"templates\":[{\"template_id\":\"good\"}]}");
    assertThat(new Shell(folder).withoutStore().run("templates", "list").status).isZero();
    CliRun.write(folder, "templates.json", "{\"templates\":[{");
    CliRun run = new Shell(folder).withoutStore().run("templates", "list", "--format", "json");
    assertThat(run.json().findValuesAsText("template_id")).containsExactly("good");
    assertThat(run.err).contains("templates.json:1");
  }

  @Test
  void duplicateIdsNameBothPlacesAndTheFirstCounts() {
    CliRun.write(folder, "config.json", ONE);
    CliRun.write(
        folder,
        "templates.json",
        "[{\"template_id\":\"twice\",\"max_instances\":7},\n"
            + "{\"template_id\":\"twice\",\"max_instances\":9}]");
    CliRun run =
        new Shell(folder).withoutStore().run("templates", "show", "twice", "--format", "json");
    assertThat(run.json().get("max_instances").asInt()).isEqualTo(7);
    assertThat(run.err).contains("templates.json:2").contains("templates.json:1");
  }

  @Test
  void aMissingVariableAndAnUnknownTypeConcernTheirProviderOnly() {
    CliRun.write(
        folder,
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "works", "type": "simulated"},
          {"name": "lacks", "type": "simulated", "config": {"region": "${NO_SUCH_VARIABLE}"}},
          {"name": "alien", "type": "mainframe"}]}}
        """);
    CliRun run = new Shell(folder).withoutStore().run("providers", "list", "--format", "json");
    assertThat(run.status).as(run.err).isZero();
    assertThat(run.json().findValuesAsText("usable")).containsExactly("true", "false", "false");
    assertThat(run.json().get(1).get("problem").asText()).contains("NO_SUCH_VARIABLE");
    CliRun validate = new Shell(folder).withoutStore().run("providers", "validate");
    assertThat(validate.status).isEqualTo(2);
    assertThat(validate.out).contains("mainframe");
    assertThat(
            new Shell(folder)
                .withoutStore()
                .run("providers", "health", "alien", "--check")
                .error()
                .get("code"))
        .hasToString("\"TYPE_NOT_INSTALLED\"");
  }

  @Test
  void aStateFolderThatCannotBeWrittenIsToldByItsCode() throws IOException {
    CliRun.write(folder, "config.json", ONE);
    Files.writeString(folder.resolve(".signalbox"), "a file where the folder should be");
    CliRun run = new Shell(folder).withoutStore().run("providers", "list");
    assertThat(run.status).isEqualTo(1);
    assertThat(run.error().get("code").asText()).isEqualTo("STORE_UNAVAILABLE");
  }
}
