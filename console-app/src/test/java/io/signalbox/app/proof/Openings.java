package io.signalbox.app.proof;

import io.signalbox.app.ui.Toolkit;
import io.signalbox.app.ui.UiLauncher;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.snapshot.Rendering;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.Signalbox;
import io.signalbox.core.SignalboxOptions;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.testing.Many;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.application.Platform;
import javafx.stage.Stage;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Windows on one core, opened one after the other with every screen and closed again: what is left
 * of them.
 */
final class Openings {

  private static final int WIDTH = 1440;
  private static final int HEIGHT = 900;
  private static final double FLAT_PERCENT = 2;

  /** After so many everything that is kept for the next window is there. */
  private static final int SETTLED = 10;

  /** Number, instances, bytes and name, as a histogram of the heap has it. */
  private static final Pattern CLASS =
      Pattern.compile(
          "\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+io\\.signalbox\\.app\\.ui\\.\\S+ViewModel( .*)?");

  private final Signalbox core;
  private final ExecutorService asks;

  private Openings(Signalbox core, ExecutorService asks) {
    this.core = core;
    this.asks = asks;
  }

  static List<Figure> measure(Path config, int times) throws IOException, JMException {
    Many many = new Many(20, 50, 0);
    many.writeTo(config);
    Toolkit.start();
    try (Signalbox core =
            Signalbox.open(SignalboxOptions.of(config).background(true).seed(7).build());
        ExecutorService asks = Executors.newVirtualThreadPerTaskExecutor()) {
      Openings openings = new Openings(core, asks);
      openings.repeat(SETTLED);
      double before = heap();
      // The toolkit's editor holds the line that it laid out last, and with it one window.
      long held = models();
      openings.repeat(times);
      double after = heap();
      double growth = 100 * (after - before) / before;
      long models = models() - held;
      return List.of(
          Figure.judged(
              "Every screen opened and closed " + times + " times, heap after collection",
              String.format(Locale.ROOT, "%.1f MiB, %+.1f %%", after, growth),
              "within %.0f %%".formatted(FLAT_PERCENT),
              growth <= FLAT_PERCENT),
          Figure.judged(
              "Every screen opened and closed " + times + " times, view-models held",
              "%d more than before, %d".formatted(models, held),
              "0 more",
              models <= 0));
    } finally {
      Platform.exit();
    }
  }

  private void repeat(int times) {
    for (int i = 0; i < times; i++) {
      openAndClose();
    }
  }

  private void openAndClose() {
    try (Feed feed = new Feed(core.snapshots(), core.events(), Platform::runLater)) {
      Stage stage =
          Rendering.onScreen(() ->
              Rendering.stage(
                  UiLauncher.services(
                      core, asks, Platform::runLater, TimeSource.system(), Drafts.inMemory()),
                  feed,
                  Theme.DARK,
                  WIDTH,
                  HEIGHT));
      feed.start();
      for (Place place : Place.values()) {
        Rendering.onScreen(() -> {
          ((ShellView) stage.getScene().getRoot()).go(place, "");
          return place;
        });
        Rendering.pulses();
      }
      Rendering.onScreen(() -> {
        stage.hide();
        return true;
      });
    }
    // What the window's end leaves to the next pulses.
    Rendering.pulses();
  }

  /** MiB after two collections. */
  private static double heap() {
    System.gc();
    System.gc();
    return WatchedWindow.used() / 1_048_576.0;
  }

  /** View-models that somebody still holds. */
  private static long models() throws JMException {
    String histogram =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    return histogram
        .lines()
        .map(CLASS::matcher)
        .filter(Matcher::matches)
        .mapToLong(line -> Long.parseLong(line.group(1)))
        .sum();
  }
}
