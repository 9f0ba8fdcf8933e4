package io.signalbox.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A hundred rows have no windows of their own for what the pointer may ask of one of them. */
@OnScreen
class LateTooltipTest {

  private final FxRobot robot = new FxRobot();
  private Label east;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    robot.interact(() -> {
      east = Ui.label("east");
      Ui.tooltip(east, "east is slow");
      stage = new Stage();
      stage.setScene(new Scene(new StackPane(east), 400, 200));
      stage.setX(0);
      stage.setY(0);
      stage.show();
    });
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
  }

  @Test
  void tooltipIsMadeOnlyWhereThePointerComes() throws Exception {
    Label west = Ui.label("west");
    Ui.tooltip(west, "west is well");
    assertThat(west.getProperties().values()).doesNotHaveAnyElementsOfTypes(Tooltip.class);
    robot.moveTo(east);
    until("east is slow");
    assertThat(east.getProperties().values()).hasAtLeastOneElementOfType(Tooltip.class);
  }

  @Test
  void newestTextIsToldWhetherThePointerWasThereOrNot() throws Exception {
    robot.interact(() -> Ui.tooltip(east, "east is well again"));
    robot.moveTo(east);
    until("east is well again");
    robot.interact(() -> Ui.tooltip(east, "east is away"));
    until("east is away");
  }

  @Test
  void emptyTextIsTakenForNothingToTell() throws Exception {
    robot.moveTo(east);
    until("east is slow");
    robot.interact(() -> Ui.tooltip(east, ""));
    assertThat(east.getProperties().values()).doesNotHaveAnyElementsOfTypes(Tooltip.class);
    assertThat(Ui.hasTooltip(east)).isFalse();
    robot.interact(() -> Ui.tooltip(east, "east is well again"));
    robot.moveTo(0, 0).moveTo(east);
    until("east is well again");
  }

  private static void until(String text) throws Exception {
    WaitForAsyncUtils.waitFor(
        1,
        TimeUnit.MINUTES,
        () -> WaitForAsyncUtils.asyncFx(LateTooltipTest::told).get().contains(text));
  }

  private static List<String> told() {
    return List.copyOf(Window.getWindows()).stream()
        .filter(each -> each instanceof Tooltip && each.isShowing())
        .map(each -> ((Tooltip) each).getText())
        .toList();
  }
}
