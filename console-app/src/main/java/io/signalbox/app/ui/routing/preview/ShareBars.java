package io.signalbox.app.ui.routing.preview;

import io.signalbox.app.ui.control.Ui;
import javafx.scene.layout.Region;

/** A share now, dim and thin, over the proposed one. */
final class ShareBars extends Region {

  private final Region now = new Region();
  private final Region proposed = new Region();
  private double shareNow;
  private double shareProposed;

  ShareBars() {
    now.getStyleClass().add("bar-now");
    proposed.getStyleClass().add("bar-proposed");
    getChildren().addAll(now, proposed);
    setMinSize(40, 22);
    setPrefSize(120, 22);
    setMaxHeight(22);
    setMouseTransparent(true);
  }

  void show(double before, double after, int order) {
    shareNow = before;
    shareProposed = after;
    Ui.mark(this, SeriesClass.ALL, SeriesClass.of(order));
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    now.resizeRelocate(0, 1, length(shareNow), 8);
    proposed.resizeRelocate(0, 11, length(shareProposed), 10);
  }

  private double length(double share) {
    return Double.isNaN(share) ? 0 : Math.round(Math.clamp(share, 0, 1) * getWidth());
  }
}
