package io.signalbox.app.cli.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import io.signalbox.app.testing.RoutedFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and their rules by commands alone, with no window anywhere. */
class AlertsCommandTest {

  private static final String EAST = "provider_unhealthy/east";

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = RoutedFolder.shell(folder);
    // Without a wait, and without others.
    run("alerts", "set", "provider_unhealthy", "for=0s", "--reason", "test");
  }

  private CliRun run(String... args) {
    CliRun run = shell.run(args);
    assertThat(run.status).as(run.err).isZero();
    return run;
  }

  private void unhealthy() {
    run("providers", "set-health", "east", "unhealthy", "--message", "Connection refused");
  }

  @Test
  void whatIsOpenIsListedAcknowledgedAndMuted() {
    assertThat(run("alerts", "list").out).contains("No alert.");
    unhealthy();
    JsonNode listed = shell.json("alerts", "list");
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).get("id").asText()).isEqualTo(EAST);
    assertThat(listed.get(0).get("state").asText()).isEqualTo("firing");
    assertThat(listed.get(0).get("severity").asText()).isEqualTo("critical");
    JsonNode seen = shell.json("alerts", "ack", EAST, "--reason", "on it");
    assertThat(seen.get(0).get("state").asText()).isEqualTo("acknowledged");
    assertThat(run("alerts", "ack", EAST).err).contains("So already");
    JsonNode muted = shell.json("alerts", "mute", EAST, "--until", "2h");
    assertThat(muted.get(0).get("state").asText()).isEqualTo("muted");
    assertThat(muted.get(0).get("muted_by").asText()).endsWith("(command line)");
    assertThat(shell.json("overview").get("alerts").get(0).get("state").asText())
        .isEqualTo("muted");
    assertThat(run("alerts", "list").out).contains("muted until", "east is unhealthy");
    assertThat(shell.json("alerts", "unmute", EAST).get(0).get("state").asText())
        .isEqualTo("acknowledged");
  }

  @Test
  void whatIsNotOpenIsNamedWithWhereToLook() {
    CliRun run = shell.run("alerts", "ack", "program/nothing");
    assertThat(run.status).isEqualTo(2);
    assertThat(run.err).contains("No alert 'program/nothing' is open", "alerts list");
  }

  @Test
  void aReadOnlyProcessActsOnNothing() {
    unhealthy();
    assertThat(shell.run("alerts", "ack", EAST, "--read-only").status).isEqualTo(4);
    assertThat(shell.run("alerts", "set", "orphans", "enabled=false", "--read-only").status)
        .isEqualTo(4);
    assertThat(run("alerts", "list", "--read-only").out).contains("firing");
  }

  @Test
  void aRuleIsTriedSetListedAndTakenBack() {
    String[] words = {
      "alerts", "set", "east_slow", "metric=p95_response", "scope=east", "threshold=1500", "for=5m"
    };
    JsonNode preview =
        shell.json(
            "alerts",
            "set",
            "east_slow",
            "metric=p95_response",
            "scope=east",
            "threshold=1500",
            "--preview");
    assertThat(preview.get("replayed").asBoolean()).isTrue();
    assertThat(preview.get("fired").asInt()).isZero();
    JsonNode rule = shell.json(words);
    assertThat(rule.get("threshold").asDouble()).isEqualTo(1_500);
    assertThat(rule.get("for_seconds").asDouble()).isEqualTo(300);
    assertThat(rule.get("overridden").asBoolean()).isTrue();
    String table = run("alerts", "rules").out;
    assertThat(table).contains("east_slow", "over 1,500 ms for 5 min", "built in");
    assertThat(run("alerts", "preview", "success_rate").out).contains("Would have fired 0 times");
    assertThat(run("alerts", "preview", "circuit_open").out).contains("is not stored");
    run("alerts", "remove", "east_slow");
    assertThat(run("alerts", "rules").out).doesNotContain("east_slow");
  }

  @Test
  void aRuleThatCannotBeSaysWhatIsWrong() {
    CliRun run =
        shell.run("alerts", "set", "east_slow", "metric=p95_response", "scope=eest", "threshold=1");
    assertThat(run.status).isEqualTo(2);
    assertThat(run.err).contains("'eest'", "Did you mean 'east'?");
    assertThat(shell.run("alerts", "set", "circuit_open", "threshold=3").err)
        .contains("nothing to compare");
    assertThat(shell.run("alerts", "set", "success_rate", "for=soon").err).contains("expected");
  }
}
