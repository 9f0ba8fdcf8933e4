package io.signalbox.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that is in reach shows nowhere: not in the state folder, logs, answers or errors. */
final class CanaryTest {

  private static final String CANARY = "c4n4ry-7d1e0b55-never-to-be-seen";

  /** In user data, which is the template file's own: kept with it, never shown nor logged. */
  private static final String USER_DATA = "us3rd4ta-51c2f1aa-never-to-be-seen";

  @TempDir Path folder;

  @Test
  void secretsShowNowhere() throws IOException {
    CliRun.write(
        folder,
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "east", "type": "simulated", "simulates": "aws",
           "config": {"region": "us-east-1", "secret_access_key": "${CANARY_SECRET}"},
           "extensions": {"token": "${CANARY_SECRET}"}},
          {"name": "west", "type": "simulated", "simulates": "aws"},
          {"name": "uninstalled", "type": "mainframe",
           "config": {"profile": "p", "password": "${CANARY_SECRET}", "api_key": "${CANARY_SECRET}"}}]}}
        """);
    CliRun.write(
        folder,
        "templates.json",
        """
        {"templates": [{"template_id": "web", "max_instances": 5, "instance_type": "t3.small",
          "image_id": "ami-1", "user_data": "password=%s"}]}
        """
            .formatted(USER_DATA));
    Shell shell = new Shell(folder).with("CANARY_SECRET", CANARY).with("HF_LOG_LEVEL", "DEBUG");
    List<String> seen = new ArrayList<>();
    String[][] runs = {
      {"overview"},
      {"providers", "list", "--format", "json"},
      {"providers", "show", "east", "--format", "json"},
      {"providers", "show", "uninstalled"},
      {"providers", "validate", "--format", "json"},
      {"providers", "update", "east", "weight=2"},
      {"config", "show", "--source-info", "--format", "json"},
      {"config", "validate"},
      {"config", "reload", "--format", "json"},
      {"templates", "list"},
      {"templates", "show", "web", "--source-info", "--format", "json"},
      {"templates", "show", "web"},
      {"templates", "validate", "--all", "--level", "STRICT", "--format", "json"},
      {
        "templates",
        "update",
        "web",
        "--layer",
        "templates.json",
        "--data",
        "{\"max_instances\": 6, \"user_data\": \"token=" + USER_DATA + "\"}"
      },
      {"requests", "submit", "web", "1", "--dry-run", "--format", "json"},
      {"requests", "submit", "web", "1", "--format", "json"},
      {"requests", "list"},
      {"machines", "list", "--format", "json"},
      {"routing", "show", "--format", "yaml"},
      {"getAvailableTemplates"},
      {"getProviderCapabilities", "--data", "{\"provider_name\": \"east\"}"},
      {"ops", "activity", "--format", "json"},
    };
    for (String[] run : runs) {
      CliRun result = shell.run(run);
      seen.add(String.join(" ", run[0], run.length > 1 ? run[1] : ""));
      assertThat(result.out + result.err)
          .as(String.join(" ", run))
          .doesNotContain(CANARY, USER_DATA);
    }
    assertThat(seen).hasSize(runs.length);
    assertThat(folder.resolve(".signalbox/logs/app.log")).isNotEmptyFile();
    for (Path file : stateFiles()) {
      assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain(CANARY);
    }
    assertThat(folder.resolve(".signalbox/logs/app.log")).content().doesNotContain(USER_DATA);
  }

  @Test
  void whatVariablesStoodForShowsNowhereHoweverItGotThere() throws IOException {
    String secret = "qu\"ote\\back-7f0c/slash";
    String lines = "first-line-4411\nsecond-line-9922";
    CliRun.write(
        folder,
        "config.json",
        """
        {"version": "${CANARY_LINES}", "extra": {"list": ["${CANARY_SECRET}", {"deep": "x${CANARY_SECRET}"}]},
         "logging": {"level": "${CANARY_SECRET}"},
         "request": {"default_timeout": "${CANARY_SECRET}"},
         "provider": {"providers": [
          {"name": "east", "type": "simulated", "simulates": "aws", "weight": "${CANARY_SECRET}",
           "config": {"endpoint": "http://user:pa55-in-url@host/", "secret_access_key": "${CANARY_LINES}"},
           "extensions": {"note": ["${CANARY_SECRET}"], "proxy": "http://user:pa55-in-url@host/"}},
          {"name": "west", "type": "simulated", "simulates": "aws"},
          {"name": "south", "type": "${CANARY_TYPE}", "enabled": "${CANARY_SECRET}"}]}}
        """);
    CliRun.write(folder, "templates.json", "{\"templates\": []}");
    Shell shell =
        new Shell(folder)
            .with("CANARY_SECRET", secret)
            .with("CANARY_LINES", lines)
            .with("CANARY_TYPE", "t/ype-3e1c")
            .with("HF_LOG_LEVEL", "DEBUG");
    String[] parts = {
      "back-7f0c",
      "first-line-4411",
      "second-line-9922",
      "ype-3e1c",
      "pa55-in-url",
      Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)),
      URLEncoder.encode(secret, StandardCharsets.UTF_8)
    };
    assertHidden(shell.run("config", "validate"), parts);
    assertHidden(shell.run("config", "validate", "--format", "json"), parts);
    assertHidden(shell.run("providers", "list"), parts);
    // Without what is wrong in it, the same folder opens.
    CliRun.write(
        folder,
        "config.json",
        Files.readString(folder.resolve("config.json"))
            .replace("\"logging\": {\"level\": \"${CANARY_SECRET}\"},", "")
            .replace("\"request\": {\"default_timeout\": \"${CANARY_SECRET}\"},", "")
            .replace("\"weight\": \"${CANARY_SECRET}\",", "")
            .replace("${CANARY_TYPE}", "simulated")
            .replace(", \"enabled\": \"${CANARY_SECRET}\"", ""));
    String typed = secret + " " + lines + " " + parts[5] + " " + parts[6];
    String[][] runs = {
      {"config", "show", "--source-info"},
      {"config", "show", "--format", "json"},
      {"config", "show", "--format", "yaml"},
      {"providers", "show", "east", "--format", "json"},
      {"overview", "--format", "json"},
      {"providers", "drain", "west", "--reason", typed, "--yes"},
      {"providers", "set-health", "east", "unhealthy", "--reason", typed, "--yes"},
      {"providers", "health", "--format", "json"},
      {"overview"},
      {"ops", "activity"},
      {"ops", "activity", "--format", "json"},
      {"templates", "show", secret},
      {"getProviderHealth", "--data", "{\"provider_name\": \"second-line-9922\"}"},
    };
    for (String[] run : runs) {
      assertHidden(shell.run(run), parts);
    }
    assertThat(shell.json("ops", "activity").toString()).contains("***");
    for (Path file : stateFiles()) {
      assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain(parts);
    }
  }

  @Test
  void aReasonOfADecisionKeepsNoValueOfAVariableThatHasChangedSince() throws IOException {
    CliRun.write(
        folder,
        "config.json",
        """
        {"provider": {
          "provider_defaults": {"aws": {"template_defaults": {"provider_api": "${CANARY_API}"}}},
          "providers": [{"name": "east", "type": "simulated", "simulates": "aws"}]}}
        """);
    CliRun.write(
        folder,
        "templates.json",
        "{\"templates\": [{\"template_id\": \"web\", \"instance_type\": \"t3.small\", \"image_id\":"
            + " \"ami\"}]}");
    Shell before = new Shell(folder).with("CANARY_API", "canary-api-5512");
    assertHidden(before.run("requests", "submit", "web", "1", "--dry-run"), "canary-api-5512");
    assertHidden(before.run("requests", "submit", "web", "1"), "canary-api-5512");
    CliRun decisions =
        new Shell(folder)
            .with("CANARY_API", "canary-of-later")
            .run("routing", "decisions", "--format", "json");
    assertThat(decisions.out).contains("API '***'");
    assertHidden(decisions, "canary-api-5512");
    for (Path file : stateFiles()) {
      assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain("canary-api-5512");
    }
  }

  private static void assertHidden(CliRun run, String... parts) {
    assertThat(run.out + run.err).doesNotContain(parts);
  }

  private List<Path> stateFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(".signalbox"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
