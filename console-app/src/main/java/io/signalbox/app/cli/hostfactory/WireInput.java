package io.signalbox.app.cli.hostfactory;

import io.signalbox.app.cli.session.CliContext;
import io.signalbox.app.cli.session.JsonInput;
import io.signalbox.app.cli.session.JsonOptions;
import io.signalbox.core.config.source.SourceReader;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Host Factory sends: keys in camelCase or snake_case, single objects where lists may stand.
 */
final class WireInput {

  /** Characters quoted of a value that is wrong. */
  private static final int QUOTED = 100;

  private WireInput() {}

  /** The input of a verb that needs one. */
  static Map<String, @Nullable Object> required(
      JsonOptions json, CliContext context, String example) {
    Object read = json.read(context, true);
    if (read == null) {
      throw invalid(
          "There is no input: give it with -f FILE, --data JSON or on standard input, such as "
              + example,
          "input",
          "");
    }
    return JsonInput.asObject(read, "the input, such as " + example);
  }

  /** A field under its camelCase or snake_case name; under both only where they say the same. */
  static @Nullable Object field(Map<String, @Nullable Object> object, String camelCase) {
    String snakeCase = snakeCase(camelCase);
    Object value = object.get(camelCase);
    Object other = object.get(snakeCase);
    if (value != null && other != null && !value.equals(other)) {
      throw invalid(
          camelCase
              + " is "
              + shown(value)
              + " and "
              + snakeCase
              + " is "
              + shown(other)
              + ": they are one field; keep one of them",
          camelCase,
          shown(other));
    }
    return value != null ? value : other;
  }

  private static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** A text that must be there. */
  static String text(Map<String, @Nullable Object> object, String camelCase, String where) {
    Object value = field(object, camelCase);
    if (value instanceof String text && !text.isBlank()) {
      return text.strip();
    }
    throw invalid(
        where
            + " has no "
            + camelCase
            + (value == null ? "" : " as text, found " + shown(value))
            + "; expected \""
            + camelCase
            + "\": \"...\"",
        camelCase,
        shown(value));
  }

  /** Where machines are wanted; null where it does not matter. */
  record Preference(@Nullable String instance, @Nullable String type) {}

  /** {@code providerPreference} with {@code instance} or {@code type}, or an instance alone. */
  static Preference preference(
      Map<String, @Nullable Object> template, Map<String, @Nullable Object> input) {
    Object inTemplate = field(template, "providerPreference");
    Object given = inTemplate == null ? field(input, "providerPreference") : inTemplate;
    return switch (given) {
      case null -> new Preference(null, null);
      case String instance when !instance.isBlank() -> new Preference(instance.strip(), null);
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> preference = JsonInput.asObject(map, "providerPreference");
        yield new Preference(optional(preference, "instance"), optional(preference, "type"));
      }
      default ->
          throw invalid(
              "providerPreference is " + given + ", expected {\"instance\": \"...\"}",
              "providerPreference",
              given.toString());
    };
  }

  private static @Nullable String optional(Map<String, @Nullable Object> object, String key) {
    return field(object, key) == null ? null : text(object, key, "providerPreference");
  }

  /** A whole number of at least 1; texts of digits count, as templates have them. */
  static int count(@Nullable Object value, String name) {
    try {
      String text = value instanceof Number || value instanceof String ? value.toString() : "";
      if (text.length() <= SourceReader.MAX_DIGITS) {
        int count = new BigDecimal(text.strip()).intValueExact();
        if (count >= 1) {
          return count;
        }
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // told below
    }
    throw invalid(
        name + " is " + shown(value) + ", expected a whole number of at least 1",
        name,
        shown(value));
  }

  /** The items of a list, or the one object that stands where a list may. */
  static List<@Nullable Object> items(@Nullable Object value, String name) {
    return switch (value) {
      case List<?> list -> new ArrayList<@Nullable Object>(list);
      case Map<?, ?> one -> List.<@Nullable Object>of(one);
      case String one -> List.<@Nullable Object>of(one);
      case null -> throw invalid("The input has no " + name, name, "");
      default ->
          throw invalid(name + " is " + shown(value) + ", expected a list", name, shown(value));
    };
  }

  /** A value as it is quoted: the beginning of it tells which it is. */
  private static String shown(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "\u2026";
  }

  static SignalboxException invalid(String message, String field, String found) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("field", field);
    details.put("found", found);
    return new SignalboxException(ErrorCode.INVALID_INPUT, message, details);
  }
}
