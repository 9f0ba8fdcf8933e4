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
        || snapSizeX(inOneLine(left)) + GAP + snapSizeX(inOneLine(right)) <= width - across();
  }

  /** What goes on in further lines by itself has one of its own first. */
  private static double inOneLine(Region group) {
    return isFlowing(group) ? group.prefWidth(-1) : group.minWidth(-1);
  }

  private static boolean isFlowing(Region group) {
    return group.getContentBias() == Orientation.HORIZONTAL;
  }

  private double high(Region group, double width) {
    double across = isFlowing(group) ? width : -1;
    return snapSizeY(Math.max(group.minHeight(across), group.prefHeight(across)));
  }

  private double wide(Region group, double most) {
    return most < 0
        ? snapSizeX(group.prefWidth(-1))
        : Math.min(most, snapSizeX(group.prefWidth(-1)));
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
    double most = width < 0 ? -1 : width - across();
    double one = high(left, most);
    double other = high(right, wide(right, most));
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
    boolean oneLine = isOneLine(getWidth());
    double below = oneLine ? y : y + high(left, wide) + BETWEEN_LINES;
    place(left, x, y, oneLine ? wide - GAP - end : wide, oneLine ? high : high(left, wide));
    place(right, x + wide - end, below, end, oneLine ? high : high(right, end));
  }

  private void place(Region group, double x, double y, double wide, double high) {
    layoutInArea(
        group, x, y, wide, Math.max(0, high), 0, Insets.EMPTY, true, true, HPos.LEFT, VPos.CENTER);
  }
}
