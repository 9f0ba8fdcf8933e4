package io.signalbox.app.ui.providers;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

/**
 * A key, its value and where that is set, in one line; the value below the others where the line
 * has no room for all of it. On the screen's thread only.
 */
final class SettingLine extends Pane {

  /** Most room for a key, as a share of the width: values begin below each other. */
  private static final double KEY_SHARE = 0.44;

  private static final double GAP = 8;
  private static final double BETWEEN_LINES = 2;
  private static final double ABOVE = 5;
  private static final double LEAST = 28;

  private final Label key;
  private final Label value;
  private final Label source;
  private final double widest;

  /** How everything stands in a width, px. */
  private record Places(double key, double value, boolean below, double first, double whole) {}

  /**
   * @param widest of the keys of all lines, px
   */
  SettingLine(Label key, Label value, Label source, double widest) {
    this.key = key;
    this.value = value;
    this.source = source;
    this.widest = widest;
    getChildren().addAll(key, value, source);
    setPadding(new Insets(0, 12, 0, 12));
    setStyle("-fx-border-color: -sb-border-muted transparent transparent transparent;");
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private Places places(double width) {
    double wide = width - getInsets().getLeft() - getInsets().getRight();
    double beside = wide - GAP - source.prefWidth(-1);
    double forKey = snapSizeX(Math.min(widest, wide * KEY_SHARE));
    boolean below = value.prefWidth(-1) > beside - forKey - GAP;
    // Alone in its line a key has what its value leaves.
    double keyWide = below ? beside : forKey;
    double valueWide = below ? wide : beside - forKey - GAP;
    double first = Math.max(source.prefHeight(-1), snapSizeY(key.prefHeight(Math.max(0, keyWide))));
    double whole = below ? first + BETWEEN_LINES + value.prefHeight(Math.max(0, wide)) : first;
    return new Places(keyWide, valueWide, below, first, snapSizeY(whole));
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    double whole = places(width < 0 ? prefWidth(-1) : width).whole();
    return Math.max(LEAST, getInsets().getTop() + whole + getInsets().getBottom() + ABOVE);
  }

  @Override
  protected double computePrefWidth(double height) {
    return getInsets().getLeft()
        + widest
        + GAP
        + value.prefWidth(-1)
        + GAP
        + source.prefWidth(-1)
        + getInsets().getRight();
  }

  @Override
  protected void layoutChildren() {
    Places at = places(getWidth());
    double x = getInsets().getLeft();
    double y = snapPositionY((getHeight() - at.whole()) / 2);
    double end = getWidth() - getInsets().getRight();
    place(key, x, y, at.key(), at.first());
    double from = source.prefWidth(-1);
    place(source, end - from, y, from, at.first());
    if (at.below()) {
      double below = y + at.first() + BETWEEN_LINES;
      place(value, x, below, at.value(), at.whole() - at.first() - BETWEEN_LINES);
    } else {
      place(value, x + at.key() + GAP, y, at.value(), at.first());
    }
  }

  /** In the middle of a line's height. */
  private void place(Label label, double x, double y, double width, double height) {
    double own = Math.min(height, snapSizeY(label.prefHeight(width)));
    label.resizeRelocate(
        snapPositionX(x), snapPositionY(y + (height - own) / 2), snapSizeX(width), own);
  }
}
