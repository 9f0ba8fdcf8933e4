package io.signalbox.app.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.event.Event;
import io.signalbox.core.query.EventView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** Events by keyboard. */
@OnScreen
class EventLanesTest {

  private static final Instant NOW = Instant.parse("2026-06-16T14:42:18Z");

  private final FxRobot robot = new FxRobot();
  private final List<EventView> opened = new ArrayList<>();
  private final EventView slow = event(50, Event.Lane.HEALTH, "east is slow");
  private final EventView held = event(30, Event.Lane.BY_HAND, "east drained");
  private final EventView well = event(10, Event.Lane.HEALTH, "east is well");
  private EventLanes lanes;
  private Stage stage;

  private static EventView event(int minutesAgo, Event.Lane lane, String text) {
    return new EventView(
        NOW.minusSeconds(minutesAgo * 60L), lane, Event.Severity.WARNING, "east", text, "");
  }

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    robot.interact(() -> {
      lanes = new EventLanes(List.of(Event.Lane.HEALTH, Event.Lane.BY_HAND), opened::add);
      Scene scene = new Scene(new StackPane(lanes), 800, 120);
      Theme.DARK.apply(scene);
      stage = new Stage();
      stage.setScene(scene);
      stage.show();
      lanes.show(List.of(slow, held, well), NOW.minusSeconds(3_600), NOW);
    });
    robot.interact(() -> lanes.requestFocus());
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
  }

  @Test
  void arrowsChooseAnEventAndTellItAndEnterOpensIt() {
    assertThat(lanes.isFocusTraversable()).isTrue();
    press(KeyCode.ENTER);
    assertThat(opened).as("none is chosen").isEmpty();
    press(KeyCode.LEFT);
    assertThat(lanes.getAccessibleText()).contains("14:32:18 UTC", "east is well");
    Node ring = lanes.lookup(".event-ring");
    assertThat(ring.isVisible()).isTrue();
    press(KeyCode.LEFT);
    assertThat(lanes.getAccessibleText()).contains("east drained");
    press(KeyCode.UP);
    assertThat(lanes.getAccessibleText()).as("the lane above").contains("east is ");
    press(KeyCode.HOME);
    assertThat(lanes.getAccessibleText()).contains("east is slow");
    press(KeyCode.ENTER);
    assertThat(opened).containsExactly(slow);
  }

  @Test
  void chosenEventStaysChosenWhileTimeGoesOn() {
    press(KeyCode.LEFT);
    robot.interact(
        () -> lanes.show(List.of(slow, held, well), NOW.minusSeconds(3_540), NOW.plusSeconds(60)));
    press(KeyCode.ENTER);
    assertThat(opened).containsExactly(well);
  }

  private void press(KeyCode code) {
    robot.interact(() ->
        lanes.fireEvent(
            new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
  }
}
