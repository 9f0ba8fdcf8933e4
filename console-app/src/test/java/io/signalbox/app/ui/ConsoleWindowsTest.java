package io.signalbox.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeSnapshots;
import io.signalbox.app.testing.Held;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.SampleFolder;
import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.KeptWindow;
import io.signalbox.app.ui.preference.Preferences;
import io.signalbox.app.ui.preference.WindowPlace;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.snapshot.Rendering;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import io.signalbox.core.store.MigratedStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.event.EventType;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Several windows of one program: what each has for itself, what is one for all, what is left. */
@OnScreen
class ConsoleWindowsTest {

  @TempDir Path folder;
  private final FxRobot robot = new FxRobot();
  private final Preferences preferences = Preferences.inMemory();
  private final FakeSnapshots snapshots = new FakeSnapshots();
  private final List<Integer> ended = new ArrayList<>();
  private Signalbox signalbox;
  private ConsoleWindows windows;

  @BeforeEach
  void openCore() throws Exception {
    FxToolkit.registerPrimaryStage();
    signalbox =
        Signalbox.open(
            SignalboxOptions.of(SampleFolder.copyTo(folder.resolve("config")))
                .stateFolder(MigratedStore.in(folder.resolve("state")))
                .seed(7)
                .build());
    open();
  }

  @AfterEach
  void closeAll() {
    robot.interact(() -> windows.quit());
    signalbox.close();
  }

  /** As the program does. */
  private void open() {
    UiServices services =
        UiLauncher.services(
            signalbox,
            Runnable::run,
            Runnable::run,
            TimeSource.system(),
            Drafts.inMemory(),
            preferences);
    robot.interact(() -> {
      windows = new ConsoleWindows(folder.resolve("config"), preferences, () -> {}, ended::add);
      windows.open(services, () -> new Feed(snapshots, signalbox.events(), Platform::runLater));
    });
  }

  @Test
  void theSameWindowBecomesTheConsole() {
    Parent root = stage(0).getScene().getRoot();
    assertThat(root).isInstanceOf(ShellView.class);
    assertThat(root.getStyleClass()).containsAnyOf("light", "dark");
    robot.interact(() -> stage(0).hide());
    assertThat(ended).containsExactly(0);
  }

  @Test
  void aKeyOpensAnotherWindowAndAnotherOneClosesItAlone() {
    press(0, KeyCode.N);
    assertThat(windows.all()).hasSize(2);
    robot.interact(() -> shell(1).go(Place.TEMPLATES, ""));
    assertThat(title(0)).isEqualTo(Place.OVERVIEW.title());
    assertThat(title(1)).isEqualTo(Place.TEMPLATES.title());
    press(1, KeyCode.W);
    assertThat(windows.all()).hasSize(1);
    assertThat(ended).isEmpty();
    press(0, KeyCode.W);
    assertThat(ended).containsExactly(0);
  }

  @Test
  void aKeyThatIsHeldDownOpensOneWindow() {
    robot.interact(() -> {
      shell(0).fireEvent(key(KeyEvent.KEY_PRESSED, KeyCode.CONTROL));
      for (int i = 0; i < 3; i++) {
        // The newest window has the focus, and so the key.
        shell(windows.all().size() - 1).fireEvent(key(KeyEvent.KEY_PRESSED, KeyCode.N));
      }
    });
    assertThat(windows.all()).hasSize(2);
    press(1, KeyCode.N);
    assertThat(windows.all()).as("pressed once more").hasSize(3);
    press(0, KeyCode.N);
    assertThat(windows.all()).as("where it was not heard to go up").hasSize(4);
  }

  @Test
  void theTitlesSayWhetherTheWindowsAreLocked() {
    press(0, KeyCode.N);
    assertThat(stage(1).getTitle()).isEqualTo("Signalbox");
    robot.interact(() -> ((Button) shell(0).lookup("#lock")).fire());
    assertThat(stage(0).getTitle()).isEqualTo("Signalbox (read-only)");
    robot.interact(() -> ((Button) shell(0).lookup("#lock")).fire());
    assertThat(stage(0).getTitle()).isEqualTo("Signalbox");
  }

  @Test
  void windowsHaveThePauseForThemselvesAndTheThemeAlike() {
    press(0, KeyCode.N);
    robot.interact(() -> live(0).fire());
    assertThat(live(0).getText()).startsWith("Paused");
    assertThat(live(1).getText()).isEqualTo("Live");
    boolean dark = shell(1).getStyleClass().contains("dark");
    robot.interact(() -> theme(0).fire());
    assertThat(shell(0).getStyleClass().contains("dark")).isNotEqualTo(dark);
    assertThat(shell(1).getStyleClass().contains("dark")).isNotEqualTo(dark);
  }

