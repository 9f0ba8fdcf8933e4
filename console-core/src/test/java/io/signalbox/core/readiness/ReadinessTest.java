package io.signalbox.core.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.alert.BuiltInRules;
import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.ReadinessCommand;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.command.RoutingCommand.CircuitForce;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.log.LogTarget;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import io.signalbox.core.readiness.ReadinessView.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The checklist on a running core: each check green, and red by evidence broken on purpose. */
final class ReadinessTest extends ReadinessWorld {

  @Test
  void aCircuitThatIsForcedSinceMakesWhatWasFoundOfCircuitsOld() {
    Signalbox signalbox = open();
    assertThat(run(signalbox, ReadinessCheck.CIRCUIT_BREAKER).state()).isEqualTo(State.PASSED);
    signalbox
        .commands()
        .execute(
            new RoutingCommand.ForceCircuit("east", CircuitForce.CLOSED, "trust it", null), ANA);
    assertThat(view(signalbox, ReadinessCheck.CIRCUIT_BREAKER).state()).isEqualTo(State.OLD);
    signalbox
        .commands()
        .execute(new RoutingCommand.ForceCircuit("east", CircuitForce.AUTO, "", null), ANA);
    assertThat(view(signalbox, ReadinessCheck.CIRCUIT_BREAKER).state()).isEqualTo(State.PASSED);
  }

  @Test
  void nothingIsGreenBeforeItWasRun() {
    ReadinessReport report = open().queries().ask(new Query.Readiness());
    assertThat(report.checks())
        .extracting(ReadinessView::check)
        .containsExactly(ReadinessCheck.values());
    assertThat(report.checks()).extracting(ReadinessView::state).containsOnly(State.NOT_RUN);
    assertThat(report.isReady()).isFalse();
    assertThat(report.batch()).isNull();
  }

  @Test
  void aConsoleThatIsInOrderIsReadyAndSaysByWhichFigures() {
    Signalbox signalbox = open();
    run(signalbox, ReadinessCheck.values());
    ReadinessReport report = signalbox.queries().ask(new Query.Readiness());
    assertThat(report.checks())
        .filteredOn(each -> !each.isReady())
        .as("not ready: %s", report.checks())
        .isEmpty();
    assertThat(report.isReady()).isTrue();
    assertThat(finding(report.checks().get(0)).summary())
        .isEqualTo("2 of 2 providers, 1 strategy, nested 1 deep, no missing member.");
    assertThat(finding(view(signalbox, ReadinessCheck.HEALTH_CHECKS)).summary())
        .startsWith("2 of 2 providers answered healthy, slowest ");
    assertThat(finding(view(signalbox, ReadinessCheck.LOAD_TESTING)).summary())
        .startsWith("1000 operations at ");
    assertThat(row(view(signalbox, ReadinessCheck.CIRCUIT_BREAKER), "east").found())
        .isEqualTo("OPEN at 5");
    assertThat(report.checks())
        .extracting(each -> Objects.requireNonNull(each.last()).by())
        .containsOnly("ana (test)");
  }

  @Test
  void aTypeThatIsNotInstalledIsNotConfigured() throws IOException {
    write(GOOD.replaceFirst("\"simulated\", \"simulates\": \"aws\"", "\"nowhere\""));
    ReadinessView view = run(open(), ReadinessCheck.STRATEGY_CONFIGURATION);
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(finding(view).summary()).startsWith("1 of 2 providers");
    assertThat(finding(view).problem()).startsWith("east cannot be used: ");
    assertThat(finding(view).remedy().subject()).isEqualTo("east");
  }

  @Test
  void filesThatAreRefusedAreNotWhatIsInForce() throws IOException {
    Signalbox signalbox = open();
    write("{\"provider\": ");
    signalbox.commands().execute(new ConfigCommand.Reload(), ANA);
    ReadinessView view = run(signalbox, ReadinessCheck.STRATEGY_CONFIGURATION);
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(row(view, "files").place()).startsWith("config.json:");
  }

  @Test
  void aProviderThatIsDownIsNotReached() throws IOException {
    write(GOOD.replaceFirst("\\{\"latency.mean_ms\": 1}", "{\"outage\": true}"));
    ReadinessView view = run(open(), ReadinessCheck.HEALTH_CHECKS);
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(finding(view).summary()).startsWith("1 of 2 providers answered healthy");
    assertThat(row(view, "east").found()).startsWith("failed, ");
    assertThat(row(view, "west").found()).startsWith("healthy, ");
  }

