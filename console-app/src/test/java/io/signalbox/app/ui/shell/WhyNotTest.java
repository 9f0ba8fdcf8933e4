package io.signalbox.app.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.PointedWindow;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.theme.Theme;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * A button that cannot be pressed says why, and does not look as if it could; a text without room
 * is told whole.
 */
@OnScreen
class WhyNotTest {

  private final FxRobot robot = new FxRobot();
  private Button save;
  private Button other;
  private Label caption;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    robot.interact(() -> {
      save = Ui.button("Save", () -> {}, "primary");
      Ui.enable(save, "Nothing is changed.");
      other = Ui.button("Other", () -> {});
      caption = Ui.label("What this is about, in more words than there is room for");
      caption.setMinWidth(60);
      caption.setMaxWidth(60);
      StackPane root = new StackPane(new HBox(60, save, other, caption));
      new WhyNot().listen(root);
      new Shortened().listen(root);
      Scene scene = new Scene(root, 400, 200);
      Theme.LIGHT.apply(scene);
      stage = PointedWindow.show(scene);
    });
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
  }

  @Test
  void disabledButtonSaysUnderThePointerWhy() throws Exception {
    robot.moveTo(save);
    until("Nothing is changed.", true);
    robot.moveTo(other);
    until("Nothing is changed.", false);
  }

  @Test
  void textWithoutRoomIsToldWholeUnderThePointerAndNoOtherIs() throws Exception {
    robot.moveTo(other);
    assertThat(other.getTooltip()).isNull();
    robot.moveTo(caption);
    WaitForAsyncUtils.waitFor(1, TimeUnit.MINUTES, () -> caption.getTooltip() != null);
    assertThat(caption.getTooltip().getText()).isEqualTo(caption.getText());
    robot.moveTo(other);
    WaitForAsyncUtils.waitFor(1, TimeUnit.MINUTES, () -> caption.getTooltip() == null);
  }

  @Test
  void disabledPrimaryButtonIsNotBlue() {
    robot.interact(() -> save.applyCss());
    assertThat(save.getBackground().getFills().getFirst().getFill()).isEqualTo(Color.TRANSPARENT);
    robot.interact(() -> {
      Ui.enable(save, "");
      save.applyCss();
    });
    assertThat(save.getBackground().getFills().getFirst().getFill())
        .isNotEqualTo(Color.TRANSPARENT);
  }

  private static void until(String text, boolean shown) throws Exception {
    PointedWindow.until(told -> told.contains(text) == shown);
  }
}
