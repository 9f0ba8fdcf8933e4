package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A field that a layer takes away, as a shell writes and shows it. */
final class UnsetFieldTest {

  @TempDir Path folder;

  @Test
  void updateTakesAnInheritedFieldAwayAndShowSaysWhere() {
    CliRun.write(
        folder,
        "config.yaml",
        "providers: {providers: [{name: a, type: simulated}, {name: b, type: simulated}]}\n");
    CliRun.write(
        folder,
        "templates.json",
        "[{\"template_id\": \"web\", \"price_type\": \"spot\", \"max_price\": 0.05}]\n");
    CliRun.write(folder, "a_templates.json", "[{\"template_id\": \"web\"}]\n");
    Shell shell = new Shell(folder);
    assertThat(
            shell.run(
                    "templates",
                    "update",
                    "web",
                    "--layer",
                    "a_templates.json",
                    "--data",
                    "{\"max_price\": {\"$unset\": true}}")
                .status)
        .isZero();
    CliRun shown = shell.run("templates", "show", "web", "--provider", "a", "--source-info");
    assertThat(shown.out)
        .containsPattern(
            "max_price +- +unset by a_templates.json:1:\\d+ +7 +0.05 at templates.json:1:60");
    JsonNode document = shell.json("templates", "show", "web", "--provider", "a", "--source-info");
    assertThat(document.has("max_price")).isFalse();
    assertThat(document.at("/unset/max_price/file")).hasToString("\"a_templates.json\"");
    assertThat(document.at("/unset/max_price/overrides/0/value")).hasToString("0.05");
    assertThat(shell.json("templates", "show", "web", "--provider", "b").get("max_price"))
        .hasToString("0.05");
  }
}
