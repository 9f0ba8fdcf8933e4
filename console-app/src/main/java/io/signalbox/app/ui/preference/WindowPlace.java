package io.signalbox.app.ui.preference;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a window stands, in px.
 *
 * @param maximized whether it fills its screen; the rest is what it goes back to then
 */
public record WindowPlace(double x, double y, double width, double height, boolean maximized) {

  private static final Pattern TEXT =
      Pattern.compile("(-?\\d{1,6}) (-?\\d{1,6}) (\\d{1,6}) (\\d{1,6})( maximized)?");

  /** The place that a text is of; empty for what is none. */
  static Optional<WindowPlace> parse(String text) {
    return Optional.of(TEXT.matcher(text))
        .filter(Matcher::matches)
        .map(found ->
            new WindowPlace(
                Double.parseDouble(found.group(1)),
                Double.parseDouble(found.group(2)),
                Double.parseDouble(found.group(3)),
                Double.parseDouble(found.group(4)),
                found.group(5) != null));
  }

  String text() {
    return Math.round(x)
        + " "
        + Math.round(y)
        + " "
        + Math.round(width)
        + " "
        + Math.round(height)
        + (maximized ? " maximized" : "");
  }

  /**
   * The same where it is seen whole: no larger than there is room, and with no edge outside.
   *
   * @param left where what is seen begins, as {@code top}
   * @param right where it ends, as {@code bottom}
   */
  public WindowPlace within(double left, double top, double right, double bottom) {
    double wide = Math.min(width, right - left);
    double high = Math.min(height, bottom - top);
    return new WindowPlace(
        Math.max(left, Math.min(x, right - wide)),
        Math.max(top, Math.min(y, bottom - high)),
        wide,
        high,
        maximized);
  }

  /**
   * As large, and so far to the right and down as there is room: what is opened beside it covers it
   * not quite.
   *
   * @param right where the screen ends, as {@code bottom}
   */
  public WindowPlace shifted(double by, double right, double bottom) {
    return new WindowPlace(
        Math.min(x + by, Math.max(x, right - width)),
        Math.min(y + by, Math.max(y, bottom - height)),
        width,
        height,
        maximized);
  }
}
