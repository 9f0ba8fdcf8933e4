package io.signalbox.app.ui.control;

import javafx.scene.layout.Region;
import javafx.scene.shape.Line;

/**
 * The colour and dash of a provider, by its place in the configuration: the same on charts, tiles
 * and lists.
 */
public final class Series {

  /** Colours there are; further providers begin again. */
  public static final int COUNT = 5;

  private Series() {}

  public static String styleClass(int order) {
    return "s" + (Math.floorMod(order, COUNT) + 1);
  }

  /** The short bar before a provider's name. */
  public static Region key(int order) {
    Region key = new Region();
    key.getStyleClass().addAll("provider-key", styleClass(order));
    return key;
  }

  /** A legend's sample with the dash. */
  public static Line sample(int order) {
    Line line = new Line(0, 3, 20, 3);
    line.getStyleClass().addAll("key-line", styleClass(order));
    return line;
  }
}
