package io.signalbox.core.command.handling;

import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.provider.ConfigField;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a setting's new value by its declaration. */
final class SettingCheck {

  private SettingCheck() {}

  /** The same declaration under another name. */
  static ConfigField named(String name, ConfigField field) {
    return new ConfigField(
        name,
        field.kind(),
        field.description(),
        field.defaultValue(),
        field.minimum(),
        field.maximum(),
        field.allowed(),
        field.required(),
        field.secret(),
        field.unit());
  }

  /**
   * The value in the declared type.
   *
   * @throws SignalboxException INVALID_INPUT saying what is allowed
   */
  static Object check(ConfigField field, Object value) {
    if (field.secret()) {
      throw Checks.invalid(
          field.name()
              + " is a secret: refer to it in the configuration file, as ${ENV_NAME},"
              + " keychain:NAME or file:PATH",
          field.name(),
          "");
    }
    return switch (field.kind()) {
      case TEXT -> text(field, value.toString());
      case INTEGER -> integer(field, value);
      case NUMBER -> number(field, value);
      case BOOLEAN -> flag(field, value);
      case TEXT_LIST ->
          value instanceof List<?> list
              ? list.stream().map(Object::toString).toList()
              : List.of(value.toString().split("\\s*,\\s*"));
      case MAP -> {
        if (value instanceof Map<?, ?> map) {
          yield map;
        }
        throw wrong(field, value, "a map");
      }
    };
  }

  private static String text(ConfigField field, String value) {
    if (!field.allowed().isEmpty() && !field.allowed().contains(value)) {
      throw wrong(field, value, "one of " + String.join(", ", field.allowed()));
    }
    return value;
  }

  private static Boolean flag(ConfigField field, Object value) {
    return switch (value.toString().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(field, value, "true or false");
    };
  }

  private static Long integer(ConfigField field, Object value) {
    double number = number(field, value);
    if (number != Math.rint(number)) {
      throw wrong(field, value, "a whole number");
    }
    return (long) number;
  }

  private static Double number(ConfigField field, Object value) {
    double number;
    try {
      number = value instanceof Number n ? n.doubleValue() : Double.parseDouble(value.toString());
    } catch (NumberFormatException e) {
      throw wrong(field, value, "a number");
    }
    Double minimum = field.minimum();
    Double maximum = field.maximum();
    boolean tooLow = minimum != null && number < minimum;
    boolean tooHigh = maximum != null && number > maximum;
    if (!Double.isFinite(number) || tooLow || tooHigh) {
      throw wrong(field, value, "a number from " + plain(minimum) + " to " + plain(maximum));
    }
    return number;
  }

  private static String plain(@org.jspecify.annotations.Nullable Double bound) {
    if (bound == null) {
      return "any";
    }
    return bound == Math.rint(bound) ? String.valueOf(bound.longValue()) : bound.toString();
  }

  private static SignalboxException wrong(ConfigField field, Object found, String expected) {
    return Checks.invalid(
        field.name()
            + " is '"
            + found
            + "', expected "
            + expected
            + (field.unit().isEmpty() ? "" : " " + field.unit()),
        field.name(),
        found.toString());
  }
}
