package io.signalbox.app.ui.tracks;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.FakeSnapshots;
import io.signalbox.app.ui.Toolkit;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.event.Event;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.query.EventView;
import io.signalbox.core.query.Query;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.testing.ManualTime;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/** Draws the screen with made-up trees into a folder, for people to look at. */
final class TracksPictures {

  private TracksPictures() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    String only = arguments.length > 1 ? arguments[1] : "";
    Files.createDirectories(folder);
    Toolkit.start();
    for (Theme theme : List.of(Theme.DARK, Theme.LIGHT)) {
      draw(folder, "sample", only, theme, FakeTracks.sample(), stage -> {});
      draw(
          folder,
          "preview",
          only,
          theme,
          FakeTracks.sample(),
          stage -> {
            ((ShellView) stage.getScene().getRoot()).go(Place.TRACKS, "west-line");
            press(stage, "#throw-make-active");
            type(stage, "#throw-reason", "p95 over 1.5 s for 9 min, INC-3117");
            type(stage, "#throw-name", "azure-east-us");
          });
      draw(
          folder,
          "held",
          only,
          theme,
          FakeTracks.sampleHeld(),
          stage -> press(stage, "#throw-automatic"));
      draw(folder, "two", only, theme, FakeTracks.two(), stage -> {});
      draw(folder, "twelve", only, theme, FakeTracks.nested(12), stage -> {});
      draw(folder, "sixty", only, theme, FakeTracks.nested(60), stage -> {});
      draw(
          folder,
          "opened",
          only,
          theme,
          FakeTracks.nested(60),
          stage -> {
            ((ShellView) stage.getScene().getRoot())
                .lookupAll(".several").stream()
                    .findFirst()
                    .ifPresent(node -> javafx.event.Event.fireEvent(node, enter()));
          });
      draw(folder, "policy", only, theme, FakeTracks.policy(9), stage -> {});
      draw(
          folder,
          "active",
          only,
          theme,
          FakeTracks.activated(FakeTracks.sample(), "sim-lab"),
          stage -> ((ShellView) stage.getScene().getRoot()).go(Place.TRACKS, "sim-lab"));
      draw(
          folder,
          "small",
          only,
          theme,
          FakeTracks.sample(),
          stage -> {
            ((ShellView) stage.getScene().getRoot()).go(Place.TRACKS, "west-line");
            press(stage, "#throw-make-active");
          });
      draw(folder, "list", only, theme, FakeTracks.sampleHeld(), stage -> toggle(stage, "List"));
      draw(
          folder,
          "focus",
          only,
          theme,
          FakeTracks.sample(),
          stage -> stage.getScene().getRoot().lookup(".track-node").requestFocus());
    }
    Platform.exit();
  }

  private static javafx.scene.input.KeyEvent enter() {
    return new javafx.scene.input.KeyEvent(
        javafx.scene.input.KeyEvent.KEY_PRESSED,
        "",
        "",
        javafx.scene.input.KeyCode.ENTER,
        false,
        false,
        false,
        false);
  }

  private static void draw(
      Path folder,
      String name,
      String only,
      Theme theme,
      ConsoleSnapshot tracks,
      Consumer<Stage> act)
      throws IOException {
    if (!only.isEmpty() && !List.of(only.split(",")).contains(name)) {
      return;
    }
    FakeBuses buses = new FakeBuses();
    buses.on(Query.Events.class, asked -> events());
    buses.on(
        Query.PreviewSwitch.class,
        asked ->
            asked.change().kind() == SwitchChange.Kind.AUTOMATIC
                ? FakeTracks.same(asked.change())
                : FakeTracks.preview(asked.change()));
    UiServices services = buses.services(new ManualTime(FakeTracks.AT));
    try (Feed feed = new Feed(new FakeSnapshots(), new EventStream(), Platform::runLater)) {
      Stage stage =
          onScreen(() -> {
            ShellView shell = new ShellView(services, feed, theme);
            Scene scene = new Scene(shell, width(name), height(name));
            theme.apply(scene);
            Stage made = new Stage();
            made.setScene(scene);
            made.show();
            shell.go(Place.TRACKS, "");
            shell.show(tracks);
            return made;
          });
      pulses(4);
      onScreen(() -> {
        act.accept(stage);
        return true;
      });
      pulses(6);
      WritableImage image =
          onScreen(() ->
              stage
                  .getScene()
                  .getRoot()
                  .snapshot(null, new WritableImage(width(name), height(name))));
      write(
          image,
          folder.resolve(name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png").toFile());
      onScreen(() -> {
        stage.hide();
        return true;
      });
    }
  }

  /** The smallest window there is, or the usual one. */
  private static int width(String name) {
    return name.equals("small") ? 1100 : 1440;
  }

  private static int height(String name) {
    return name.equals("small") ? 700 : 900;
  }

  private static List<EventView> events() {
    return List.of(
        event(
            50,
            Event.Lane.BY_HAND,
            Event.Severity.WARNING,
            "k8s-onprem",
            "k8s-onprem maintenance, night-operator"),
        event(36, Event.Lane.CIRCUIT, Event.Severity.ERROR, "sim-lab", "sim-lab OPEN"),
        event(20, Event.Lane.CIRCUIT, Event.Severity.WARNING, "sim-lab", "sim-lab HALF-OPEN"),
        event(
            9,
            Event.Lane.HEALTH,
            Event.Severity.WARNING,
            "aws-us-west-2",
            "aws-us-west-2 degraded"));
  }

  private static EventView event(
      int minutesAgo, Event.Lane lane, Event.Severity severity, String subject, String text) {
    return new EventView(
        FakeTracks.AT.minusSeconds(minutesAgo * 60L), lane, severity, subject, text, "");
  }

  private static void press(Stage stage, String id) {
    ((Button) stage.getScene().getRoot().lookup(id)).fire();
  }

  private static void type(Stage stage, String id, String text) {
    ((TextField) stage.getScene().getRoot().lookup(id)).setText(text);
  }

  private static void toggle(Stage stage, String word) {
    for (Node node : stage.getScene().getRoot().lookupAll(".toggle-button")) {
      if (node instanceof ToggleButton button && button.getText().equals(word)) {
        button.fire();
      }
    }
  }

  private static void pulses(int count) {
    for (int i = 0; i < count; i++) {
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

  private static void write(WritableImage image, File file) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, width, height, pixels, 0, width);
    ImageIO.write(picture, "png", file);
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
