package io.signalbox.app.ui.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.ui.switching.HoldTime;
import io.signalbox.app.ui.switching.SwitchAction;
import io.signalbox.app.ui.switching.SwitchThrow;
import io.signalbox.app.ui.tracks.model.TracksViewModel;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.command.RoutingCommand.CircuitForce;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.TrackNode;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be done on the track diagram, and what happens then. */
class TracksViewModelTest {

  private final ManualTime time = new ManualTime(FakeTracks.AT);
  private final FakeBuses buses = new FakeBuses();
  private ConsoleSnapshot tracks = FakeTracks.sample();
  private String environment = "production";
  private TracksViewModel model;

  @BeforeEach
  void answer() {
    buses.on(Query.Events.class, asked -> List.of());
    buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.preview(asked.change()));
    for (Class<?> command :
        List.of(
            RoutingCommand.Activate.class,
            RoutingCommand.ReturnToAutomatic.class,
            RoutingCommand.ForceCircuit.class,
            ProviderCommand.Drain.class,
            ProviderCommand.Maintain.class,
            ProviderCommand.Resume.class)) {
      buses.on(command, asked -> "done");
    }
    model = new TracksViewModel(buses.services(time));
  }

  private void show() {
    model.show(FakeTracks.in(environment, tracks));
  }

  private SwitchThrow open(String name, String member) {
    show();
    model.select(name);
    if (!member.isEmpty()) {
      model.choose(member);
    }
    return model.thrown();
  }

  private SwitchThrow throwWest() {
    SwitchThrow thrown = open("west-line", "azure-east-us");
    thrown.choose(SwitchAction.MAKE_ACTIVE);
    thrown.reasonProperty().set("p95 over 1.5 s");
    thrown.typedProperty().set("azure-east-us");
    return thrown;
  }

  @Test
  void opensTheFirstSwitchByItself() {
    show();
    assertThat(model.selectionProperty().get())
        .isEqualTo(new TracksViewModel.Selection(true, "main-line"));
    assertThat(model.memberProperty().get())
        .as("a member that is not active")
        .isEqualTo("k8s-onprem");
  }

  @Test
  void choosingAnActionAsksWhatTrafficWouldDoAndChangesNothing() {
    SwitchThrow thrown = open("west-line", "azure-east-us");
    thrown.choose(SwitchAction.MAKE_ACTIVE);
    assertThat(thrown.previewProperty().get())
        .extracting(SwitchPreview::change)
        .isEqualTo(new SwitchChange(SwitchChange.Kind.MAKE_ACTIVE, "azure-east-us", "west-line"));
    assertThat(buses.commands()).isEmpty();
  }

  @Test
  void productionTrafficMovesWithReasonAndTypedNameOnly() {
    SwitchThrow thrown = open("west-line", "azure-east-us");
    thrown.choose(SwitchAction.MAKE_ACTIVE);
    assertThat(thrown.asksName()).isTrue();
    assertThat(thrown.missingProperty().get()).isEqualTo("Give a reason first.");
    thrown.confirm();
    thrown.reasonProperty().set("p95 over 1.5 s");
    assertThat(thrown.missingProperty().get()).isEqualTo("Type azure-east-us first.");
    thrown.typedProperty().set("azure-east");
    thrown.confirm();
    assertThat(buses.commands()).isEmpty();
    thrown.typedProperty().set("azure-east-us");
    assertThat(thrown.missingProperty().get()).isEmpty();
    thrown.confirm();
    assertThat(buses.commands())
        .containsExactly(
            new RoutingCommand.Activate(
                "azure-east-us",
                "p95 over 1.5 s",
                FakeTracks.AT.plus(Duration.ofHours(2)),
                "west-line"));
    assertThat(buses.callers().getFirst().force()).isFalse();
  }

  @Test
  void elsewhereTheActionsNameIsEnough() {
    environment = "development";
    SwitchThrow thrown = open("west-line", "azure-east-us");
    thrown.choose(SwitchAction.MAKE_ACTIVE);
    thrown.reasonProperty().set("rehearsal");
    assertThat(thrown.asksName()).isFalse();
    assertThat(thrown.missingProperty().get()).isEmpty();
  }

  @Test
  void inProductionNoNameIsTypedWhereNoTrafficMoves() {
    buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.same(asked.change()));
    SwitchThrow thrown = open("sim-lab", "");
    thrown.choose(SwitchAction.DRAIN);
    assertThat(thrown.asksName()).isFalse();
    assertThat(thrown.missingProperty().get()).as("nothing moves: no reason either").isEmpty();
  }

  @Test
  void unknownEnvironmentCountsAsProduction() {
    environment = "";
    SwitchThrow thrown = open("west-line", "azure-east-us");
    thrown.choose(SwitchAction.MAKE_ACTIVE);
    assertThat(thrown.asksName()).isTrue();
  }

  @Test
  void thrownSwitchCanBeUndone() {
    SwitchThrow thrown = throwWest();
    thrown.confirm();
    SwitchThrow.Done done = thrown.doneProperty().get();
    assertThat(done.good()).isTrue();
    assertThat(done.text()).isEqualTo("azure-east-us is active");
    assertThat(thrown.pendingProperty().get()).as("the form is gone").isNull();
    done.undo().run();
    assertThat(buses.commands())
        .last()
        .isEqualTo(
            new RoutingCommand.ReturnToAutomatic("Undone: Make azure-east-us active", "west-line"));
  }

  @Test
  void undoOfALiftedHoldBringsBackWhoWhyAndUntil() {
    tracks = FakeTracks.sampleHeld();
    buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.same(asked.change()));
    SwitchThrow thrown = open("west-line", "azure-east-us");
    thrown.choose(SwitchAction.AUTOMATIC);
    assertThat(thrown.name()).isEqualTo("west-line");
    assertThat(thrown.missingProperty().get()).isEqualTo("Give a reason first.");
    thrown.reasonProperty().set("west is well again");
    thrown.confirm();
    thrown.doneProperty().get().undo().run();
    assertThat(buses.commands())
        .containsExactly(
            new RoutingCommand.ReturnToAutomatic("west is well again", "west-line"),
            new RoutingCommand.Activate(
                "azure-east-us",
                "p95 over 1.5 s for 9 min, INC-3117",
                FakeTracks.AT.plusSeconds(6_400),
                "west-line"));
  }

  @Test
  void undoThatFailsCanBeTriedAgain() {
    SwitchThrow thrown = throwWest();
    thrown.confirm();
    buses.on(
        RoutingCommand.ReturnToAutomatic.class,
        asked -> {
          throw new SignalboxException(ErrorCode.INVALID_STATE, "west-line is not held");
        });
    thrown.doneProperty().get().undo().run();
    assertThat(thrown.doneProperty().get().good()).isFalse();
    assertThat(thrown.doneProperty().get().text()).contains("INVALID_STATE");
    buses.on(RoutingCommand.ReturnToAutomatic.class, asked -> "done");
    thrown.doneProperty().get().undo().run();
    assertThat(thrown.doneProperty().get().good()).isTrue();
  }

  @Test
  void returnToAutomaticLiftsWhateverAHandDidToAProvider() {
    buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.same(asked.change()));
    SwitchThrow thrown = open("main-line", "k8s-onprem");
    assertThat(thrown.refusal(SwitchAction.MAKE_ACTIVE)).contains("Held by operator");
    thrown.choose(SwitchAction.AUTOMATIC);
    thrown.reasonProperty().set("patched");
    thrown.confirm();
    assertThat(buses.commands())
        .containsExactly(
            new ProviderCommand.Resume("k8s-onprem", "patched"),
            new RoutingCommand.ForceCircuit("k8s-onprem", CircuitForce.AUTO, "patched", null));
  }

  @Test
  void circuitOfAStrategyCanBeForcedAndFreed() {
    SwitchThrow thrown = open("main-line", "clouds");
    assertThat(thrown.refusal(SwitchAction.DRAIN)).contains("clouds is a strategy");
    assertThat(thrown.refusal(SwitchAction.MAKE_ACTIVE)).startsWith("Already active");
    thrown.choose(SwitchAction.FORCE_OPEN);
    thrown.reasonProperty().set("drill");
    thrown.typedProperty().set("clouds");
    thrown.holdProperty().set(HoldTime.UNTIL_LIFTED);
    thrown.confirm();
    thrown.doneProperty().get().undo().run();
    assertThat(buses.commands())
        .containsExactly(
            new RoutingCommand.ForceCircuit("clouds", CircuitForce.OPEN, "drill", null),
            new RoutingCommand.ForceCircuit(
                "clouds", CircuitForce.AUTO, "Undone: Force clouds open", null));
  }

  @Test
  void refusedPreviewIsSaidAndNothingCanBeConfirmed() {
    buses.on(
        Query.PreviewSwitch.class,
        asked -> {
          throw new SignalboxException(ErrorCode.INVALID_STATE, "azure-east-us cannot serve");
        });
    SwitchThrow thrown = throwWest();
    assertThat(thrown.errorProperty().get()).isEqualTo("INVALID_STATE: azure-east-us cannot serve");
    assertThat(thrown.missingProperty().get()).isEqualTo("There is no preview.");
    thrown.confirm();
    assertThat(buses.commands()).isEmpty();
  }

  @Test
  void lateAnswerForAnActionNoLongerChosenIsDropped() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    model = new TracksViewModel(buses.services(time, pending));
    show();
    pending.runAll();
    model.select("west-line");
    model.choose("azure-east-us");
    model.thrown().choose(SwitchAction.DRAIN);
    model.thrown().choose(SwitchAction.MAKE_ACTIVE);
    assertThat(model.thrown().missingProperty().get()).isEqualTo("The preview is under way.");
    pending.runLast();
    pending.runAll();
    assertThat(model.thrown().previewProperty().get().change().kind())
        .isEqualTo(SwitchChange.Kind.MAKE_ACTIVE);
    model.thrown().choose(SwitchAction.DRAIN);
    model.thrown().discard();
    pending.runAll();
    assertThat(model.thrown().previewProperty().get()).isNull();
  }

  @Test
  void failedCommandKeepsTheForm() {
    buses.on(
        RoutingCommand.Activate.class,
        asked -> {
          throw new SignalboxException(ErrorCode.INVALID_STATE, "held by ana");
        });
    SwitchThrow thrown = throwWest();
    thrown.confirm();
    assertThat(thrown.errorProperty().get()).isEqualTo("INVALID_STATE: held by ana");
    assertThat(thrown.pendingProperty().get()).isEqualTo(SwitchAction.MAKE_ACTIVE);
    assertThat(thrown.reasonProperty().get()).isEqualTo("p95 over 1.5 s");
    assertThat(thrown.typedProperty().get()).isEqualTo("azure-east-us");
    assertThat(thrown.busyProperty().get()).isFalse();
    assertThat(thrown.missingProperty().get()).as("it can be tried again").isEmpty();
  }

  @Test
  void lastWayOutNeedsForce() {
    buses.on(
        Query.PreviewSwitch.class,
        asked ->
            new SwitchPreview(
                asked.change(), Map.of(), Map.of(), List.of(), List.of(), List.of("gpu"), true));
    SwitchThrow thrown = open("azure-east-us", "");
    thrown.choose(SwitchAction.DRAIN);
    assertThat(thrown.missingProperty().get()).contains("tick the box");
    thrown.forceProperty().set(true);
    assertThat(thrown.missingProperty().get()).isEqualTo("Give a reason first.");
    thrown.reasonProperty().set("fire");
    thrown.confirm();
    assertThat(buses.callers().getFirst().force()).isTrue();
  }

  @Test
  void lastWayOutFoundOutOnlyByTheCoreOffersForce() {
    buses.on(
        ProviderCommand.Drain.class,
        asked -> {
          throw new SignalboxException(ErrorCode.LAST_WAY_OUT, "gpu has no other way");
        });
    SwitchThrow thrown = open("azure-east-us", "");
    thrown.choose(SwitchAction.DRAIN);
    thrown.reasonProperty().set("fire");
    thrown.typedProperty().set("azure-east-us");
    thrown.confirm();
    assertThat(thrown.lastWayOutProperty().get()).isTrue();
    assertThat(thrown.missingProperty().get()).contains("tick the box");
  }

  @Test
  void readOnlyDisablesWithTheReason() {
    SwitchThrow thrown = throwWest();
    buses.setReadOnly(true);
    show();
    for (SwitchAction action : SwitchAction.values()) {
      assertThat(thrown.refusal(action)).isEqualTo("This window is read-only.");
    }
    assertThat(thrown.missingProperty().get()).isEqualTo("This window is read-only.");
    thrown.confirm();
    assertThat(buses.commands()).isEmpty();
    assertThat(thrown.reasonProperty().get()).as("what was typed stays").isNotEmpty();
  }

  @Test
  void selectionAndTypedTextSurviveRefreshes() {
    SwitchThrow thrown = throwWest();
    tracks = FakeTracks.sample();
    show();
    assertThat(model.selectionProperty().get().name()).isEqualTo("west-line");
    assertThat(model.memberProperty().get()).isEqualTo("azure-east-us");
    assertThat(thrown.reasonProperty().get()).isEqualTo("p95 over 1.5 s");
  }

  @Test
  void selectionSurvivesWhenItsNodeVanishesAndComesBack() {
    SwitchThrow thrown = throwWest();
    tracks = FakeTracks.two();
    show();
    assertThat(model.selectionProperty().get().name()).isEqualTo("west-line");
    assertThat(model.node()).isNull();
    assertThat(model.target()).isNull();
    assertThat(thrown.missingProperty().get()).contains("no longer in the tree");
    tracks = FakeTracks.sample();
    show();
    assertThat(model.node()).isNotNull();
    assertThat(thrown.missingProperty().get()).isEmpty();
  }

  @Test
  void oldPreviewIsAskedAgainWhileAReasonIsTyped() {
    throwWest();
    long before = previews();
    show();
    assertThat(previews()).as("fresh enough").isEqualTo(before);
    time.advance(Duration.ofSeconds(2));
    show();
    assertThat(previews()).isEqualTo(before + 1);
  }

  private long previews() {
    return buses.queries().stream().filter(Query.PreviewSwitch.class::isInstance).count();
  }

  @Test
  void activationIsShownAndCanBeLifted() {
    tracks = FakeTracks.activated(FakeTracks.sample(), "sim-lab");
    buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.same(asked.change()));
    SwitchThrow thrown = open("sim-lab", "");
    assertThat(tracks.heldOf("sim-lab")).extracting(Held::words).containsExactly("active");
    assertThat(thrown.refusal(SwitchAction.MAKE_ACTIVE)).isNotEmpty();
    thrown.choose(SwitchAction.AUTOMATIC);
    thrown.reasonProperty().set("over");
    thrown.confirm();
    assertThat(buses.commands())
        .containsExactly(new RoutingCommand.ReturnToAutomatic("over", null));
    thrown.doneProperty().get().undo().run();
    assertThat(buses.commands())
        .last()
        .isEqualTo(new RoutingCommand.Activate("sim-lab", "INC-3117", null, null));
  }

  @Test
  void allTrafficGoesToAProviderOpenedByItself() {
    SwitchThrow thrown = open("azure-east-us", "");
    thrown.choose(SwitchAction.MAKE_ACTIVE);
    thrown.reasonProperty().set("INC-1");
    thrown.typedProperty().set("azure-east-us");
    thrown.holdProperty().set(HoldTime.MINUTES_30);
    thrown.confirm();
    assertThat(buses.commands())
        .containsExactly(
            new RoutingCommand.Activate(
                "azure-east-us", "INC-1", FakeTracks.AT.plus(Duration.ofMinutes(30)), null));
  }

  @Test
  void anotherSelectionForgetsWhatWasAboutToHappen() {
    SwitchThrow thrown = throwWest();
    model.select("sim-lab");
    assertThat(thrown.pendingProperty().get()).isNull();
    assertThat(thrown.reasonProperty().get()).isEmpty();
  }

  @Test
  void failedQuestionKeepsTheTreeAndSaysSoUntilOneIsAnswered() {
    buses.on(
        Query.Events.class,
        asked -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "disk I/O error");
        });
    show();
    assertThat(model.snapshotProperty().get().tracks()).isEqualTo(tracks.tracks());
    assertThat(model.errorProperty().get()).isEqualTo("STORE_UNAVAILABLE: disk I/O error");
    buses.on(Query.Events.class, asked -> List.of());
    time.advance(Duration.ofSeconds(1));
    show();
    assertThat(model.errorProperty().get()).isEmpty();
  }

  @Test
  void tenSnapshotsASecondAskForTheEventsOnce() {
    for (int i = 0; i < 10; i++) {
      show();
      time.advance(Duration.ofMillis(99));
    }
    assertThat(buses.queries()).filteredOn(Query.Events.class::isInstance).hasSize(1);
  }

  @Test
  void previewThatFailedIsAskedAgain() {
    buses.on(
        Query.PreviewSwitch.class,
        asked -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "busy");
        });
    SwitchThrow thrown = throwWest();
    assertThat(thrown.missingProperty().get()).isEqualTo("There is no preview.");
    buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.preview(asked.change()));
    time.advance(Duration.ofSeconds(2));
    show();
    assertThat(thrown.errorProperty().get()).isEmpty();
    assertThat(thrown.missingProperty().get()).isEmpty();
  }

  @Test
  void emptyInstallationSelectsNothing() {
    tracks =
        FakeTracks.of(
            new TrackNode(
                "policy", TrackNode.Kind.POLICY, "ROUND_ROBIN", "", null, false, List.of()),
            List.of(),
            0,
            0,
            null);
    show();
    assertThat(model.memberProperty().get()).isNull();
    assertThat(model.thrown().refusal(SwitchAction.DRAIN)).isNotEmpty();
  }

  @Test
  void selectsByNameBeforeTheFirstAnswer() {
    model.select("azure-east-us");
    show();
    assertThat(model.selectionProperty().get())
        .isEqualTo(new TracksViewModel.Selection(false, "azure-east-us"));
  }
}
