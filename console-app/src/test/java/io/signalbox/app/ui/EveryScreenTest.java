package io.signalbox.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.cli.window.SnapshotCommand;
import io.signalbox.app.testing.Contrast;
import io.signalbox.app.testing.Fit;
import io.signalbox.app.testing.LongerWords;
import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.SampleFolder;
import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.snapshot.PosedWindow;
import io.signalbox.app.ui.snapshot.Rendering;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.played.SimulatedHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds for every screen, on a played history of the sample. */
@OnScreen
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryScreenTest {

  /** What lies over a screen, and the button that opens it, by its id or by what it says. */
  private record Over(Place place, String button) {}

  private static final List<Over> OVERS =
      List.of(
          new Over(Place.OVERVIEW, Act.SEARCH.sentence()),
          new Over(Place.OVERVIEW, Act.KEYBOARD_MAP.sentence()),
          new Over(Place.PROVIDERS, Act.REGISTER_PROVIDER.id()),
          new Over(Place.PROVIDERS, "action-drain"),
          new Over(Place.PROVIDERS, Act.REMOVE_PROVIDER.id()),
          new Over(Place.TEMPLATES, Act.NEW_TEMPLATE.id()),
          new Over(Place.ALERTS, Act.NEW_RULE.id()));

  private SimulatedHistory history;
  private final List<String> problems = new ArrayList<>();

  @BeforeAll
  void play(@TempDir Path folder) throws Exception {
    history =
        SimulatedHistory.play(
            SampleFolder.copyTo(folder.resolve("config")),
            null,
            Map.of(),
            SnapshotCommand.PLAYED_END,
            SnapshotCommand.PLAYED_SEED);
  }

  @AfterAll
  void close() {
    history.close();
  }

  private PosedWindow window(int width, int height) {
    problems.clear();
    return new PosedWindow(history.signalbox(), history.time(), Theme.DARK, width, height, false);
  }

  @Test
  void everyTextCanBeReadOnItsGroundInEveryTheme() {
    try (PosedWindow window = window(1280, 800)) {
      for (Theme theme : Theme.values()) {
        Set<String> opened = new HashSet<>();
        onScreen(() -> theme.apply(scene(window)));
        for (Place place : Place.values()) {
          window.go(place);
          note(place + ", " + theme, () -> Contrast.problems(scene(window)));
          note(place + ", " + theme, () -> popups(window, opened));
          for (Over over : OVERS) {
            if (over.place() == place) {
              onScreen(() -> button(window, over.button()).fire());
              window.settle();
              note(over.button() + ", " + theme, () -> Contrast.problems(scene(window)));
              onScreen(() -> escape(window));
              window.settle();
            }
          }
        }
      }
    }
    assertThat(problems).isEmpty();
  }

  /** A key by chance, and how far a fade had come: a committed picture was another each time. */
  @Test
  void aScreenIsDrawnAlikeEachTime() {
    for (Place place : List.of(Place.REQUESTS, Place.TRACKS)) {
      assertThat(drawn(place)).as("%s", place).isEqualTo(drawn(place));
    }
  }

  private int[] drawn(Place place) {
    try (PosedWindow window = window(1280, 800)) {
      window.go(place);
      int[] pixels = new int[1280 * 800];
      window
          .picture()
          .getPixelReader()
          .getPixels(0, 0, 1280, 800, PixelFormat.getIntArgbInstance(), pixels, 0, 1280);
      return pixels;
    }
  }

  @ParameterizedTest
  @CsvSource({"1024, 640", "1280, 720"})
  void wordsThatAreLongerByTwoFifthsHaveRoomInASmallWindow(int width, int height) {
    Map<Node, String> said = LongerWords.none();
    try (PosedWindow window = window(width, height)) {
      for (Place place : Place.values()) {
        window.go(place);
        onScreen(() -> LongerWords.in(scene(window), said));
        Rendering.pulses();
        note(place.toString(), () -> Fit.problems(scene(window), said));
      }
    }
    assertThat(problems).isEmpty();
  }

  /** Those of menus, lists of choices and tooltips, of each kind once. */
  private static List<String> popups(PosedWindow window, Set<String> opened) {
    List<String> found = new ArrayList<>();
    List<Node> all = new ArrayList<>();
    collect(scene(window).getRoot(), all);
    for (Node each : all) {
      if (each.isDisabled() || !opened.add(each.getClass() + " " + each.getStyleClass())) {
        continue;
      }
      if (each instanceof MenuButton menu) {
        menu.show();
        found.addAll(ofOpenPopups());
        menu.hide();
      } else if (each instanceof ComboBoxBase<?> choice) {
        choice.show();
        found.addAll(ofOpenPopups());
        choice.hide();
      } else if (each instanceof ButtonBase button && button.getTooltip() != null) {
        Tooltip tooltip = button.getTooltip();
        tooltip.show(button, 10, 10);
        found.addAll(ofOpenPopups());
        tooltip.hide();
      }
    }
    return found;
  }

  private static List<String> ofOpenPopups() {
    List<String> found = new ArrayList<>();
    for (Window each : List.copyOf(Window.getWindows())) {
      if (each instanceof PopupWindow popup) {
        Parent root = popup.getScene().getRoot();
        root.applyCss();
        root.layout();
        Contrast.problems(popup.getScene()).forEach(line -> found.add("popup: " + line));
      }
    }
    return found;
  }

  private static void collect(Node node, List<Node> found) {
    if (!node.isVisible()) {
      return;
    }
    found.add(node);
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(each -> collect(each, found));
    }
  }

  private static ButtonBase button(PosedWindow window, String button) {
    List<Node> all = new ArrayList<>();
    collect(scene(window).getRoot(), all);
    return all.stream()
        .filter(ButtonBase.class::isInstance)
        .map(ButtonBase.class::cast)
        .filter(each -> button.equals(each.getId()) || button.equals(each.getText()))
        .filter(each -> !each.isDisabled())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no button " + button));
  }

  private static void escape(PosedWindow window) {
    Node over = scene(window).lookup(".scrim");
    if (over != null) {
      Event.fireEvent(
          over,
          new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false));
    }
  }

  private static Scene scene(PosedWindow window) {
    return window.stage().getScene();
  }

  private void note(String where, Supplier<List<String>> found) {
    Rendering.onScreen(found).forEach(each -> problems.add(where + ": " + each));
  }

  private static void onScreen(Runnable work) {
    Rendering.onScreen(() -> {
      work.run();
      return true;
    });
  }
}
