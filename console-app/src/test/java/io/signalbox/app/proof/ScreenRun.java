package io.signalbox.app.proof;

import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.core.proof.Arguments;
import io.signalbox.core.proof.Tables;
import io.signalbox.core.testing.Many;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process of {@link Screens}: every screen in front for as long as the others, with so many
 * providers, 0 for a window with nothing in it. What it measured stands on standard output as rows.
 */
public final class ScreenRun {

  private static final Map<String, String> ARGUMENTS =
      Map.of("providers", "4", "templates", "100", "rate", "20", "seconds", "300", "screens", "");

  private ScreenRun() {}

  public static void main(String[] args) throws Exception {
    Arguments arguments = Arguments.of(ARGUMENTS, args);
    int providers = arguments.number("providers");
    Path folder = Files.createTempDirectory("signalbox-screens-");
    try (WatchedWindow window =
        providers == 0
            ? WatchedWindow.empty()
            : WatchedWindow.of(
                folder.resolve("config"),
                new Many(providers, arguments.number("templates"), arguments.decimal("rate")))) {
      if (providers == 0) {
        TimeUnit.SECONDS.sleep(arguments.number("seconds"));
        print(Screens.FRAMES, window.take().longestFrame());
      } else {
        screens(window, arguments.number("seconds"), arguments.text("screens"));
      }
      print(Screens.HEAP, window.heap() / 1_048_576.0);
      print(Screens.RESIDENT, WatchedWindow.resident() / 1_048_576.0);
    } finally {
      Tables.delete(folder);
    }
    System.exit(0);
  }

  /**
   * @param only titles of screens, to look at these alone; empty for all
   */
  private static void screens(WatchedWindow window, int seconds, String only)
      throws InterruptedException {
    // What the start costs is in no screen's figures.
    TimeUnit.SECONDS.sleep(5);
    for (Place place : Place.values()) {
      if (!only.isEmpty() && !only.contains(place.title())) {
        continue;
      }
      double opened = window.open(place);
      TimeUnit.SECONDS.sleep(1);
      window.take();
      TimeUnit.MILLISECONDS.sleep(1_000L * seconds / Place.values().length);
      WatchedWindow.Figures figures = window.take();
      System.out.printf(
          Locale.ROOT,
          "%s%s | %.0f | %d | %s | %s | %.0f%n",
          Screens.SCREEN,
          place.title(),
          opened,
          figures.refreshes(),
          figures.work(),
          figures.took(),
          figures.longestFrame());
    }
  }

  private static void print(String what, double figure) {
    System.out.printf(Locale.ROOT, "%s%.1f%n", what, figure);
  }
}
