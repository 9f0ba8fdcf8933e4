package io.signalbox.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The keyboard while a button that was pressed cannot be pressed. */
@OnScreen
class KeptPlaceTest {

  private final FxRobot robot = new FxRobot();
  private final List<String> fired = new ArrayList<>();
  private Button discard;
  private Button test;
  private Button save;
  private HBox foot;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    robot.interact(() -> {
      discard = Ui.button("Discard", () -> fired.add("discard"));
      test =
          Ui.button(
              "Test",
              () -> {
                fired.add("test");
                Ui.enable(test, "A test is under way");
              });
      save = Ui.button("Save", () -> fired.add("save"));
      foot = Ui.row(8, discard, test, save);
      stage = new Stage();
      stage.setScene(new Scene(foot, 400, 100));
      stage.show();
      discard.requestFocus();
    });
    push(KeyCode.TAB);
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
  }

  @Test
  void pressingTwiceDoesNotFireTheButtonAfterIt() {
    push(KeyCode.SPACE);
    push(KeyCode.SPACE);
    push(KeyCode.ENTER);
    assertThat(fired).containsExactly("test");
    assertThat(stage.getScene().getFocusOwner()).isSameAs(foot);
    assertThat(KeptPlace.isOf(foot)).as("Space is not the window's meanwhile").isTrue();
  }

  @Test
  void theButtonGetsTheKeyboardBackWhereNobodyTookIt() {
    push(KeyCode.SPACE);
    robot.interact(() -> Ui.enable(test, ""));
    assertThat(stage.getScene().getFocusOwner()).isSameAs(test);
    assertThat(test.isFocusVisible()).isTrue();
    push(KeyCode.SPACE);
    push(KeyCode.TAB);
    assertThat(stage.getScene().getFocusOwner()).isSameAs(discard);
    robot.interact(() -> Ui.enable(test, ""));
    assertThat(stage.getScene().getFocusOwner()).as("the operator went on").isSameAs(discard);
    assertThat(fired).containsExactly("test", "test");
  }

  private void push(KeyCode key) {
    robot.push(key);
    WaitForAsyncUtils.waitForFxEvents();
  }
}
