package io.signalbox.app.ui.routing;

import io.signalbox.app.testing.FakeSnapshots;
import io.signalbox.app.ui.Toolkit;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.query.Query;
import io.signalbox.core.testing.ManualTime;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/** Renders the Routing screen in the window with fake data, to be looked at. */
final class RoutingPictures {

  private static final Instant NOW = Instant.parse("2026-06-16T14:42:18Z");
  private static final int WIDTH = 1440;
  private static final int HEIGHT = 900;
  private final Path folder;
  private final String only;
  private int width = WIDTH;
  private int height = HEIGHT;

  private RoutingPictures(Path folder, String only) {
    this.folder = folder;
    this.only = only;
  }

  /** Arguments: the folder, and what a picture's name must contain. */
  public static void main(String[] arguments) throws Exception {
    Toolkit.start();
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder);
    int status = 1;
    try {
      new RoutingPictures(folder, arguments.length > 1 ? arguments[1] : "").all();
      status = 0;
    } catch (Exception | AssertionError e) {
      e.printStackTrace();
    } finally {
      // The toolkit's threads would keep the process.
      System.exit(status);
    }
  }

  private void all() throws Exception {
    take(
        "edits",
        RoutingFixture::railway,
        "clouds",
        scene -> {
          edit(scene);
          scene.lookup("#setting-max_response_time_ms").requestFocus();
        });
    take("quiet", RoutingFixture::railway, "clouds", scene -> {});
    take(
        "policy-14",
        now -> RoutingFixture.policy(now, 14),
        "policy",
        scene -> text(scene, "#weight-provider-1", "4"));
    for (int many : new int[] {60, 500}) {
      take(
          "policy-" + many,
          now -> RoutingFixture.policy(now, many),
          "policy",
          scene -> text(scene, "#weight-provider-1", "4"));
    }
    width = 1024;
    height = 640;
    take("small-edits", RoutingFixture::railway, "clouds", RoutingPictures::edit);
    width = 1280;
    height = 720;
    take("middle-edits", RoutingFixture::railway, "clouds", RoutingPictures::edit);
    width = WIDTH;
    height = HEIGHT;
    take(
        "failover",
        RoutingFixture::railway,
        "main-line",
        scene -> {
          press(scene, "#fold-circuit");
          press(scene, "#fold-retries");
          text(scene, "#setting-max_retries", "5");
        });
    take(
        "composition",
        RoutingFixture::railway,
        "survey",
        scene -> {
          press(scene, "#fold-composition-rules");
          press(scene, "#fold-limits");
        });
    take(
        "problems",
        RoutingPictures::refusing,
        "clouds",
        scene -> {
          edit(scene);
          text(scene, "#setting-min_success_rate", "120");
          text(scene, "#weight-west-line", "-1");
        });
    take("empty", RoutingPictures::empty, "clouds", RoutingPictures::edit);
    take("random", RoutingPictures::random, "clouds", RoutingPictures::edit);
    take(
        "history",
        RoutingFixture::railway,
        "policy",
        scene -> press(scene, "#fold-revert-to-an-earlier-set"));
    take("why", RoutingFixture::railway, "aws-us-west-2", scene -> {});
    take("failure", RoutingPictures::failing, "clouds", scene -> {});
    take(
        "ask",
        RoutingFixture::railway,
        "clouds",
        scene -> {
          edit(scene);
          ((TextField) scene.lookup("#routing-reason")).setText("");
          press(scene, "#routing-apply");
        });
  }

  private static RoutingFixture refusing(Instant now) {
    RoutingFixture made = RoutingFixture.railway(now);
    made.problems.add("weights: every member of clouds would have weight 0");
    return made;
  }

  private static RoutingFixture empty(Instant now) {
    RoutingFixture made = RoutingFixture.railway(now);
    made.decisions.clear();
    made.history.clear();
    return made;
  }

  private static RoutingFixture random(Instant now) {
    RoutingFixture made = RoutingFixture.railway(now);
    made.turns = false;
    return made;
  }

  private static RoutingFixture failing(Instant now) {
    RoutingFixture made = RoutingFixture.railway(now);
    made.buses.on(
        Query.PreviewSettings.class,
        query -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The store is locked");
        });
    return made;
  }

  private static void edit(Scene scene) {
    text(scene, "#weight-aws-us-east-1", "5");
    text(scene, "#setting-max_response_time_ms", "5000");
    ((TextField) scene.lookup("#routing-reason"))
        .setText("Shift load off the slow region, INC-3117");
  }

  private static void text(Scene scene, String id, String text) {
    ((TextField) scene.lookup(id)).setText(text);
  }

  private static void press(Scene scene, String id) {
    ((Button) scene.lookup(id)).fire();
  }

  private void take(
      String name, Function<Instant, RoutingFixture> data, String node, Consumer<Scene> then)
      throws Exception {
    if (!name.contains(only)) {
      return;
    }
    for (Theme theme : Theme.values()) {
      RoutingFixture fixture = data.apply(NOW);
      UiServices services = fixture.buses.services(new ManualTime(NOW));
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
              shell.go(Place.ROUTING, node);
              shell.show(fixture.snapshot());
              shell.requestFocus();
              return made;
            });
        pulse();
        on(() -> {
          then.accept(stage.getScene());
          return true;
        });
        pulse();
        WritableImage image =
            on(() -> {
              stage.getScene().getRoot().resize(width, height);
              stage.getScene().getRoot().applyCss();
              stage.getScene().getRoot().layout();
              return stage.getScene().getRoot().snapshot(null, new WritableImage(width, height));
            });
        write(image, folder.resolve(name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
        on(() -> {
          stage.hide();
          return true;
        });
      }
    }
  }

  private static void pulse() throws Exception {
    for (int i = 0; i < 4; i++) {
      CompletableFuture<Boolean> pulsed = new CompletableFuture<>();
      Platform.runLater(() ->
          new javafx.animation.AnimationTimer() {
            @Override
            public void handle(long now) {
              stop();
              pulsed.complete(true);
            }
          }.start());
      pulsed.get(20, TimeUnit.SECONDS);
    }
  }

  private static <T> T on(Callable<T> work) throws Exception {
    CompletableFuture<T> done = new CompletableFuture<>();
    Platform.runLater(() -> {
      try {
        done.complete(work.call());
      } catch (Exception | Error e) {
        done.completeExceptionally(e);
      }
    });
    return done.get(60, TimeUnit.SECONDS);
  }

  private void write(WritableImage image, Path file) throws Exception {
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, width, height, pixels, 0, width);
    ImageIO.write(picture, "png", file.toFile());
  }
}
