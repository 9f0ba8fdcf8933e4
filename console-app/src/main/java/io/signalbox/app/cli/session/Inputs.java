package io.signalbox.app.cli.session;

import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what is typed; what cannot be read is INVALID_INPUT and says what was expected. */
public final class Inputs {

  private static final Pattern SHORT_DURATION = Pattern.compile("(\\d+)\\s*(s|m|min|h|d)");

  private static final Duration LONGEST = Duration.ofDays(36_500);

  private Inputs() {}

  public static SignalboxException invalid(String message, String field, String found) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("field", field);
    details.put("found", found);
    return new SignalboxException(ErrorCode.INVALID_INPUT, message, details);
  }

  /** {@code 90s}, {@code 30m}, {@code 2h}, {@code 1d} or ISO 8601 {@code PT2H}. */
  public static Duration duration(String text, String field) {
    Matcher matcher = SHORT_DURATION.matcher(text.strip().toLowerCase(Locale.ROOT));
    try {
      if (matcher.matches()) {
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "h" -> Duration.ofHours(count);
          case "d" -> Duration.ofDays(count);
          default -> Duration.ofMinutes(count);
        };
      }
      return Duration.parse(text.strip());
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw invalid(
          field + " is '" + text + "', expected a duration such as 90s, 30m, 2h or PT2H",
          field,
          text);
    }
  }

  /** An instant such as 2026-06-16T18:00:00Z, or a duration from now; null for null. */
  public static @Nullable Instant until(@Nullable String text, Instant now) {
    if (text == null) {
      return null;
    }
    try {
      return Instant.parse(text.strip());
    } catch (DateTimeException e) {
      Duration from = duration(text, "--until");
      if (from.compareTo(LONGEST) <= 0) {
        return now.plus(from);
      }
      throw invalid("--until is '" + text + "', expected at most 36500d", "--until", text);
    }
  }

  /** {@code NAME=VALUE} pairs, in order, each name once. */
  public static Map<String, String> pairs(List<String> words) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String word : words) {
      int at = word.indexOf('=');
      if (at <= 0) {
        throw invalid("'" + word + "' is not of the form NAME=VALUE", "pair", word);
      }
      String name = word.substring(0, at).strip();
      if (pairs.put(name, word.substring(at + 1).strip()) != null) {
        throw invalid("'" + name + "' is given twice", "pair", name);
      }
    }
    return pairs;
  }

  /** {@code NAME=WEIGHT} pairs. */
  public static Map<String, Double> weights(List<String> words) {
    Map<String, Double> weights = new LinkedHashMap<>();
    pairs(words)
        .forEach((name, value) -> {
          try {
            weights.put(name, Double.parseDouble(value));
          } catch (NumberFormatException e) {
            throw invalid(
                "The weight of " + name + " is '" + value + "', expected a number of 0 or more",
                name,
                value);
          }
        });
    return weights;
  }

  /** A whole number of at least {@code least}. */
  public static int count(String text, String field, int least) {
    try {
      int count = Integer.parseInt(text.strip());
      if (count >= least) {
        return count;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw invalid(
        field + " is '" + text + "', expected a whole number of at least " + least, field, text);
  }
}
