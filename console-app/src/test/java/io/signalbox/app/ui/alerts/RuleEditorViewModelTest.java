package io.signalbox.app.ui.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.AlertRule;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.alert.BuiltInRules;
import io.signalbox.core.alert.preview.RulePreview;
import io.signalbox.core.command.AlertCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.AlertRuleView;
import io.signalbox.core.query.Query;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rule in the editor: checked as it is typed, tried on the past, saved only then. */
class RuleEditorViewModelTest {

  private static final AlertRule SUCCESS = BuiltInRules.ALL.get("success_rate");

  private final ManualTime time = new ManualTime();
  private final FakeBuses buses = new FakeBuses();
  private final RuleEditorViewModel model = new RuleEditorViewModel(buses.services(time));

  @BeforeEach
  void answer() {
    buses.on(Query.PreviewAlertRule.class, asked -> preview(3, Duration.ofMinutes(47)));
    buses.on(AlertCommand.SetRule.class, asked -> Optional.empty());
    buses.on(AlertCommand.RemoveRule.class, asked -> Optional.empty());
  }

  private RulePreview preview(int fired, Duration lasted) {
    return new RulePreview(
        SUCCESS,
        time.now().minus(Duration.ofHours(24)),
        time.now(),
        true,
        List.of(),
        fired,
        lasted,
        1_440,
        1_435,
        Map.of());
  }

  private static AlertRuleView view(boolean overridden) {
    return new AlertRuleView(SUCCESS, overridden ? "ana" : "built in", overridden, 0, 2);
  }

  private RuleDraft draft() {
    return model.editedProperty().get().draft();
  }

  private void threshold(String typed) {
    model.edit(draft -> draft.withThreshold(typed));
  }

  private void name(String typed) {
    model.edit(draft -> draft.withName(typed));
  }

  @Test
  void aRuleIsShownInTheUnitThatSaysItExactly() {
    model.open(view(false));
    assertThat(draft().lasts()).isEqualTo("5");
    assertThat(draft().unit()).isEqualTo(RuleDraft.Unit.MINUTES);
    assertThat(draft().threshold()).isEqualTo("95");
    assertThat(model.refusal()).isEqualTo("Nothing is changed");
  }

  @Test
  void ofManyProvidersThoseAreDrawnThatFireOrComeNearestToIt() {
    Map<String, List<RulePreview.Value>> values = new LinkedHashMap<>();
    values.put("calm", List.of(at(99.9), at(Double.NaN)));
    values.put("near", List.of(at(96), at(99)));
    values.put("fires", List.of(at(90)));
    values.put("silent", List.of());
    RulePreview preview =
        new RulePreview(
            SUCCESS,
            time.now(),
            time.now(),
            true,
            List.of(new RulePreview.Episode("fires", time.now(), null, 90)),
            1,
            Duration.ZERO,
            1,
            1,
            values);
    assertThat(RulePastWords.drawn(preview, 3)).containsExactly("fires", "near", "calm");
  }

  private RulePreview.Value at(double value) {
    return new RulePreview.Value(time.now(), value);
  }

  @Test
  void aRuleIsSwitchedOffInItsEditorAndWhatIsTypedOfItIsKept() {
    model.open(view(false));
    threshold("90");
    model.toggle();
    assertThat(buses.commands())
        .containsExactly(new AlertCommand.SetRule("success_rate", Map.of("enabled", false), ""));
    model.open(view(false));
    assertThat(draft().threshold()).isEqualTo("90");
  }

  @Test
  void whatIsTypedIsKeptWhileAnotherRuleIsOpen() {
    model.open(view(false));
    threshold("90");
    model.openNew(Set.of());
    name("east_slow");
    model.open(view(false));
    assertThat(draft().threshold()).isEqualTo("90");
    assertThat(model.editedProperty().get().isChanged()).isTrue();
    model.openNew(Set.of());
    assertThat(draft().name()).isEqualTo("east_slow");
    model.discard();
    model.open(view(false));
    model.save();
    model.openNew(Set.of());
    assertThat(draft().name()).as("discarded").isEmpty();
    model.open(view(false));
    assertThat(draft().threshold()).as("saved, and read anew").isEqualTo("95");
  }

