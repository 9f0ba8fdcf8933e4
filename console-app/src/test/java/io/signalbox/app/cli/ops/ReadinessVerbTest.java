package io.signalbox.app.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.signalbox.app.testing.CliRun;
import io.signalbox.app.testing.CliRun.Shell;
import io.signalbox.app.testing.RoutedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The deployment checklist from a shell, with the program's own log. */
final class ReadinessVerbTest {

  @TempDir Path folder;
  private Shell shell = new Shell(Path.of("."));

  @BeforeEach
  void configure() {
    shell = RoutedFolder.shell(folder);
  }

  private static JsonNode check(CliRun run, String word) {
    for (JsonNode each : run.json().get("checks")) {
      if (each.get("check").asText().equals(word)) {
        return each;
      }
    }
    throw new AssertionError(word + " is not in " + run.out);
  }

  @Test
  void aChecklistThatWasNeverRunIsNotReady() {
    CliRun run = shell.run("ops", "readiness", "--format", "json");
    assertThat(run.status).isEqualTo(4);
    assertThat(run.json().get("ready").asBoolean()).isFalse();
    assertThat(run.json().get("checks")).hasSize(8);
    assertThat(check(run, "security").get("state").asText()).isEqualTo("not_run");
    assertThat(run.error().get("code").asText()).isEqualTo("INVALID_STATE");
    assertThat(run.error().get("message").asText()).startsWith("Not ready: 8 of 8 checks: ");
  }

  @Test
  void allOfThemPassOnAConsoleThatIsInOrderAndTheNextVerbKnows() {
    CliRun run = shell.run("ops", "readiness", "--all", "--format", "json");
    assertThat(run.status).as(run.out + run.err).isZero();
    assertThat(check(run, "logging").get("state").asText()).isEqualTo("passed");
    assertThat(check(run, "load-testing").get("summary").asText()).startsWith("1000 operations");
    CliRun later = shell.run("ops", "readiness");
    assertThat(later.status).as(later.err).isZero();
    assertThat(later.out)
        .contains("CHECK", "circuit-breaker", "Pass")
        .doesNotContain("Not run", "never run");
  }

  @Test
  void oneThatFailsSaysWhyAndWhatToDo() {
    assertThat(shell.run("providers", "update", "west", "config.outage=true").status).isZero();
    CliRun run = shell.run("ops", "readiness", "--run", "health-checks", "--evidence");
    assertThat(run.status).isEqualTo(4);
    assertThat(run.out)
        .contains("health-checks  Fail", "2 of 3 providers answered healthy", "To do: ", "EXPECTED")
        .doesNotContain("security");
    assertThat(run.err).contains("health-checks (Fail)");
  }

  @Test
  void aChangeMakesItOldAndOldIsNotReady() {
    assertThat(shell.run("ops", "readiness", "--run", "circuit-breaker").status).isZero();
    assertThat(shell.run("providers", "update", "west", "weight=2").status).isZero();
    CliRun run = shell.run("ops", "readiness", "--format", "json");
    assertThat(run.status).isEqualTo(4);
    assertThat(check(run, "circuit-breaker").get("state").asText()).isEqualTo("old");
    assertThat(check(run, "circuit-breaker").get("verdict").asText()).isEqualTo("passed");
  }

  @Test
  void aLineThatNoProgramCanReadMakesTheLogRed() throws IOException {
    assertThat(shell.run("ops", "readiness", "--run", "LOGGING").status).isZero();
    Path log = folder.resolve(".signalbox/logs/app.log");
    Files.writeString(log, "Exception in thread main\n", StandardOpenOption.APPEND);
    CliRun run = shell.run("ops", "readiness", "--run", "logging", "--format", "json");
    assertThat(run.status).isEqualTo(4);
    assertThat(check(run, "logging").get("problem").asText()).contains("1 line of logs/app.log");
  }

  @Test
  void aSecretInTheLogMakesItRedAndIsNotSaidAgain() throws IOException {
    CliRun.write(
        folder,
        "config.json",
        """
        {"provider": {"providers": [
          {"name": "east", "type": "simulated", "config": {"region": "${WHERE}"}}]}}
        """);
    Shell with = shell.with("WHERE", "s3cr3t-region");
    assertThat(with.run("ops", "readiness", "--run", "logging").status).isZero();
    Path log = folder.resolve(".signalbox/logs/app.log");
    Files.writeString(
        log,
        "{\"time\":\"t\",\"level\":\"INFO\",\"logger\":\"x\",\"message\":\"in s3cr3t-region\"}\n",
        StandardOpenOption.APPEND);
    CliRun run = with.run("ops", "readiness", "--run", "logging", "--evidence");
    assertThat(run.status).isEqualTo(4);
    assertThat(run.out).contains("hold a secret in the clear").doesNotContain("s3cr3t");
  }

  @Test
  void aCheckThatIsNoneIsRefusedWithThoseThereAre() {
    CliRun run = shell.run("ops", "readiness", "--run", "weather");
    assertThat(run.status).isEqualTo(2);
    assertThat(run.err).contains("weather", "circuit-breaker");
  }
}
