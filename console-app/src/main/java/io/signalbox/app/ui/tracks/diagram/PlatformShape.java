package io.signalbox.app.ui.tracks.diagram;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.tracks.layout.TrackPicture;
import java.util.List;
import java.util.Objects;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** A provider, or several that share a platform. Its words are the picture's. */
final class PlatformShape extends Pane {

  private final Tooltip tip = new Tooltip();

  private static final List<String> STATES = List.of("warn", "bad", "hand");
  private static final List<String> TONES = List.of("s1", "s2", "s3", "s4", "s5", "neutral");

  private final Region back = new Region();
  private final Region edge = new Region();
  private final StackPane badge = new StackPane();
  private final StackPane lock = new StackPane(new Glyph(Glyph.Shape.LOCK, "hand"));
  private @Nullable Status drawn;

  PlatformShape(Runnable open, Runnable enter) {
    Tooltip.install(this, tip);
    getStyleClass().addAll("track-node", "track-platform");
    back.getStyleClass().add("back");
    edge.getStyleClass().add("edge");
    badge.getStyleClass().add("badge");
    for (Region each : List.of(back, edge, badge, lock)) {
      each.setManaged(false);
    }
    setManaged(false);
    getChildren().addAll(back, edge, badge, lock);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.BUTTON);
    PlateShape.acts(this, open, enter);
  }

  void show(TrackPicture.Platform platform, boolean selected) {
    TrackPicture.Box box = platform.box();
    boolean low = box.height() < 90;
    resizeRelocate(box.x(), box.y(), box.width(), box.height());
    back.resizeRelocate(0, 0, box.width(), box.height());
    edge.resizeRelocate(0, 0, 6, box.height());
    double middle = box.height() / 2;
    badge.resizeRelocate(
        low ? 12 : 14, low ? middle - 9 : middle - 36, low ? 18 : 28, low ? 18 : 28);
    lock.resizeRelocate(box.width() - 28, low ? middle - 17 : middle - 38, 16, 16);
    lock.setVisible(platform.locked());
    Ui.mark(this, STATES, platform.status());
    Ui.mark(edge, TONES, platform.tone());
    Ui.mark(this, List.of("selected"), selected ? "selected" : "");
    Ui.mark(
        this,
        List.of("several", "link"),
        switch (platform.ending()) {
          case PROVIDER -> "";
          case GROUP -> "several";
          case FEWER -> "link";
        });
    Ui.mark(badge, List.of("plain"), low ? "plain" : "");
    edge.setVisible(platform.ending() == TrackPicture.Ending.PROVIDER);
    badge(platform);
    tip.setText(platform.spoken());
    setAccessibleText(platform.spoken());
  }

  private void badge(TrackPicture.Platform platform) {
    Status known = platform.badge();
    Status status =
        known != null
            ? known
            : new Status(
                Glyph.Shape.DOTS, "", platform.status().isEmpty() ? "unknown" : platform.status());
    badge.setVisible(platform.ending() != TrackPicture.Ending.PROVIDER || known != null);
    if (!Objects.equals(status, drawn)) {
      drawn = status;
      badge.getChildren().setAll(new Glyph(status.shape(), status.tone()));
    }
  }
}
