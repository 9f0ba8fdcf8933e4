package io.signalbox.app.ui.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.command.DrillCommand;
import io.signalbox.core.drill.DrillView;
import io.signalbox.core.query.Query;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The screen itself: what the keyboard does, and what stays when it is told again. */
@OnScreen
class DrillScreenTest {

  private final FxRobot robot = new FxRobot();
  private final ManualTime time = new ManualTime();
  private final FakeBuses buses = new FakeBuses();
  private @Nullable DrillView current;
  private Stage stage;
  private DrillScreen screen;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    buses
        .on(Query.DrillScenarios.class, query -> Drills.scenarios())
        .on(Query.CurrentDrill.class, query -> Optional.ofNullable(current))
        .on(
            DrillCommand.StartDrill.class,
            command -> {
              current = Drills.running("d1", 30, 3);
              return current;
            });
    robot.interact(() -> {
      screen =
          new DrillScreen(
              buses.services(time), new Dialogs(new StackPane()), new SimpleBooleanProperty());
      stage = new Stage();
      Scene scene = new Scene(new StackPane(screen.node()), 1264, 820);
      Theme.DARK.apply(scene);
      stage.setScene(scene);
      stage.show();
      screen.show(Views.snapshot(time.now(), 0));
    });
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
  }

  @Test
  void arrowsChooseAScenarioAndTheButtonStartsIt() {
    press("#scenario-black-hole", KeyCode.DOWN);
    press("#scenario-slow-node", KeyCode.DOWN);
    assertThat(lookup("#scenario-fast-errors").isFocused()).isTrue();
    assertThat(this.<Button>lookup("#start-first").getText()).isEqualTo("Start Fast errors");
    robot.interact(() -> this.<Button>lookup("#start-drill").fire());
    assertThat(buses.commands()).containsExactly(new DrillCommand.StartDrill("fast-errors", 5));
    assertThat(this.<Button>lookup("#start-drill").isDisabled()).isTrue();
  }

  @Test
  void rowsStayTheSameNodesWhileTheirFiguresChange() {
    robot.interact(() -> this.<Button>lookup("#start-drill").fire());
    Node row = lookup("#stand-in-aws-us-east-1");
    current = Drills.running("d1", 120, 3);
    again();
    assertThat(this.<Node>lookup("#stand-in-aws-us-east-1")).isSameAs(row);
    assertThat(row.getAccessibleText()).contains("never answers", "Unhealthy", "circuit OPEN");
  }

  @Test
  void endBringsTheReportWithItsFindings() {
    robot.interact(() -> this.<Button>lookup("#start-drill").fire());
    assertThat(stage.getScene().lookup("#drill-report")).isNull();
    current = Drills.done("d1", 3);
    again();
    assertThat(lookup("#drill-report").lookupAll(".label"))
        .anyMatch(each ->
            each instanceof Label label
                && label.getText().startsWith("aws-us-east-1 was left after 8 s"));
    assertThat(lookup("#run-again").isVisible()).isTrue();
    assertThat(lookup("#stop-drill").isVisible()).isFalse();
  }

  @Test
  void theSecondOfADoubleClickOnRunAgainStopsNothing() {
    buses.on(DrillCommand.StopDrill.class, command -> Drills.running("d1", 31, 3));
    robot.interact(() -> this.<Button>lookup("#start-drill").fire());
    again();
    click("#stop-drill", 2);
    assertThat(buses.commands()).hasSize(1);
    click("#stop-drill", 1);
    assertThat(buses.commands()).hasSize(2);
  }

  private void click(String id, int count) {
    robot.interact(() -> {
      Node node = lookup(id);
      for (EventType<MouseEvent> type :
          List.of(MouseEvent.MOUSE_ENTERED, MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
        boolean down = type == MouseEvent.MOUSE_PRESSED;
        node.fireEvent(
            new MouseEvent(
                type,
                2,
                2,
                2,
                2,
                MouseButton.PRIMARY,
                count,
                false,
                false,
                false,
                false,
                down,
                false,
                false,
                false,
                false,
                true,
                null));
      }
    });
  }

  @Test
  void newsOfProvidersAsksNothingWhileNoDrillRuns() {
    int before = buses.queries().size();
    again();
    again();
    assertThat(buses.queries()).hasSize(before);
  }

  private void again() {
    robot.interact(() -> {
      time.advance(Duration.ofSeconds(1));
      screen.show(Views.snapshot(time.now(), 0));
    });
  }

  private void press(String id, KeyCode code) {
    robot.interact(() -> {
      Node node = lookup(id);
      node.requestFocus();
      node.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    });
  }

  @SuppressWarnings("unchecked")
  private <T extends Node> T lookup(String id) {
    Node node = stage.getScene().lookup(id);
    assertThat(node).as(id).isNotNull();
    return (T) node;
  }
}
