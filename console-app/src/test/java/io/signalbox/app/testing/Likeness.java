package io.signalbox.app.testing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * How alike two pictures are, whoever's fonts drew them. They are held against each other in cells,
 * of which the mean colour counts: letters are smoothed otherwise on another machine, and a line
 * may stand a pixel beside. What came, went, has another colour or moved by more than a cell is
 * found. Immutable.
 */
public final class Likeness {

  /** How much the mean of a cell may be outside of those around it, of 255. */
  private static final int TOLERANCE = 12;

  private static final int GAP = 16;

  private final BufferedImage expected;
  private final BufferedImage actual;
  private final int cell;
  private final List<Rectangle> differing;

  private Likeness(
      BufferedImage expected, BufferedImage actual, int cell, List<Rectangle> differing) {
    this.expected = expected;
    this.actual = actual;
    this.cell = cell;
    this.differing = List.copyOf(differing);
  }

  /**
   * @param cell the side of a cell, px, at least 1
   */
  public static Likeness of(BufferedImage expected, BufferedImage actual, int cell) {
    if (expected.getWidth() != actual.getWidth() || expected.getHeight() != actual.getHeight()) {
      Rectangle all = new Rectangle(actual.getWidth(), actual.getHeight());
      return new Likeness(expected, actual, Integer.MAX_VALUE, List.of(all));
    }
    Cells one = Cells.of(expected, cell);
    Cells other = Cells.of(actual, cell);
    List<Rectangle> differing = new ArrayList<>();
    for (int y = 0; y < one.down(); y++) {
      for (int x = 0; x < one.across(); x++) {
        if (one.isApartFrom(other, x, y) || other.isApartFrom(one, x, y)) {
          differing.add(new Rectangle(x * cell, y * cell, cell, cell));
        }
      }
    }
    return new Likeness(expected, actual, cell, differing);
  }

  /**
   * @param most how many cells may differ
   */
  public boolean isAlike(int most) {
    return cell != Integer.MAX_VALUE && differing.size() <= most;
  }

  /** What differs, in a clause; only where something does. */
  public String words() {
    if (cell == Integer.MAX_VALUE) {
      return "is %dx%d, not %dx%d"
          .formatted(
              actual.getWidth(), actual.getHeight(), expected.getWidth(), expected.getHeight());
    }
    Rectangle around = new Rectangle(differing.getFirst());
    differing.forEach(around::add);
    return "differs in %d of %d cells, all within %dx%d px at %d,%d"
        .formatted(
            differing.size(),
            Math.ceilDiv(actual.getWidth(), cell) * Math.ceilDiv(actual.getHeight(), cell),
            around.width,
            around.height,
            around.x,
            around.y);
  }

  /** What is expected, what is there, and where they differ, beside each other. */
  public BufferedImage picture() {
    int wide = Math.max(expected.getWidth(), actual.getWidth());
    int high = Math.max(expected.getHeight(), actual.getHeight());
    BufferedImage all = new BufferedImage(3 * wide + 2 * GAP, high, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = all.createGraphics();
    graphics.setColor(Color.GRAY);
    graphics.fillRect(0, 0, all.getWidth(), all.getHeight());
    graphics.drawImage(expected, 0, 0, null);
    graphics.drawImage(actual, wide + GAP, 0, null);
    int third = 2 * (wide + GAP);
    graphics.drawImage(actual, third, 0, null);
    graphics.setColor(new Color(255, 0, 0, 128));
    differing.forEach(each -> graphics.fillRect(third + each.x, each.y, each.width, each.height));
    graphics.dispose();
    return all;
  }

  /** Means of red, green and blue, each line by line. */
  private record Cells(int across, int down, List<int[]> means) {

    static Cells of(BufferedImage picture, int cell) {
      int width = picture.getWidth();
      int height = picture.getHeight();
      int across = Math.ceilDiv(width, cell);
      int down = Math.ceilDiv(height, cell);
      int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
      List<int[]> means = new ArrayList<>();
      for (int shift = 16; shift >= 0; shift -= 8) {
        int[] sums = new int[across * down];
        int[] counts = new int[across * down];
        for (int i = 0; i < pixels.length; i++) {
          int at = i / width / cell * across + i % width / cell;
          sums[at] += pixels[i] >> shift & 255;
          counts[at]++;
        }
        for (int at = 0; at < sums.length; at++) {
          sums[at] /= counts[at];
        }
        means.add(sums);
      }
      return new Cells(across, down, means);
    }

    /** Whether a cell has a colour that is not there in the other picture, here or beside it. */
    boolean isApartFrom(Cells other, int x, int y) {
      for (int channel = 0; channel < means.size(); channel++) {
        int lowest = 255;
        int highest = 0;
        for (int v = Math.max(0, y - 1); v <= Math.min(down - 1, y + 1); v++) {
          for (int u = Math.max(0, x - 1); u <= Math.min(across - 1, x + 1); u++) {
            int mean = other.means.get(channel)[v * across + u];
            lowest = Math.min(lowest, mean);
            highest = Math.max(highest, mean);
          }
        }
        int mean = means.get(channel)[y * across + x];
        if (mean < lowest - TOLERANCE || mean > highest + TOLERANCE) {
          return true;
        }
      }
      return false;
    }
  }
}
