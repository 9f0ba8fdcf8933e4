package io.signalbox.app.ui.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.alert.BuiltInRules;
import io.signalbox.core.command.AlertCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.AlertRuleView;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Alerts screen without a control. */
class AlertsViewModelTest {

  private final ManualTime time = new ManualTime();
  private final FakeBuses buses = new FakeBuses();
  private final AlertsViewModel model = new AlertsViewModel(buses.services(time));
  private List<Alert> cleared = List.of();

  @BeforeEach
  void answer() {
    buses.on(
        Query.ListAlertRules.class,
        asked ->
            List.of(
                new AlertRuleView(BuiltInRules.ALL.get("success_rate"), "built in", false, 0, 2)));
    buses.on(Query.ListAlerts.class, asked -> cleared);
    buses.on(AlertCommand.Acknowledge.class, asked -> Optional.empty());
    buses.on(AlertCommand.Mute.class, asked -> Optional.empty());
    buses.on(AlertCommand.SetRule.class, asked -> Optional.empty());
  }

  private Alert alert(
      String key,
      @Nullable Instant clearedAt,
      Alert.@Nullable Mark seen,
      Alert.@Nullable Mark muted) {
    return new Alert(
        "mean_response",
        key,
        AlertSeverity.WARNING,
        "provider",
        key,
        key + " is slow",
        "",
        "",
        "2,310 ms",
        time.now().minusSeconds(60),
        clearedAt,
        time.now(),
        seen,
        muted);
  }

  private ConsoleSnapshot snapshot(Alert... alerts) {
    return Views.withAlerts(Views.snapshot(time.now(), 0, "west"), List.of(alerts));
  }

  private List<String> listed() {
    return model.listedProperty().get().alerts().stream().map(Alert::key).toList();
  }

  @Test
  void statesAreCountedAndEachCanBeLeftOut() {
    Alert.Mark seen = new Alert.Mark("ana", time.now(), null);
    Alert.Mark muted = new Alert.Mark("ana", time.now(), time.now().plusSeconds(60));
    cleared = List.of(alert("over", time.now(), null, null));
    model.show(
        snapshot(
            alert("fires", null, null, null),
            alert("seen", null, seen, null),
            alert("muted", null, null, muted)));
    assertThat(listed()).containsExactly("fires", "seen", "muted");
    assertThat(model.listedProperty().get().counts())
        .isEqualTo(
            Map.of(
                Alert.State.FIRING, 1,
                Alert.State.ACKNOWLEDGED, 1,
                Alert.State.MUTED, 1,
                Alert.State.CLEARED, 1));
    model.toggle(Alert.State.FIRING);
    model.toggle(Alert.State.CLEARED);
    assertThat(listed()).containsExactly("seen", "muted", "over");
    model.toggle(Alert.State.FIRING);
    assertThat(listed()).containsExactly("fires", "seen", "muted", "over");
  }

  @Test
  void whatWasOverAndFiresAgainIsListedOnce() {
    cleared = List.of(alert("west", time.now(), null, null));
    model.toggle(Alert.State.CLEARED);
    model.show(snapshot());
    assertThat(listed()).containsExactly("west");
    model.show(snapshot(alert("west", null, null, null)));
    assertThat(listed()).as("before anybody was asked again").containsExactly("west");
    assertThat(model.listedProperty().get().counts()).isEqualTo(Map.of(Alert.State.FIRING, 1));
  }

  @Test
  void whichStatesAreShownIsThereAfterARestart() {
    UiServices services = buses.services(time);
    new AlertsViewModel(services).toggle(Alert.State.MUTED);
    AlertsViewModel again = new AlertsViewModel(services);
    again.show(snapshot());
    assertThat(again.listedProperty().get().states())
        .containsExactlyInAnyOrder(Alert.State.FIRING, Alert.State.ACKNOWLEDGED);
  }

  @Test
  void aMuteThatRunsOutFiresAgainWithoutASnapshot() {
    Alert.Mark muted = new Alert.Mark("ana", time.now(), time.now().plusSeconds(60));
    model.show(snapshot(alert("west", null, null, muted)));
    model.toggle(Alert.State.MUTED);
    assertThat(listed()).isEmpty();
    time.advance(Duration.ofSeconds(60));
    model.tick();
    assertThat(listed()).containsExactly("west");
  }

  @Test
  void rulesAreAskedForNowAndThenAndAtOnceAfterAnAct() {
    model.show(snapshot());
    model.show(snapshot());
    assertThat(model.rulesProperty().get()).hasSize(1);
    assertThat(buses.queries()).filteredOn(Query.ListAlertRules.class::isInstance).hasSize(1);
    model.acknowledge(alert("west", null, null, null));
    assertThat(buses.queries()).filteredOn(Query.ListAlertRules.class::isInstance).hasSize(2);
    assertThat(model.toldProperty().get()).isEqualTo("Acknowledged: west is slow");
  }

  @Test
  void aMuteHasItsEnd() {
    model.mute(alert("west", null, null, null), Duration.ofHours(1));
    assertThat(buses.commands())
        .containsExactly(
            new AlertCommand.Mute("mean_response/west", time.now().plusSeconds(3_600), ""));
  }

  @Test
  void aRuleIsSwitchedOff() {
    model.show(snapshot());
    model.enable(model.rulesProperty().get().getFirst(), false);
    assertThat(buses.commands())
        .containsExactly(new AlertCommand.SetRule("success_rate", Map.of("enabled", false), ""));
  }

  @Test
  void whatIsRefusedIsSaid() {
    buses.on(
        AlertCommand.Acknowledge.class,
        asked -> {
          throw new SignalboxException(ErrorCode.INVALID_INPUT, "No alert is open");
        });
    model.acknowledge(alert("west", null, null, null));
    assertThat(model.errorProperty().get()).isEqualTo("INVALID_INPUT: No alert is open");
    buses.setReadOnly(true);
    assertThat(model.refusal()).isEqualTo("This window is read-only");
  }

  @Test
  void whatIsRefusedStaysToldWhileTheRulesAreReadAgain() {
    buses.on(
        AlertCommand.Acknowledge.class,
        asked -> {
          throw new SignalboxException(ErrorCode.INVALID_INPUT, "No alert is open");
        });
    model.acknowledge(alert("west", null, null, null));
    time.advance(Duration.ofSeconds(2));
    model.show(snapshot());
    assertThat(model.rulesProperty().get()).as("read").hasSize(1);
    assertThat(model.errorProperty().get()).isEqualTo("INVALID_INPUT: No alert is open");
    time.advance(Duration.ofSeconds(20));
    model.tick();
    assertThat(model.errorProperty().get()).as("a while later").isEmpty();
  }
}
