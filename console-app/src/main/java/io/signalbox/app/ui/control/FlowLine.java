package io.signalbox.app.ui.control;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;

/**
 * Controls beside each other, in further lines where they have no room. It wants to be as wide as
 * all of them in one line. On the screen's thread only.
 */
public final class FlowLine extends FlowPane {

  public FlowLine(double gap, Pos alignment, Node... controls) {
    super(gap, gap, controls);
    setAlignment(alignment);
  }

  @Override
  protected double computePrefWidth(double height) {
    double wide = getInsets().getLeft() + getInsets().getRight();
    double gap = 0;
    for (Node each : getManagedChildren()) {
      wide += gap + snapSizeX(each.prefWidth(-1));
      gap = getHgap();
    }
    return snapSizeX(wide);
  }
}
