package io.signalbox.app.ui.switching;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.ui.tracks.FakeTracks;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.command.RoutingCommand.CircuitForce;
import io.signalbox.core.command.Undo;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A switch about to be thrown, and what happens then. */
class SwitchThrowTest {

  private final ManualTime time = new ManualTime(FakeTracks.AT);
  private final FakeBuses buses = new FakeBuses();
  private ConsoleSnapshot tracks = FakeTracks.sample();
  private String environment = "production";
  private SwitchThrow thrown;

  @BeforeEach
  void answer() {
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
    thrown = new SwitchThrow(buses.services(time));
  }

  private void show() {
    thrown.show(FakeTracks.in(environment, tracks));
  }

  private static SwitchRequest wish(SwitchAction action, String at, String name) {
    return SwitchRequest.member(action, at, name, "Tracks");
  }

  private void open(SwitchAction action, String at, String name) {
    show();
    thrown.open(wish(action, at, name));
  }

  private void throwWest() {
    open(SwitchAction.MAKE_ACTIVE, "west-line", "azure-east-us");
    thrown.input().reason().set("p95 over 1.5 s");
    thrown.input().typed().set("azure-east-us");
  }

  @Test
  void choosingAnActionAsksWhatTrafficWouldDoAndChangesNothing() {
    open(SwitchAction.MAKE_ACTIVE, "west-line", "azure-east-us");
    assertThat(thrown.previewProperty().get())
        .extracting(SwitchPreview::change)
        .isEqualTo(new SwitchChange(SwitchChange.Kind.MAKE_ACTIVE, "azure-east-us", "west-line"));
    assertThat(buses.commands()).isEmpty();
  }

