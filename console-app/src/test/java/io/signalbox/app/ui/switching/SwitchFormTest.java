package io.signalbox.app.ui.switching;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.app.ui.tracks.FakeTracks;
import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.command.Undo;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.PutBack;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.query.UndoPlan;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.robot.BaseRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The one form, as careful wherever it is opened, and calm. */
@OnScreen
class SwitchFormTest {

  private final FxRobot robot = new FxRobot();
  private final FakeBuses buses = new FakeBuses();
  private final ManualTime time = new ManualTime(FakeTracks.AT);
  private final StackPane overlays = new StackPane();
  private SwitchForm form;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.preview(asked.change()));
    buses.on(ProviderCommand.Drain.class, asked -> "done");
    robot.interact(() -> {
      form = new SwitchForm(buses.services(time), new Dialogs(overlays));
      Scene scene = new Scene(overlays, 1264, 849);
      Theme.DARK.apply(scene);
      stage = new Stage();
      stage.setScene(scene);
      stage.show();
      form.show(FakeTracks.sample());
    });
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
  }

  @Test
  void drainFromProvidersAsksInProductionForAllThatTracksAsks() {
    robot.interact(() -> form.open(drain("Providers")));
    Button confirm = lookup("#throw-confirm");
    assertThat(confirm.getText()).isEqualTo("Drain aws-us-west-2");
    assertThat(confirm.isDisabled()).isTrue();
    robot.interact(() -> this.<TextField>lookup("#throw-reason").setText("p95 over 1.5 s"));
    assertThat(confirm.isDisabled()).as("the name is not typed yet").isTrue();
    robot.interact(() -> this.<TextField>lookup("#throw-name").setText("aws-us-west-2"));
    robot.interact(confirm::fire);
    assertThat(buses.commands())
        .containsExactly(
            new ProviderCommand.Drain(
                "aws-us-west-2", "p95 over 1.5 s", FakeTracks.AT.plus(Duration.ofHours(2))));
    assertThat(form.isOpen()).isFalse();
  }

  @Test
  void theChoiceThatAnArrowKeyMarksIsTheOneThatIsDone() {
    robot.interact(() -> {
      form.open(drain("Tracks"));
      this.<ToggleButton>lookup("#throw-as-drain").requestFocus();
    });
    robot.push(KeyCode.RIGHT);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(this.<ToggleButton>lookup("#throw-as-maintenance").isSelected()).isTrue();
    assertThat(this.<Button>lookup("#throw-confirm").getText())
        .isEqualTo("Take aws-us-west-2 into maintenance");
  }

  private static SwitchRequest drain(String from) {
    return SwitchRequest.provider(SwitchAction.DRAIN, "aws-us-west-2", from);
  }

  @Test
  void saysWhereItWasOpenedAndTakesTheAlertsWordsForTheReason() {
    robot.interact(() ->
        form.open(
            drain("the alert")
                .about("aws-us-west-2: p95 over 1.5 s", "firing 9 min")
                .because("p95 over 1.5 s")));
    assertThat(texts())
        .contains("Opened from the alert", "aws-us-west-2: p95 over 1.5 s", "firing 9 min");
    assertThat(stage.getScene().getFocusOwner().getId())
        .as("all that is left to do is to type the name, and to press")
        .isEqualTo("throw-name");
    robot.interact(() -> this.<TextField>lookup("#throw-name").setText("aws-us-west-2"));
    robot.interact(() -> this.<Button>lookup("#throw-confirm").fire());
    assertThat(buses.commands())
        .singleElement()
        .isInstanceOfSatisfying(
            ProviderCommand.Drain.class, it -> assertThat(it.reason()).isEqualTo("p95 over 1.5 s"));
  }

  @Test
  void whatIsTypedFirstIsInSightInALowWindow() {
    robot.interact(() -> stage.setHeight(560));
    robot.interact(() -> form.open(drain("the alert").because("p95 over 1.5 s")));
    Node typed = lookup("#throw-name");
    assertThat(stage.getScene().getFocusOwner()).isSameAs(typed);
    Node foot = lookup(".switch-foot");
    assertThat(typed.localToScene(typed.getLayoutBounds()).getMaxY())
        .isLessThan(foot.localToScene(foot.getLayoutBounds()).getMinY());
  }

  @Test
  void enterInAFieldIsEnoughWhereNothingMovesAndNowhereElse() {
    robot.interact(() -> form.show(FakeTracks.in("development", FakeTracks.sample())));
    robot.interact(() -> form.open(drain("Providers")));
    robot.interact(() -> press(lookup("#throw-reason"), KeyCode.ENTER));
    assertThat(buses.commands()).as("traffic would move").isEmpty();
    robot.interact(() -> this.<Button>lookup("#throw-discard").fire());
    buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.same(asked.change()));
    robot.interact(
        () -> form.open(SwitchRequest.provider(SwitchAction.DRAIN, "sim-lab", "Providers")));
    robot.interact(() -> press(lookup("#throw-reason"), KeyCode.ENTER));
    assertThat(buses.commands())
        .singleElement()
        .isInstanceOfSatisfying(
            ProviderCommand.Drain.class, it -> assertThat(it.provider()).isEqualTo("sim-lab"));
    assertThat(form.isOpen()).isFalse();
  }

  @Test
  void anotherActionIsChosenInTheFormAndWhatCannotBeSaysWhy() {
    robot.interact(() -> form.open(drain("Providers")));
    ToggleButton automatic = lookup("#throw-as-automatic");
    assertThat(automatic.isDisabled()).isTrue();
    assertThat(automatic.getAccessibleHelp()).isEqualTo("aws-us-west-2 is not held.");
    robot.interact(() -> this.<ToggleButton>lookup("#throw-as-maintenance").fire());
    assertThat(this.<Button>lookup("#throw-confirm").getText())
        .isEqualTo("Take aws-us-west-2 into maintenance");
    assertThat(this.<ToggleButton>lookup("#throw-as-maintenance").isSelected()).isTrue();
    assertThat(this.<ToggleButton>lookup("#throw-as-drain").isSelected()).isFalse();
  }

  @Test
  void ofSixtyProvidersSixStandInRowsThatKeepTheirPlaceAndTheOthersInSum() {
    robot.interact(() -> form.show(FakeTracks.nested(60)));
    String drained = FakeTracks.name(3);
    buses.on(Query.PreviewSwitch.class, asked -> moved(asked.change(), drained));
    robot.interact(
        () -> form.open(SwitchRequest.provider(SwitchAction.DRAIN, drained, "Overview")));
    List<String> rows = rowNames();
    assertThat(rows).hasSize(6);
    assertThat(rows.subList(0, 2))
        .as("what changes first")
        .containsOnly(drained, FakeTracks.name(4));
    Map<String, Bounds> before = controls();
    buses.on(Query.PreviewSwitch.class, asked -> moved(asked.change(), FakeTracks.name(9)));
    time.advance(Duration.ofSeconds(2));
    robot.interact(() -> form.show(FakeTracks.nested(60)));
    assertThat(rowNames()).as("a row keeps its provider").isEqualTo(rows);
    assertThat(controls()).isEqualTo(before);
    assertThat(texts()).anyMatch(each -> each.startsWith("54: "));
  }

  @Test
  void whoIsDrainedStandsInARowAlsoWhereManyLargerOnesGetALittleOfIt() {
    List<ProviderView> all = new ArrayList<>();
    Map<String, Double> before = new TreeMap<>();
    Map<String, Double> after = new TreeMap<>();
    for (int i = 0; i < 20; i++) {
      double share = i == 19 ? 0.02 : 0.98 / 19;
      ProviderView view = FakeTracks.healthy("line-" + i, i, share);
      all.add(view);
      before.put(view.name(), share);
      after.put(view.name(), i == 19 ? 0.0 : 1.0 / 19);
    }
    SwitchPreview preview =
        new SwitchPreview(
            new SwitchChange(SwitchChange.Kind.DRAIN, "line-19", null),
            before,
            after,
            List.of(),
            List.of(),
            List.of(),
            false);
    assertThat(TrafficBars.first(all, preview, 6)).hasSize(6).contains("line-19", "line-0");
  }

  @Test
  void whoIsDrainedStandsInARowAlsoWhileItHasNoWork() {
    List<ProviderView> all = new ArrayList<>();
    Map<String, Double> shares = new TreeMap<>();
    for (int i = 0; i < 20; i++) {
      all.add(FakeTracks.healthy("line-" + i, i, i == 19 ? 0 : 1.0 / 19));
      shares.put("line-" + i, i == 19 ? 0 : 1.0 / 19);
    }
    SwitchPreview preview =
        new SwitchPreview(
            new SwitchChange(SwitchChange.Kind.DRAIN, "line-19", null),
            shares,
            shares,
            List.of(),
            List.of(),
            List.of(),
            false);
    assertThat(TrafficBars.first(all, preview, 6)).hasSize(6).contains("line-19", "line-0");
  }

  /** What the one has goes to the next. */
  private static SwitchPreview moved(SwitchChange change, String from) {
    Map<String, Double> before = new TreeMap<>();
    FakeTracks.nested(60).providers().forEach(each -> before.put(each.name(), each.share()));
    Map<String, Double> after = new TreeMap<>(before);
    List<String> names = List.copyOf(before.keySet());
    String to = names.get(names.indexOf(from) + 1);
    after.put(from, 0.0);
    after.put(to, before.get(to) + before.get(from));
    return new SwitchPreview(change, before, after, List.of(), List.of(), List.of(), false);
  }

  private List<String> rowNames() {
    return lookup("#switch-traffic").lookupAll(".provider-key").stream()
        .filter(Node::isVisible)
        .map(key -> ((Label) key.getParent().getChildrenUnmodifiable().get(1)).getText())
        .toList();
  }

  private List<String> texts() {
    return lookup("#switch-form").lookupAll(".label").stream()
        .map(each -> ((Label) each).getText())
        .toList();
  }

  @Test
  void buttonThatCannotBePressedYetDoesNotLookAsIfItCould() {
    robot.interact(() -> form.open(drain("Providers")));
    Button confirm = lookup("#throw-confirm");
    robot.interact(confirm::applyCss);
    assertThat(confirm.isDisabled()).isTrue();
    assertThat(confirm.getStyleClass()).contains("danger");
    assertThat(confirm.getBackground().getFills().getFirst().getFill())
        .isEqualTo(Color.TRANSPARENT);
    robot.interact(() -> {
      this.<TextField>lookup("#throw-reason").setText("p95 over 1.5 s");
      this.<TextField>lookup("#throw-name").setText("aws-us-west-2");
      confirm.applyCss();
    });
    assertThat(confirm.getBackground().getFills().getFirst().getFill())
        .isNotEqualTo(Color.TRANSPARENT);
  }

  @Test
  void escapeClosesItAndChangesNothing() {
    robot.interact(() -> form.open(drain("Providers")));
    robot.interact(() -> press(lookup("#throw-reason"), KeyCode.ESCAPE));
    assertThat(form.isOpen()).isFalse();
    robot.interact(() ->
        form.open(SwitchRequest.provider(SwitchAction.MAINTENANCE, "azure-east-us", "Providers")));
    assertThat(this.<Button>lookup("#throw-confirm").getText()).contains("azure-east-us");
    robot.interact(() -> this.<Button>lookup("#throw-discard").fire());
    assertThat(form.isOpen()).isFalse();
    assertThat(buses.commands()).isEmpty();
  }

  @Test
  void undoOfASwitchThatTookTwoActsTakesTheLastBackFirst() {
    buses.on(ProviderCommand.Resume.class, asked -> "done");
    buses.on(RoutingCommand.ForceCircuit.class, asked -> "done");
    buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.same(asked.change()));
    buses.on(Undo.class, asked -> plan(asked.act()));
    throwOnK8s(SwitchAction.AUTOMATIC);
    assertThat(buses.commands()).hasSize(2);
    pressOnToast("Undo");
    assertThat(buses.commands().subList(2, 4)).containsExactly(new Undo(2, ""), new Undo(1, ""));
    assertThat(buses.commands()).hasSize(4);
  }

  @Test
  void undoThatLeavesSomebodyWithoutAWayAsksBeforeItIsDoneAllTheSame() {
    buses.on(RoutingCommand.ForceCircuit.class, asked -> "done");
    buses.on(
        Undo.class,
        asked -> {
          if (buses.callers().getLast().force()) {
            return plan(asked.act());
          }
          throw new SignalboxException(ErrorCode.LAST_WAY_OUT, "gpu has no other way");
        });
    throwOnK8s(SwitchAction.FORCE_CLOSED);
    pressOnToast("Undo");
    Button confirm = lookup("#danger-confirm");
    assertThat(confirm.getText()).isEqualTo("Undo all the same");
    robot.interact(confirm::fire);
    assertThat(buses.commands()).last().isEqualTo(new Undo(1, ""));
    assertThat(buses.callers().getLast().force()).isTrue();
  }

  private void throwOnK8s(SwitchAction action) {
    ConsoleSnapshot now = FakeTracks.in("development", FakeTracks.sample());
    buses.on(Query.ShowUndo.class, asked -> plan(asked.act()));
    buses.on(Query.Snapshot.class, asked -> now);
    robot.interact(() -> {
      form.show(now);
      form.open(SwitchRequest.member(action, "main-line", "k8s-onprem", "Tracks"));
      this.<TextField>lookup("#throw-reason").setText("patched");
      this.<Button>lookup("#throw-confirm").fire();
    });
  }

  private void pressOnToast(String text) {
    Button button = lookup(".toast .button");
    assertThat(button.getText()).isEqualTo(text);
    robot.interact(button::fire);
  }

  /** Of an act that moves no traffic on its way back. */
  private UndoPlan plan(long act) {
    return new UndoPlan(
        new AuditEntry(
            act,
            time.now(),
            "tester (window)",
            "ForceCircuit",
            "k8s-onprem",
            AuditEntry.DONE,
            "patched",
            "trace-1",
            Map.of(),
            Map.of()),
        "",
        "It is as it was.",
        new PutBack.Hold(PutBack.Kind.CIRCUIT, "k8s-onprem", "", "", null),
        null);
  }

  @Test
  void aKeyThatIsPressedWhileAnUndoIsUnderWayIsAnswered() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    buses.on(Query.LastUndo.class, asked -> Optional.empty());
    robot.interact(() -> {
      UndoActs undo = new SwitchForm(buses.services(time, pending), new Dialogs(overlays)).undo();
      undo.last();
      assertThat(told()).isEmpty();
      undo.last();
      assertThat(told())
          .containsExactly("Not undone: another undo is under way. Try again once it is told.");
      pending.runAll();
      assertThat(told()).containsExactly("Nothing that you did can be undone.");
    });
  }

  @Test
  void whoOpensTheFormWhileASwitchIsThrownOrAnotherIsOpenIsAnswered() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    robot.interact(() -> {
      SwitchForm slow = new SwitchForm(buses.services(time, pending), new Dialogs(overlays));
      slow.show(FakeTracks.sample());
      slow.open(drain("Providers"));
      pending.runAll();
      slow.open(drain("Providers"));
      assertThat(told())
          .containsExactly("Drain aws-us-west-2: another switch is open. Discard it first.");
      this.<TextField>lookup("#throw-reason").setText("p95 over 1.5 s");
      this.<TextField>lookup("#throw-name").setText("aws-us-west-2");
      this.<Button>lookup("#throw-confirm").fire();
      press(lookup("#throw-reason"), KeyCode.ESCAPE);
      assertThat(slow.isOpen()).isFalse();
      slow.open(drain("Providers"));
      assertThat(slow.isOpen()).isFalse();
      assertThat(told())
          .containsExactly(
              "Drain aws-us-west-2: the switch before is being thrown. Try again once it is told.");
      pending.runAll();
      slow.open(drain("Providers"));
      assertThat(slow.isOpen()).isTrue();
    });
  }

  private List<String> told() {
    return overlays.lookupAll(".toast .label").stream()
        .map(each -> ((Label) each).getText())
        .toList();
  }

  /** Each click goes to where its control stood when the form was opened. */
  @Test
  void fifteenOfFifteenClicksLandWhileCallsComeAndGoAndPreviewsFail() {
    robot.interact(() -> form.open(drain("Providers")));
    Map<String, Bounds> before = controls();
    List<String> wanted = List.of("throw-reason", "30 min", "throw-name", "Until lifted", "2 h");
    assertThat(before).containsKeys("throw-force", "throw-confirm");
    assertThat(before.keySet()).containsAll(wanted);
    List<ConsoleSnapshot> states =
        List.of(FakeTracks.sample(), FakeTracks.sampleHeld(), FakeTracks.policy(9));
    List<String> landed = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      int at = i;
      buses.on(Query.PreviewSwitch.class, asked -> restless(asked.change(), at));
      time.advance(Duration.ofSeconds(2));
      robot.interact(() -> form.show(states.get(at % states.size())));
      assertThat(controls()).as("after change %d", i).isEqualTo(before);
      String name = wanted.get(i % wanted.size());
      click(before.get(name));
      if (got(name)) {
        landed.add(name);
      }
    }
    assertThat(landed).as("clicks that landed").hasSize(15);
    buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.preview(asked.change()));
    time.advance(Duration.ofSeconds(2));
    robot.interact(() -> form.show(FakeTracks.sample()));
    robot.interact(() -> this.<TextField>lookup("#throw-reason").setText("p95 over 1.5 s"));
    robot.interact(() -> this.<TextField>lookup("#throw-name").setText("aws-us-west-2"));
    click(before.get("throw-confirm"));
    assertThat(buses.commands())
        .containsExactly(
            new ProviderCommand.Drain(
                "aws-us-west-2", "p95 over 1.5 s", time.now().plus(Duration.ofHours(2))));
  }

  /** A preview whose words and marks are others each time, and now and then none. */
  private static SwitchPreview restless(SwitchChange change, int at) {
    if (at % 5 == 4) {
      throw new SignalboxException(ErrorCode.INTERNAL_ERROR, "It broke. ".repeat(30));
    }
    SwitchPreview calm = FakeTracks.preview(change);
    return new SwitchPreview(
        calm.change(),
        calm.before(),
        calm.after(),
        at % 3 == 0 ? List.of("A warning. ".repeat(9)) : List.of(),
        at % 2 == 0 ? List.of("1 call in flight on aws-us-west-2 finishes there.") : List.of(),
        List.of(),
        at % 7 == 6);
  }

  private void click(Bounds place) {
    Point2D at = new Point2D(place.getCenterX(), place.getCenterY());
    // Straight there: the robot's own way wanders over the screen.
    BaseRobot pointer = robot.robotContext().getBaseRobot();
    pointer.moveMouse(stage.getScene().getRoot().localToScreen(at));
    pointer.pressMouse(MouseButton.PRIMARY);
    pointer.releaseMouse(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents(2);
  }

  /** A field that has the focus, or a choice that is taken. */
  private boolean got(String name) {
    return lookup("#switch-form").lookupAll(".toggle-button").stream()
            .anyMatch(each ->
                each instanceof ToggleButton choice
                    && choice.getText().equals(name)
                    && choice.isSelected())
        || name.equals(stage.getScene().getFocusOwner().getId());
  }

  private Map<String, Bounds> controls() {
    robot.interact(() -> {
      stage.getScene().getRoot().applyCss();
      stage.getScene().getRoot().layout();
    });
    Map<String, Bounds> all = new TreeMap<>();
    List<Node> nodes = new ArrayList<>();
    for (String style : List.of(".button", ".text-field", ".check-box", ".toggle-button")) {
      nodes.addAll(lookup("#switch-form").lookupAll(style));
    }
    for (Node node : nodes) {
      String name =
          node.getId() != null ? node.getId() : ((javafx.scene.control.Labeled) node).getText();
      all.put(name, node.localToScene(node.getLayoutBounds()));
    }
    return all;
  }

  private static void press(Node node, KeyCode code) {
    node.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
  }

  @SuppressWarnings("unchecked")
  private <T extends Node> T lookup(String id) {
    Node node = stage.getScene().getRoot().lookup(id);
    assertThat(node).as(id).isNotNull();
    return (T) node;
  }
}
