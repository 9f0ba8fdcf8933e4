package io.signalbox.app.ui.routing.editing;

import io.signalbox.core.provider.ConfigField;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of settings as people type and read them. Stateless. */
public final class SettingText {

  private static final double UNLIMITED = 1e6;

  private SettingText() {}

  /**
   * What a text says.
   *
   * @param value null where the text says none, or is wrong
   * @param problem what is allowed instead; empty if the text is right
   */
  public record Read(@Nullable Object value, String problem) {}

  public static Read read(ConfigField field, String typed) {
    String text = typed.trim();
    return switch (field.kind()) {
      case TEXT ->
          field.allowed().isEmpty() || field.allowed().contains(text)
              ? new Read(text, "")
              : wrong(field);
      case INTEGER, NUMBER -> number(field, text);
      case BOOLEAN ->
          switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> new Read(true, "");
            case "false" -> new Read(false, "");
            default -> wrong(field);
          };
      case TEXT_LIST -> new Read(list(text), "");
      case MAP -> map(field, text);
    };
  }

  private static Read number(ConfigField field, String text) {
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return wrong(field);
    }
    Double minimum = field.minimum();
    Double maximum = field.maximum();
    boolean whole = field.kind() == ConfigField.Kind.INTEGER;
    boolean wrong =
        !Double.isFinite(number)
            || minimum != null && number < minimum
            || maximum != null && number > maximum
            || whole && number != Math.rint(number);
    if (wrong) {
      return wrong(field);
    }
    return whole ? new Read((long) number, "") : new Read(number, "");
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(","))
        .map(String::trim)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  private static Read map(ConfigField field, String text) {
    Map<String, Object> read = new LinkedHashMap<>();
    for (String pair : list(text)) {
      int at = pair.indexOf('=');
      if (at < 1) {
        return wrong(field);
      }
      String value = pair.substring(at + 1).trim();
      try {
        read.put(pair.substring(0, at).trim(), Double.valueOf(value));
      } catch (NumberFormatException e) {
        read.put(pair.substring(0, at).trim(), value);
      }
    }
    return new Read(read, "");
  }

  private static Read wrong(ConfigField field) {
    return new Read(null, "Expected " + expected(field));
  }

  /** What a field takes: {@code a whole number from 1 to 1000 s}. */
  public static String expected(ConfigField field) {
    return switch (field.kind()) {
      case TEXT -> field.allowed().isEmpty() ? "a text" : "one of " + words(field.allowed());
      case INTEGER -> "a whole number" + bounds(field);
      case NUMBER -> "a number" + bounds(field);
      case BOOLEAN -> "true or false";
      case TEXT_LIST -> "names with commas between them";
      case MAP -> "name=value pairs with commas between them";
    };
  }

  private static String words(List<String> allowed) {
    return String.join(", ", allowed);
  }

  private static String bounds(ConfigField field) {
    String range = range(field);
    return range.isEmpty()
        ? ""
        : (range.contains(" to ") ? " from " : ", ")
            + range
            + (field.unit().isEmpty() ? "" : "\u2009" + field.unit());
  }

  /** A number's range: {@code 0 to 100}, {@code 0 or more}; empty where there is none. */
  public static String range(ConfigField field) {
    Double minimum = field.minimum();
    Double maximum = field.maximum();
    // The least positive number there is stands for "over 0".
    boolean overZero = minimum != null && minimum > 0 && minimum <= 1e-3;
    String low = minimum == null ? "" : overZero ? "over 0" : plain(minimum);
    if (maximum == null || maximum >= UNLIMITED) {
      return low.isEmpty() || overZero ? low : low + " or more";
    }
    return low.isEmpty() ? "at most " + plain(maximum) : low + " to " + plain(maximum);
  }

  /** A value for people; {@code none} where there is none. */
  public static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "none";
      case List<?> list when list.isEmpty() -> "none";
      case Map<?, ?> map when map.isEmpty() -> "none";
      case String text when text.isEmpty() -> "none";
      case Boolean flag -> flag ? "on" : "off";
      default -> typed(value);
    };
  }

  /** A value as it is typed; empty where there is none. */
  public static String typed(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Number number -> plain(number.doubleValue());
      case List<?> list -> list.stream().map(Objects::toString).collect(Collectors.joining(", "));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(each -> each.getKey() + "=" + typed(each.getValue()))
              .collect(Collectors.joining(", "));
      default -> value.toString();
    };
  }

  /** {@code 3}, {@code 0.25}: as few digits as say it. */
  public static String plain(double number) {
    if (!Double.isFinite(number)) {
      return "–";
    }
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.valueOf((long) number)
        : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** Whether two values are the same, numbers by what they say. */
  public static boolean same(@Nullable Object one, @Nullable Object two) {
    if (one instanceof Number left && two instanceof Number right) {
      return left.doubleValue() == right.doubleValue();
    }
    boolean noneLeft = of(one).equals("none");
    boolean noneRight = of(two).equals("none");
    return noneLeft || noneRight ? noneLeft == noneRight : Objects.equals(one, two);
  }
}
