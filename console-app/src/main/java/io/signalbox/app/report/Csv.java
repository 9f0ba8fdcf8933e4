package io.signalbox.app.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines of comma-separated values after RFC 4180. A text that a spreadsheet would take for a
 * formula begins with an apostrophe: what somebody gave as a reason is never carried out.
 * Stateless.
 */
public final class Csv {

  private static final String FORMULA = "=+-@\t\r";

  private Csv() {}

  /** One line with its end; numbers as they are, null as nothing. */
  public static String line(Collection<? extends @Nullable Object> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\n"));
  }

  /** A number with as many decimals; an empty cell for what was not measured. */
  public static Object number(double value, int decimals) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP)
        : "";
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    String text = value.toString();
    if (value instanceof Number) {
      return text;
    }
    if (!text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
