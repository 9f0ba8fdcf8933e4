package io.signalbox.app.ui.snapshot;

import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.app.ui.feed.Feed;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.shell.ShellView;
import io.signalbox.app.ui.theme.Theme;
import io.signalbox.core.Signalbox;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import javafx.application.Platform;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

/**
 * A window that holds still: it shows one snapshot, and every answer to what its screens ask is
 * waited for. The toolkit runs already. For one thread at a time, which may block and is not the
 * screen's.
 */
public final class PosedWindow implements AutoCloseable {

  /** Of the submit form, which sends nothing: one by chance would be another in each picture. */
  private static final String KEY = "sb-7d3f09c2-5e1a";

  private final Phaser asks = new Phaser(1);
  private final ConsoleSnapshot snapshot;
  private final Feed feed;
  private final Stage stage;
  private final int width;
  private final int height;

  /**
   * Shows itself.
   *
   * @param time the clock the screens show
   * @param width in px, of its content
   * @param seen whether there is a display on which it may appear for a moment
   */
  public PosedWindow(
      Signalbox signalbox, TimeSource time, Theme theme, int width, int height, boolean seen) {
    this.width = width;
    this.height = height;
    this.snapshot = signalbox.queries().ask(new Query.Snapshot());
    this.feed = new Feed(signalbox.snapshots(), signalbox.events(), Platform::runLater);
    UiServices services =
        new UiServices(
            signalbox.queries(),
            signalbox.commands(),
            () -> {},
            background(),
            Platform::runLater,
            time,
            "operator (window)",
            Drafts.inMemory(() -> KEY));
    this.stage =
        Rendering.onScreen(() -> {
          Stage shown = Rendering.still(services, feed, theme, width, height);
          // Nobody sees it: it is laid out at each pulse all the same, and drawn for its
          // picture alone.
          shown.setIconified(!seen);
          return shown;
        });
  }

  private Executor background() {
    return work -> {
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
  }

  /** On the screen's thread only, as all that is in it. */
  public Stage stage() {
    return stage;
  }

  /** Puts a screen in front, and waits until it stands. */
  public void go(Place place) {
    Rendering.onScreen(() -> {
      ShellView shell = (ShellView) stage.getScene().getRoot();
      shell.show(snapshot);
      shell.go(place, "");
      shell.requestFocus();
      return place;
    });
    settle();
  }

  /** Waits until no question is under way and what the answers changed has been laid out. */
  public void settle() {
    boolean quiet = false;
    while (!quiet) {
      asks.arriveAndAwaitAdvance();
      Rendering.onScreen(() -> true);
      quiet = asks.getRegisteredParties() == 1;
    }
    Rendering.pulses();
  }

  /** What it shows now. */
  public WritableImage picture() {
    return Rendering.onScreen(() -> Rendering.picture(stage, width, height));
  }

  @Override
  public void close() {
    Rendering.onScreen(() -> {
      stage.hide();
      return stage;
    });
    feed.close();
  }
}
