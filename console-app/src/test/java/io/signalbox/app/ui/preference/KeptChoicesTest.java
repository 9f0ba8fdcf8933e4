package io.signalbox.app.ui.preference;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.providers.ProvidersScreen;
import io.signalbox.app.ui.settings.SettingsScreen;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.app.ui.theme.Look;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.testing.ManualTime;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** A list that is narrowed since the last time says so from the first frame. */
@OnScreen
class KeptChoicesTest {

  private final FxRobot robot = new FxRobot();
  private final FakeBuses buses = new FakeBuses();
  private final Preferences preferences = Preferences.inMemory();
  private final Dialogs dialogs = new Dialogs(new StackPane());
  private final UiServices services =
      new UiServices(
          buses,
          buses,
          () -> {},
          Runnable::run,
          Runnable::run,
          new ManualTime(),
          "tester (window)",
          Drafts.inMemory(),
          preferences);
  private Node screen;

  @BeforeEach
  void toolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void theHealthThatProvidersAreNarrowedToStandsOnItsChip() {
    preferences.set("providers", "health", "UNHEALTHY");
    robot.interact(() ->
        screen = new ProvidersScreen(services, dialogs, new SwitchForm(services, dialogs)).node());
    Labeled chip = (Labeled) screen.lookup("#provider-health");
    assertThat(chip.getText()).isEqualTo("health: unhealthy");
    assertThat(chip.getStyleClass()).contains("on");
  }

  @Test
  void settingsThatAreNoDefaultAloneStandSoOnTheirChip() {
    preferences.set("settings", "changed", "true");
    robot.interact(() ->
        screen =
            new SettingsScreen(
                    services,
                    dialogs,
                    new Look(preferences, Theme.DARK),
                    new KeyMap(preferences),
                    new SimpleBooleanProperty(),
                    () -> {})
                .node());
    assertThat(screen.lookup("#setting-changed").getStyleClass()).contains("on");
  }
}
