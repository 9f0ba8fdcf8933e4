package io.signalbox.app.ui.requests;

import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * A name and what is said of it beside it, or below it in a narrow place. On the screen's thread
 * only.
 */
final class NamedLine extends Pane {

  private static final double GAP = 8;
  private static final double BETWEEN_LINES = 2;

  private final Label name;
  private final double least;
  private final Region said;
  private final double narrow;

  /**
   * @param least of the name's room, so that what is said begins below each other, px
   * @param narrow where there is less, px, it stands below: it would be written a word a line
   */
  NamedLine(Label name, double least, Region said, double narrow) {
    this.narrow = narrow;
    this.name = name;
    this.least = least;
    this.said = said;
    getChildren().addAll(name, said);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private double named() {
    return snapSizeX(Math.max(least, name.prefWidth(-1)));
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefWidth(double height) {
    return named() + GAP + said.prefWidth(-1);
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    double wide = width < 0 ? prefWidth(-1) : width;
    return wide < narrow
        ? high(name, wide) + BETWEEN_LINES + high(said, wide)
        : Math.max(high(name, named()), high(said, wide - named() - GAP));
  }

  private double high(Region part, double width) {
    return snapSizeY(part.prefHeight(Math.max(0, width)));
  }

  @Override
  protected void layoutChildren() {
    double wide = getWidth();
    if (wide < narrow) {
      double first = high(name, wide);
      place(name, 0, 0, wide, first);
      place(said, 0, first + BETWEEN_LINES, wide, high(said, wide));
    } else {
      double rest = Math.max(0, wide - named() - GAP);
      place(name, 0, 0, named(), getHeight());
      place(said, named() + GAP, 0, rest, getHeight());
    }
  }

  private void place(Region part, double x, double y, double width, double height) {
    layoutInArea(part, x, y, width, height, 0, Insets.EMPTY, true, false, HPos.LEFT, VPos.CENTER);
  }
}
