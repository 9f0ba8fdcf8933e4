package io.signalbox.app.ui.drill;

import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Ui;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** A share as a bar in its provider's colour, with the figure beside it. */
final class ShareBar extends HBox {

  private final double width;
  private final Region bar = new Region();
  private final Label figure = Ui.label("");

  ShareBar(double width, double text, int order) {
    super(8);
    this.width = width;
    bar.getStyleClass().addAll("share-bar", Series.styleClass(order));
    bar.setManaged(false);
    Pane track = new Pane(bar);
    track.getStyleClass().add("share-track");
    track.setMinSize(width, 8);
    track.setMaxSize(width, 8);
    figure.setMinWidth(text);
    figure.setMaxWidth(text);
    figure.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
    setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    getChildren().addAll(track, figure);
  }

  /**
   * @param share 0 to 1
   */
  void show(double share, String text) {
    double wide = share <= 0 || Double.isNaN(share) ? 0 : Math.max(2, width * Math.min(1, share));
    bar.resizeRelocate(0, 0, wide, 8);
    figure.setText(text);
    Ui.mark(figure, List.of("muted"), wide == 0 ? "muted" : "");
  }
}
