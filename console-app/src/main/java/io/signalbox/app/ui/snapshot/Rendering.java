package io.signalbox.app.ui.snapshot;

import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.theme.Theme;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

/**
 * What every picture of a window needs, once the toolkit runs. {@link #stage}, {@link #still} and
 * {@link #picture} are for the screen's thread, the others for one that may block. Stateless.
 */
public final class Rendering {

  /** Charts draw themselves in the pulse after the one that measured them. */
  private static final int PULSES = 5;

  private Rendering() {}

  /**
   * The whole window, shown.
   *
   * @param width in px, of its content
   */
  public static Stage stage(UiServices services, Feed feed, Theme theme, int width, int height) {
    ShellView shell = new ShellView(services, feed, theme);
    Scene scene = new Scene(shell, width, height);
    theme.apply(scene);
    Stage stage = new Stage();
    stage.setScene(scene);
    stage.show();
    // A small screen would shrink the window; the picture keeps its size all the same.
    shell.setMinSize(width, height);
    shell.setMaxSize(width, height);
    return stage;
  }

  /** The same, in which nothing flows or fades: how far it came would depend on the machine. */
  public static Stage still(UiServices services, Feed feed, Theme theme, int width, int height) {
    Stage stage = stage(services, feed, theme, width, height);
    stage.getScene().getPreferences().setReducedMotion(true);
    return stage;
  }

  /** Waits until what was changed has been laid out and drawn. */
  public static void pulses() {
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

  /** What the window shows, in px. */
  public static WritableImage picture(Stage stage, int width, int height) {
    Scene scene = stage.getScene();
    scene.getRoot().resize(width, height);
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    return scene.getRoot().snapshot(null, new WritableImage(width, height));
  }

  /** Does it on the screen's thread, and waits for it. */
  public static <T> T onScreen(Supplier<T> work) {
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
