package io.signalbox.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Scene;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Choices side by side, by pointer and by keyboard. */
@OnScreen
class SegmentsTest {

  private final FxRobot robot = new FxRobot();
  private final StringProperty hold = new SimpleStringProperty("2 h");
  private Segments<String> segments;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    robot.interact(() -> {
      segments = new Segments<>(List.of("30 min", "2 h", "8 h"), Function.identity(), hold);
      stage = new Stage();
      stage.setScene(new Scene(segments, 400, 100));
      stage.show();
      button(1).requestFocus();
    });
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
  }

  @Test
  void whatAnArrowKeyMarksIsChosen() {
    push(KeyCode.RIGHT);
    assertThat(button(2).isSelected()).isTrue();
    assertThat(hold.get()).isEqualTo("8 h");
    push(KeyCode.LEFT);
    push(KeyCode.LEFT);
    assertThat(button(0).isSelected()).isTrue();
    assertThat(hold.get()).isEqualTo("30 min");
  }

  @Test
  void oneIsAlwaysOn() {
    robot.interact(() -> button(1).fire());
    assertThat(button(1).isSelected()).isTrue();
    assertThat(hold.get()).isEqualTo("2 h");
    robot.interact(() -> hold.set("8 h"));
    assertThat(button(2).isSelected()).isTrue();
    assertThat(button(1).isSelected()).isFalse();
  }

  private void push(KeyCode key) {
    robot.push(key);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private ToggleButton button(int index) {
    return (ToggleButton) segments.getChildren().get(index);
  }
}
