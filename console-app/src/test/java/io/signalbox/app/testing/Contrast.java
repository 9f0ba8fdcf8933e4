package io.signalbox.app.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/**
 * Whether texts can be read on what they stand on, as WCAG 2 has it: 4.5 to 1 (AA). The ground is
 * what a picture of the scene without its texts has there. On the screen's thread only.
 */
public final class Contrast {

  private static final double LEAST = 4.5;

  /** Of a text's room; less is a line that crosses it. */
  private static final double SHARE = 0.15;

  private Contrast() {}

  /**
   * A line for each text of a scene that is told from its ground too little; of a question alone,
   * where one lies over the screen.
   */
  public static List<String> problems(Scene scene) {
    boolean asks = scene.getRoot().lookup(".scrim") != null;
    List<ShownText> texts =
        ShownText.in(scene).stream().filter(each -> !asks || isInQuestion(each.node())).toList();
    Map<ShownText, Double> before = new HashMap<>();
    texts.forEach(each -> before.put(each, each.node().getOpacity()));
    texts.forEach(each -> each.node().setOpacity(0));
    SnapshotParameters all = new SnapshotParameters();
    all.setViewport(new Rectangle2D(0, 0, scene.getWidth(), scene.getHeight()));
    WritableImage ground = scene.getRoot().snapshot(all, null);
    before.forEach((text, opacity) -> text.node().setOpacity(opacity));
    List<String> problems = new ArrayList<>();
    for (ShownText text : texts) {
      for (Color under : grounds(ground, text.seen())) {
        if (!(text.node().getFill() instanceof Color ink)) {
          problems.add(text.words() + " is filled with no colour");
          break;
        }
        Color drawn = under.interpolate(opaque(ink), ink.getOpacity() * text.opacity());
        double ratio = ratio(drawn, under);
        if (ratio < LEAST) {
          problems.add(
              String.format(
                  Locale.ROOT,
                  "%s: %s on %s is %.2f to 1",
                  text.words(),
                  hex(drawn),
                  hex(under),
                  ratio));
          break;
        }
      }
    }
    return problems;
  }

  private static boolean isInQuestion(Node text) {
    Node at = text;
    while (at != null && !at.getStyleClass().contains("scrim")) {
      at = at.getParent();
    }
    return at != null;
  }

  private static List<Color> grounds(WritableImage picture, Bounds room) {
    PixelReader pixels = picture.getPixelReader();
    Map<Integer, Integer> counts = new HashMap<>();
    int right = (int) Math.min(picture.getWidth(), Math.ceil(room.getMaxX()));
    int bottom = (int) Math.min(picture.getHeight(), Math.ceil(room.getMaxY()));
    int all = 0;
    for (int y = (int) Math.max(0, room.getMinY()); y < bottom; y++) {
      for (int x = (int) Math.max(0, room.getMinX()); x < right; x++) {
        counts.merge(pixels.getArgb(x, y), 1, Integer::sum);
        all++;
      }
    }
    double least = all * SHARE;
    return counts.entrySet().stream()
        .filter(each -> each.getValue() >= least)
        .map(each -> {
          int argb = each.getKey();
          return Color.rgb(argb >> 16 & 255, argb >> 8 & 255, argb & 255);
        })
        .toList();
  }

  private static Color opaque(Color colour) {
    return Color.color(colour.getRed(), colour.getGreen(), colour.getBlue());
  }

  /** 1 to 21. */
  static double ratio(Color one, Color other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }

  private static String hex(Color colour) {
    return String.format(
        Locale.ROOT,
        "#%02x%02x%02x",
        Math.round(colour.getRed() * 255),
        Math.round(colour.getGreen() * 255),
        Math.round(colour.getBlue() * 255));
  }
}
