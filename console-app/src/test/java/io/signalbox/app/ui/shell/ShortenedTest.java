package io.signalbox.app.ui.shell;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.PointedWindow;
import io.signalbox.app.ui.control.Ui;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** What is shortened is told whole under the pointer, and what has words of its own tells those. */
@OnScreen
class ShortenedTest {

  private static final String LONG = "The third region of the render farm in the east";

  private final FxRobot robot = new FxRobot();
  private final Label shortened = Ui.label(LONG);
  private final Label explained = Ui.label(LONG);
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    robot.interact(() -> {
      Ui.tooltip(explained, "slow since noon");
      VBox box = new VBox(120, shortened, explained);
      box.getChildren().forEach(each -> ((Label) each).setMaxWidth(100));
      new Shortened().listen(box);
      stage = PointedWindow.show(new Scene(box, 400, 300));
    });
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
  }

  @Test
  void whatIsShortenedKeepsItsOwnTooltipHoweverOftenThePointerComes() throws Exception {
    for (int i = 0; i < 2; i++) {
      pointTo(explained);
      until("slow since noon");
      pointTo(shortened);
      until(LONG);
    }
  }

  private void pointTo(Label label) {
    robot.moveTo(label);
    robot.moveBy(2, 0);
  }

  private static void until(String text) throws Exception {
    PointedWindow.until(told -> told.equals(List.of(text)));
  }
}