  @Test
  void whatIsRefusedAfterTheFormWasClosedIsToldAllTheSame() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    thrown = new SwitchThrow(buses.services(time, pending));
    buses.on(
        RoutingCommand.Activate.class,
        asked -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The store is busy");
        });
    throwWest();
    pending.runAll();
    thrown.confirm();
    thrown.discard();
    pending.runAll();
    assertThat(thrown.doneProperty().get())
        .isEqualTo(
            new SwitchThrow.Done(
                "Make azure-east-us active: STORE_UNAVAILABLE: The store is busy", List.of(), 0));
  }

  @Test
  void productionTrafficMovesWithReasonAndTypedNameOnly() {
    open(SwitchAction.MAKE_ACTIVE, "west-line", "azure-east-us");
    assertThat(thrown.asksName()).isTrue();
    assertThat(thrown.missingProperty().get()).isEqualTo("Give a reason first.");
    thrown.confirm();
    thrown.input().reason().set("p95 over 1.5 s");
    assertThat(thrown.missingProperty().get()).isEqualTo("Type azure-east-us first.");
    thrown.input().typed().set("azure-east");
    thrown.confirm();
    assertThat(buses.commands()).isEmpty();
    thrown.input().typed().set("azure-east-us");
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
    open(SwitchAction.MAKE_ACTIVE, "west-line", "azure-east-us");
    thrown.input().reason().set("rehearsal");
    assertThat(thrown.asksName()).isFalse();
    assertThat(thrown.missingProperty().get()).isEmpty();
  }

  @Test
  void inProductionNoNameIsTypedWhereNoTrafficMoves() {
    buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.same(asked.change()));
    open(SwitchAction.DRAIN, "", "sim-lab");
    assertThat(thrown.asksName()).isFalse();
    assertThat(thrown.missingProperty().get()).as("nothing moves: no reason either").isEmpty();
  }

  @Test
  void unknownEnvironmentCountsAsProduction() {
    environment = "";
    open(SwitchAction.MAKE_ACTIVE, "west-line", "azure-east-us");
    assertThat(thrown.asksName()).isTrue();
  }

  @Test
  void thrownSwitchTellsTheActThatItIsTakenBackBy() {
    throwWest();
    thrown.confirm();
    SwitchThrow.Done done = thrown.doneProperty().get();
    assertThat(done.text()).isEqualTo("azure-east-us is active");
    assertThat(done.acts()).containsExactly(1L);
    assertThat(thrown.pendingProperty().get()).as("the form is gone").isNull();
  }

  @Test
  void holdOfASwitchIsLiftedWithAReason() {
    tracks = FakeTracks.sampleHeld();
    buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.same(asked.change()));
    open(SwitchAction.AUTOMATIC, "west-line", "azure-east-us");
    assertThat(thrown.name()).isEqualTo("west-line");
    assertThat(thrown.missingProperty().get()).isEqualTo("Give a reason first.");
    thrown.input().reason().set("west is well again");
    thrown.confirm();
    assertThat(buses.commands())
        .containsExactly(new RoutingCommand.ReturnToAutomatic("west is well again", "west-line"));
  }

  @Test
  void formThatTakesAnActBackSendsTheUndoAndOffersNoOther() {
    tracks = FakeTracks.sampleHeld();
    buses.on(Undo.class, asked -> "done");
    show();
    thrown.open(wish(SwitchAction.AUTOMATIC, "west-line", "azure-east-us").undoing(7));
    thrown.input().reason().set("by mistake");
    thrown.input().typed().set("west-line");
    assertThat(thrown.commandLine()).isEqualTo("signalbox ops undo 7 --reason 'by mistake'");
    thrown.confirm();
    assertThat(buses.commands()).containsExactly(new Undo(7, "by mistake"));
    assertThat(thrown.doneProperty().get())
        .isEqualTo(new SwitchThrow.Done("Undone: west-line is automatic again", List.of(), 7));
    thrown.open(wish(SwitchAction.AUTOMATIC, "west-line", "azure-east-us").undoing(7));
    thrown.choose(SwitchAction.FORCE_OPEN);
    thrown.input().reason().set("errors");
    thrown.input().typed().set("azure-east-us");
    thrown.confirm();
    assertThat(thrown.doneProperty().get())
        .as("another action was chosen: it is an act of its own")
        .isEqualTo(
            new SwitchThrow.Done("The circuit of azure-east-us is forced open", List.of(2L), 0));
  }

  @Test
  void returnToAutomaticLiftsWhateverAHandDidToAProvider() {
    buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.same(asked.change()));
    show();
    assertThat(thrown.refusal(wish(SwitchAction.MAKE_ACTIVE, "main-line", "k8s-onprem")))
        .contains("Held by operator");
    open(SwitchAction.AUTOMATIC, "main-line", "k8s-onprem");
    thrown.input().reason().set("patched");
    thrown.confirm();
    assertThat(buses.commands())
        .containsExactly(
            new ProviderCommand.Resume("k8s-onprem", "patched"),
            new RoutingCommand.ForceCircuit("k8s-onprem", CircuitForce.AUTO, "patched", null));
    assertThat(thrown.doneProperty().get().acts()).containsExactly(1L, 2L);
  }

  @Test
  void circuitOfAStrategyCanBeForced() {
    show();
    for (SwitchAction action :
        List.of(SwitchAction.DRAIN, SwitchAction.MAINTENANCE, SwitchAction.DISABLE)) {
      assertThat(thrown.refusal(wish(action, "main-line", "clouds")))
          .contains("clouds is a strategy");
    }
    assertThat(thrown.refusal(wish(SwitchAction.MAKE_ACTIVE, "main-line", "clouds")))
        .startsWith("Already active");
    open(SwitchAction.FORCE_OPEN, "main-line", "clouds");
    thrown.input().reason().set("drill");
    thrown.input().typed().set("clouds");
    thrown.input().hold().set(HoldTime.UNTIL_LIFTED);
    thrown.confirm();
    assertThat(buses.commands())
        .containsExactly(
            new RoutingCommand.ForceCircuit("clouds", CircuitForce.OPEN, "drill", null));
  }

  @Test
  void refusedPreviewIsSaidAndNothingCanBeConfirmed() {
    buses.on(
        Query.PreviewSwitch.class,
        asked -> {
          throw new SignalboxException(ErrorCode.INVALID_STATE, "azure-east-us cannot serve");
        });
    throwWest();
    assertThat(thrown.errorProperty().get()).isEqualTo("INVALID_STATE: azure-east-us cannot serve");
    assertThat(thrown.missingProperty().get()).isEqualTo("There is no preview.");
    thrown.confirm();
    assertThat(buses.commands()).isEmpty();
  }

  @Test
  void lateAnswerForAnActionNoLongerChosenIsDropped() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    thrown = new SwitchThrow(buses.services(time, pending));
    open(SwitchAction.DRAIN, "west-line", "azure-east-us");
    thrown.choose(SwitchAction.MAKE_ACTIVE);
    assertThat(thrown.missingProperty().get()).isEqualTo("The preview is under way.");
    pending.runLast();
    pending.runAll();
    assertThat(thrown.previewProperty().get().change().kind())
        .isEqualTo(SwitchChange.Kind.MAKE_ACTIVE);
    thrown.choose(SwitchAction.DRAIN);
    thrown.discard();
    pending.runAll();
    assertThat(thrown.previewProperty().get()).isNull();
  }

  @Test
  void anotherActionKeepsTheReasonAndForgetsTheNameAndTheForce() {
    throwWest();
    thrown.input().force().set(true);
    thrown.choose(SwitchAction.DRAIN);
    assertThat(thrown.input().reason().get()).isEqualTo("p95 over 1.5 s");
    assertThat(thrown.input().typed().get()).isEmpty();
    assertThat(thrown.input().force().get()).isFalse();
    assertThat(thrown.previewProperty().get().change().kind()).isEqualTo(SwitchChange.Kind.DRAIN);
  }

  @Test
  void failedCommandKeepsTheForm() {
    buses.on(
        RoutingCommand.Activate.class,
        asked -> {
          throw new SignalboxException(ErrorCode.INVALID_STATE, "held by ana");
        });
    throwWest();
    thrown.confirm();
    assertThat(thrown.errorProperty().get()).isEqualTo("INVALID_STATE: held by ana");
    assertThat(thrown.pendingProperty().get()).isEqualTo(SwitchAction.MAKE_ACTIVE);
    assertThat(thrown.input().reason().get()).isEqualTo("p95 over 1.5 s");
    assertThat(thrown.input().typed().get()).isEqualTo("azure-east-us");
    assertThat(thrown.busyProperty().get()).isFalse();
    assertThat(thrown.missingProperty().get()).as("it can be tried again").isEmpty();
  }

  @Test
  void lastWayOutNeedsForceReasonAndInProductionTheName() {
    buses.on(
        Query.PreviewSwitch.class,
        asked ->
            new SwitchPreview(
                asked.change(), Map.of(), Map.of(), List.of(), List.of(), List.of("gpu"), true));
    open(SwitchAction.DRAIN, "", "azure-east-us");
    assertThat(thrown.missingProperty().get()).contains("tick the box");
    thrown.input().force().set(true);
    assertThat(thrown.missingProperty().get()).isEqualTo("Give a reason first.");
    thrown.input().reason().set("fire");
    assertThat(thrown.missingProperty().get()).isEqualTo("Type azure-east-us first.");
    thrown.input().typed().set("azure-east-us");
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
    open(SwitchAction.DRAIN, "", "azure-east-us");
    thrown.input().reason().set("fire");
    thrown.input().typed().set("azure-east-us");
    thrown.confirm();
    assertThat(thrown.lastWayOutProperty().get()).isTrue();
    assertThat(thrown.missingProperty().get()).contains("tick the box");
  }

  @Test
  void readOnlyRefusesWithTheReason() {
    throwWest();
    buses.setReadOnly(true);
    show();
    for (SwitchAction action : SwitchAction.values()) {
      assertThat(thrown.refusal(wish(action, "west-line", "azure-east-us")))
          .isEqualTo("This window is read-only.");
    }
    assertThat(thrown.missingProperty().get()).isEqualTo("This window is read-only.");
    thrown.confirm();
    assertThat(buses.commands()).isEmpty();
    assertThat(thrown.input().reason().get()).as("what was typed stays").isNotEmpty();
  }

  @Test
  void whatWasTypedSurvivesARefreshAndThatItsStrategyVanishesAndComesBack() {
    throwWest();
    show();
    assertThat(thrown.input().reason().get()).isEqualTo("p95 over 1.5 s");
    tracks = FakeTracks.two();
    show();
    assertThat(thrown.missingProperty().get()).contains("no longer in the tree");
    tracks = FakeTracks.sample();
    show();
    assertThat(thrown.missingProperty().get()).isEmpty();
    assertThat(thrown.input().reason().get()).isEqualTo("p95 over 1.5 s");
  }

  @Test
  void memberOfAStrategyThatVanishedIsNotTakenForAProviderByItself() {
    tracks = FakeTracks.two();
    show();
    assertThat(thrown.refusal(wish(SwitchAction.MAKE_ACTIVE, "west-line", "aws-us-west-2")))
        .contains("not in the tree");
  }

  @Test
  void oldPreviewIsAskedAgainWhileAReasonIsTyped() {
    throwWest();
    long before = previews();
    show();
    assertThat(previews()).as("fresh enough").isEqualTo(before);
    time.advance(Duration.ofSeconds(2));
    thrown.refresh();
    assertThat(previews()).as("while the picture is paused too").isEqualTo(before + 1);
  }

  private long previews() {
    return buses.queries().stream().filter(Query.PreviewSwitch.class::isInstance).count();
  }

  @Test
  void activationIsShownAndCanBeLifted() {
    tracks = FakeTracks.activated(FakeTracks.sample(), "sim-lab");
    buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.same(asked.change()));
    show();
    assertThat(tracks.heldOf("sim-lab")).extracting(Held::words).containsExactly("active");
    assertThat(thrown.refusal(wish(SwitchAction.MAKE_ACTIVE, "", "sim-lab"))).isNotEmpty();
    open(SwitchAction.AUTOMATIC, "", "sim-lab");
    thrown.input().reason().set("over");
    thrown.confirm();
    assertThat(buses.commands())
        .containsExactly(new RoutingCommand.ReturnToAutomatic("over", null));
  }

  @Test
  void allTrafficGoesToAProviderOpenedByItself() {
    open(SwitchAction.MAKE_ACTIVE, "", "azure-east-us");
    thrown.input().reason().set("INC-1");
    thrown.input().typed().set("azure-east-us");
    thrown.input().hold().set(HoldTime.MINUTES_30);
    thrown.confirm();
    assertThat(buses.commands())
        .containsExactly(
            new RoutingCommand.Activate(
                "azure-east-us", "INC-1", FakeTracks.AT.plus(Duration.ofMinutes(30)), null));
  }

  @Test
  void openingItAnewForgetsWhatWasAboutToHappen() {
    throwWest();
    thrown.open(
        SwitchRequest.provider(SwitchAction.DRAIN, "aws-us-east-1", "Alerts").because("slow"));
    assertThat(thrown.name()).isEqualTo("aws-us-east-1");
    assertThat(thrown.input().reason().get()).isEqualTo("slow");
    assertThat(thrown.input().typed().get()).isEmpty();
  }

  @Test
  void previewThatFailedIsAskedAgain() {
    buses.on(
        Query.PreviewSwitch.class,
        asked -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "busy");
        });
    throwWest();
    assertThat(thrown.missingProperty().get()).isEqualTo("There is no preview.");
    buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.preview(asked.change()));
    time.advance(Duration.ofSeconds(2));
    show();
    assertThat(thrown.errorProperty().get()).isEmpty();
    assertThat(thrown.missingProperty().get()).isEmpty();
  }

  @Test
  void commandLineDoesTheSame() {
    throwWest();
    thrown.input().reason().set("p95 isn't good");
    assertThat(thrown.commandLine())
        .isEqualTo(
            "signalbox routing activate azure-east-us --at west-line"
                + " --until 2026-06-16T16:42:18Z --reason 'p95 isn'\\''t good'");
    thrown.discard();
    open(SwitchAction.AUTOMATIC, "main-line", "k8s-onprem");
    thrown.input().reason().set("patched");
    assertThat(thrown.commandLine())
        .isEqualTo(
            "signalbox providers resume k8s-onprem --reason patched\n"
                + "signalbox routing circuit k8s-onprem auto --reason patched");
  }
}