  @Test
  void aHealthyProviderThatFailsThisOnceHasFailedTheCheck() {
    Signalbox signalbox = open();
    assertThat(run(signalbox, ReadinessCheck.HEALTH_CHECKS).state()).isEqualTo(State.PASSED);
    signalbox
        .commands()
        .execute(new ProviderCommand.Update("east", Map.of("config.outage", true), "x"), ANA);
    ReadinessView view = run(signalbox, ReadinessCheck.HEALTH_CHECKS);
    assertThat(signalbox.queries().ask(new Query.ShowProvider("east")).view().health().state())
        .isEqualTo(HealthState.HEALTHY);
    assertThat(view.state()).isEqualTo(State.FAILED);
  }

  @Test
  void whoIsInMaintenanceIsLeftOutAndThatIsNoPass() {
    Signalbox signalbox = open();
    signalbox.commands().execute(new ProviderCommand.Maintain("east", "new disks", null), ANA);
    ReadinessView view = run(signalbox, ReadinessCheck.HEALTH_CHECKS);
    assertThat(view.state()).isEqualTo(State.WARNING);
    assertThat(row(view, "east").found()).isEqualTo("left out, in maintenance by ana (test)");
    signalbox.commands().execute(new ProviderCommand.Resume("east", ""), ANA);
    assertThat(view(signalbox, ReadinessCheck.HEALTH_CHECKS).state())
        .as("after it was resumed")
        .isEqualTo(State.OLD);
  }

  @Test
  void metricsThatNobodyMeasuredDoNotFlow() throws IOException {
    write(withAlerts("\"command\": {\"arguments\": [\"page\"]}"));
    Signalbox signalbox = open();
    ReadinessView alone = run(signalbox, ReadinessCheck.MONITORING);
    assertThat(alone.state()).isEqualTo(State.FAILED);
    assertThat(row(alone, "east").found()).isEqualTo("none");
    ReadinessView after = run(signalbox, ReadinessCheck.HEALTH_CHECKS, ReadinessCheck.MONITORING);
    assertThat(after.state()).as("%s", finding(after)).isEqualTo(State.PASSED);
    assertThat(row(after, "east").found()).startsWith("1 call, p95 ");
  }

  @Test
  void rulesThatAreAllOffTellNobodyOfAnything() throws IOException {
    String off =
        BuiltInRules.ALL.keySet().stream()
            .map(each -> "\"" + each + "\": {\"enabled\": false}")
            .collect(Collectors.joining(", ", "\"rules\": {", "}"));
    write(withAlerts(off));
    ReadinessView view = run(open(), ReadinessCheck.HEALTH_CHECKS, ReadinessCheck.MONITORING);
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(row(view, "alert rules").found())
        .isEqualTo("0 of " + BuiltInRules.ALL.size() + " alert rules can fire");
    assertThat(finding(view).problem())
        .isEqualTo("Nothing would become an alert, whatever happens");
    assertThat(finding(view).remedy().place()).isEqualTo(ReadinessRun.Place.ALERTS);
  }

  @Test
  void aRuleForWhoIsNotEnabledCannotFireAndNobodyElsewhereToldIsNoPass() throws IOException {
    write(
        withAlerts(
                "\"rules\": {\"spare_slow\": {\"metric\": \"p95_response\", \"scope\": \"spare\","
                    + " \"threshold\": 1500}}")
            .replace(
                "\"providers\": [",
                "\"providers\": [{\"name\": \"spare\", \"type\": \"simulated\", \"enabled\":"
                    + " false},"));
    ReadinessView view = run(open(), ReadinessCheck.HEALTH_CHECKS, ReadinessCheck.MONITORING);
    assertThat(view.state()).as("%s", finding(view)).isEqualTo(State.WARNING);
    assertThat(row(view, "rule spare_slow").found())
        .isEqualTo("spare is no provider that is enabled");
    assertThat(row(view, "alert rules").found())
        .isEqualTo(
            BuiltInRules.ALL.size()
                + " of "
                + (BuiltInRules.ALL.size() + 1)
                + " alert rules can fire");
    assertThat(row(view, "told elsewhere").found()).isEqualTo("nobody");
  }

  @Test
  void metricsThatAreSwitchedOffDoNotFlow() throws IOException {
    write(
        GOOD.replaceFirst(
            "\\{\"provider\": \\{",
            "{\"provider\": {\"strategy\": {\"metrics_collection_enabled\": false},"));
    ReadinessView view = run(open(), ReadinessCheck.HEALTH_CHECKS, ReadinessCheck.MONITORING);
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(row(view, "metrics_collection_enabled").found()).isEqualTo("false");
    assertThat(row(view, "metrics_collection_enabled").place()).isEqualTo("config.json:1");
  }

