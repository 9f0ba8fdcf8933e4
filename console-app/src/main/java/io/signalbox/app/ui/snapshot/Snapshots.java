package io.signalbox.app.ui.snapshot;

import io.signalbox.app.ui.Toolkit;
import io.signalbox.app.ui.control.Navigator.Place;
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
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/** Renders every screen. */
public final class Snapshots {

  /**
   * Layout passes after the last answer: charts draw themselves in the pulse after the one that
   * measured them.
   */
  private static final int PULSES = 4;

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
    startToolkit();
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
        Stage stage = onScreen(() -> stage(services, feed, theme, options));
        ShellView shell = (ShellView) stage.getScene().getRoot();
        for (Place place : Place.values()) {
          onScreen(() -> {
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
          write(onScreen(() -> picture(stage, options)), file);
          written.add(file);
        }
        onScreen(() -> {
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

  /** Without a display the toolkit draws in software, to nowhere. */
  private static void startToolkit() {
    boolean linux = System.getProperty("os.name", "").startsWith("Linux");
    String display = System.getenv("DISPLAY");
    if (linux && (display == null || display.isBlank())) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
    }
    System.setProperty("java.awt.headless", "true");
    Toolkit.start();
  }

  private static Stage stage(UiServices services, Feed feed, Theme theme, SnapshotOptions options) {
    ShellView shell = new ShellView(services, feed, theme);
    Scene scene = new Scene(shell, options.width(), options.height());
    theme.apply(scene);
    Stage stage = new Stage();
    stage.setScene(scene);
    stage.show();
    // A small screen would shrink the window; the picture keeps its size all the same.
    shell.setMinSize(options.width(), options.height());
    shell.setMaxSize(options.width(), options.height());
    return stage;
  }

  /** Waits until no question is under way and what the answers changed has been laid out. */
  private static void settle(Phaser asks) {
    boolean quiet = false;
    while (!quiet) {
      asks.arriveAndAwaitAdvance();
      onScreen(() -> true);
      quiet = asks.getRegisteredParties() == 1;
    }
    for (int i = 0; i < PULSES; i++) {
      CompletableFuture<Boolean> pulsed = new CompletableFuture<>();
      Platform.runLater(() ->
          new javafx.animation.AnimationTimer() {
            @Override
            public void handle(long now) {
              stop();
              pulsed.complete(true);
            }
          }.start());
      pulsed.join();
    }
  }

  private static WritableImage picture(Stage stage, SnapshotOptions options) {
    Scene scene = stage.getScene();
    scene.getRoot().resize(options.width(), options.height());
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    return scene.getRoot().snapshot(null, new WritableImage(options.width(), options.height()));
  }

  private static void write(WritableImage image, Path file) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, width, height, pixels, 0, width);
    ImageIO.write(picture, "png", file.toFile());
  }

  private static <T> T onScreen(Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Platform.runLater(() -> {
      try {
        done.complete(work.get());
      } catch (RuntimeException | Error e) {
        done.completeExceptionally(e);
      }
    });
    return done.join();
  }
}
