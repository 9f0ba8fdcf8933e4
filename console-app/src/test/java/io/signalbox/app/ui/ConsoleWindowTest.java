package io.signalbox.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.FakeSnapshots;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.Preferences;
import io.signalbox.app.ui.shell.OpeningView;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.provider.TimeSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** The window is there before the core is, and says what it waits for. */
@OnScreen
class ConsoleWindowTest {

  private static final Path FOLDER = Path.of("site", "config");

  private final FxRobot robot = new FxRobot();
  private final List<Integer> ended = new ArrayList<>();
  private int tried;
  private ConsoleWindows windows;
  private Stage stage;

  @BeforeEach
  void open() throws Exception {
    FxToolkit.registerPrimaryStage();
    robot.interact(() -> {
      windows = new ConsoleWindows(FOLDER, Preferences.inMemory(), () -> tried++, ended::add);
      stage = windows.all().getFirst().stage();
    });
  }

  @Test
  void firstFrameSaysWhatIsOpened() {
    assertThat(stage.isShowing()).isTrue();
    assertThat(this.<Label>lookup("#opening-what").getText()).isEqualTo("Opening " + FOLDER + " …");
    assertThat(this.<Button>lookup("#opening-again").isVisible()).isFalse();
    robot.interact(() -> stage.hide());
    assertThat(ended).containsExactly(0);
  }

  @Test
  void whatCannotBeOpenedIsToldInTheWindowAndItsStatusIsTheErrors() {
    robot.interact(() ->
        windows.refuse(
            new SignalboxException(
                ErrorCode.CONFIGURATION_INVALID, "config.json:3: 'weigth' is unknown")));
    assertThat(this.<Label>lookup("#opening-what").getText()).isEqualTo("CONFIGURATION_INVALID");
    assertThat(this.<Label>lookup("#opening-more").getText())
        .isEqualTo("config.json:3: 'weigth' is unknown");
    assertThat(this.<Label>lookup("#opening-todo").getText()).startsWith("Nothing was changed.");
    assertThat(ended).isEmpty();
    robot.interact(() -> this.<Button>lookup("#opening-close").fire());
    assertThat(ended).containsExactly(ErrorCode.CONFIGURATION_INVALID.exitStatus());
  }

  @Test
  void whatWasMendedIsOpenedWithoutAnotherStart() {
    robot.interact(() ->
        windows.refuse(
            new SignalboxException(
                ErrorCode.STORE_UNAVAILABLE, "The store is full: make room on its disk")));
    assertThat(this.<Label>lookup("#opening-todo").getText()).contains("try again");
    robot.interact(() -> this.<Button>lookup("#opening-again").fire());
    assertThat(tried).isEqualTo(1);
    assertThat(this.<Label>lookup("#opening-what").getText()).isEqualTo("Opening " + FOLDER + " …");
    assertThat(this.<Button>lookup("#opening-again").isVisible()).isFalse();
    robot.interact(() -> stage.hide());
  }

  @Test
  void windowClosedWhileItOpensStaysClosed() {
    robot.interact(() -> stage.hide());
    UiServices services = new FakeBuses().services(TimeSource.system(), Drafts.inMemory());
    robot.interact(() ->
        windows.open(
            services, () -> new Feed(new FakeSnapshots(), new EventStream(), Platform::runLater)));
    assertThat(stage.isShowing()).isFalse();
    assertThat(stage.getScene().getRoot()).isInstanceOf(OpeningView.class);
    assertThat(ended).containsExactly(0);
  }

  @SuppressWarnings("unchecked")
  private <T> T lookup(String selector) {
    return (T) stage.getScene().getRoot().lookup(selector);
  }
}
