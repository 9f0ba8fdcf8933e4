package io.signalbox.app.ui.drill;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.FakeSnapshots;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.Toolkit;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.command.DrillCommand;
import io.signalbox.core.drill.DrillView;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.query.Query;
import io.signalbox.core.testing.ManualTime;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Pictures of the Drill screen with made-up drills, to look at: one argument, the folder. */
final class DrillPictures {

  private static final int WIDTH = 1440;
  private static final int HEIGHT = 900;

  private DrillPictures() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Toolkit.start();
    for (Theme theme : Theme.values()) {
      picture(folder, theme, "before", null, "");
      picture(folder, theme, "running", Drills.running("d1", 120, 5), "");
      picture(folder, theme, "running-12", Drills.running("d1", 120, 12), "");
      picture(folder, theme, "running-early", Drills.running("d1", 7, 2), "");
      picture(folder, theme, "running-12-end", Drills.running("d1", 120, 12), "scroll");
      picture(folder, theme, "done", Drills.done("d1", 5), "");
      picture(folder, theme, "done-12-end", Drills.done("d1", 12), "scroll");
      picture(folder, theme, "refused", null, "#start-drill");
    }
    Platform.exit();
  }

  private static void picture(
      Path folder, Theme theme, String name, @Nullable DrillView drill, String press)
      throws Exception {
    ManualTime time = new ManualTime();
    FakeBuses buses = buses(drill);
    try (Feed feed = new Feed(new FakeSnapshots(), new EventStream(), Platform::runLater)) {
      Stage stage =
          onScreen(() -> {
            ShellView shell = new ShellView(buses.services(time), feed, theme);
            Scene scene = new Scene(shell, WIDTH, HEIGHT);
            theme.apply(scene);
            Stage made = new Stage();
            made.setScene(scene);
            made.show();
            shell.setMinSize(WIDTH, HEIGHT);
            shell.setMaxSize(WIDTH, HEIGHT);
            shell.go(Place.DRILL, "");
            shell.show(Views.snapshot(time.now(), 312, Drills.names(5).toArray(String[]::new)));
            return made;
          });
      if (press.startsWith("#")) {
        onScreen(() -> {
          ((Button) stage.getScene().getRoot().lookup(press)).fire();
          return press;
        });
      }
      Thread.sleep(500);
      if (press.equals("scroll")) {
        onScreen(() -> {
          stage.getScene().getRoot().lookupAll(".scroll-pane").stream()
              .map(ScrollPane.class::cast)
              .forEach(each -> each.setVvalue(1));
          return press;
        });
      }
      Thread.sleep(500);
      WritableImage image =
          onScreen(() -> {
            stage.getScene().getRoot().resize(WIDTH, HEIGHT);
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
            return stage.getScene().getRoot().snapshot(null, new WritableImage(WIDTH, HEIGHT));
          });
      write(image, folder.resolve(name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
      onScreen(() -> {
        stage.hide();
        return stage;
      });
    }
  }

  private static FakeBuses buses(@Nullable DrillView drill) {
    return new FakeBuses()
        .on(Query.Series.class, query -> Map.of())
        .on(Query.Events.class, query -> List.of())
        .on(Query.DrillScenarios.class, query -> Drills.scenarios())
        .on(Query.CurrentDrill.class, query -> Optional.ofNullable(drill))
        .on(
            DrillCommand.StartDrill.class,
            command -> {
              throw new SignalboxException(
                  ErrorCode.INVALID_STATE,
                  "The drill flapping runs in this process since 14:31:07; stop it first");
            });
  }

  private static void write(WritableImage image, Path file) throws IOException {
    int[] pixels = new int[WIDTH * HEIGHT];
    image
        .getPixelReader()
        .getPixels(0, 0, WIDTH, HEIGHT, PixelFormat.getIntArgbInstance(), pixels, 0, WIDTH);
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, WIDTH, HEIGHT, pixels, 0, WIDTH);
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