  @Test
  void windowsThatAreOpenAtTheEndAreOpenedAgainOnTheirScreens() {
    press(0, KeyCode.N);
    press(0, KeyCode.N);
    robot.interact(() -> {
      shell(1).go(Place.REQUESTS, "");
      shell(2).go(Place.ROUTING, "");
      stage(2).hide();
    });
    robot.interact(() -> windows.quit());
    assertThat(ended).containsExactly(0);
    open();
    assertThat(windows.all()).hasSize(2);
    assertThat(List.of(title(0), title(1)))
        .containsExactly(Place.OVERVIEW.title(), Place.REQUESTS.title());
  }

  @Test
  void aWindowThatOpensOnProvidersBeginsInItsContentAndNotInTheFilter() {
    robot.interact(() -> {
      shell(0).go(Place.PROVIDERS, "");
      windows.quit();
    });
    open();
    Rendering.pulses();
    assertThat(title(0)).isEqualTo(Place.PROVIDERS.title());
    assertThat(stage(0).getScene().getFocusOwner()).isSameAs(shell(0).lookup(".screen"));
    press(0, KeyCode.N);
    assertThat(windows.all()).as("the window has its keys").hasSize(2);
  }

  @Test
  void aWindowThatWasClosedOnALargerDisplayIsSeenWhole() {
    robot.interact(() -> windows.quit());
    KeptWindow.first(preferences).stand(new WindowPlace(300, 500, 2400, 1300, false));
    open();
    Rectangle2D room = Screen.getPrimary().getVisualBounds();
    assertThat(stage(0).getY()).isGreaterThanOrEqualTo(room.getMinY());
    assertThat(stage(0).getY() + stage(0).getHeight()).isLessThanOrEqualTo(room.getMaxY());
    assertThat(stage(0).getX()).isGreaterThanOrEqualTo(room.getMinX());
    assertThat(stage(0).getX() + stage(0).getWidth()).isLessThanOrEqualTo(room.getMaxX());
  }

  @Test
  void nothingOfAWindowIsHeldOnceItIsClosed() {
    snapshots.give(signalbox.queries().ask(new Query.Snapshot()));
    List<Held> held = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      press(0, KeyCode.N);
      robot.interact(() -> {
        ShellView shell = shell(1);
        for (Place place : Place.values()) {
          shell.show(snapshots.latest());
          shell.go(place, "");
        }
        held.addAll(Held.within(shell));
      });
      assertThat(snapshots.subscribers()).isEqualTo(2);
      robot.interact(() -> stage(1).hide());
      assertThat(snapshots.subscribers()).isEqualTo(1);
    }
    assertThat(held).extracting(Held::type).contains("ShellView", "ProvidersViewModel", "Look");
    // Who had the focus last is held by the toolkit, until another has it.
    robot.interact(() -> stage(0).requestFocus());
    for (int i = 0; i < 30 && held.stream().anyMatch(Held::isHeld); i++) {
      System.gc();
      WaitForAsyncUtils.waitForFxEvents();
    }
    assertThat(held.stream().filter(Held::isHeld).map(Held::type).distinct()).isEmpty();
  }

  /** The toolkit keeps such pictures of a window that is closed. */
  @Test
  void nothingOfAnyScreenIsDrawnByAPictureOfIt() {
    snapshots.give(signalbox.queries().ask(new Query.Snapshot()));
    for (Place place : Place.values()) {
      robot.interact(() -> {
        shell(0).show(snapshots.latest());
        shell(0).go(place, "");
        shell(0).applyCss();
        assertThat(cached(shell(0))).as(place.title()).isEmpty();
      });
    }
  }

  private static List<Node> cached(Parent parent) {
    List<Node> found = new ArrayList<>();
    for (Node each : parent.getChildrenUnmodifiable()) {
      if (each.isCache()) {
        found.add(each);
      }
      if (each instanceof Parent inner) {
        found.addAll(cached(inner));
      }
    }
    return found;
  }

  private Stage stage(int window) {
    return windows.all().get(window).stage();
  }

  private ShellView shell(int window) {
    return (ShellView) stage(window).getScene().getRoot();
  }

  private Button live(int window) {
    return (Button) shell(window).lookup("#live");
  }

  private Button theme(int window) {
    return shell(window).lookupAll(".top-button").stream()
        .map(Button.class::cast)
        .filter(each -> Act.THEME.sentence().equals(each.getAccessibleText()))
        .findFirst()
        .orElseThrow();
  }

  private String title(int window) {
    return ((Label) shell(window).lookup(".top-bar .screen-title")).getText();
  }

  private void press(int window, KeyCode code) {
    robot.interact(() -> {
      ShellView shell = shell(window);
      shell.fireEvent(key(KeyEvent.KEY_PRESSED, KeyCode.CONTROL));
      shell.fireEvent(key(KeyEvent.KEY_PRESSED, code));
      shell.fireEvent(key(KeyEvent.KEY_RELEASED, code));
    });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static KeyEvent key(EventType<KeyEvent> type, KeyCode code) {
    return new KeyEvent(type, "", "", code, false, true, false, false);
  }
}