  @Test
  void aProviderAloneHasNowhereToFailOverTo() throws IOException {
    write(
        """
        {"provider": {"providers": [{"name": "east", "type": "simulated", "simulates": "aws"}]}}
        """);
    ReadinessView view = run(open(), ReadinessCheck.FALLBACK_TESTING);
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(finding(view).problem()).contains("Black hole");
    assertThat(finding(view).remedy().place()).isEqualTo(ReadinessRun.Place.DRILL);
  }

  @Test
  void errorsThatAreConfiguredFailTheLoad() throws IOException {
    write(
        GOOD.replace(
            "\"latency.mean_ms\": 1", "\"latency.mean_ms\": 1, \"errors.transient_percent\": 100"));
    ReadinessView view = run(open(), ReadinessCheck.LOAD_TESTING);
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(row(view, "success").found()).contains("1000 failed");
  }

  @Test
  void aThresholdThatIsTooHighLeavesTheCircuitClosed() throws IOException {
    write(GOOD.replace("\"circuit_breaker_threshold\": 5", "\"circuit_breaker_threshold\": 50"));
    ReadinessView view = run(open(), ReadinessCheck.CIRCUIT_BREAKER);
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(finding(view).summary())
        .isEqualTo("east, west stayed CLOSED after 25 failures in a row.");
    assertThat(row(view, "east").expected()).isEqualTo("OPEN at 50, 25 at most");
    assertThat(row(view, "east").place()).isEqualTo("config.json:7");
    assertThat(finding(view).steps()).hasSize(27);
    assertThat(finding(view).remedy().text()).contains("config.json:7");
  }

  @Test
  void circuitsInForceAreNotTouchedByTheTrial() {
    Signalbox signalbox = open();
    assertThat(run(signalbox, ReadinessCheck.CIRCUIT_BREAKER).state()).isEqualTo(State.PASSED);
    assertThat(signalbox.queries().ask(new Query.ShowProvider("east")).view().circuit())
        .satisfies(circuit -> {
          assertThat(Objects.requireNonNull(circuit).failureCount()).isZero();
          assertThat(circuit.total()).isZero();
        });
  }

  @Test
  void aLogThatAnotherProgramKeepsIsNotVouchedFor() {
    ReadinessView view = run(open(), ReadinessCheck.LOGGING);
    assertThat(view.state()).isEqualTo(State.WARNING);
    assertThat(row(view, "file").found()).isEqualTo("kept by another program");
  }

  @Test
  void aLogThatTakesNoLinesOrHasOthersIsRed() throws IOException {
    Path log = Files.writeString(folder.resolve("app.log"), "panic: not JSON\n{\"time\": 1}\n");
    Signalbox signalbox =
        keep(Signalbox.played(options().log(settings -> at(log)).build()).signalbox());
    ReadinessView view = run(signalbox, ReadinessCheck.LOGGING);
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(row(view, "a line of this check").found()).isEqualTo("not there");
    assertThat(row(view, "last 2 lines").found()).isEqualTo("2 lines not JSON");
  }

  private static LogTarget.Attachment at(Path log) {
    return new LogTarget.Attachment() {
      @Override
      public void close() {}

      @Override
      public Optional<Path> file() {
        return Optional.of(log);
      }
    };
  }

  @Test
  void aLevelThatLeavesOutWhoDidWhatIsRed() throws IOException {
    write(
        GOOD.replaceFirst("\\{\"provider\"", "{\"logging\": {\"level\": \"ERROR\"}, \"provider\""));
    ReadinessView view = run(open(), ReadinessCheck.LOGGING);
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(row(view, "logging.level").found()).isEqualTo("ERROR");
    assertThat(row(view, "logging.level").place()).isEqualTo("config.json:1");
  }

  @Test
  void aStoreThatOthersCanReadIsRed() throws IOException {
    Signalbox signalbox = open();
    Path store = folder.resolve(".signalbox/signalbox.db");
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-r--r--"));
    ReadinessView view = run(signalbox, ReadinessCheck.SECURITY);
    assertThat(view.state()).isEqualTo(State.FAILED);
    assertThat(row(view, "signalbox.db").found()).isEqualTo("rw-r--r--");
    assertThat(finding(view).remedy().text()).isEqualTo("Run chmod 600 " + store);
  }

  @Test
  void aConfigurationThatOthersCanChangeIsRed() throws IOException {
    Signalbox signalbox = open();
    Path file = folder.resolve("config.json");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--rw-"));
    assertThat(run(signalbox, ReadinessCheck.SECURITY).state()).isEqualTo(State.FAILED);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    assertThat(run(signalbox, ReadinessCheck.SECURITY).state())
        .as("the group may")
        .isEqualTo(State.WARNING);
  }

