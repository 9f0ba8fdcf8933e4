package io.signalbox.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.ui.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Questions before something disturbing, as a keyboard meets them. */
@OnScreen
class DialogsTest {

  private static final Danger MOVES =
      new Danger(
          "Make east active", List.of("All goes there."), "Make east active", true, true, "east");

  private final FxRobot robot = new FxRobot();
  private final List<Danger.Answer> answers = new ArrayList<>();
  private Button behind;
  private Dialogs dialogs;
  private Scene scene;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    robot.interact(() -> {
      behind = new Button("Behind");
      StackPane host = new StackPane();
      dialogs = new Dialogs(host);
      scene = new Scene(new StackPane(behind, host), 800, 600);
      Theme.DARK.apply(scene);
      stage = new Stage();
      stage.setScene(scene);
      stage.show();
      behind.requestFocus();
    });
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
  }

  @Test
  void focusStaysInTheDialogAndGoesBackAtItsEnd() {
    ask(MOVES);
    Node within = scene.getFocusOwner();
    assertThat(within.getId()).isEqualTo("danger-reason");
    robot.interact(() -> behind.requestFocus());
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(scene.getFocusOwner()).isSameAs(within);
    press(within, KeyCode.ESCAPE);
    assertThat(dialogs.isOpen()).isFalse();
    assertThat(scene.getFocusOwner()).isSameAs(behind);
    assertThat(answers).isEmpty();
  }

  @Test
  void enterInAnotherFieldDoesNotConfirm() {
    ask(MOVES);
    TextField reason = (TextField) scene.lookup("#danger-reason");
    TextField name = (TextField) scene.lookup("#danger-name");
    Button confirm = (Button) scene.lookup("#danger-confirm");
    robot.interact(() -> reason.setText("east is better"));
    assertThat(confirm.isDisabled()).as("the name is not typed").isTrue();
    robot.interact(() -> name.setText("east"));
    assertThat(confirm.isDisabled()).isFalse();
    press(reason, KeyCode.ENTER);
    press(name, KeyCode.ENTER);
    assertThat(answers).isEmpty();
    assertThat(dialogs.isOpen()).isTrue();
    robot.interact(confirm::fire);
    assertThat(answers).containsExactly(new Danger.Answer("east is better", 0));
  }

  @Test
  void questionWithoutFieldsStandsOnCancel() {
    ask(Danger.confirm("Return 2 machines", "They are given back.", "Return 2 machines"));
    assertThat(scene.getFocusOwner().getId()).isEqualTo("danger-cancel");
  }

  @Test
  void messagesAndTitlesAreReadToTheirEndHoweverLongTheyAre() {
    String name = "aws-us-east-1-spare";
    String words = (name + " is registered: config.json:112, ").repeat(5) + "grid";
    robot.interact(() -> dialogs.toast(words, "Undo", () -> {}));
    ask(Danger.confirm("Remove the override of " + name + ".latency.mean_ms", "x", "Remove"));
    robot.interact(() -> {
      scene.getRoot().applyCss();
      scene.getRoot().layout();
    });
    for (String style : List.of(".toast .label", ".dialog-card .screen-title")) {
      Label label = (Label) scene.lookup(style);
      assertThat(label.isTextTruncated()).as(label.getText()).isFalse();
      assertThat(
              scene
                  .getRoot()
                  .getLayoutBounds()
                  .contains(label.localToScene(label.getLayoutBounds())))
          .as(style)
          .isTrue();
    }
  }

  @Test
  void theSecondOfADoubleClickIsOnTheQuestionAndNotOnWhatIsBelow() {
    robot.interact(() -> {
      dialogs.ask(Danger.confirm("Remove it?", "x", "Remove"), answers::add);
      Region scrim = (Region) scene.lookup(".scrim");
      Region host = (Region) scrim.getParent();
      assertThat(host.getWidth()).isPositive();
      assertThat(scrim.getWidth()).isEqualTo(host.getWidth());
      assertThat(scrim.getHeight()).isEqualTo(host.getHeight());
    });
  }

  @Test
  void theSecondOfADoubleClickThatEndsAQuestionIsNoPressOfWhatIsBelow() {
    List<Integer> clicks = new ArrayList<>();
    behind.addEventHandler(MouseEvent.ANY, event -> clicks.add(event.getClickCount()));
    ask(Danger.confirm("Remove it?", "x", "Remove"));
    Button confirm = (Button) scene.lookup("#danger-confirm");
    robot.interact(() -> {
      click(confirm, 1);
      click(behind, 2);
    });
    assertThat(answers).hasSize(1);
    assertThat(clicks).isEmpty();
    robot.interact(() -> click(behind, 1));
    assertThat(clicks).containsOnly(1);
  }

  private static void click(Node on, int count) {
    for (var each : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
      boolean down = each == MouseEvent.MOUSE_PRESSED;
      on.fireEvent(
          new MouseEvent(
              each,
              1,
              1,
              1,
              1,
              MouseButton.PRIMARY,
              count,
              false,
              false,
              false,
              false,
              down,
              false,
              false,
              true,
              false,
              true,
              null));
    }
  }

  private void ask(Danger danger) {
    robot.interact(() -> dialogs.ask(danger, answers::add));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void press(Node target, KeyCode code) {
    robot.interact(() ->
        target.fireEvent(
            new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
    WaitForAsyncUtils.waitForFxEvents();
  }
}
