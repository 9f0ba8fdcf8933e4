package io.signalbox.core.config.reading;

import io.signalbox.core.provider.ConfigField;
import java.util.Locale;

/** What a declaration expects, in words. Stateless. */
public final class Expected {

  private Expected() {}

  /** {@code a whole number of at least 1 s}, {@code one of A, B}, {@code a list of texts}. */
  public static String of(ConfigField field) {
    if (!field.allowed().isEmpty()) {
      return "one of " + String.join(", ", field.allowed());
    }
    String range = range(field);
    return switch (field.kind()) {
      case TEXT -> "text";
      case INTEGER -> "a whole number" + range;
      case NUMBER -> "a number" + range;
      case BOOLEAN -> "true or false";
      case TEXT_LIST -> "a list of texts";
      case MAP -> "an object { }";
    };
  }

  private static String range(ConfigField field) {
    Double least = field.minimum();
    Double max = field.maximum();
    String from = least == null ? "" : " of at least " + plain(least);
    String to = max == null ? "" : (from.isEmpty() ? " of" : " and") + " at most " + plain(max);
    return from + to + (field.unit().isEmpty() ? "" : " " + field.unit());
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.format(Locale.ROOT, "%,d", (long) number)
        : String.valueOf(number);
  }
}
