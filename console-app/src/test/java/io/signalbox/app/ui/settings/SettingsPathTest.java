package io.signalbox.app.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.SampleWindow;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.palette.Entry;
import io.signalbox.app.ui.snapshot.Rendering;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A value is found by its key, edited with a mistake and its correction, and a key of the keyboard
 * is given to something else.
 */
@OnScreen
class SettingsPathTest {

  @TempDir Path folder;

  @Test
  void aValueIsCheckedAsItIsTypedAndSavedAndAKeyIsChanged() throws Exception {
    try (SampleWindow window = SampleWindow.open(folder)) {
      window.push(KeyCode.CONTROL, KeyCode.K);
      window.until(() -> window.exists("#palette"));
      window.write("#palette", "request.default_timeout");
      ListView<Entry> found = window.lookup("#palette-list");
      window.until(() ->
          !found.getItems().isEmpty()
              && found.getItems().getFirst().text().equals("request.default_timeout"));
      window.push(KeyCode.ENTER);
      window.until(() -> window.exists("#settings"));
      ListView<SettingRow> list = window.lookup("#settings");
      window.until(() -> {
        SettingRow chosen = list.getSelectionModel().getSelectedItem();
        return chosen != null && chosen.key().equals("request.default_timeout");
      });
      window.push(KeyCode.ENTER);
      window.until(() -> window.exists("#setting-value"));
      window.write("#setting-value", "soon");
      Label message = window.lookup("#setting-message");
      window.until(() -> message.getText().contains("default_timeout"));
      Button save = window.lookup("#setting-save");
      assertThat(save.isDisabled()).isTrue();
      window.write("#setting-value", "450");
      window.until(() -> !save.isDisabled());
      assertThat(save.getText()).isEqualTo("Save in config.json");
      window.click("#setting-save");
      window.until(() -> !window.exists("#setting-value"));
      assertThat(Files.readString(folder.resolve("config/config.json")))
          .contains("\"default_timeout\": 450");
      window.until(() -> list.getItems().get(1).value().equals("450"));
      assertThat(list.getSelectionModel().getSelectedItem())
          .as("Enter goes on from where it was")
          .isEqualTo(list.getItems().get(1));

      window.click("#key-pause");
      window.push(KeyCode.F9);
      window.until(() -> window.<Button>lookup("#key-pause").getText().equals("F9"));
      window.push(KeyCode.F9);
      window.until(() -> window.<Button>lookup("#live").getText().startsWith("Paused"));
    }
  }

  @Test
  void enterInTheFieldSavesNothingThatMayMoveTraffic() throws Exception {
    try (SampleWindow window = SampleWindow.open(folder)) {
      Path file = folder.resolve("config/config.json");
      String before = Files.readString(file);
      window.go(Place.SETTINGS, "providers.aws-us-east-1.weight");
      ListView<SettingRow> list = window.lookup("#settings");
      window.until(() -> list.getSelectionModel().getSelectedItem() != null);
      window.push(KeyCode.ENTER);
      window.until(() -> window.exists("#setting-value"));
      window.write("#setting-value", "6");
      Button save = window.lookup("#setting-save");
      window.until(() -> !save.isDisabled());
      window.push(KeyCode.ENTER);
      assertThat(window.focused()).as("the button alone does it").isSameAs(save);
      assertThat(Files.readString(file)).isEqualTo(before);
      window.push(KeyCode.SPACE);
      window.until(() -> !window.exists("#setting-value"));
      assertThat(Files.readString(file)).isNotEqualTo(before).contains("\"weight\": 6");
    }
  }

  @Test
  void theScaleThatWasChosenKeepsTheFocusThoughTheScreenIsLaidOutInAnotherWay() throws Exception {
    try (SampleWindow window = SampleWindow.open(folder)) {
      window.go(Place.SETTINGS, "");
      Node chosen =
          window.find(
              ".toggle-button",
              node -> node instanceof ToggleButton it && it.getText().equals("150"));
      Parent beside = around(chosen);
      window.interact(() -> {
        chosen.requestFocus();
        ((ToggleButton) chosen).fire();
      });
      window.until(() -> around(chosen) != beside);
      Rendering.pulses();
      assertThat(window.focused()).isSameAs(chosen);
    }
  }

  /** What scrolls it: another where there is less room. */
  private static Parent around(Node node) {
    Parent at = node.getParent();
    while (!(at instanceof ScrollPane)) {
      at = at.getParent();
    }
    return at;
  }

  @Test
  void whatClosesTheLastWayIsAskedAboutWithAReasonAndThenSaved() throws Exception {
    try (SampleWindow window = SampleWindow.open(folder)) {
      Path file = folder.resolve("config/config.json");
      String before = Files.readString(file);
      window.go(Place.SETTINGS, "providers.aws-us-east-1.enabled");
      ListView<SettingRow> list = window.lookup("#settings");
      window.until(() -> list.getSelectionModel().getSelectedItem() != null);
      window.push(KeyCode.ENTER);
      window.until(() -> window.exists("#setting-value"));
      window.write("#setting-value", "false");
      Button save = window.lookup("#setting-save");
      window.until(() -> !save.isDisabled());
      window.click("#setting-save");
      window.until(() -> window.exists("#danger-reason"));
      Button confirm = window.lookup("#danger-confirm");
      assertThat(confirm.getText()).isEqualTo("Save all the same");
      assertThat(confirm.isDisabled()).as("without a reason").isTrue();
      assertThat(Files.readString(file)).isEqualTo(before);
      window.write("#danger-reason", "the east is sold");
      window.click("#danger-confirm");
      window.until(() -> !window.exists("#setting-value"));
      assertThat(Files.readString(file)).isNotEqualTo(before);
    }
  }
}