  @Test
  void eachChangeIsTriedOnTheLastDay() {
    model.open(view(false));
    threshold("90");
    Query.PreviewAlertRule last = (Query.PreviewAlertRule) buses.queries().getLast();
    assertThat(last.name()).isEqualTo("success_rate");
    assertThat(last.settings()).containsEntry("threshold", 90.0);
    assertThat(RulePastWords.sentence(model.previewProperty().get()))
        .isEqualTo("Would have fired 3 times, 47 min in all.");
    assertThat(RulePastWords.basis(model.previewProperty().get()))
        .isEqualTo("Clears at 95.5 %. Minutes measured enough: 1,435 of 1,440.");
  }

  @Test
  void whatCannotBeIsMarkedUnderItsFieldAndNotTried() {
    model.open(view(false));
    threshold("101");
    assertThat(model.editedProperty().get().problems())
        .containsExactly(Map.entry("threshold", "A number of at most 100"));
    assertThat(model.previewProperty().get()).isNull();
    assertThat(model.refusal()).isEqualTo("A number of at most 100");
    model.save();
    assertThat(buses.commands()).isEmpty();
    threshold("");
    assertThat(model.refusal()).isEqualTo("A number of at least 0");
    model.discard();
    assertThat(draft().threshold()).isEqualTo("95");
  }

  @Test
  void aNewRuleIsTriedBeforeItHasAName() {
    model.openNew(Set.of("success_rate"));
    threshold("1500");
    assertThat(model.previewProperty().get()).isNotNull();
    assertThat(model.refusal()).contains("Lower case letters");
    name("success_rate");
    assertThat(model.refusal())
        .as("it would take that one's place")
        .contains("a rule of this name");
    name("east_slow");
    assertThat(model.refusal()).isEmpty();
    assertThat(draft().commandLine())
        .isEqualTo(
            "signalbox alerts set east_slow metric=p95_response scope=all comparison=over"
                + " threshold=1500 for_seconds=300 minimum=20 severity=warning");
    model.save();
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("metric", "p95_response");
    expected.put("scope", "all");
    expected.put("comparison", "over");
    expected.put("threshold", 1_500.0);
    expected.put("for_seconds", 300.0);
    expected.put("minimum", 20L);
    expected.put("severity", "warning");
    assertThat(buses.commands())
        .containsExactly(new AlertCommand.SetRule("east_slow", expected, ""));
    assertThat(model.editedProperty().get()).as("closed").isNull();
    assertThat(model.doneProperty().get()).isEqualTo("east_slow: saved");
  }

