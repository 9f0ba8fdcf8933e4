package io.signalbox.app.ui.tracks.diagram;

import java.util.Collection;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.util.Duration;

/**
 * Moves the flow at ten frames a second. It stands still while the diagram is not in front, while
 * the desktop or the window asks for less motion, and while no news comes: then the picture is
 * paused.
 */
final class FlowClock {

  private static final double FRAME_SECONDS = 0.1;

  /** Without news for this many frames the picture is paused: news comes once a second at least. */
  private static final int PATIENCE = 25;

  private final Node owner;
  private final Collection<LineShape> lines;
  private final Timeline timeline;
  private int sinceNews;

  FlowClock(Node owner, Collection<LineShape> lines) {
    this.owner = owner;
    this.lines = lines;
    this.timeline = new Timeline(new KeyFrame(Duration.seconds(FRAME_SECONDS), event -> frame()));
    timeline.setCycleCount(Animation.INDEFINITE);
    owner
        .sceneProperty()
        .addListener((property, old, scene) -> {
          if (scene == null) {
            timeline.stop();
          }
        });
  }

  /** News came: the picture lives. */
  void news() {
    sinceNews = 0;
    if (owner.isVisible() && mayMove() && timeline.getStatus() != Animation.Status.RUNNING) {
      timeline.play();
    }
  }

  boolean isRunning() {
    return timeline.getStatus() == Animation.Status.RUNNING;
  }

  /** As the desktop, or the window's own setting, has it. */
  private boolean mayMove() {
    Scene scene = owner.getScene();
    return scene != null && !scene.getPreferences().isReducedMotion();
  }

  private void frame() {
    if (++sinceNews > PATIENCE || !mayMove()) {
      timeline.stop();
      return;
    }
    lines.forEach(line -> line.advance(FRAME_SECONDS));
  }
}
