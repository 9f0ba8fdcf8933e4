package io.signalbox.app.ui.requests;

import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.layout.Pane;

/**
 * Two buttons beside each other, below each other where their words have no room. On the screen's
 * thread only.
 */
final class TwoButtons extends Pane {

  private static final double GAP = 8;
  private static final double BETWEEN_LINES = 6;

  /** What the second may be wider by than its place, px: the form's margin is as wide. */
  private static final double MORE = 11;

  private final Button first;
  private final Button second;
  private final double least;

  /**
   * @param least of the first one's width: bold or not, as wide, px
   */
  TwoButtons(Button first, Button second, double least) {
    this.first = first;
    this.second = second;
    this.least = least;
    getChildren().addAll(first, second);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private double before() {
    return snapSizeX(Math.max(least, first.prefWidth(-1)));
  }

  private boolean isOneLine(double width) {
    return width < 0 || before() + GAP + second.prefWidth(-1) <= width + MORE;
  }

  private double high(Button button) {
    return snapSizeY(Math.max(button.minHeight(-1), button.prefHeight(-1)));
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    double line = high(second);
    return isOneLine(width) ? line : line + BETWEEN_LINES + high(first);
  }

  @Override
  protected void layoutChildren() {
    double wide = getWidth();
    double line = high(second);
    if (isOneLine(wide)) {
      double from = before() + GAP;
      first.resizeRelocate(0, 0, before(), line);
      second.resizeRelocate(from, 0, Math.max(wide - from, second.prefWidth(-1)), line);
    } else {
      double above = high(first);
      first.resizeRelocate(0, 0, wide, above);
      second.resizeRelocate(0, above + BETWEEN_LINES, wide, line);
    }
  }
}
