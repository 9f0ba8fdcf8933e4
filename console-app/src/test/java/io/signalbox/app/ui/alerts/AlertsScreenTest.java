package io.signalbox.app.ui.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.alert.BuiltInRules;
import io.signalbox.core.alert.preview.RulePreview;
import io.signalbox.core.query.AlertRuleView;
import io.signalbox.core.query.Query;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Alerts as hands and eyes meet them, in the least room that the window has for them. */
@OnScreen
class AlertsScreenTest {

  private static final double WIDTH = 1024 - 176;
  private static final double HEIGHT = 640 - 51;

  private final FxRobot robot = new FxRobot();
  private final ManualTime time = new ManualTime();
  private AlertsScreen screen;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    AlertRuleView rule =
        new AlertRuleView(BuiltInRules.ALL.get("success_rate"), "built in", false, 0, 2);
    FakeBuses buses =
        new FakeBuses()
            .on(Query.ListAlertRules.class, asked -> List.of(rule))
            .on(Query.ListAlerts.class, asked -> List.of())
            .on(
                Query.PreviewAlertRule.class,
                asked ->
                    new RulePreview(
                        rule.rule(),
                        time.now(),
                        time.now(),
                        true,
                        List.of(),
                        0,
                        Duration.ZERO,
                        0,
                        0,
                        Map.of()));
    FxToolkit.registerPrimaryStage();
    robot.interact(() -> {
      UiServices services = buses.services(time);
      StackPane host = new StackPane();
      Dialogs dialogs = new Dialogs(host);
      screen =
          new AlertsScreen(
              services, dialogs, new SwitchForm(services, dialogs), (place, subject) -> {});
      StackPane front = new StackPane(screen.node());
      front.getStyleClass().add("screen");
      Scene scene = new Scene(new StackPane(front, host), WIDTH, HEIGHT);
      Theme.DARK.apply(scene);
      stage = new Stage();
      stage.setScene(scene);
      stage.show();
    });
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
  }

  private Alert alert(String provider, Alert.@Nullable Mark seen) {
    return new Alert(
        "mean_response",
        provider,
        AlertSeverity.WARNING,
        "provider",
        provider,
        provider + " is slow",
        "",
        "",
        "2,310 ms",
        time.now().minusSeconds(60),
        null,
        time.now(),
        seen,
        null);
  }

  private void show(Alert... alerts) {
    robot.interact(() ->
        screen.show(
            Views.withAlerts(Views.snapshot(time.now(), 0, "east", "west"), List.of(alerts))));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private Stream<Node> within(String selector) {
    return stage.getScene().getRoot().lookupAll("#open-alerts " + selector).stream();
  }

  private Button acknowledge() {
    return within(".button")
        .filter(each -> each instanceof Button button && button.getText().equals("Acknowledge"))
        .map(Button.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void chipsThatNeedTwoLinesBesideTheOpenEditorStayInTheirHead() {
    show(
        Stream.of("a", "b", "c", "d", "e", "f")
            .map(each -> alert(each, null))
            .toArray(Alert[]::new));
    robot.interact(() -> screen.select("success_rate"));
    WaitForAsyncUtils.waitForFxEvents();
    Bounds head = bounds(within(".card-head").findFirst().orElseThrow());
    assertThat(within(".chip"))
        .hasSize(4)
        .allSatisfy(each -> {
          assertThat(bounds(each).getMinY()).isGreaterThanOrEqualTo(head.getMinY());
          assertThat(bounds(each).getMaxY()).isLessThanOrEqualTo(head.getMaxY());
        });
    assertThat(within(".chip").map(each -> bounds(each).getMinY()).distinct())
        .as("lines of chips")
        .hasSizeGreaterThan(1);
  }

  private static Bounds bounds(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }

  @Test
  void whoAcknowledgesKeepsTheKeyboardAtTheAlert() {
    show(alert("west", null));
    robot.interact(() -> acknowledge().requestFocus());
    show(alert("west", new Alert.Mark("ana", time.now(), null)));
    assertThat(focused()).isInstanceOf(Button.class);
    assertThat(((Button) focused()).getAccessibleText()).endsWith(", west");
  }

  @Test
  void nothingMovesUnderThePointerOfWhoAcknowledges() {
    Alert seen = alert("west", new Alert.Mark("ana", time.now(), null));
    show(alert("west", null), alert("east", null));
    robot.moveTo(acknowledge());
    WaitForAsyncUtils.waitForFxEvents();
    List<Bounds> before = buttons();
    // The list has what fires first, and who is at it under what is told.
    show(alert("east", null), seen);
    assertThat(buttons()).isEqualTo(before);
    assertThat(acknowledge().isDisabled()).isTrue();
    assertThat(acknowledge().getAccessibleHelp()).isEqualTo("Acknowledged already.");
  }

  /** Where the buttons of the first alert are. */
  private List<Bounds> buttons() {
    return acknowledge().getParent().getChildrenUnmodifiable().stream()
        .map(AlertsScreenTest::bounds)
        .toList();
  }

  private Node focused() {
    return stage.getScene().getFocusOwner();
  }
}
