package io.signalbox.app.ui.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  private TracksScreen screen;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    buses.on(Query.Events.class, asked -> List.of());
    buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.preview(asked.change()));
    buses.on(RoutingCommand.Activate.class, asked -> "done");
    buses.on(RoutingCommand.ReturnToAutomatic.class, asked -> "done");
    robot.interact(() -> {
      StackPane overlays = new StackPane();
      screen =
          new TracksScreen(buses.services(time), new Dialogs(overlays), (place, subject) -> {});
      Scene scene = new Scene(new StackPane(screen.node(), overlays), 1264, 849);
      Theme.DARK.apply(scene);
      stage = new Stage();
      stage.setScene(scene);
      stage.show();
      screen.show(tracks);
    });
    WaitForAsyncUtils.waitForFxEvents();
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
      this.<TextField>lookup("#throw-reason").setText("p95 over 1.5 s");
    });
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
    robot.interact(() -> {
      for (Node node : nodes(".button")) {
        if (node instanceof Button button && button.getText().equals("Undo")) {
          button.fire();
          break;
        }
      }
    });
    assertThat(buses.commands()).last().isInstanceOf(RoutingCommand.ReturnToAutomatic.class);
  }

  @Test
  void membersAreChosenWithTheirRadioButtons() {
    robot.interact(() -> screen.select("main-line"));
    List<javafx.scene.control.RadioButton> radios = new ArrayList<>();
    nodes(".radio-button").forEach(node -> radios.add((javafx.scene.control.RadioButton) node));
    robot.interact(() -> radios.getLast().setSelected(true));
    robot.interact(() -> screen.show(tracks));
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
      this.<TextField>lookup("#throw-reason").setText("half a sen");
      lookup("#throw-reason").requestFocus();
    });
    tracks = FakeTracks.sampleHeld();
    robot.interact(() -> screen.show(tracks));
    assertThat(nodes(".track-node").get(2)).isSameAs(west);
    assertThat(stage.getScene().getFocusOwner()).isSameAs(lookup("#throw-reason"));
    assertThat(this.<TextField>lookup("#throw-reason").getText()).isEqualTo("half a sen");
  }

  @ParameterizedTest
  @CsvSource({"west-line, throw-make-active", "aws-us-west-2, throw-force-open"})
  void fieldsStayUnderThePointerWhileCallsComeAndGo(String subject, String action) {
    List<UnaryOperator<SwitchPreview>> previews =
        List.of(
            calm -> notes(calm, List.of(), List.of()),
            calm -> notes(calm, List.of(), List.of("1 call in flight on aws-us-west-2.")),
            calm ->
                notes(
                    calm,
                    List.of("No provider would take new work.", "A second warning. ".repeat(12)),
                    List.of("4 calls in flight on aws-us-west-2.", "azure-east-us: 5.7 to 11.4")),
            calm -> lastWay(calm, List.of("a", "b", "c", "d", "e", "f")),
            calm -> FakeTracks.same(calm.change()),
            calm -> {
              throw new SignalboxException(ErrorCode.INTERNAL_ERROR, "It broke. ".repeat(30));
            });
    List<ConsoleSnapshot> views =
        List.of(
            FakeTracks.sampleHeld(), FakeTracks.activated(FakeTracks.sample(), "aws-us-west-2"));
    robot.interact(() -> screen.select(subject));
    robot.interact(() -> this.<Button>lookup("#" + action).fire());
    Map<String, Bounds> before = controls();
    assertThat(before).containsKeys("throw-reason", "throw-name", "throw-force", "throw-confirm");
    for (ConsoleSnapshot view : views) {
      for (UnaryOperator<SwitchPreview> next : previews) {
        tracks = view;
        buses.on(
            Query.PreviewSwitch.class, asked -> next.apply(FakeTracks.preview(asked.change())));
        time.advance(Duration.ofSeconds(3));
        robot.interact(() -> screen.show(tracks));
        assertThat(controls()).isEqualTo(before);
      }
      // After a failure the preview is asked again when the action is pressed again.
      buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.preview(asked.change()));
      robot.interact(() -> this.<Button>lookup("#" + action).fire());
      assertThat(controls()).isEqualTo(before);
    }
  }

  private static SwitchPreview notes(
      SwitchPreview from, List<String> warnings, List<String> notes) {
    return new SwitchPreview(
        from.change(), from.before(), from.after(), warnings, notes, List.of(), false);
  }

  private static SwitchPreview lastWay(SwitchPreview from, List<String> templates) {
    return new SwitchPreview(
        from.change(), from.before(), from.after(), List.of(), List.of(), templates, true);
  }

  /** Where everything stands that can be pressed or typed into in the panel, by id or text. */
  private Map<String, Bounds> controls() {
    robot.interact(() -> stage.getScene().getRoot().layout());
    Map<String, Bounds> all = new TreeMap<>();
    for (String style :
        List.of(".button", ".text-field", ".check-box", ".radio-button", ".toggle-button")) {
      for (Node node : lookup(".tracks-panel").lookupAll(style)) {
        boolean shown = true;
        for (Node up = node; up != null; up = up.getParent()) {
          shown &= up.isVisible();
        }
        if (shown) {
          String name = node.getId() != null ? node.getId() : ((Labeled) node).getText();
          all.put(name, node.localToScene(node.getLayoutBounds()));
        }
      }
    }
    return all;
  }

  @Test
  void noTextComesOutWiderThanItsPlaceNorSmallerThanTwelve() {
    tracks = FakeTracks.nested(60);
    robot.interact(() -> screen.show(tracks));
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
  void groupOpensWithEnterAndClosesAgain() {
    tracks = FakeTracks.nested(60);
    robot.interact(() -> screen.show(tracks));
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
