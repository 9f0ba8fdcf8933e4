package io.signalbox.app.ui.control;

import io.signalbox.core.routing.DecisionRecord;
import java.util.Locale;

/** What is said of candidates that are not listed one by one. Stateless. */
public final class Others {

  private Others() {}

  /** {@code 480 more}. */
  public static String count(DecisionRecord.Others others) {
    return Units.number(others.count()) + " more";
  }

  /** The step they were refused at, and the reason of the first; empty where they were accepted. */
  public static String words(DecisionRecord.Others others) {
    if (others.accepted()) {
      return "";
    }
    String step = others.step().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return "at " + step + (others.reason().isEmpty() ? "" : ", one: " + others.reason());
  }
}
