package io.signalbox.app.ui;

import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.Preferences;
import io.signalbox.app.ui.preference.WindowPlace;
import io.signalbox.app.ui.shell.OpeningView;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.theme.Look;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.error.SignalboxException;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

/**
 * The program's window: there at once, saying what is opened, and the console as soon as the core
 * is open. On the screen's thread only.
 */
final class ConsoleWindow {

  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;
  private static final double LEAST_WIDTH = 1024;
  private static final double LEAST_HEIGHT = 640;

  private final Stage stage = new Stage();
  private final Theme theme;
  private final OpeningView opening;
  private Preferences preferences;
  private int status;

  /**
   * Shows itself.
   *
   * @param folder what is being opened
   * @param remembered how the window looked and where it stood
   * @param closed is told the exit status once the window is gone: 0 after an orderly close, else
   *     that of the error that was told
   */
  ConsoleWindow(Path folder, Preferences remembered, IntConsumer closed) {
    preferences = remembered;
    theme = Look.kept(remembered).orElseGet(Theme::ofSystem);
    opening = new OpeningView(folder, stage::hide);
    Rectangle2D room = Screen.getPrimary().getVisualBounds();
    Scene scene =
        new Scene(opening, Math.min(WIDTH, room.getWidth()), Math.min(HEIGHT, room.getHeight()));
    theme.apply(scene);
    stage.setTitle("Signalbox");
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
    stage.setScene(scene);
    place(room);
    stage.setOnHiding(event -> keepPlace());
    stage.setOnHidden(event -> closed.accept(status));
    stage.show();
  }

  /** Where it stood, if that is on a screen still: one may have been unplugged. */
  private void place(Rectangle2D room) {
    WindowPlace kept =
        WindowPlace.read(preferences)
            .filter(each ->
                !Screen.getScreensForRectangle(each.x(), each.y(), each.width(), 48).isEmpty())
            .orElse(null);
    if (kept == null) {
      // Of a window larger than the screen the title bar or the last row would be out of reach.
      stage.setMaximized(room.getWidth() <= WIDTH || room.getHeight() <= HEIGHT);
      return;
    }
    stage.setX(kept.x());
    stage.setY(kept.y());
    stage.setWidth(Math.max(LEAST_WIDTH, kept.width()));
    stage.setHeight(Math.max(LEAST_HEIGHT, kept.height()));
    stage.setMaximized(kept.maximized());
  }

  /** A window that fills its screen goes back to where it stood before. */
  private void keepPlace() {
    boolean fills = stage.isMaximized();
    WindowPlace before = WindowPlace.read(preferences).orElse(null);
    WindowPlace now =
        fills && before != null
            ? new WindowPlace(before.x(), before.y(), before.width(), before.height(), true)
            : new WindowPlace(
                stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), fills);
    now.keep(preferences);
  }

  /** Becomes the console; does nothing where it was closed meanwhile. */
  void open(UiServices services, Feed feed) {
    preferences = services.preferences();
    if (stage.isShowing()) {
      ShellView shell = new ShellView(services, feed, theme);
      theme.mark(shell);
      stage.getScene().setRoot(shell);
      if (services.commands().readOnly()) {
        stage.setTitle("Signalbox (read-only)");
      }
      feed.start();
    }
  }

  /** Says why there is nothing to show, until it is closed. */
  void refuse(SignalboxException e) {
    status = e.code().exitStatus();
    opening.refuse(e.code().name(), e.getMessage());
  }

  Stage stage() {
    return stage;
  }
}
