package io.signalbox.app.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.SampleWindow;
import io.signalbox.app.ui.control.Navigator.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A value is edited with a mistake and its correction, and a key is given to something else. */
@OnScreen
class SettingsPathTest {

  @TempDir Path folder;

  @Test
  void aValueIsCheckedAsItIsTypedAndSavedAndAKeyIsChanged() throws Exception {
    try (SampleWindow window = SampleWindow.open(folder)) {
      window.go(Place.SETTINGS, "request.default_timeout");
      ListView<SettingRow> list = window.lookup("#settings");
      window.until(() -> list.getItems().size() == 2);
      window.interact(() -> {
        list.requestFocus();
        list.getSelectionModel().select(1);
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

      window.click("#key-pause");
      window.push(KeyCode.F9);
      window.until(() -> window.<Button>lookup("#key-pause").getText().equals("F9"));
      window.push(KeyCode.F9);
      window.until(() -> window.<Button>lookup("#live").getText().startsWith("Paused"));
    }
  }
}
