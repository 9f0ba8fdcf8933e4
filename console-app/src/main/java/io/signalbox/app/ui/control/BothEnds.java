package io.signalbox.app.ui.control;

import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * Two groups at the ends of one line; below each other where the line has no room for both. On the
 * screen's thread only.
 */
public final class BothEnds extends Pane {

  private static final double GAP = 8;
  private static final double BETWEEN_LINES = 6;

  private final Region left;
  private final Region right;

  public BothEnds(Region left, Region right) {
    this.left = left;
    this.right = right;
    getChildren().addAll(left, right);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private double across() {
    Insets insets = getInsets();
    return insets.getLeft() + insets.getRight();
  }

  private boolean isOneLine(double width) {
    return width < 0
        || snapSizeX(left.minWidth(-1)) + GAP + snapSizeX(right.minWidth(-1)) <= width - across();
  }

  private double high(Region group) {
    return snapSizeY(Math.max(group.minHeight(-1), group.prefHeight(-1)));
  }

  @Override
  protected double computeMinWidth(double height) {
    return across() + Math.max(snapSizeX(left.minWidth(-1)), snapSizeX(right.minWidth(-1)));
  }

  @Override
  protected double computePrefWidth(double height) {
    return across() + snapSizeX(left.prefWidth(-1)) + GAP + snapSizeX(right.prefWidth(-1));
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    double one = high(left);
    double other = high(right);
    Insets insets = getInsets();
    return insets.getTop()
        + (isOneLine(width) ? Math.max(one, other) : one + BETWEEN_LINES + other)
        + insets.getBottom();
  }

  @Override
  protected void layoutChildren() {
    Insets insets = getInsets();
    double x = insets.getLeft();
    double y = insets.getTop();
    double wide = getWidth() - across();
    double high = getHeight() - y - insets.getBottom();
    double end = Math.min(wide, snapSizeX(right.prefWidth(-1)));
    if (isOneLine(getWidth())) {
      double room = wide - GAP - end;
      layoutInArea(left, x, y, room, high, 0, Insets.EMPTY, false, true, HPos.LEFT, VPos.CENTER);
      layoutInArea(
          right,
          x + wide - end,
          y,
          end,
          high,
          0,
          Insets.EMPTY,
          true,
          true,
          HPos.RIGHT,
          VPos.CENTER);
    } else {
      double one = high(left);
      double below = y + one + BETWEEN_LINES;
      layoutInArea(left, x, y, wide, one, 0, Insets.EMPTY, false, true, HPos.LEFT, VPos.CENTER);
      layoutInArea(
          right,
          x + wide - end,
          below,
          end,
          Math.max(0, y + high - below),
          0,
          Insets.EMPTY,
          true,
          false,
          HPos.RIGHT,
          VPos.TOP);
    }
  }
}
