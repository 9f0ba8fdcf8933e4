package io.signalbox.app.testing;

import io.signalbox.app.ui.Toolkit;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.event.EventStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/**
 * Pictures of the window with made-up answers, in both themes, for people to look at. For one
 * thread at a time, which is not the screen's.
 *
 * @param folder where they go, as {@code NAME-THEME.png}
 * @param only what a picture's name contains to be taken; empty for all
 */
public record Camera(Path folder, String only) {

  /** Charts draw themselves in the pulse after the one that measured them. */
  private static final int PULSES = 5;

  /** What a picture is of. */
  public record Shot(
      String name, int width, int height, Supplier<UiServices> services, Consumer<ShellView> open) {

    /** In the size the mock-ups have. */
    public static Shot of(String name, Supplier<UiServices> services, Consumer<ShellView> open) {
      return new Shot(name, 1440, 900, services, open);
    }
  }

  /** Begins: the toolkit runs from now on. */
  public static Camera in(Path folder, String only) throws IOException {
    Toolkit.start();
    return new Camera(Files.createDirectories(folder), only);
  }

  public void take(Shot shot) {
    take(shot, scene -> {});
  }

  /**
   * @param act what is done in the window once it stands
   */
  public void take(Shot shot, Consumer<Scene> act) {
    if (!shot.name().contains(only)) {
      return;
    }
    for (Theme theme : Theme.values()) {
      UiServices services = shot.services().get();
      try (Feed feed = new Feed(new FakeSnapshots(), new EventStream(), Platform::runLater)) {
        Stage stage = onScreen(() -> stage(shot, services, feed, theme));
        pulses();
        onScreen(() -> {
          act.accept(stage.getScene());
          return shot;
        });
        pulses();
        WritableImage image = onScreen(() -> picture(stage, shot));
        write(
            image,
            folder.resolve(shot.name() + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
        onScreen(() -> {
          stage.hide();
          return shot;
        });
      }
    }
  }

  private static Stage stage(Shot shot, UiServices services, Feed feed, Theme theme) {
    ShellView shell = new ShellView(services, feed, theme);
    Scene scene = new Scene(shell, shot.width(), shot.height());
    theme.apply(scene);
    Stage stage = new Stage();
    stage.setScene(scene);
    stage.show();
    // A small screen would shrink the window; the picture keeps its size all the same.
    shell.setMinSize(shot.width(), shot.height());
    shell.setMaxSize(shot.width(), shot.height());
    shot.open().accept(shell);
    shell.requestFocus();
    return stage;
  }

  private static WritableImage picture(Stage stage, Shot shot) {
    Scene scene = stage.getScene();
    scene.getRoot().resize(shot.width(), shot.height());
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    return scene.getRoot().snapshot(null, new WritableImage(shot.width(), shot.height()));
  }

  private static void pulses() {
    for (int i = 0; i < PULSES; i++) {
      CompletableFuture<Boolean> pulsed = new CompletableFuture<>();
      Platform.runLater(() ->
          new AnimationTimer() {
            @Override
            public void handle(long now) {
              stop();
              pulsed.complete(true);
            }
          }.start());
      pulsed.join();
    }
  }

  private static void write(WritableImage image, Path file) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, width, height, pixels, 0, width);
    try {
      ImageIO.write(picture, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
