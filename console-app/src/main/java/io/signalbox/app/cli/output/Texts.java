package io.signalbox.app.cli.output;

import io.signalbox.core.log.VisibleText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Figures and times as a person reads them in a table; what was not measured is a dash. */
public final class Texts {

  private Texts() {}

  public static String millis(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    return value < 10
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.valueOf(Math.round(value));
  }

  public static String percent(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f", value) : "-";
  }

  /** A share of 0 to 1 as percent. */
  public static String share(double value) {
    return String.format(Locale.ROOT, "%.1f", 100 * value);
  }

  public static String rate(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "-";
  }

  /** A number without a needless fraction. */
  public static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  /** An instant to the second; a dash for none. */
  public static String time(@Nullable Instant at) {
    return at == null ? "-" : at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** How long ago: {@code 9 s}, {@code 4 min}, {@code 3 h}, {@code 2 d}. */
  public static String age(@Nullable Instant at, Instant now) {
    if (at == null) {
      return "-";
    }
    long seconds = Math.max(0, Duration.between(at, now).toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + " min";
    }
    return seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " d";
  }

  /** An enum constant as a word. */
  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String nested(@Nullable Object value) {
    return value instanceof Iterable<?> || value instanceof Map<?, ?>
        ? "[" + value(value) + "]"
        : value(value);
  }

  /** A value of a document on one line. */
  public static String value(@Nullable Object value) {
    return switch (value) {
      case null -> "-";
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> value(entry.getKey()) + "=" + nested(entry.getValue()))
              .collect(Collectors.joining(", "));
      case Iterable<?> items -> {
        StringBuilder text = new StringBuilder();
        for (Object item : items) {
          text.append(text.isEmpty() ? "" : ", ").append(value(item));
        }
        yield text.toString();
      }
      case Double number -> number(number);
      default -> VisibleText.line(value.toString());
    };
  }
}
