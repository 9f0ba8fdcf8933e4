package io.signalbox.app.ui.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ToggleSwitch;
import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.alert.BuiltInRules;
import io.signalbox.core.command.AlertCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.AlertRuleView;
import io.signalbox.core.query.Query;
import io.signalbox.core.testing.ManualTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The switches of the rules stand as the rules do. */
@OnScreen
class RulesTableTest {

  private final FxRobot robot = new FxRobot();
  private final ManualTime time = new ManualTime();
  private final FakeBuses buses = new FakeBuses();
  private RulesTable rules;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    buses
        .on(
            Query.ListAlertRules.class,
            asked ->
                List.of(
                    new AlertRuleView(
                        BuiltInRules.ALL.get("success_rate"), "built in", false, 0, 2)))
        .on(Query.ListAlerts.class, asked -> List.of());
    FxToolkit.registerPrimaryStage();
    robot.interact(() -> {
      AlertsViewModel model = new AlertsViewModel(buses.services(time));
      rules = new RulesTable(model, rule -> {}, () -> {}, () -> {});
      Scene scene = new Scene(new StackPane(rules.node()), 900, 400);
      Theme.DARK.apply(scene);
      stage = new Stage();
      stage.setScene(scene);
      stage.show();
      model.show(Views.snapshot(time.now(), 0, "west"));
    });
  }

  @AfterEach
  void close() {
    robot.interact(() -> stage.hide());
  }

  /** As it is drawn now. */
  private ToggleSwitch toggle() {
    AtomicReference<ToggleSwitch> found = new AtomicReference<>();
    robot.interact(() -> {
      stage.getScene().getRoot().applyCss();
      stage.getScene().getRoot().layout();
      found.set((ToggleSwitch) stage.getScene().getRoot().lookup(".toggle-switch"));
    });
    return found.get();
  }

  @Test
  void aSwitchThatIsRefusedStandsAgainAsItsRuleDoes() {
    buses.on(
        AlertCommand.SetRule.class,
        asked -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The store is busy");
        });
    ToggleSwitch thrown = toggle();
    robot.interact(() -> thrown.setSelected(false));
    assertThat(buses.commands()).hasSize(1);
    assertThat(toggle().isSelected()).isTrue();
  }

  @Test
  void theSwitchesFollowTheLockAndSayWhyTheyDoNotAct() {
    buses.setReadOnly(true);
    robot.interact(() -> rules.tick());
    assertThat(toggle().isDisabled()).isTrue();
    assertThat(toggle().getAccessibleHelp()).isEqualTo("This window is read-only");
    buses.setReadOnly(false);
    robot.interact(() -> rules.tick());
    assertThat(toggle().isDisabled()).isFalse();
  }
}