  @Test
  void aRuleThatWasOpenedWhileAnotherIsSavedStaysOpen() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    RuleEditorViewModel slow = new RuleEditorViewModel(buses.services(time, pending));
    slow.open(view(true));
    slow.remove();
    slow.openNew(Set.of());
    pending.runAll();
    assertThat(slow.doneProperty().get()).isEqualTo("success_rate: no override");
    assertThat(slow.editedProperty().get()).as("the new one").isNotNull();
  }

  @Test
  void theOpenRuleFollowsWhatIsChangedElsewhereAndWhatIsTypedStays() {
    model.open(view(false));
    AlertRuleView off = elsewhere(95, false);
    model.known(List.of(off));
    assertThat(model.editedProperty().get().isOn()).as("another switched it off").isFalse();
    assertThat(model.editedProperty().get().isOverridden()).isTrue();
    threshold("90");
    model.known(List.of(view(false)));
    assertThat(model.editedProperty().get().isOn()).isTrue();
    assertThat(draft().threshold()).isEqualTo("90");
    model.known(List.of(off));
    model.toggle();
    assertThat(buses.commands())
        .containsExactly(new AlertCommand.SetRule("success_rate", Map.of("enabled", true), ""));
  }

  /** The rule as somebody else has changed it. */
  private static AlertRuleView elsewhere(double threshold, boolean enabled) {
    return new AlertRuleView(
        new AlertRule(
            SUCCESS.name(),
            SUCCESS.metric(),
            SUCCESS.scope(),
            SUCCESS.comparison(),
            threshold,
            SUCCESS.lasts(),
            SUCCESS.minimum(),
            SUCCESS.severity(),
            enabled),
        "ben",
        true,
        0,
        2);
  }

  @Test
  void aRuleThatIsReadAgainWhileItIsSavedIsClosedAllTheSame() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    RuleEditorViewModel slow = new RuleEditorViewModel(buses.services(time, pending));
    slow.open(view(false));
    slow.toggle();
    slow.known(List.of(elsewhere(95, false)));
    pending.runAll();
    assertThat(slow.editedProperty().get()).isNull();
  }

  @Test
  void whatOneRuleWouldHaveDoneIsNotShownUnderAnother() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    RuleEditorViewModel slow = new RuleEditorViewModel(buses.services(time, pending));
    slow.open(view(false));
    pending.runAll();
    assertThat(slow.previewProperty().get()).isNotNull();
    slow.openNew(Set.of());
    assertThat(slow.previewProperty().get()).isNull();
    assertThat(slow.untried()).isEqualTo("Complete the rule to see.");
    slow.edit(draft -> draft.withThreshold("1500"));
    assertThat(slow.untried()).isEqualTo("Being tried on the last 24 h.");
    pending.runAll();
    assertThat(slow.previewProperty().get()).isNotNull();
  }

  @Test
  void whatWasTypedAndTakenBackIsNotKeptOverWhatIsSavedElsewhere() {
    model.open(view(false));
    threshold("90");
    threshold("95");
    model.close();
    model.open(elsewhere(80, true));
    assertThat(draft().threshold()).isEqualTo("80");
  }

  @Test
  void aStateHasNothingToCompare() {
    model.openNew(Set.of("success_rate"));
    model.edit(d -> d.with(AlertMetric.CIRCUIT_OPEN));
    name("breaker");
    assertThat(model.editedProperty().get().problems()).isEmpty();
    assertThat(draft().settings()).doesNotContainKeys("threshold", "comparison", "minimum");
  }

  @Test
  void whatTheCoreRefusesStaysInTheEditor() {
    buses.on(
        AlertCommand.SetRule.class,
        asked -> {
          throw new SignalboxException(ErrorCode.INVALID_INPUT, "There is no such provider");
        });
    model.open(view(false));
    threshold("90");
    model.save();
    assertThat(model.errorProperty().get()).isEqualTo("INVALID_INPUT: There is no such provider");
    assertThat(draft().threshold()).isEqualTo("90");
  }

  @Test
  void onlyWhatAnOperatorMadeIsTakenBack() {
    model.open(view(false));
    assertThat(model.removal()).isNotEmpty();
    model.remove();
    assertThat(buses.commands()).isEmpty();
    model.close();
    model.open(view(true));
    model.remove();
    assertThat(buses.commands()).containsExactly(new AlertCommand.RemoveRule("success_rate", ""));
  }

  @Test
  void whatIsNotStoredIsNotGuessed() {
    RulePreview actual =
        new RulePreview(
            BuiltInRules.ALL.get("circuit_open"),
            time.now(),
            time.now(),
            false,
            List.of(),
            2,
            Duration.ZERO,
            0,
            0,
            Map.of());
    assertThat(RulePastWords.sentence(actual)).startsWith("Fired 2 times in the last 24 h.");
    assertThat(RulePastWords.sentence(preview(0, Duration.ZERO)))
        .isEqualTo("Would not have fired.");
  }

  @Test
  void aReadOnlyWindowSavesNothing() {
    model.open(view(true));
    threshold("90");
    buses.setReadOnly(true);
    assertThat(model.refusal()).isEqualTo("This window is read-only");
    assertThat(model.removal()).isEqualTo("This window is read-only");
    assertThat(draft().severity()).isEqualTo(AlertSeverity.WARNING);
  }
}
