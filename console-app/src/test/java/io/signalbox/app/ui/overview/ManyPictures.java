package io.signalbox.app.ui.overview;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.FakeSnapshots;
import io.signalbox.app.ui.Toolkit;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.testing.ManualTime;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/**
 * Pictures of Overview and Providers with 4, 60 and 500 providers in a bad hour, in both themes and
 * two sizes, to look at: one argument, the folder, and what the names must contain, if not all.
 */
final class ManyPictures {

  private static final int PULSES = 5;

  private ManyPictures() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    String only = arguments.length > 1 ? arguments[1] : "";
    Toolkit.start();
    for (int count : new int[] {4, 60, 500}) {
      for (Theme theme : Theme.values()) {
        for (int[] size : new int[][] {{1440, 900}, {1280, 720}}) {
          for (Place place : new Place[] {Place.OVERVIEW, Place.PROVIDERS}) {
            String name =
                "%s-%d-%s-%d.png"
                    .formatted(place.title(), count, theme, size[0])
                    .toLowerCase(Locale.ROOT);
            if (name.contains(only)) {
              write(picture(new BadHour(count), theme, place, size[0], size[1]), folder, name);
            }
          }
        }
      }
    }
    Platform.exit();
    System.exit(0);
  }

  private static WritableImage picture(
      BadHour hour, Theme theme, Place place, int width, int height) throws Exception {
    FakeBuses buses = hour.buses();
    UiServices services = buses.services(new ManualTime(BadHour.NOW));
    ConsoleSnapshot snapshot = hour.snapshot();
    try (Feed feed = new Feed(new FakeSnapshots(), new EventStream(), Platform::runLater)) {
      Stage stage =
          on(() -> {
            ShellView shell = new ShellView(services, feed, theme);
            Scene scene = new Scene(shell, width, height);
            theme.apply(scene);
            Stage made = new Stage();
            made.setScene(scene);
            made.show();
            shell.setMinSize(width, height);
            shell.setMaxSize(width, height);
            shell.show(snapshot);
            shell.go(place, place == Place.PROVIDERS ? hour.name(1) : "");
            shell.requestFocus();
            return made;
          });
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
      return on(() -> {
        stage.getScene().getRoot().resize(width, height);
        stage.getScene().getRoot().applyCss();
        stage.getScene().getRoot().layout();
        WritableImage image =
            stage.getScene().getRoot().snapshot(null, new WritableImage(width, height));
        stage.hide();
        return image;
      });
    }
  }

  private static <T> T on(Callable<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Platform.runLater(() -> {
      try {
        done.complete(work.call());
      } catch (Exception | Error e) {
        done.completeExceptionally(e);
      }
    });
    return done.join();
  }

  private static void write(WritableImage image, Path folder, String name) throws Exception {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, width, height, pixels, 0, width);
    ImageIO.write(picture, "png", folder.resolve(name).toFile());
  }
}
