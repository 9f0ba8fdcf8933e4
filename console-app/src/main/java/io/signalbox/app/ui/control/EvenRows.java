package io.signalbox.app.ui.control;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/**
 * Controls of one size, two in a row; one in a row where the longest has no room beside another. On
 * the screen's thread only.
 */
public final class EvenRows extends Pane {

  private static final double GAP = 6;

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  private double widest() {
    return snapSizeX(
        getManagedChildren().stream().mapToDouble(each -> each.prefWidth(-1)).max().orElse(0));
  }

  private double high() {
    return snapSizeY(
        getManagedChildren().stream()
            .mapToDouble(each -> Math.max(each.minHeight(-1), each.prefHeight(-1)))
            .max()
            .orElse(0));
  }

  private int across(double width) {
    return width < 0 || 2 * widest() + GAP <= width ? 2 : 1;
  }

  @Override
  protected double computeMinWidth(double height) {
    return widest();
  }

  @Override
  protected double computePrefWidth(double height) {
    return 2 * widest() + GAP;
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    int rows = Math.ceilDiv(getManagedChildren().size(), across(width));
    return rows * high() + Math.max(0, rows - 1) * GAP;
  }

  @Override
  protected void layoutChildren() {
    int across = across(getWidth());
    double wide = snapSizeX((getWidth() - (across - 1) * GAP) / across);
    double high = high();
    int at = 0;
    for (Node each : getManagedChildren()) {
      each.resizeRelocate((at % across) * (wide + GAP), at / across * (high + GAP), wide, high);
      at++;
    }
  }
}
