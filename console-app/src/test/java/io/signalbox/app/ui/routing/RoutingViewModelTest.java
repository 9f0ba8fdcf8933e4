package io.signalbox.app.ui.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.ui.control.DangerLevel;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.routing.applying.ApplyModel;
import io.signalbox.app.ui.routing.editing.ChangeWords;
import io.signalbox.app.ui.routing.preview.MemberRow;
import io.signalbox.app.ui.routing.preview.PickWords;
import io.signalbox.app.ui.routing.preview.PreviewModel;
import io.signalbox.app.ui.routing.strategies.StrategyRow;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.ReplayReport;
import io.signalbox.core.query.RoutingChangeSet;
import io.signalbox.core.query.SettingsPreview;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutingViewModelTest {

  private final ManualTime time = new ManualTime();
  private final RoutingFixture fixture = RoutingFixture.railway(time.now());
  private final FakeBuses buses = fixture.buses;

  @Test
  void treeIsListedWithItsRootSelected() {
    RoutingViewModel model = model();
    assertThat(model.strategies().rowsProperty().get())
        .extracting(StrategyRow::node)
        .containsExactly("", "main-line", "clouds", "west-line", "survey");
    assertThat(model.strategies().nodeProperty().get()).isEqualTo("main-line");
    assertThat(model.strategies().rowsProperty().get().get(1).detail())
        .isEqualTo("failover, CIRCUIT_BREAKER, 3 members");
  }

  @Test
  void policyAloneIsTheNodeWithoutAName() {
    RoutingFixture policy = RoutingFixture.policy(time.now(), 3);
    RoutingViewModel model = new RoutingViewModel(policy.buses.services(time));
    model.show(policy.snapshot());
    assertThat(model.strategies().nodeProperty().get()).isEmpty();
    assertThat(model.strategies().rowsProperty().get()).hasSize(1);
    assertThat(model.members().rowsProperty().get())
        .extracting(MemberRow::key)
        .startsWith("providers.provider-1.weight");
    model.edits().type("providers.provider-1.weight", "4");
    assertThat(model.apply().actionName()).isEqualTo("Apply to policy");
  }

  @Test
  void membersCarryLetterStateWeightAndShares() {
    RoutingViewModel model = clouds();
    model.edits().type(RoutingFixture.EAST, "5");
    MemberRow east = model.members().rowsProperty().get().getFirst();
    assertThat(east.letter()).isEqualTo("A");
    assertThat(east.now()).isEqualTo(3);
    assertThat(east.shareNow()).isEqualTo(0.6);
    assertThat(east.shareProposed()).isBetween(0.714, 0.715);
    MemberRow west = model.members().rowsProperty().get().get(1);
    assertThat(west.detail()).isEqualTo("active: aws-us-west-2");
    assertThat(west.status().word()).isEqualTo("Degraded");
    assertThat(west.order()).as("the colour of where its work goes").isEqualTo(1);
    SettingsPreview preview = preview(model);
    assertThat(PickWords.cycle(preview.proposed(), model.members().rowsProperty().get()))
        .isEqualTo("cycle of 7; A 10, B 2, C 2");
    assertThat(PickWords.cannotTell("RANDOM", false)).isEqualTo("Cannot be told: RANDOM draws.");
    assertThat(MemberRow.letter(27)).isEqualTo("AB");
  }

  @Test
  void editsSurviveRefreshAndSelection() {
    RoutingViewModel model = clouds();
    model.edits().type(RoutingFixture.EAST, "5");
    model.strategies().nodeProperty().set("west-line");
    model.show(fixture.snapshot());
    assertThat(model.strategies().nodeProperty().get()).isEqualTo("west-line");
    assertThat(model.edits().count("clouds")).isEqualTo(1);
    assertThat(model.edits().count("west-line")).isZero();
  }

  @Test
  void strategyThatIsGoneLosesTheSelection() {
    RoutingViewModel model = model();
    model.select("survey");
    fixture.tree = fixture.tree.members().getFirst().to();
    model.show(fixture.snapshot());
    assertThat(model.strategies().nodeProperty().get()).isEqualTo("clouds");
  }

  @Test
  void previewIsAskedOnceAtATimeWithTheNewestText() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    RoutingViewModel model = new RoutingViewModel(buses.services(time, pending));
    model.show(fixture.snapshot());
    pending.runAll();
    model.select("clouds");
    pending.runAll();
    int before = previews();
    model.edits().type(RoutingFixture.EAST, "4");
    model.edits().type(RoutingFixture.EAST, "5");
    model.edits().type(RoutingFixture.EAST, "6");
    assertThat(pending.size()).as("questions under way").isEqualTo(1);
    assertThat(model.preview().currentProperty().get()).isFalse();
    pending.runAll();
    assertThat(previews() - before).isEqualTo(2);
    assertThat(newestPreview().settings()).containsEntry(RoutingFixture.EAST, 6.0);
    assertThat(preview(model).proposed().weights()).containsEntry("aws-us-east-1", 6.0);
    assertThat(model.preview().currentProperty().get()).isTrue();
  }

  @Test
  void lateAnswerForAnotherStrategyOrForDiscardedEditsIsDropped() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    RoutingViewModel model = new RoutingViewModel(buses.services(time, pending));
    model.show(fixture.snapshot());
    pending.runAll();
    model.select("clouds");
    pending.runAll();
    model.edits().type(RoutingFixture.EAST, "6");
    model.edits().discardAll();
    pending.runNext();
    assertThat(preview(model).proposed()).isEqualTo(preview(model).now());
    model.select("survey");
    pending.runNext();
    assertThat(model.preview().previewProperty().get()).as("of clouds").isNull();
    pending.runAll();
    assertThat(preview(model).now().weights()).containsKey("sim-lab");
  }

  @Test
  void previewIsAskedAgainOnceASecondAtMost() {
    RoutingViewModel model = clouds();
    int before = previews();
    model.show(fixture.snapshot());
    model.show(fixture.snapshot());
    assertThat(previews()).isEqualTo(before);
    time.advance(Duration.ofSeconds(1));
    model.show(fixture.snapshot());
    assertThat(previews()).isEqualTo(before + 1);
  }

  /** Hundreds of decisions a second were read from the store and thrown away. */
  @Test
  void decisionsAreReplayedSeldomWhereNothingIsEdited() {
    RoutingViewModel model = clouds();
    ReplayReport first = preview(model).replay();
    assertThat(replays()).endsWith(PreviewModel.REPLAY);
    int before = replays().size();
    for (int i = 0; i < 59; i++) {
      time.advance(Duration.ofSeconds(1));
      model.show(fixture.snapshot());
    }
    assertThat(replays().subList(before, replays().size())).hasSize(59).containsOnly(0);
    assertThat(preview(model).replay()).isEqualTo(first).isNotEqualTo(ReplayReport.NONE);
    time.advance(Duration.ofSeconds(1));
    model.show(fixture.snapshot());
    assertThat(replays()).endsWith(PreviewModel.REPLAY);
    model.preview().askAgain();
    assertThat(replays()).as("asked for").endsWith(PreviewModel.REPLAY, PreviewModel.REPLAY);
    model.edits().type(RoutingFixture.EAST, "6");
    time.advance(Duration.ofSeconds(1));
    model.show(fixture.snapshot());
    assertThat(replays().subList(replays().size() - 2, replays().size()))
        .as("edited")
        .containsOnly(PreviewModel.REPLAY);
  }

  private List<Integer> replays() {
    return buses.queries().stream()
        .filter(Query.PreviewSettings.class::isInstance)
        .map(each -> ((Query.PreviewSettings) each).replay())
        .toList();
  }

  @Test
  void failedPreviewKeepsEditsAndSaysWhy() {
    RoutingViewModel model = clouds();
    buses.on(
        Query.PreviewSettings.class,
        query -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The store is busy");
        });
    model.edits().type(RoutingFixture.EAST, "5");
    assertThat(model.preview().errorProperty().get())
        .isEqualTo("STORE_UNAVAILABLE: The store is busy");
    assertThat(model.preview().previewProperty().get()).isNotNull();
    assertThat(model.apply().refusal()).isEmpty();
    assertThat(model.apply().movesTraffic()).as("it might").isTrue();
  }

  @Test
  void failedRefreshKeepsTheOldValuesAndSaysSo() {
    RoutingViewModel model = model();
    buses.on(
        Query.ShowRouting.class,
        query -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The store is busy");
        });
    time.advance(Duration.ofSeconds(1));
    model.show(fixture.snapshot());
    assertThat(model.strategies().rowsProperty().get()).hasSize(5);
    assertThat(model.errorProperty().get()).isEqualTo("STORE_UNAVAILABLE: The store is busy");
  }

  @Test
  void everythingIsAppliedAsOneChangeAndTellsTheActThatItIsTakenBackBy() {
    RoutingViewModel model = clouds();
    model.edits().type(RoutingFixture.EAST, "5");
    model.edits().type(RoutingFixture.LIMIT, "5000");
    model.edits().type(RoutingFixture.RETRIES, "2");
    assertThat(model.apply().actionName()).isEqualTo("Apply to 2 strategies");
    model.apply().reasonProperty().set("INC-3117");
    model.apply().apply();
    assertThat(buses.commands())
        .containsExactly(
            new RoutingCommand.ChangeSettings(
                Map.of(
                    RoutingFixture.EAST,
                    5.0,
                    RoutingFixture.LIMIT,
                    5000.0,
                    RoutingFixture.RETRIES,
                    2L),
                "INC-3117"));
    assertThat(model.edits().isEmpty()).isTrue();
    assertThat(model.apply().reasonProperty().get()).isEmpty();
    ApplyModel.Outcome outcome = model.apply().outcomeProperty().get();
    assertThat(outcome).isNotNull();
    assertThat(outcome.done()).isTrue();
    assertThat(outcome.act()).isEqualTo(1);
    RoutingChangeSet set = model.apply().historyProperty().get().getFirst();
    model.apply().revert(set, "INC-3118");
    assertThat(buses.commands().getLast())
        .isEqualTo(new RoutingCommand.RevertSettings(set.id(), "INC-3118"));
  }

  @Test
  void whatIsTypedWhileAChangeIsAppliedStays() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    RoutingViewModel model = new RoutingViewModel(buses.services(time, pending));
    model.show(fixture.snapshot());
    pending.runAll();
    model.edits().type(RoutingFixture.EAST, "5");
    model.apply().apply();
    assertThat(model.apply().refusal()).isEqualTo("Being applied");
    model.edits().type(RoutingFixture.EAST, "6");
    pending.runAll();
    assertThat(model.edits().values()).containsExactly(Map.entry(RoutingFixture.EAST, 6.0));
  }

  @Test
  void refusedChangeKeepsTheEditsAndCanBeForcedWhereThatIsAWay() {
    RoutingViewModel model = clouds();
    model.edits().type(RoutingFixture.EAST, "0");
    buses.on(
        RoutingCommand.ChangeSettings.class,
        command -> {
          if (buses.callers().getLast().force()) {
            return fixture.view();
          }
          throw new SignalboxException(ErrorCode.ALL_WEIGHTS_ZERO, "Nothing would be left");
        });
    model.apply().apply();
    ApplyModel.Outcome outcome = model.apply().outcomeProperty().get();
    assertThat(outcome).isNotNull();
    assertThat(outcome.text()).isEqualTo("ALL_WEIGHTS_ZERO: Nothing would be left");
    assertThat(model.edits().isEmpty()).isFalse();
    Runnable again = outcome.again();
    assertThat(again).isNotNull();
    again.run();
    assertThat(buses.callers()).hasSize(2);
    assertThat(model.edits().isEmpty()).isTrue();
  }

  @Test
  void problemsBlockApply() {
    RoutingViewModel model = clouds();
    assertThat(model.apply().refusal()).isEqualTo("Nothing is changed");
    model.edits().type(RoutingFixture.EAST, "-1");
    model.apply().apply();
    assertThat(model.apply().refusal()).contains("aws-us-east-1 is '-1'", "0 or more");
    fixture.problems.add("clouds would have no member");
    model.edits().type(RoutingFixture.EAST, "4");
    model.apply().apply();
    assertThat(model.apply().refusal()).isEqualTo("clouds would have no member");
    assertThat(buses.commands()).isEmpty();
    model.edits().discardAll();
    assertThat(model.apply().problems()).isEmpty();
  }

  @Test
  void readOnlyWindowKeepsTheEditsAndSaysWhy() {
    RoutingViewModel model = clouds();
    model.edits().type(RoutingFixture.EAST, "5");
    buses.setReadOnly(true);
    model.apply().apply();
    model.apply().revert(fixture.history.getFirst(), "");
    assertThat(model.apply().refusal()).isEqualTo("This window is read-only");
    assertThat(model.apply().revertRefusal()).isEqualTo("This window is read-only");
    assertThat(buses.commands()).isEmpty();
    assertThat(model.edits().isEmpty()).isFalse();
  }

  @Test
  void reasonAndNameAreAskedWhereProductionTrafficMovesOnly() {
    RoutingViewModel model = clouds();
    model.edits().type(RoutingFixture.EAST, "5");
    assertThat(model.apply().level()).isEqualTo(DangerLevel.MOVES_PRODUCTION);
    assertThat(model.apply().question().asksReason()).isTrue();
    assertThat(model.apply().question().typedName()).isEqualTo("clouds");
    model.apply().reasonProperty().set("INC-3117");
    assertThat(model.apply().question().asksReason()).as("given beside the button").isFalse();
    model.apply().reasonProperty().set("");
    model.edits().discardAll();
    model.edits().type(RoutingFixture.LIMIT, "5000");
    assertThat(model.apply().movesTraffic()).isFalse();
    assertThat(model.apply().level()).isEqualTo(DangerLevel.DISTURBING);
    assertThat(model.apply().question().asksReason()).isFalse();
    assertThat(model.apply().question().typedName()).isEmpty();
    fixture.environment = "staging";
    time.advance(Duration.ofSeconds(2));
    model.show(fixture.snapshot());
    assertThat(model.apply().level()).isEqualTo(DangerLevel.REVERSIBLE);
    model.edits().type(RoutingFixture.EAST, "5");
    assertThat(model.apply().level()).isEqualTo(DangerLevel.DISTURBING);
    assertThat(model.apply().question().asksReason()).isFalse();
  }

  @Test
  void historySaysWhatEachSetChanged() {
    RoutingViewModel model = model();
    assertThat(model.apply().historyProperty().get()).hasSize(2);
    assertThat(ChangeWords.changes(model.apply().historyProperty().get().getFirst()))
        .containsExactly("min_success_rate no override → 90", "weight of aws-us-east-1 5 → 3");
    assertThat(model.apply().revertQuestion(fixture.history.getFirst()))
        .satisfies(question -> {
          assertThat(question.asksReason()).isTrue();
          assertThat(question.typedName()).isNotEmpty();
        });
  }

  @Test
  void oneChangedDecisionIsShownWithItsRecordAndStaysWhileReplayed() {
    RoutingViewModel model = clouds();
    model.edits().type(RoutingFixture.EAST, "5");
    ReplayReport.Replayed first = model.replay().shownProperty().get();
    assertThat(first).isNotNull();
    assertThat(first.isChanged()).isTrue();
    DecisionRecord record = model.replay().recordProperty().get();
    assertThat(record).isNotNull();
    assertThat(record.traceId()).isEqualTo(first.traceId());
    model.replay().previous();
    ReplayReport.Replayed second = model.replay().shownProperty().get();
    assertThat(second).isNotNull();
    assertThat(second.at()).isBefore(first.at());
    model.edits().type(RoutingFixture.EAST, "6");
    assertThat(model.replay().shownProperty().get()).isNotNull();
    assertThat(model.replay().shownProperty().get().traceId()).isEqualTo(second.traceId());
    model.replay().nextChanged();
    assertThat(model.replay().shownProperty().get().isChanged()).isTrue();
  }

  @Test
  void recordThatIsNotKeptIsSaidSo() {
    buses.on(Query.DecisionsOf.class, query -> List.of());
    RoutingViewModel model = clouds();
    assertThat(model.replay().recordProperty().get()).isNull();
    assertThat(model.replay().errorProperty().get()).contains("not kept");
  }

  @Test
  void nothingStoredReplaysNothing() {
    fixture.decisions.clear();
    RoutingViewModel model = clouds();
    assertThat(model.replay().shownProperty().get()).isNull();
    assertThat(model.replay().hasPrevious()).isFalse();
    assertThat(model.replay().hasChanged()).isFalse();
    model.replay().nextChanged();
    model.decisions().openProperty().set(true);
    assertThat(model.decisions().shownProperty().get()).isEmpty();
    assertThat(model.decisions().loadedProperty().get()).isTrue();
  }

  @Test
  void decisionsAreFoundByProviderAndByTraceId() {
    RoutingViewModel model = model();
    model.select("aws-us-west-2");
    assertThat(model.decisions().openProperty().get()).isTrue();
    assertThat(model.decisions().shownProperty().get())
        .isNotEmpty()
        .allMatch(each -> "aws-us-west-2".equals(each.winner()));
    model.decisions().searchProperty().set("req-90ab44e12");
    DecisionRecord found = model.decisions().selectedProperty().get();
    assertThat(found).isNotNull();
    assertThat(found.traceId()).isEqualTo("req-90ab44e12");
  }

  @Test
  void traceOlderThanWhatIsListedIsAskedForByItself() {
    DecisionRecord old = fixture.decisions.getFirst();
    buses.on(Query.Decisions.class, query -> List.of());
    RoutingViewModel model = model();
    model.select(old.traceId());
    assertThat(model.decisions().shownProperty().get()).containsExactly(old);
    model.decisions().searchProperty().set("unknown");
    assertThat(model.decisions().shownProperty().get()).isEmpty();
    assertThat(model.decisions().selectedProperty().get()).isNull();
  }

  @Test
  void whatIsSelectedBeforeTheFirstAnswerIsSelectedWhenItComes() {
    RoutingViewModel model = new RoutingViewModel(buses.services(time));
    model.select("west-line");
    model.show(fixture.snapshot());
    assertThat(model.strategies().nodeProperty().get()).isEqualTo("west-line");
    assertThat(model.decisions().openProperty().get()).isFalse();
  }

  @Test
  void selectedStrategyIsSelectedAfterARestartUnlessItIsGone() {
    UiServices services = buses.services(time);
    RoutingViewModel before = new RoutingViewModel(services);
    before.show(fixture.snapshot());
    before.select("clouds");
    RoutingViewModel again = new RoutingViewModel(services);
    again.show(fixture.snapshot());
    assertThat(again.strategies().nodeProperty().get()).isEqualTo("clouds");
    services.preferences().set("routing", "selected", "gone");
    RoutingViewModel later = new RoutingViewModel(services);
    later.show(fixture.snapshot());
    assertThat(later.strategies().nodeProperty().get()).isEqualTo("main-line");
    assertThat(later.decisions().openProperty().get()).isFalse();
  }

  private RoutingViewModel model() {
    RoutingViewModel model = new RoutingViewModel(buses.services(time));
    model.show(fixture.snapshot());
    return model;
  }

  private RoutingViewModel clouds() {
    RoutingViewModel model = model();
    model.select("clouds");
    return model;
  }

  private static SettingsPreview preview(RoutingViewModel model) {
    SettingsPreview preview = model.preview().previewProperty().get();
    assertThat(preview).isNotNull();
    return preview;
  }

  private int previews() {
    return (int) buses.queries().stream().filter(Query.PreviewSettings.class::isInstance).count();
  }

  private Query.PreviewSettings newestPreview() {
    return buses.queries().stream()
        .filter(Query.PreviewSettings.class::isInstance)
        .map(Query.PreviewSettings.class::cast)
        .reduce((before, after) -> after)
        .orElseThrow();
  }
}
