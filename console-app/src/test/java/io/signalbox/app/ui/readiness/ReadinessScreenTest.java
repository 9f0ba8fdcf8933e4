package io.signalbox.app.ui.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.query.Query;
import io.signalbox.core.readiness.ReadinessCheck;
import io.signalbox.core.readiness.ReadinessReport;
import io.signalbox.core.readiness.ReadinessView;
import io.signalbox.core.testing.ManualTime;
import java.util.List;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A check is opened and closed without the keyboard's place being lost. */
@OnScreen
class ReadinessScreenTest {

  private static final String ROW = "#check-circuit-breaker";

  private final FxRobot robot = new FxRobot();
  private final ManualTime time = new ManualTime();
  private Stage stage;

  @BeforeEach
  void toolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
  }

  private void open(double width) {
    List<ReadinessView> checks =
        Stream.of(ReadinessCheck.values())
            .map(each ->
                new ReadinessView(each, ReadinessView.State.NOT_RUN, "", null, List.of(), null))
            .toList();
    FakeBuses buses =
        new FakeBuses()
            .on(
                Query.Readiness.class,
                asked -> new ReadinessReport(time.now(), "production", checks, null, ""));
    robot.interact(() -> {
      ReadinessScreen screen = new ReadinessScreen(buses.services(time), (place, subject) -> {});
      Scene scene = new Scene(new StackPane(screen.node()), width, 700);
      Theme.DARK.apply(scene);
      stage = new Stage();
      stage.setScene(scene);
      stage.show();
      screen.show(Views.snapshot(time.now(), 0, "west"));
    });
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> lookup(ROW).requestFocus());
    press(KeyCode.ENTER);
  }

  private Node lookup(String id) {
    return stage.getScene().lookup(id);
  }

  private void press(KeyCode code) {
    robot.interact(() -> {
      Node focused = stage.getScene().getFocusOwner();
      Event.fireEvent(
          focused, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private String focused() {
    return "#" + stage.getScene().getFocusOwner().getId();
  }

  @Test
  void whoClosesACheckIsBackOnItsRow() {
    open(1_200);
    robot.interact(() -> {
      Button close = (Button) lookup("#readiness-close");
      close.requestFocus();
      close.fire();
    });
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(focused()).isEqualTo(ROW);
  }

  @Test
  void inANarrowWindowTheCheckHasTheKeyboardUntilEscapeGivesItBackToItsRow() {
    open(700);
    assertThat(lookup(ROW)).as("the list gave way").isNull();
    assertThat(focused()).isEqualTo("#readiness-close");
    press(KeyCode.ESCAPE);
    assertThat(focused()).isEqualTo(ROW);
  }
}
