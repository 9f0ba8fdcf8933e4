package io.signalbox.core.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.Signalbox;
import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.health.HealthSettings;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderHealthStatus;
import io.signalbox.core.readiness.ReadinessRun.Evidence;
import io.signalbox.core.readiness.ReadinessRun.Finding;
import io.signalbox.core.readiness.ReadinessRun.Verdict;
import io.signalbox.core.readiness.ReadinessView.State;
import io.signalbox.core.testing.RoutingWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What once passed, or was said to pass still, although it was not so, or not looked at. */
final class BrokenEvidenceTest extends ReadinessWorld {

  private static final String MILLIS = "\"latency.mean_ms\": 1";
  private static final String VARIABLE =
      MILLIS + "}, \"template_defaults\": {\"image_id\": \"${IMAGE}\"";

  @Test
  void whatWasFoundOfFilesIsOldWhileOthersAreRefused() throws IOException {
    Signalbox signalbox = open();
    assertThat(run(signalbox, ReadinessCheck.STRATEGY_CONFIGURATION).state())
        .isEqualTo(State.PASSED);
    write("{\"provider\": ");
    signalbox.commands().execute(new ConfigCommand.Reload(), ANA);
    assertThat(view(signalbox, ReadinessCheck.STRATEGY_CONFIGURATION).state()).isEqualTo(State.OLD);
    write(GOOD);
    signalbox.commands().execute(new ConfigCommand.Reload(), ANA);
    assertThat(view(signalbox, ReadinessCheck.STRATEGY_CONFIGURATION).state())
        .as("the files are in force again")
        .isEqualTo(State.PASSED);
  }

  @Test
  void whatWasFoundWithAVariableIsOldForAProcessWithoutIt() throws IOException {
    write(GOOD.replace(MILLIS, VARIABLE));
    Map<String, String> variables = Map.of("IMAGE", "ami-1");
    Signalbox with = keep(Signalbox.played(options().environment(variables).build()).signalbox());
    assertThat(run(with, ReadinessCheck.STRATEGY_CONFIGURATION).state()).isEqualTo(State.PASSED);
    assertThat(view(open(), ReadinessCheck.STRATEGY_CONFIGURATION).state()).isEqualTo(State.OLD);
  }

  @Test
  void aVariableThatIsNotSetIsNotAtHand() throws IOException {
    write(GOOD.replace(MILLIS, VARIABLE));
    ReadinessView view = run(open(), ReadinessCheck.SECURITY);
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(finding(view).problem()).contains("needs environment variable IMAGE");
    write(GOOD.replace(MILLIS, VARIABLE).replace("\"type\"", "\"enabled\": false, \"type\""));
    assertThat(run(open(), ReadinessCheck.SECURITY).state())
        .as("nobody uses it")
        .isEqualTo(State.WARNING);
  }

  @Test
  void whatLooksLikeASecretAndIsWrittenOutIsNoPass() throws IOException {
    write(GOOD.replaceFirst(MILLIS, MILLIS + ", \"password\": \"hunter2\""));
    ReadinessView view = run(open(), ReadinessCheck.SECURITY);
    assertThat(view.state()).isEqualTo(State.WARNING);
    Evidence row = row(view, "providers.east.config.password");
    assertThat(row.found()).isEqualTo("in the clear");
    assertThat(row.place()).isEqualTo("config.json:3");
    assertThat(view.toString()).doesNotContain("hunter2");
  }

  @Test
  void aSecretInTheClearIsRedAlsoWhereItKeepsTheFilesFromComingIntoForce() throws IOException {
    Signalbox signalbox = open();
    assertThat(run(signalbox, ReadinessCheck.SECURITY).isReady()).isTrue();
    write(
        GOOD.replaceFirst(
            "\"simulated\", \"simulates\": \"aws\", \"config\": \\{",
            "\"aws\", \"config\": {\"secret_key\": \"hunter2hunter2\", "));
    signalbox.commands().execute(new ConfigCommand.Reload(), ANA);
    ReadinessView view = run(signalbox, ReadinessCheck.SECURITY);
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(finding(view).problem()).contains("is a secret written out");
    assertThat(view.toString()).doesNotContain("hunter2");
  }

  @Test
  void aFolderInWhichOthersCanReplaceFilesIsRed() throws IOException {
    Signalbox signalbox = open();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xrwx"));
    ReadinessView view = run(signalbox, ReadinessCheck.SECURITY);
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(finding(view).remedy().text()).isEqualTo("Run chmod go-w " + folder);
  }

  @Test
  void nobodyToMeasureIsNoPass() throws IOException {
    write(
        withAlerts("\"command\": {\"arguments\": [\"page\"]}")
            .replace("\"simulates\": \"aws\"", "\"simulates\": \"aws\", \"enabled\": false"));
    ReadinessView view = run(open(), ReadinessCheck.MONITORING);
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(finding(view).problem()).startsWith("No provider can be used");
  }

  @Test
  void whoIsNotMeasuredIsToldBeforeWhoIsNotTold() {
    Signalbox signalbox = open();
    signalbox.commands().execute(new ProviderCommand.Maintain("east", "new disks", null), ANA);
    ReadinessView view = run(signalbox, ReadinessCheck.HEALTH_CHECKS, ReadinessCheck.MONITORING);
    assertThat(view.state()).isEqualTo(State.WARNING);
    assertThat(finding(view).problem()).startsWith("1 of 2 providers told nothing of late");
  }

  @Test
  void aCircuitThatWasNotTriedIsSaidToBeSo() throws IOException {
    write(GOOD.replaceFirst("\"east\", ", "\"east\", \"enabled\": false, "));
    ReadinessView view = run(open(), ReadinessCheck.CIRCUIT_BREAKER);
    assertThat(view.state()).isEqualTo(State.WARNING);
    assertThat(finding(view).problem()).startsWith("The circuit of east was not tried");
  }

  @Test
  void aCheckThatCameToNoResultIsNoPassOfWhatWasFoundBefore() throws InterruptedException {
    try (RoutingWorld world = RoutingWorld.abc()) {
      world.health.watch(
          "b",
          HealthSettings.DEFAULT,
          () ->
              new ProviderHealthStatus(
                  HealthState.UNKNOWN, "stopped", world.time.now(), null, Map.of()));
      world.time.advance(Duration.ofSeconds(1));
      Finding finding =
          new ReachableCheck(world.context, world.health, world.time)
              .run((done, total, text) -> {});
      assertThat(world.health.view("b").state()).isEqualTo(HealthState.HEALTHY);
      assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
      assertThat(finding.summary()).startsWith("2 of 3 providers answered healthy");
      assertThat(finding.problem()).startsWith("b does not answer: the check came to no result");
    }
  }
}
