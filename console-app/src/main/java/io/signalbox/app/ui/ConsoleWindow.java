package io.signalbox.app.ui;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.KeptWindow;
import io.signalbox.app.ui.preference.WindowPlace;
import io.signalbox.app.ui.shell.OpeningView;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.theme.Look;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.error.SignalboxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * One of the program's windows: there at once, saying what is opened, and the console as soon as
 * the core is open. What it listens to ends with it. On the screen's thread only.
 */
final class ConsoleWindow {

  private static final String TITLE = "Signalbox";
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;
  private static final double LEAST_WIDTH = 1024;
  private static final double LEAST_HEIGHT = 640;

  /** Of the bar that a window is moved by, at least, px. */
  private static final double TITLE_HEIGHT = 48;

  /** Of a window that is opened beside another, in px. */
  private static final double ASIDE = 32;

  private final Stage stage = new Stage();
  private final Theme theme;
  private final OpeningView opening;
  private KeptWindow kept;
  private @Nullable ShellView shell;
  private @Nullable Feed feed;

  /**
   * Shows itself.
   *
   * @param folder what is being opened
   * @param remembered where the window stood and what it showed
   * @param beside stands near this one where it has no place of its own; null for none
   * @param again opens the folder once more, after a refusal
   * @param closed is told once the window is gone
   */
  ConsoleWindow(
      Path folder,
      KeptWindow remembered,
      @Nullable ConsoleWindow beside,
      Runnable again,
      Consumer<ConsoleWindow> closed) {
    kept = remembered;
    theme = Look.kept(remembered.preferences()).orElseGet(Theme::ofSystem);
    theme.prepare();
    opening = new OpeningView(folder, again, stage::hide);
    Rectangle2D room = Screen.getPrimary().getVisualBounds();
    Scene scene =
        new Scene(opening, Math.min(WIDTH, room.getWidth()), Math.min(HEIGHT, room.getHeight()));
    theme.apply(scene);
    stage.setTitle(TITLE);
    stage.setMinWidth(Math.min(LEAST_WIDTH, room.getWidth()));
    stage.setMinHeight(Math.min(LEAST_HEIGHT, room.getHeight()));
    stage.setScene(scene);
    place(room, beside);
    stage.setOnHiding(event -> keepPlace());
    stage.setOnHidden(event -> {
      end();
      closed.accept(this);
    });
    stage.show();
  }

  /** Where it stood, if that is on a screen still: one may have been unplugged, or be smaller. */
  private void place(Rectangle2D room, @Nullable ConsoleWindow beside) {
    WindowPlace place =
        kept.place()
            .or(() -> Optional.ofNullable(beside).map(ConsoleWindow::aside))
            .flatMap(ConsoleWindow::seen)
            .orElse(null);
    if (place == null) {
      // Of a window larger than the screen the title bar or the last row would be out of reach.
      stage.setMaximized(room.getWidth() <= WIDTH || room.getHeight() <= HEIGHT);
      return;
    }
    stage.setX(place.x());
    stage.setY(place.y());
    stage.setWidth(Math.max(stage.getMinWidth(), place.width()));
    stage.setHeight(Math.max(stage.getMinHeight(), place.height()));
    stage.setMaximized(place.maximized());
  }

  /** As much of it as the screens have that its title is on; empty where it is on none. */
  private static Optional<WindowPlace> seen(WindowPlace place) {
    return Screen.getScreensForRectangle(place.x(), place.y(), place.width(), TITLE_HEIGHT).stream()
        .map(Screen::getVisualBounds)
        .reduce(ConsoleWindow::around)
        .map(all -> place.within(all.getMinX(), all.getMinY(), all.getMaxX(), all.getMaxY()));
  }

  private static Rectangle2D around(Rectangle2D one, Rectangle2D other) {
    double left = Math.min(one.getMinX(), other.getMinX());
    double top = Math.min(one.getMinY(), other.getMinY());
    return new Rectangle2D(
        left,
        top,
        Math.max(one.getMaxX(), other.getMaxX()) - left,
        Math.max(one.getMaxY(), other.getMaxY()) - top);
  }

  /** Where a window opened from this one stands: on the same screen. */
  private WindowPlace aside() {
    WindowPlace own = stands();
    Rectangle2D room =
        Screen.getScreensForRectangle(own.x(), own.y(), own.width(), own.height()).stream()
            .findFirst()
            .orElseGet(Screen::getPrimary)
            .getVisualBounds();
    return own.shifted(ASIDE, room.getMaxX(), room.getMaxY());
  }

  private WindowPlace stands() {
    return new WindowPlace(
        stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized());
  }

  /** A window that fills its screen goes back to where it stood before. */
  private void keepPlace() {
    WindowPlace now = stands();
    kept.stand(
        kept.place()
            .filter(before -> now.maximized())
            .map(before ->
                new WindowPlace(before.x(), before.y(), before.width(), before.height(), true))
            .orElse(now));
  }

  /**
   * Becomes the console; does nothing where it was closed meanwhile.
   *
   * @param news its own: it is closed with the window
   * @param remembered the same window in what the open folder remembers
   */
  void open(UiServices services, Feed news, KeptWindow remembered, ProgramActs acts) {
    kept = remembered;
    if (!stage.isShowing()) {
      news.close();
      return;
    }
    ShellView made = new ShellView(services, news, theme, kept);
    made.bind(Act.NEW_WINDOW, () -> acts.another(this));
    made.bind(Act.CLOSE_WINDOW, stage::hide);
    made.bind(Act.QUIT, acts::quit);
    if (kept.number() == 1) {
      made.offerTour();
    }
    theme.mark(made);
    stage.getScene().setRoot(made);
    stage
        .titleProperty()
        .bind(made.readOnlyProperty().map(locked -> locked ? TITLE + " (read-only)" : TITLE));
    shell = made;
    feed = news;
    news.start();
  }

  /** Nothing calls what it showed any more: what moves stops with the scene it is in. */
  private void end() {
    Feed news = feed;
    ShellView shown = shell;
    if (news != null && shown != null) {
      news.close();
      shown.close();
      stage.titleProperty().unbind();
      stage.getScene().setRoot(new Group());
      feed = null;
      shell = null;
    }
  }

  /** Says why there is nothing to show, until it is closed. */
  void refuse(SignalboxException e) {
    opening.refuse(e);
  }

  /** It was closed while others stay: the next start opens it no more. */
  void forget() {
    kept.close();
  }

  Stage stage() {
    return stage;
  }

  /** What a window asks the program for. */
  interface ProgramActs {

    /** One more window, near the one that asks. */
    void another(ConsoleWindow beside);

    /** Closes all of them, which the next start opens again. */
    void quit();
  }
}