  @Test
  void aResultOfOtherSettingsIsOldAndNeverGreen() {
    Signalbox signalbox = open();
    run(signalbox, ReadinessCheck.STRATEGY_CONFIGURATION, ReadinessCheck.CIRCUIT_BREAKER);
    signalbox.commands().execute(new ProviderCommand.Update("east", Map.of("weight", 3), "x"), ANA);
    ReadinessView view = view(signalbox, ReadinessCheck.CIRCUIT_BREAKER);
    assertThat(view.state()).isEqualTo(State.OLD);
    assertThat(view.why()).isEqualTo("Settings in force, or providers, are other ones since");
    assertThat(view.isReady()).isFalse();
    assertThat(run(signalbox, ReadinessCheck.CIRCUIT_BREAKER).state()).isEqualTo(State.PASSED);
  }

  @Test
  void aResultIsOldWhenItsTimeIsOver() {
    Signalbox signalbox = open();
    run(signalbox, ReadinessCheck.HEALTH_CHECKS, ReadinessCheck.CIRCUIT_BREAKER);
    time.advance(Duration.ofMinutes(16));
    assertThat(view(signalbox, ReadinessCheck.HEALTH_CHECKS).state()).isEqualTo(State.OLD);
    assertThat(view(signalbox, ReadinessCheck.HEALTH_CHECKS).why())
        .isEqualTo("It counts for 15 min");
    assertThat(view(signalbox, ReadinessCheck.CIRCUIT_BREAKER).state()).isEqualTo(State.PASSED);
  }

  @Test
  void whatWasFoundIsThereForEveryProcessAndTheNewestSixteenVerdictsWithIt() throws IOException {
    Signalbox one = open();
    for (int i = 0; i < 18; i++) {
      run(one, ReadinessCheck.STRATEGY_CONFIGURATION);
      time.advance(Duration.ofSeconds(1));
    }
    ReadinessView here = view(one, ReadinessCheck.STRATEGY_CONFIGURATION);
    ReadinessView there = view(open(), ReadinessCheck.STRATEGY_CONFIGURATION);
    assertThat(there).isEqualTo(here);
    assertThat(there.history()).hasSize(ReadinessView.HISTORY);
  }

  @Test
  void whoOnlyObservesRunsNothingAndALockedConsoleDoes() {
    Signalbox observer = keep(Signalbox.played(options().readOnly(true).build()).signalbox());
    assertThatThrownBy(() -> run(observer, ReadinessCheck.HEALTH_CHECKS))
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.READ_ONLY));
    assertThat(view(observer, ReadinessCheck.HEALTH_CHECKS).state()).isEqualTo(State.NOT_RUN);
    Signalbox locked = open();
    locked.commands().setReadOnly(true);
    assertThat(run(locked, ReadinessCheck.HEALTH_CHECKS).state()).isEqualTo(State.PASSED);
    assertThat(locked.queries().ask(new Query.Activity(Instant.EPOCH, 10)))
        .extracting(entry -> entry.action() + " " + entry.outcome() + " " + entry.subject())
        .contains("RunChecks done health-checks", "RunChecks READ_ONLY health-checks");
  }

  @Test
  void aCheckThatIsCancelledFindsNothingAndTheNextCanRun() throws IOException {
    write(
        GOOD.replaceFirst(
            "\\{\"latency.mean_ms\": 1}", "{\"outage\": true, \"outage_kind\": \"black_hole\"}"));
    Signalbox signalbox =
        keep(Signalbox.open(SignalboxOptions.of(folder).time(TimeSource.system()).seed(1).build()));
    signalbox
        .commands()
        .execute(
            new ReadinessCommand.RunChecks(
                List.of(ReadinessCheck.HEALTH_CHECKS, ReadinessCheck.CIRCUIT_BREAKER)),
            ANA);
    assertThat(view(signalbox, ReadinessCheck.HEALTH_CHECKS).state()).isEqualTo(State.RUNNING);
    ReadinessView waiting = view(signalbox, ReadinessCheck.CIRCUIT_BREAKER);
    assertThat(waiting.state()).isEqualTo(State.WAITING);
    assertThat(waiting.why()).isEqualTo("Runs after Health Checks");
    assertThatThrownBy(() -> run(signalbox, ReadinessCheck.SECURITY))
        .hasMessageContaining("running already");
    signalbox.commands().execute(new ReadinessCommand.CancelChecks(), ANA);
    while (signalbox.queries().ask(new Query.Readiness()).batch() != null) {
      Thread.onSpinWait();
    }
    assertThat(view(signalbox, ReadinessCheck.HEALTH_CHECKS).state()).isEqualTo(State.NOT_RUN);
    assertThat(view(signalbox, ReadinessCheck.CIRCUIT_BREAKER).state()).isEqualTo(State.NOT_RUN);
  }
}
