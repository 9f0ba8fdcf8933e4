package io.signalbox.app.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.KeyMap;
import io.signalbox.app.ui.preference.Preferences;
import io.signalbox.app.ui.theme.Look;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.testing.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** What Settings says of the window's own look. */
@OnScreen
class KeptLookTest {

  @TempDir Path folder;

  @Test
  void whatCannotBeWrittenAnyMoreIsNotSaidToBeKept() throws Exception {
    FxToolkit.registerPrimaryStage();
    Path state = Files.createDirectory(folder.resolve("state"));
    new FxRobot()
        .interact(() -> {
          Preferences preferences = Preferences.open(state, folder, null, Runnable::run);
          Look look = new Look(preferences, Theme.DARK);
          SettingsScreen screen = screen(preferences, look);
          Scene scene = new Scene((Parent) screen.node(), 1264, 849);
          look.motionProperty().set(Look.Motion.REDUCED);
          screen.tick();
          assertThat(notes(scene)).contains("Kept across restarts.");
          delete(state);
          look.motionProperty().set(Look.Motion.FULL);
          screen.tick();
          assertThat(notes(scene))
              .doesNotContain("Kept across restarts.")
              .anyMatch(each -> each.startsWith("Settings of the window end with this window: "));
          look.close();
        });
  }

  private static SettingsScreen screen(Preferences preferences, Look look) {
    FakeBuses buses = new FakeBuses();
    UiServices services =
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
    return new SettingsScreen(
        services,
        new Dialogs(new StackPane()),
        look,
        new KeyMap(preferences),
        new ReadOnlyBooleanWrapper().getReadOnlyProperty(),
        () -> {});
  }

  private static void delete(Path folder) {
    try (var files = Files.list(folder)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> notes(Scene scene) {
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    return scene.getRoot().lookupAll(".label").stream()
        .filter(each -> each instanceof Label)
        .map(each -> ((Label) each).getText())
        .toList();
  }
}
