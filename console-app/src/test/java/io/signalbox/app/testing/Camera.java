package io.signalbox.app.testing;

import io.signalbox.app.ui.Toolkit;
import io.signalbox.app.ui.control.PictureFile;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.snapshot.Rendering;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.event.EventStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

/**
 * Pictures of the window with made-up answers, in both themes, for people to look at. For one
 * thread at a time, which is not the screen's.
 *
 * @param folder where they go, as {@code NAME-THEME.png}
 * @param only what a picture's name contains to be taken; empty for all
 */
public record Camera(Path folder, String only) {

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
    for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
      UiServices services = shot.services().get();
      try (Feed feed = new Feed(new FakeSnapshots(), new EventStream(), Platform::runLater)) {
        Stage stage = Rendering.onScreen(() -> stage(shot, services, feed, theme));
        Rendering.pulses();
        Rendering.onScreen(() -> {
          act.accept(stage.getScene());
          return shot;
        });
        Rendering.pulses();
        WritableImage image =
            Rendering.onScreen(() -> Rendering.picture(stage, shot.width(), shot.height()));
        write(
            image,
            folder.resolve(shot.name() + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
        Rendering.onScreen(() -> {
          stage.hide();
          return shot;
        });
      }
    }
  }

  private static Stage stage(Shot shot, UiServices services, Feed feed, Theme theme) {
    Stage stage = Rendering.still(services, feed, theme, shot.width(), shot.height());
    ShellView shell = (ShellView) stage.getScene().getRoot();
    shot.open().accept(shell);
    shell.requestFocus();
    return stage;
  }

  private static void write(WritableImage image, Path file) {
    try {
      PictureFile.write(image, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
