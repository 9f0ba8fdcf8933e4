package io.signalbox.app.ui.control;

import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Two parts in one line; the second below the first where the line has no room for both. On the
 * screen's thread only.
 */
public final class BesideOrBelow extends Pane {

  private static final double GAP = 8;

  /** Most of a line for a column, as a share of it. */
  private static final double MOST = 0.44;

  private final Region first;
  private final Region second;
  private final @Nullable Region last;

  /** Of the first, px; below 0 where it is none, and the second stands at the line's end. */
  private final double column;

  /** Of the second beside the first, px; below 0 for all that it wants. */
  private final double least;

  private final double betweenLines;

  private BesideOrBelow(
      Region first,
      double column,
      Region second,
      double least,
      @Nullable Region last,
      double betweenLines) {
    this.first = first;
    this.column = column;
    this.second = second;
    this.least = least;
    this.last = last;
    this.betweenLines = betweenLines;
    getChildren().addAll(first, second);
    if (last != null) {
      getChildren().add(last);
    }
  }

  /** Two groups at the ends of a line; the second at the end of the next one otherwise. */
  public static BesideOrBelow ends(Region left, Region right) {
    return new BesideOrBelow(left, -1, right, -1, null, 6);
  }

  /**
   * Two buttons that share a line; each has one of its own otherwise.
   *
   * @param column of the first, px: as wide whatever it says
   */
  public static BesideOrBelow buttons(Region first, double column, Region second) {
    return new BesideOrBelow(first, column, second, -1, null, 6);
  }

  /**
   * A name and what is said of it.
   *
   * @param column of the name, px, so that what is said of several begins below each other; a
   *     longer name takes more
   * @param least what is said needs beside it, px: in less it would be written a word a line
   */
  public static BesideOrBelow named(Region name, double column, Region said, double least) {
    return new BesideOrBelow(name, column, said, least, null, 2);
  }

  /** A name and its value, which is told in one line if at all, and what ends the first line. */
  public static BesideOrBelow named(Region name, double column, Region value, Region last) {
    return new BesideOrBelow(name, column, value, -1, last, 2);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private boolean isAtEnds() {
    return column < 0;
  }

  private double across() {
    return getInsets().getLeft() + getInsets().getRight();
  }

  /** Of what ends the first line, with the gap before it. */
  private double ending() {
    return last == null ? 0 : GAP + wanted(last);
  }

  private double column(double line) {
    return snapSizeX(Math.max(wanted(first), Math.min(column, MOST * line)));
  }

  private boolean isOneLine(double line) {
    double one = isAtEnds() ? needed(first) : column(line);
    double other = isAtEnds() ? needed(second) : least < 0 ? wanted(second) : least;
    return one + GAP + other + ending() <= line;
  }

  /** What goes on in further lines by itself has one of its own first. */
  private double needed(Region part) {
    return isFlowing(part) ? wanted(part) : snapSizeX(part.minWidth(-1));
  }

  private double wanted(Region part) {
    return snapSizeX(part.prefWidth(-1));
  }

  private static boolean isFlowing(Region part) {
    return part.getContentBias() == Orientation.HORIZONTAL;
  }

  private double high(Region part, double width) {
    double across = isFlowing(part) ? Math.max(0, width) : -1;
    return snapSizeY(Math.max(part.minHeight(across), part.prefHeight(across)));
  }

  @Override
  protected double computeMinWidth(double height) {
    return across()
        + (isAtEnds()
            ? Math.max(snapSizeX(first.minWidth(-1)), snapSizeX(second.minWidth(-1)))
            : 0);
  }

  @Override
  protected double computePrefWidth(double height) {
    return across()
        + Math.max(wanted(first), column)
        + GAP
        + Math.max(wanted(second), least)
        + ending();
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    Places at = places((width < 0 ? prefWidth(-1) : width) - across());
    return getInsets().getTop() + at.whole() + getInsets().getBottom();
  }

  /** How wide and high the parts stand in a line, px; below the first line, or in it. */
  private record Places(double one, double other, boolean below, double line, double whole) {}

  private Places places(double wide) {
    boolean below = !isOneLine(wide);
    double line = wide - ending();
    double one;
    double other;
    if (isAtEnds()) {
      other = Math.min(wide, wanted(second));
      one = below ? line : line - GAP - other;
    } else {
      one = below ? line : column(wide);
      other = below ? wide : line - GAP - one;
    }
    double top = Math.max(high(first, one), last == null ? 0 : high(last, wanted(last)));
    double second = high(this.second, other);
    return below
        ? new Places(one, other, true, top, top + betweenLines + second)
        : new Places(one, other, false, Math.max(top, second), Math.max(top, second));
  }

  @Override
  protected void layoutChildren() {
    double x = getInsets().getLeft();
    double y = getInsets().getTop();
    double wide = getWidth() - across();
    double high = getHeight() - y - getInsets().getBottom();
    Places at = places(wide);
    double line = at.below() ? at.line() : high;
    double from = isAtEnds() ? wide - at.other() : at.below() ? 0 : at.one() + GAP;
    place(first, x, y, at.one(), line);
    if (last != null) {
      place(last, x + wide - wanted(last), y, wanted(last), line);
    }
    place(
        second,
        x + from,
        at.below() ? y + line + betweenLines : y,
        at.other(),
        at.below() ? at.whole() - line - betweenLines : line);
  }

  private void place(Region part, double x, double y, double width, double height) {
    layoutInArea(
        part,
        x,
        y,
        Math.max(0, width),
        Math.max(0, height),
        0,
        Insets.EMPTY,
        true,
        true,
        HPos.LEFT,
        VPos.CENTER);
  }
}
