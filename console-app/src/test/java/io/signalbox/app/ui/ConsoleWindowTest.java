package io.signalbox.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.FakeSnapshots;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.SampleFolder;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.preference.Preferences;
import io.signalbox.app.ui.shell.OpeningView;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.provider.TimeSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The window is there before the core is, and says what it waits for. */
@OnScreen
class ConsoleWindowTest {

  private static final Path FOLDER = Path.of("site", "config");

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private final List<Integer> ended = new ArrayList<>();
  private ConsoleWindow window;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    robot.interact(() -> {
      window = new ConsoleWindow(FOLDER, Preferences.inMemory(), ended::add);
      stage = window.stage();
    });
  }

  @Test
  void firstFrameSaysWhatIsOpenedAndTheSameWindowBecomesTheConsole() throws Exception {
    assertThat(stage.isShowing()).isTrue();
    assertThat(this.<Label>lookup("#opening-what").getText()).isEqualTo("Opening " + FOLDER + " …");
    Path config = SampleFolder.copyTo(folder.resolve("config"));
    try (Signalbox signalbox =
            Signalbox.open(
                SignalboxOptions.of(config).stateFolder(folder.resolve("state")).seed(7).build());
        Feed feed = new Feed(new FakeSnapshots(), signalbox.events(), Platform::runLater)) {
      robot.interact(() ->
          window.open(
              UiLauncher.services(
                  signalbox,
                  Runnable::run,
                  Platform::runLater,
                  TimeSource.system(),
                  Drafts.inMemory()),
              feed));
      Parent root = stage.getScene().getRoot();
      assertThat(root).isInstanceOf(ShellView.class);
      assertThat(root.getStyleClass()).containsAnyOf("light", "dark");
      robot.interact(() -> stage.hide());
    }
    assertThat(ended).containsExactly(0);
  }

  @Test
  void whatCannotBeOpenedIsToldInTheWindowAndItsStatusIsTheErrors() {
    robot.interact(() ->
        window.refuse(
            new SignalboxException(
                ErrorCode.CONFIGURATION_INVALID, "config.json:3: 'weigth' is unknown")));
    assertThat(this.<Label>lookup("#opening-what").getText()).isEqualTo("CONFIGURATION_INVALID");
    assertThat(this.<Label>lookup("#opening-more").getText())
        .isEqualTo("config.json:3: 'weigth' is unknown");
    assertThat(ended).isEmpty();
    robot.interact(() -> this.<Button>lookup("#opening-close").fire());
    assertThat(ended).containsExactly(ErrorCode.CONFIGURATION_INVALID.exitStatus());
  }

  @Test
  void windowClosedWhileItOpensStaysClosed() {
    robot.interact(() -> stage.hide());
    try (Feed feed = new Feed(new FakeSnapshots(), new EventStream(), Platform::runLater)) {
      robot.interact(() -> window.open(new FakeBuses().services(TimeSource.system()), feed));
    }
    assertThat(stage.isShowing()).isFalse();
    assertThat(stage.getScene().getRoot()).isInstanceOf(OpeningView.class);
    assertThat(ended).containsExactly(0);
  }

  @SuppressWarnings("unchecked")
  private <T> T lookup(String selector) {
    return (T) stage.getScene().getRoot().lookup(selector);
  }
}
