package io.signalbox.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertChanged;
import io.signalbox.core.alert.AlertChanged.Change;
import io.signalbox.core.command.AlertCommand;
import io.signalbox.core.command.Caller;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.ConfigCommand;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RequestCommand;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.Event;
import io.signalbox.core.query.AlertRuleView;
import io.signalbox.core.query.Query;
import io.signalbox.core.store.MigratedStore;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.wiring.Background;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alerts of an open folder: through the gate, in several processes, by rules of several sources.
 */
class AlertsOfAFolderTest {

  private static final Caller ANA = new Caller("ana (test)", "trace-1", false);
  private static final String EAST = "provider_unhealthy/east";

  @TempDir Path folder;
  private final ManualTime time = new ManualTime();
  private final List<Signalbox> opened = new ArrayList<>();

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {"providers": [
          {"name": "east", "type": "simulated"}, {"name": "west", "type": "simulated"}]}}
        """);
  }

  @AfterEach
  void close() {
    opened.forEach(Signalbox::close);
  }

  private Signalbox open() {
    MigratedStore.in(folder.resolve(".signalbox"));
    Signalbox signalbox = Signalbox.open(SignalboxOptions.of(folder).time(time).seed(1).build());
    opened.add(signalbox);
    return signalbox;
  }

  private static List<Alert> alerts(Signalbox signalbox) {
    return signalbox.queries().ask(new Query.ListAlerts(false));
  }

  private static <R> R act(Signalbox signalbox, Command<R> command) {
    return signalbox.commands().execute(command, ANA);
  }

  private void tellUnhealthy(Signalbox signalbox) {
    act(
        signalbox,
        new ProviderCommand.ReportHealth(
            "east", false, "Connection refused", "pager", time.now().plusSeconds(86_400)));
    time.advance(Duration.ofSeconds(61));
  }

  private static Map<String, @Nullable Object> settings(Object... pairs) {
    Map<String, @Nullable Object> settings = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      settings.put((String) pairs[i], pairs[i + 1]);
    }
    return settings;
  }

  @Test
  void acknowledgingIsAuditedAndSeenByEveryProcess() {
    Signalbox one = open();
    tellUnhealthy(one);
    assertThat(alerts(one)).extracting(Alert::id).containsExactly(EAST);
    Optional<Alert> seen = act(one, new AlertCommand.Acknowledge(EAST, "on it"));
    assertThat(seen.orElseThrow().state(time.now())).isEqualTo(Alert.State.ACKNOWLEDGED);
    assertThat(one.commands().carryOut(new AlertCommand.Acknowledge(EAST, ""), ANA).changed())
        .as("again")
        .isFalse();
    Alert elsewhere = alerts(open()).getFirst();
    assertThat(elsewhere.state(time.now())).isEqualTo(Alert.State.ACKNOWLEDGED);
    assertThat(elsewhere.acknowledged().who()).isEqualTo("ana (test)");
    assertThat(one.queries().ask(new Query.Activity(Instant.EPOCH, 10)))
        .filteredOn(each -> each.action().equals("Acknowledge"))
        .extracting(each -> each.subject() + " " + each.outcome() + " " + each.reason())
        .containsExactly(EAST + " so already ", EAST + " done on it");
  }

  @Test
  void theSameRuleSavedManyTimesAtOnceIsOneChange() throws Exception {
    Signalbox one = open();
    AlertCommand rule =
        new AlertCommand.SetRule("slow", settings("metric", "p95_response", "threshold", 10), "");
    CyclicBarrier together = new CyclicBarrier(8);
    List<Callable<Boolean>> presses =
        Collections.nCopies(
            8,
            () -> {
              together.await();
              return one.commands().carryOut(rule, ANA).changed();
            });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(threads.invokeAll(presses))
          .extracting(Future::get)
          .containsOnlyOnce(true)
          .hasSize(8);
    }
    assertThat(one.queries().ask(new Query.Activity(Instant.EPOCH, 20)))
        .extracting(each -> each.outcome())
        .containsOnlyOnce("done");
  }

  @Test
  void aMuteHasAnEndThatIsNeitherPastNorFarOff() {
    Signalbox one = open();
    tellUnhealthy(one);
    Instant now = time.now();
    assertRefused(one, new AlertCommand.Mute(EAST, now, ""), ErrorCode.INVALID_INPUT);
    assertRefused(
        one,
        new AlertCommand.Mute(EAST, now.plus(Duration.ofDays(31)), ""),
        ErrorCode.INVALID_INPUT);
    act(one, new AlertCommand.Mute(EAST, now.plusSeconds(60), "known"));
    assertThat(alerts(one).getFirst().state(time.now())).isEqualTo(Alert.State.MUTED);
    time.advance(Duration.ofSeconds(60));
    assertThat(alerts(one).getFirst().state(time.now())).isEqualTo(Alert.State.FIRING);
    act(one, new AlertCommand.Mute(EAST, time.now().plusSeconds(60), "known"));
    act(one, new AlertCommand.Unmute(EAST, ""));
    assertThat(alerts(one).getFirst().state(time.now())).isEqualTo(Alert.State.FIRING);
  }

  @Test
  void whatIsNotOpenCannotBeActedOn() {
    Signalbox one = open();
    assertThatThrownBy(() -> act(one, new AlertCommand.Acknowledge(EAST, "")))
        .isInstanceOf(SignalboxException.class)
        .hasMessageContaining("'" + EAST + "'")
        .hasMessageContaining("alerts list");
  }

  @Test
  void aLockedConsoleChangesNoAlertAndNoRule() {
    Signalbox one = open();
    tellUnhealthy(one);
    one.commands().setReadOnly(true);
    for (AlertCommand each :
        List.of(
            new AlertCommand.Acknowledge(EAST, ""),
            new AlertCommand.Mute(EAST, time.now().plusSeconds(60), ""),
            new AlertCommand.Unmute(EAST, ""),
            new AlertCommand.SetRule("orphans", settings("enabled", false), ""),
            new AlertCommand.RemoveRule("orphans", ""))) {
      assertRefused(one, each, ErrorCode.READ_ONLY);
    }
  }

  private static void assertRefused(Signalbox signalbox, Command<?> command, ErrorCode code) {
    assertThatThrownBy(() -> act(signalbox, command))
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static AlertRuleView rule(Signalbox signalbox, String name) {
    return signalbox.queries().ask(new Query.ListAlertRules()).stream()
        .filter(each -> each.rule().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRuleIsAnOverrideThatReachesEveryProcessAndCanBeTakenBack() {
    Signalbox one = open();
    act(
        one,
        new AlertCommand.SetRule(
            "east_slow",
            settings("metric", "p95_response", "scope", "east", "threshold", 1_500.0),
            "slow lately"));
    act(one, new AlertCommand.SetRule("east_slow", settings("for_seconds", 120.0), ""));
    AlertRuleView there = rule(open(), "east_slow");
    assertThat(there.rule().threshold()).as("kept").isEqualTo(1_500);
    assertThat(there.rule().lasts()).isEqualTo(Duration.ofMinutes(2));
    assertThat(there.source()).isEqualTo("ana (test)");
    assertThat(there.overridden()).isTrue();
    assertThat(one.queries().ask(new Query.Snapshot()).overrides()).isEqualTo(1);
    act(one, new AlertCommand.RemoveRule("east_slow", "done"));
    assertThat(one.queries().ask(new Query.ListAlertRules()))
        .extracting(each -> each.rule().name())
        .doesNotContain("east_slow");
    assertRefused(one, new AlertCommand.RemoveRule("east_slow", ""), ErrorCode.INVALID_INPUT);
  }

  @Test
  void aBuiltInRuleIsSwitchedOffAndNotRemoved() {
    Signalbox one = open();
    tellUnhealthy(one);
    assertThatThrownBy(() -> act(one, new AlertCommand.RemoveRule("provider_unhealthy", "")))
        .hasMessageContaining("is built in")
        .hasMessageContaining("enabled=false");
    act(one, new AlertCommand.SetRule("provider_unhealthy", settings("enabled", false), "noise"));
    assertThat(alerts(one)).isEmpty();
    act(one, new AlertCommand.RemoveRule("provider_unhealthy", ""));
    assertThat(alerts(one)).hasSize(1);
    assertThat(rule(one, "provider_unhealthy").source()).isEqualTo("built in");
  }

  @Test
  void aRuleThatCannotBeIsRefusedAndNothingIsStored() {
    Signalbox one = open();
    assertThatThrownBy(() ->
            act(
                one,
                new AlertCommand.SetRule(
                    "slow", settings("metric", "mean_response", "scope", "nowhere"), "")))
        .isInstanceOf(SignalboxException.class)
        .hasMessageContaining("threshold");
    assertThatThrownBy(() ->
            one.queries()
                .ask(
                    new Query.PreviewAlertRule(
                        "slow",
                        settings("metric", "mean_response", "threshold", 3.0, "scope", "nowhere"))))
        .hasMessageContaining("'nowhere'");
    assertThat(one.queries().ask(new Query.Snapshot()).overrides()).isZero();
  }

  @Test
  void anOverrideOfARuleForAProviderThatIsGoneKeepsNothingElseFromBeingInForce()
      throws IOException {
    Signalbox one = open();
    act(
        one,
        new AlertCommand.SetRule(
            "east_slow",
            settings("metric", "p95_response", "scope", "east", "threshold", 1_500.0),
            ""));
    act(one, new ProviderCommand.Update("west", settings("weight", 7.0), "more"));
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {"providers": [
          {"name": "west", "type": "simulated"}, {"name": "north", "type": "simulated"}]}}
        """);
    assertThat(act(one, new ConfigCommand.Reload()).accepted()).as("edited by hand").isTrue();
    Signalbox later = open();
    assertThat(later.parts().configuration().current().provider("west").orElseThrow().weight())
        .as("other overrides are in force")
        .isEqualTo(7);
    assertThat(later.queries().ask(new Query.ListAlertRules()))
        .extracting(each -> each.rule().name())
        .doesNotContain("east_slow");
    assertThat(later.parts().configuration().current().diagnostics())
        .filteredOn(each -> each.key().equals("alerts.rules.east_slow.scope"))
        .singleElement()
        .satisfies(told -> assertThat(told.hint()).contains("alerts remove east_slow"));
    act(later, new AlertCommand.RemoveRule("east_slow", ""));
    assertThat(later.parts().configuration().current().diagnostics())
        .extracting(Diagnostic::key)
        .noneMatch(each -> each.startsWith("alerts."));
  }

  @Test
  void anOverrideOfARuleThatFitsNothingAnyMoreLeavesTheFilesRuleInForce() throws IOException {
    Signalbox one = open();
    act(
        one,
        new AlertCommand.SetRule(
            "slow", settings("metric", "p95_response", "scope", "east", "threshold", 1_500.0), ""));
    one.parts()
        .store()
        .overrides()
        .save(
            new SettingOverride(
                "alerts.rules.old",
                Map.of("threshold", 3),
                "ana",
                "of an older program",
                time.now()));
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"provider": {"providers": [{"name": "west", "type": "simulated"}]},
         "alerts": {"rules": {
           "slow": {"metric": "mean_response", "threshold": 700},
           "old": {"metric": "mean_response", "threshold": 900}}}}
        """);
    assertThat(act(one, new ConfigCommand.Reload()).accepted()).isTrue();
    assertThat(one.queries().ask(new Query.ListAlertRules()))
        .filteredOn(each -> !each.source().equals("built in"))
        .extracting(
            each -> each.rule().name() + " " + each.rule().threshold() + " " + each.source())
        .containsExactlyInAnyOrder("slow 700.0 file", "old 900.0 file");
    assertThat(one.parts().configuration().current().diagnostics())
        .filteredOn(each -> each.hint().contains("signalbox alerts remove"))
        .extracting(each -> each.severity() + " " + each.key())
        .containsExactlyInAnyOrder(
            "WARNING alerts.rules.slow.scope", "WARNING alerts.rules.old.metric");
    act(one, new AlertCommand.RemoveRule("old", ""));
    assertThat(one.queries().ask(new Query.ListAlertRules()))
        .extracting(each -> each.rule().name())
        .contains("old");
  }

  @Test
  void aPreviewOfAStateIsPlayedFromTheHistoryOfHealth() {
    Signalbox one = open();
    time.advance(Duration.ofMinutes(10));
    act(
        one,
        new ProviderCommand.ReportHealth(
            "east", true, "fine", "pager", time.now().plusSeconds(86_400)));
    time.advance(Duration.ofMinutes(10));
    tellUnhealthy(one);
    time.advance(Duration.ofMinutes(9));
    var preview = one.queries().ask(new Query.PreviewAlertRule("provider_unhealthy", settings()));
    assertThat(preview.replayed()).isTrue();
    assertThat(preview.fired()).isEqualTo(1);
    assertThat(preview.episodes().getFirst().subject()).isEqualTo("east");
    assertThat(
            one.queries()
                .ask(
                    new Query.PreviewAlertRule(
                        "provider_unhealthy", settings("for_seconds", 3_600.0)))
                .fired())
        .isZero();
  }

  @Test
  void whoHasTheDutyTellsKeepsAndHandsOver() {
    Signalbox one = open();
    Signalbox other = open();
    List<Event> told = new ArrayList<>();
    one.events().subscribe(told::add);
    other.events().subscribe(told::add);
    Background first =
        new Background(one.parts(), one.rehearsal(), () -> one.desks().watch(), false);
    Background second =
        new Background(other.parts(), other.rehearsal(), () -> other.desks().watch(), false);
    tellUnhealthy(one);
    other.parts().health().refresh();
    step(one);
    step(other);
    assertThat(changes(told)).containsExactly(Change.FIRED);
    assertThat(alerts(other)).as("read").extracting(Alert::id).containsExactly(EAST);
    // Killed: nothing is released, and its lease runs out.
    time.advance(Duration.ofSeconds(6));
    step(other);
    assertThat(alerts(other)).extracting(Alert::id).containsExactly(EAST);
    assertThat(changes(told)).as("told once by both").containsExactly(Change.FIRED);
    act(
        other,
        new ProviderCommand.ReportHealth(
            "east", true, "fine", "pager", time.now().plusSeconds(86_400)));
    step(other);
    assertThat(changes(told)).containsExactly(Change.FIRED, Change.CLEARED);
    assertThat(other.queries().ask(new Query.ListAlerts(true)))
        .extracting(each -> each.state(time.now()))
        .containsExactly(Alert.State.CLEARED);
    first.close();
    second.close();
  }

  @Test
  void theDutyComingBackToAProcessWithoutAWindowTellsNothingTwice() {
    Signalbox one = open();
    Signalbox other = open();
    List<Event> told = new ArrayList<>();
    one.events().subscribe(told::add);
    other.events().subscribe(told::add);
    Background first =
        new Background(one.parts(), one.rehearsal(), () -> one.desks().watch(), false);
    Background second =
        new Background(other.parts(), other.rehearsal(), () -> other.desks().watch(), false);
    step(one);
    // Stopped for a while: the other takes over, and finds something.
    time.advance(Duration.ofSeconds(6));
    step(other);
    step(one);
    time.advance(Duration.ofSeconds(4));
    step(other);
    act(
        other,
        new ProviderCommand.ReportHealth(
            "east", false, "Connection refused", "pager", time.now().plusSeconds(86_400)));
    for (int i = 0; i < 20; i++) {
      time.advance(Duration.ofSeconds(4));
      step(other);
      step(one);
    }
    assertThat(changes(told)).containsExactly(Change.FIRED);
    time.advance(Duration.ofSeconds(6));
    one.parts().health().refresh();
    step(one);
    assertThat(changes(told)).as("gone on with").containsExactly(Change.FIRED);
    first.close();
    second.close();
  }

  private static void step(Signalbox signalbox) {
    signalbox.parts().supervisor().once("agreeing on who checks health");
    signalbox.parts().supervisor().once("watching for alerts");
    signalbox.parts().writeBehind().write();
  }

  private static List<Change> changes(List<Event> told) {
    return told.stream()
        .filter(AlertChanged.class::isInstance)
        .map(each -> ((AlertChanged) each).change())
        .toList();
  }

  @Test
  void whatASweepLeavesIsAnAlertUntilASweepFindsNothing() {
    Signalbox one = open();
    one.parts().store().alerts().saveFound(Map.of("east", 3), time.now());
    assertThat(alerts(one))
        .extracting(Alert::id, Alert::value)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("orphans/east", "3"));
    act(one, new RequestCommand.Sweep(true));
    assertThat(alerts(one)).isEmpty();
  }
}
