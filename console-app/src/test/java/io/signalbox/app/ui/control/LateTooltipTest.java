package io.signalbox.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.PointedWindow;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

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
      stage = PointedWindow.show(new Scene(new StackPane(east), 400, 200));
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
    PointedWindow.until(told -> told.contains(text));
  }
}
