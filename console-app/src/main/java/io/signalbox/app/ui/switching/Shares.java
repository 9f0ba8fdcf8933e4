package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.control.Units;
import java.util.Locale;

/** Shares of traffic in words. Stateless. */
public final class Shares {

  private Shares() {}

  /** A share with one decimal where it is small but there. */
  public static String share(double share) {
    double percent = share * 100;
    return percent > 0.04 && percent < 9.95 && Math.abs(percent - Math.rint(percent)) > 0.05
        ? String.format(Locale.ROOT, "%.1f", percent) + "\u2009%"
        : Units.share(share);
  }

  public static String change(double before, double after) {
    String from = share(before);
    return from.substring(0, from.length() - 2) + " → " + share(after);
  }
}
