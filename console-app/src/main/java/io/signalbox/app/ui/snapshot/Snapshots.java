package io.signalbox.app.ui.snapshot;

import io.signalbox.app.ui.Toolkit;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.control.PictureFile;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.Signalbox;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import javafx.application.Platform;
import javafx.stage.Stage;

/** Renders every screen. */
public final class Snapshots {

  private Snapshots() {}

  /**
   * Renders every screen in every theme as {@code NAME-THEME.png}, such as {@code
   * overview-dark.png}; blocks; works without a display.
   *
   * @param time the clock the screens show: a played history's stands
   * @return the files written, in the order of the navigation
   * @throws SignalboxException INVALID_INPUT where the folder cannot be written
   */
  public static List<Path> render(Signalbox signalbox, TimeSource time, SnapshotOptions options) {
    boolean seen = startToolkit();
    Phaser asks = new Phaser(1);
    Executor background =
        work -> {
          asks.register();
          Thread.ofVirtual()
              .start(() -> {
                try {
                  work.run();
                } finally {
                  // Answers queue on the screen's thread first, so they count as under way.
                  Platform.runLater(asks::arriveAndDeregister);
                }
              });
        };
    UiServices services =
        new UiServices(
            signalbox.queries(),
            signalbox.commands(),
            () -> {},
            background,
            Platform::runLater,
            time,
            "operator (window)",
            Drafts.inMemory());
    List<Path> written = new ArrayList<>();
    try (Feed feed = new Feed(signalbox.snapshots(), signalbox.events(), Platform::runLater)) {
      Files.createDirectories(options.folder());
      ConsoleSnapshot snapshot = signalbox.queries().ask(new Query.Snapshot());
      for (String name : options.themes()) {
        Theme theme = Theme.valueOf(name.toUpperCase(Locale.ROOT));
        Stage stage =
            Rendering.onScreen(() -> {
              Stage shown =
                  Rendering.stage(services, feed, theme, options.width(), options.height());
              // Nobody sees it: it is laid out at each pulse all the same, and drawn for its
              // picture alone.
              shown.setIconified(!seen);
              return shown;
            });
        ShellView shell = (ShellView) stage.getScene().getRoot();
        for (Place place : Place.values()) {
          Rendering.onScreen(() -> {
            shell.show(snapshot);
            shell.go(place, "");
            shell.requestFocus();
            return place;
          });
          settle(asks);
          Path file =
              options
                  .folder()
                  .resolve(place.title().toLowerCase(Locale.ROOT) + "-" + name + ".png");
          PictureFile.write(
              Rendering.onScreen(() -> Rendering.picture(stage, options.width(), options.height())),
              file);
          written.add(file);
        }
        Rendering.onScreen(() -> {
          stage.hide();
          return stage;
        });
      }
    } catch (IOException e) {
      throw new SignalboxException(
          ErrorCode.INVALID_INPUT,
          "The pictures cannot be written to " + options.folder() + ": " + e.getMessage(),
          e);
    }
    return written;
  }

  /**
   * Without a display the toolkit draws in software, to nowhere.
   *
   * @return whether there is a display
   */
  private static boolean startToolkit() {
    boolean linux = System.getProperty("os.name", "").startsWith("Linux");
    String display = System.getenv("DISPLAY");
    boolean nowhere = linux && (display == null || display.isBlank());
    if (nowhere) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
    }
    System.setProperty("java.awt.headless", "true");
    Toolkit.start();
    return !nowhere;
  }

  /** Waits until no question is under way and what the answers changed has been laid out. */
  private static void settle(Phaser asks) {
    boolean quiet = false;
    while (!quiet) {
      asks.arriveAndAwaitAdvance();
      Rendering.onScreen(() -> true);
      quiet = asks.getRegisteredParties() == 1;
    }
    Rendering.pulses();
  }
}
