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

  /** The place that was kept; empty for what is none. */
  public static Optional<WindowPlace> read(Preferences preferences) {
    return preferences
        .find("window", "place")
        .map(TEXT::matcher)
        .filter(Matcher::matches)
        .map(found ->
            new WindowPlace(
                Double.parseDouble(found.group(1)),
                Double.parseDouble(found.group(2)),
                Double.parseDouble(found.group(3)),
                Double.parseDouble(found.group(4)),
                found.group(5) != null));
  }

  public void keep(Preferences preferences) {
    preferences.set(
        "window",
        "place",
        Math.round(x)
            + " "
            + Math.round(y)
            + " "
            + Math.round(width)
            + " "
            + Math.round(height)
            + (maximized ? " maximized" : ""));
  }
}
