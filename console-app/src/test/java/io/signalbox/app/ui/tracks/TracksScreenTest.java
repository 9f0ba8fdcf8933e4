package io.signalbox.app.ui.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.command.Undo;
import io.signalbox.core.query.PutBack;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.UndoPlan;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.testing.ManualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The screen with made-up trees: by keyboard, in place, and legible. */
@OnScreen
class TracksScreenTest {

  private final FxRobot robot = new FxRobot();
  private final FakeBuses buses = new FakeBuses();
  private final ManualTime time = new ManualTime(FakeTracks.AT);
  private ConsoleSnapshot tracks = FakeTracks.sample();
  private SwitchForm form;
  private TracksScreen screen;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    buses.on(Query.Events.class, asked -> List.of());
    buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.preview(asked.change()));
    buses.on(RoutingCommand.Activate.class, asked -> "done");
    buses.on(Undo.class, asked -> undoOfWest(asked.act()));
    robot.interact(() -> {
      StackPane overlays = new StackPane();
      form = new SwitchForm(buses.services(time), new Dialogs(overlays));
      screen = new TracksScreen(buses.services(time), form, (place, subject) -> {});
      Scene scene = new Scene(new StackPane(screen.node(), overlays), 1264, 849);
      Theme.DARK.apply(scene);
      stage = new Stage();
      stage.setScene(scene);
      stage.show();
      show();
    });
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** As the window does. */
  private void show() {
    form.show(tracks);
    screen.show(tracks);
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
  }

  @Test
  void tabOrderIsSwitchesThenProvidersAndEnterOpens() {
    List<String> spoken = new ArrayList<>();
    for (Node node : nodes(".track-node")) {
      assertThat(node.isFocusTraversable()).isTrue();
      spoken.add(node.getAccessibleText().split(",", 2)[0]);
    }
    assertThat(spoken)
        .containsExactly(
            "main-line",
            "clouds",
            "west-line",
            "aws-us-east-1",
            "aws-us-west-2",
            "azure-east-us",
            "k8s-onprem",
            "sim-lab");
    Node west = nodes(".track-node").get(2);
    robot.interact(() -> {
      west.requestFocus();
      press(west, KeyCode.ENTER);
    });
    assertThat(west.getStyleClass()).contains("selected");
    assertThat(stage.getScene().getFocusOwner().getAccessibleText())
        .as("the chosen member in the panel")
        .startsWith("azure-east-us, fallback 1");
  }

  @Test
  void switchIsThrownByKeyboardAloneAndUndone() {
    robot.interact(() -> {
      screen.select("west-line");
      this.<Button>lookup("#throw-make-active").fire();
    });
    robot.interact(() -> this.<TextField>lookup("#throw-reason").setText("p95 over 1.5 s"));
    Button confirm = lookup("#throw-confirm");
    assertThat(confirm.getText()).isEqualTo("Make azure-east-us active");
    assertThat(confirm.isDisabled()).as("the name is not typed yet").isTrue();
    robot.interact(() -> {
      this.<TextField>lookup("#throw-name").setText("azure-east-us");
      press(lookup("#throw-name"), KeyCode.ENTER);
    });
    assertThat(buses.commands()).as("Enter never confirms from a field").isEmpty();
    robot.interact(confirm::fire);
    assertThat(buses.commands()).singleElement().isInstanceOf(RoutingCommand.Activate.class);
    buses.on(Query.ShowUndo.class, asked -> undoOfWest(asked.act()));
    buses.on(Query.Snapshot.class, asked -> FakeTracks.sampleHeld());
    robot.interact(this.<Button>lookup(".toast .button")::fire);
    assertThat(confirm.getText())
        .as("production traffic moves on the way back too")
        .isEqualTo("Return west-line to automatic");
    assertThat(buses.commands()).hasSize(1);
    robot.interact(() -> {
      this.<TextField>lookup("#throw-reason").setText("by mistake");
      this.<TextField>lookup("#throw-name").setText("west-line");
      confirm.fire();
    });
    assertThat(buses.commands()).last().isEqualTo(new Undo(1, "by mistake"));
    assertThat(nodes(".toast .button")).as("an undo offers no other").isEmpty();
  }

  private UndoPlan undoOfWest(long act) {
    Map<String, Object> before = Map.of("at", "west-line", "held on", "automatic");
    Map<String, Object> after = Map.of("at", "west-line", "held on", "azure-east-us");
    return new UndoPlan(
        new AuditEntry(
            act,
            time.now(),
            "tester (window)",
            "Activate",
            "west-line",
            AuditEntry.DONE,
            "p95 over 1.5 s",
            "trace-1",
            before,
            after),
        "",
        "west-line is automatic again.",
        new PutBack.Hold(PutBack.Kind.SWITCH, "west-line", "", "", null),
        new SwitchChange(SwitchChange.Kind.AUTOMATIC, "west-line", "west-line"));
  }

  @Test
  void membersAreChosenWithTheirRadioButtons() {
    robot.interact(() -> screen.select("main-line"));
    List<javafx.scene.control.RadioButton> radios = new ArrayList<>();
    nodes(".radio-button").forEach(node -> radios.add((javafx.scene.control.RadioButton) node));
    robot.interact(() -> radios.getLast().setSelected(true));
    robot.interact(this::show);
    assertThat(radios.getLast().isSelected()).isTrue();
    assertThat(nodes(".track-member.chosen")).hasSize(1);
    robot.interact(() -> this.<Button>lookup("#throw-drain").fire());
    assertThat(this.<Button>lookup("#throw-confirm").getText()).isEqualTo("Drain sim-lab");
  }

  @Test
  void escapeDiscardsThePreview() {
    robot.interact(() -> {
      screen.select("west-line");
      this.<Button>lookup("#throw-make-active").fire();
    });
    assertThat(nodes(".track-preview")).isNotEmpty();
    robot.interact(() -> press(lookup("#throw-reason"), KeyCode.ESCAPE));
    assertThat(nodes(".track-preview")).isEmpty();
    assertThat(buses.commands()).isEmpty();
  }

  @Test
  void refreshKeepsNodesFocusAndTypedText() {
    Node west = nodes(".track-node").get(2);
    robot.interact(() -> {
      screen.select("west-line");
      this.<Button>lookup("#throw-make-active").fire();
    });
    robot.interact(() -> {
      this.<TextField>lookup("#throw-reason").setText("half a sen");
      lookup("#throw-reason").requestFocus();
    });
    tracks = FakeTracks.sampleHeld();
    robot.interact(this::show);
    assertThat(nodes(".track-node").get(2)).isSameAs(west);
    assertThat(stage.getScene().getFocusOwner()).isSameAs(lookup("#throw-reason"));
    assertThat(this.<TextField>lookup("#throw-reason").getText()).isEqualTo("half a sen");
  }

  @Test
  void noTextComesOutWiderThanItsPlaceNorSmallerThanTwelve() {
    tracks = FakeTracks.nested(60);
    robot.interact(this::show);
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> stage.getScene().getRoot().applyCss());
    for (Node node : nodes(".track-text")) {
      Text text = (Text) node;
      assertThat(text.getFont().getSize()).as(text.getText()).isGreaterThanOrEqualTo(12);
      assertThat(text.getLayoutBounds().getWidth())
          .as(text.getText())
          .isLessThanOrEqualTo(text.getParent().getLayoutBounds().getWidth() + 1.5);
    }
  }

  @Test
  void fitLeavesNothingScrolled() {
    ScrollPane map = lookup(".tracks-scroll");
    robot.interact(() -> {
      this.<Button>lookup("#tracks-zoom-in").fire();
      this.<Button>lookup("#tracks-zoom-in").fire();
    });
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> {
      map.setHvalue(1);
      map.setVvalue(1);
      this.<Button>lookup("#tracks-fit").fire();
    });
    assertThat(map.getHvalue()).isZero();
    assertThat(map.getVvalue()).isZero();
  }

  @Test
  void groupOpensWithEnterAndClosesAgain() {
    tracks = FakeTracks.nested(60);
    robot.interact(this::show);
    WaitForAsyncUtils.waitForFxEvents();
    int before = nodes(".track-platform").size();
    robot.interact(() -> press(nodes(".several").getFirst(), KeyCode.ENTER));
    assertThat(nodes(".track-platform")).hasSizeGreaterThan(before + 20);
    robot.interact(() -> press(nodes(".track-platform.link").getFirst(), KeyCode.ENTER));
    assertThat(nodes(".track-platform")).hasSize(before);
  }

  private List<Node> nodes(String style) {
    Set<Node> found = stage.getScene().getRoot().lookupAll(style);
    return List.copyOf(found);
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
