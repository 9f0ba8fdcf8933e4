package io.signalbox.app.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.SampleWindow;
import io.signalbox.app.ui.control.Navigator.Place;
import java.nio.file.Path;
import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes something follows the lock of the window at once, on the screen in front too. */
@OnScreen
class LockTest {

  @TempDir Path folder;

  @Test
  void whatTheScreenInFrontChangesIsLockedAndUnlockedWithTheWindow() throws Exception {
    try (SampleWindow window = SampleWindow.open(folder)) {
      window.go(Place.REQUESTS, "");
      follows(window, "#submit");
      window.go(Place.TEMPLATES, "");
      follows(window, "#layer-new");
      window.go(Place.PROVIDERS, "");
      follows(window, "#action-edit");
    }
  }

  private static void follows(SampleWindow window, String button) throws Exception {
    window.until(() -> window.exists(button) && !window.<Button>lookup(button).isDisabled());
    // While paused: no news comes meanwhile that would have it looked at.
    window.press("#live");
    window.press("#lock");
    assertThat(window.<Button>lookup(button).isDisabled()).as(button).isTrue();
    assertThat(window.<Button>lookup(button).getAccessibleHelp()).contains("read-only");
    window.press("#lock");
    assertThat(window.<Button>lookup(button).isDisabled()).as(button).isFalse();
    window.press("#live");
  }
}
