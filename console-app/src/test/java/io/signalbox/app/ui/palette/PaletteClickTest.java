package io.signalbox.app.ui.palette;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.SampleWindow;
import java.nio.file.Path;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The palette with the pointer. */
@OnScreen
class PaletteClickTest {

  @TempDir Path folder;

  @Test
  void aClickBelowTheLastEntryChoosesNothingAndOneOnAnEntryThatEntry() throws Exception {
    try (SampleWindow window = SampleWindow.open(folder)) {
      window.push(KeyCode.CONTROL, KeyCode.K);
      window.until(() -> window.exists("#palette-list"));
      ListView<Entry> list = window.lookup("#palette-list");
      window.write("#palette", "Go to Tracks");
      window.until(() ->
          !list.getItems().isEmpty() && list.getItems().getFirst().text().equals("Go to Tracks"));
      window.interact(() -> list.fireEvent(click()));
      assertThat(window.exists("#palette")).as("open still").isTrue();
      window.click(
          window.find(
              "#palette-list .label",
              each -> each instanceof Label label && label.getText().equals("Go to Tracks")));
      window.until(() -> !window.exists("#palette") && window.exists("#throw-drain"));
    }
  }

  private static MouseEvent click() {
    return new MouseEvent(
        MouseEvent.MOUSE_CLICKED,
        0,
        0,
        0,
        0,
        MouseButton.PRIMARY,
        1,
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        true,
        null);
  }
}
