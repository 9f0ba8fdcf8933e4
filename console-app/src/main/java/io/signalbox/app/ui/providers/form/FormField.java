package io.signalbox.app.ui.providers.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.FoundProvider;
import io.signalbox.core.query.ProviderForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One setting of the form.
 *
 * @param key within the provider's entry: {@code config.region}
 * @param group the heading it stands under
 * @param field its declaration
 * @param value as it is in force, of a provider that is edited; null where nobody set it
 * @param offered values to choose from, beside which others may be typed
 */
public record FormField(
    String key,
    Group group,
    ConfigField field,
    @Nullable SettingValue value,
    List<String> offered) {

  private static final String CONFIG = "config.";

  public FormField {
    offered = List.copyOf(offered);
  }

  /**
   * A heading.
   *
   * @param folded whether its fields are shown when they are asked for
   */
  public record Group(String title, String note, boolean folded) {}

  static final Group ACCESS = new Group("Identity and access", "", false);
  static final Group CALLS = new Group("Calls", "times, tries and limits", false);
  static final Group MORE = new Group("More", "what is rarely set", true);
  static final Group ROUTING =
      new Group("Routing", "weight 0: no traffic until you raise it", false);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEFAULTS = "template_defaults";
  private static final Group TEMPLATES =
      new Group("Defaults for its templates", "where a template sets none", true);

  private static final ConfigField TEMPLATE_DEFAULTS =
      ConfigField.map(
          DEFAULTS,
          "Fields of its templates where they set none: name=value with commas, or JSON in braces");

  /** What stands in every form beside the type's own settings. */
  private static final List<String> OWN = List.of("weight", "priority", "enabled", "capabilities");

  /** Those of a type, in the order of the form: its own first, then every provider's. */
  static List<FormField> of(ProviderForm.Type type, Map<String, SettingValue> values) {
    List<FormField> fields = new ArrayList<>();
    Map<String, List<FormField>> groups = new LinkedHashMap<>();
    for (ConfigField field : type.fields()) {
      String key = CONFIG + field.name();
      Group group = group(field);
      groups
          .computeIfAbsent(group.title(), each -> new ArrayList<>())
          .add(new FormField(key, group, field, set(values, key), offered(type, field)));
    }
    for (Group first : List.of(ACCESS, CALLS)) {
      fields.addAll(groups.getOrDefault(first.title(), List.of()));
      groups.remove(first.title());
    }
    for (String own : OWN) {
      type.own().stream()
          .filter(each -> each.name().equals(own))
          .forEach(each ->
              fields.add(
                  new FormField(
                      own,
                      ROUTING,
                      each,
                      set(values, own),
                      own.equals("capabilities") ? type.apis() : List.of())));
    }
    groups.values().forEach(fields::addAll);
    fields.add(new FormField(DEFAULTS, TEMPLATES, TEMPLATE_DEFAULTS, nested(values), List.of()));
    return fields;
  }

  /** An object's settings are told one by one; in the form they are one field. */
  private static @Nullable SettingValue nested(Map<String, SettingValue> values) {
    Map<String, Object> all = new LinkedHashMap<>();
    SettingValue first = null;
    for (String key : new TreeSet<>(values.keySet())) {
      SettingValue value = values.get(key);
      if (key.startsWith(DEFAULTS + ".") && value != null && value.value() != null) {
        first = first == null ? value : first;
        put(all, key.substring(DEFAULTS.length() + 1), value.value());
      }
    }
    return first == null
        ? null
        : new SettingValue(DEFAULTS, all, first.source(), first.location(), first.note());
  }

  @SuppressWarnings("unchecked") // only maps made here are gone into
  private static void put(Map<String, Object> in, String key, Object value) {
    int dot = key.indexOf('.');
    if (dot < 0) {
      in.put(key, value);
    } else if (in.computeIfAbsent(key.substring(0, dot), each -> new LinkedHashMap<>())
        instanceof LinkedHashMap<?, ?> below) {
      put((Map<String, Object>) below, key.substring(dot + 1), value);
    }
  }

  private static @Nullable SettingValue set(Map<String, SettingValue> values, String key) {
    SettingValue value = values.get(key);
    return value == null || value.source().equals("default") ? null : value;
  }

  private static List<String> offered(ProviderForm.Type type, ConfigField field) {
    TreeSet<String> found = new TreeSet<>();
    for (FoundProvider each : type.found()) {
      String value = each.settings().get(field.name());
      if (value != null) {
        found.add(value);
      }
    }
    return List.copyOf(found);
  }

  private static Group group(ConfigField field) {
    int dot = field.name().indexOf('.');
    if (dot > 0) {
      return new Group(field.name().substring(0, dot), "", true);
    }
    boolean text = field.kind() == ConfigField.Kind.TEXT && field.allowed().isEmpty();
    return text
        ? ACCESS
        : switch (field.kind()) {
          case INTEGER, NUMBER -> CALLS;
          case TEXT, BOOLEAN, TEXT_LIST, MAP -> MORE;
        };
  }

  /** {@code Max retries} for {@code config.max_retries}. */
  String label() {
    return words(field.name().substring(field.name().lastIndexOf('.') + 1));
  }

  private static String words(String name) {
    String words = name.replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** Whether it was overridden while running: what a file says has no effect meanwhile. */
  boolean overridden() {
    return value != null && value.source().equals("override");
  }

  /** Where it is set: {@code config.json:12}, {@code override}; empty where nobody set it. */
  String place() {
    if (value == null) {
      return "";
    }
    return value.location() == null
        ? value.source()
        : value.location().file() + ":" + value.location().line();
  }

  /** What is in force, as it would be typed; empty where nobody set it. */
  String typed() {
    return value == null ? "" : typed(value.value());
  }

  static String typed(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
          String.valueOf(number.longValue());
      case List<?> list -> list.stream().map(Objects::toString).collect(Collectors.joining(", "));
      case Map<?, ?> map ->
          map.values().stream().allMatch(Boolean.TRUE::equals)
              ? map.keySet().stream().map(Objects::toString).collect(Collectors.joining(", "))
              : map.values().stream().anyMatch(FormField::isMany)
                  ? json(map)
                  : map.entrySet().stream()
                      .map(each -> each.getKey() + "=" + typed(each.getValue()))
                      .collect(Collectors.joining(", "));
      default -> value.toString();
    };
  }

  private static boolean isMany(@Nullable Object value) {
    return value instanceof List<?>
        || value instanceof Map<?, ?>
        || value instanceof String text && text.indexOf(',') >= 0;
  }

  private static String json(Map<?, ?> map) {
    try {
      return JSON.writeValueAsString(map);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no value of a setting", e);
    }
  }

  /** What is in force where nothing is typed: {@code 30 s}; empty for nothing. */
  String standard() {
    String value = typed(field.defaultValue());
    return value.isEmpty() || field.unit().isEmpty() ? value : value + "\u2009" + field.unit();
  }

  /** What it takes, in a few words: {@code 1 to 300, s}. */
  String range() {
    if (field.secret()) {
      return "secret, by reference";
    }
    if (!field.allowed().isEmpty()) {
      return "";
    }
    return switch (field.kind()) {
      case TEXT -> field.required() ? "text" : "text, optional";
      case BOOLEAN -> "";
      case TEXT_LIST -> "names with commas";
      case MAP -> field.name().equals("capabilities") ? "" : "name=value with commas";
      case INTEGER, NUMBER -> bounds();
    };
  }

  private String bounds() {
    Double least = field.minimum();
    Double most = field.maximum();
    String low = least == null || least <= -1e6 ? "" : typed(least);
    String high = most == null || most >= 1e6 ? "" : typed(most);
    String range =
        high.isEmpty()
            ? low.isEmpty() ? "number" : low + " or more"
            : low.isEmpty() ? "at most " + high : low + " to " + high;
    return field.kind() == ConfigField.Kind.INTEGER && range.equals("number")
        ? "whole number"
        : range;
  }
}
