package io.signalbox.app.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.app.ui.tracks.FakeTracks;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.testing.ManualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** An alert leads to the switch, and what is held to the way back, through the one form. */
@OnScreen
class AlertSwitchTest {

  private static final Instant NOW = FakeTracks.AT;

  /** One of them just fits beside a short age, and no longer beside a long one. */
  private static final List<String> TITLES =
      IntStream.range(12, 40).mapToObj(length -> "w" + "i".repeat(length) + " is bad").toList();

  private final FxRobot robot = new FxRobot();
  private final FakeBuses buses = new FakeBuses();
  private final ManualTime time = new ManualTime(NOW);
  private AlertList alerts;
  private SwitchForm form;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    buses.on(Query.PreviewSwitch.class, asked -> FakeTracks.preview(asked.change()));
    buses.on(ProviderCommand.Drain.class, asked -> "done");
    robot.interact(() -> {
      StackPane host = new StackPane();
      form = new SwitchForm(buses.services(time), new Dialogs(host));
      alerts = new AlertList((place, subject) -> {}, form);
      Scene scene = new Scene(new StackPane(new HBox(alerts.node()), host), 900, 700);
      Theme.LIGHT.apply(scene);
      stage = new Stage();
      stage.setScene(scene);
      stage.show();
    });
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
  }

  @Test
  void alertOfAProviderDrainsItThroughTheForm() {
    show(List.of());
    press("Drain…");
    assertThat(texts()).contains("Opened from the alert", "west is unhealthy");
    assertThat(this.<TextField>lookup("#throw-reason").getText())
        .as("the alert's own words, until others are typed")
        .isEqualTo("west is unhealthy");
    assertThat(stage.getScene().getFocusOwner().getId()).isEqualTo("throw-name");
    write("#throw-name", "west");
    robot.interact(() -> this.<Button>lookup("#throw-confirm").fire());
    assertThat(buses.commands())
        .singleElement()
        .isInstanceOfSatisfying(
            ProviderCommand.Drain.class, drain -> assertThat(drain.provider()).isEqualTo("west"));
  }

  @Test
  void whatIsHeldReturnsToAutomaticThroughTheForm() {
    show(
        List.of(
            new Held(Held.Kind.ACTIVE, "east", "", "night-operator", "west is slow", NOW, null)));
    press("Return to automatic…");
    assertThat(this.<Node>lookup("#switch-form")).isNotNull();
    assertThat(this.<Button>lookup("#throw-confirm").getText())
        .isEqualTo("Return east to automatic");
  }

  @Test
  void buttonOfAnAlertStaysInItsPlaceWhileItsAgeGoesOn() {
    robot.interact(() -> {
      AlertEntry entry = new AlertEntry((place, subject) -> {}, form);
      Region node = (Region) entry.node();
      Scene scene = new Scene(new StackPane(node), 304, 300);
      Theme.LIGHT.apply(scene);
      ConsoleSnapshot snapshot = Views.snapshot(NOW, 0, "aws-us-west-2-004");
      for (String title : TITLES) {
        entry.show(
            Views.alert(
                AlertSeverity.CRITICAL, "provider", "aws-us-west-2-004", title, "", "", NOW),
            snapshot,
            NOW);
        List<Double> heights = new ArrayList<>();
        for (int seconds : List.of(1, 59, 60, 3_000, 90_000)) {
          entry.tick(NOW.plusSeconds(seconds));
          node.applyCss();
          scene.getRoot().layout();
          heights.add(node.prefHeight(304));
        }
        assertThat(heights).as(title).containsOnly(heights.getFirst());
      }
    });
  }

  @Test
  void readOnlyWindowSaysWhyNothingCanBeDrained() {
    show(List.of());
    buses.setReadOnly(true);
    robot.interact(() -> alerts.tick(NOW));
    Button drain = button("Drain…");
    assertThat(drain.isDisabled()).isTrue();
    assertThat(drain.getTooltip().getText()).isEqualTo("This window is read-only.");
  }

  private void show(List<Held> held) {
    ConsoleSnapshot plain =
        Views.snapshot(
            NOW, 0, List.of(Views.provider("east", 0, NOW), Views.provider("west", 1, NOW)), held);
    ConsoleSnapshot snapshot =
        held.isEmpty() ? plain : FakeTracks.activated(plain, "east", "night-operator");
    robot.interact(() -> {
      form.show(snapshot);
      alerts.show(snapshot, NOW);
    });
  }

  private void press(String text) {
    Button button = button(text);
    assertThat(button.isDisabled()).isFalse();
    robot.interact(button::fire);
  }

  private Button button(String text) {
    robot.interact(() -> stage.getScene().getRoot().applyCss());
    return stage.getScene().getRoot().lookupAll(".button").stream()
        .filter(each -> each instanceof Button button && button.getText().equals(text))
        .map(Button.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private List<String> texts() {
    return stage.getScene().getRoot().lookupAll(".label").stream()
        .map(each -> each instanceof Label label ? label.getText() : "")
        .toList();
  }

  private void write(String id, String text) {
    robot.interact(() -> this.<TextField>lookup(id).setText(text));
  }

  @SuppressWarnings("unchecked")
  private <T extends Node> T lookup(String selector) {
    return (T) stage.getScene().getRoot().lookup(selector);
  }
}
