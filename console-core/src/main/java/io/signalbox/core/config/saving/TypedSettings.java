package io.signalbox.core.config.saving;

import io.signalbox.core.config.Nearest;
import io.signalbox.core.config.ProviderTrial.Finding;
import io.signalbox.core.config.reading.SecretReference;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceReader;
import io.signalbox.core.config.table.Decl;
import io.signalbox.core.config.table.Declarations;
import io.signalbox.core.config.table.RoutingDeclarations;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ProviderFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings of one provider as they are typed, made into what stands in a file. What a text cannot
 * mean stays as it was typed: reading the file tells what is wrong with it. A secret that is
 * written out goes nowhere. Used once, by one thread.
 */
final class TypedSettings {

  private static final String CONFIG = "config.";

  /** Sections of an entry that have keys of their own, which reading checks. */
  private static final Set<String> SECTIONS =
      Set.of("template_defaults.", "health_check.", "extensions.", "rehearsal.");

  /** Keys of an entry that stand for an object, and what a text means there. */
  private static final Map<String, ConfigField> OBJECTS =
      Stream.of("config", "template_defaults", "health_check", "extensions", "rehearsal")
          .collect(Collectors.toMap(key -> key, key -> ConfigField.map(key, "")));

  private final @Nullable ProviderFactory factory;
  private final List<Finding> findings;

  /**
   * @param factory null where the type is not installed: its settings stay as they are
   * @param findings told of what no setting is, and of secrets that are written out
   */
  TypedSettings(@Nullable ProviderFactory factory, List<Finding> findings) {
    this.factory = factory;
    this.findings = findings;
  }

  /** By key within the entry, {@code config.} and all; null for what is blank. */
  Map<String, @Nullable Object> read(Map<String, ?> settings) {
    Map<String, @Nullable Object> read = new LinkedHashMap<>();
    settings.forEach((name, value) -> {
      String key = key(name);
      if (key == null) {
        findings.add(unknown(name));
      } else if (read.containsKey(key)) {
        findings.add(new Finding(key, true, "GIVEN_TWICE", "is given twice", null));
      } else {
        Object made = value(key, value);
        if (made != null && OBJECTS.containsKey(key) && !(made instanceof Map)) {
          findings.add(
              new Finding(
                  key, true, "WRONG_TYPE", "is '" + made + "', expected an object { }", null));
        }
        read.put(key, made);
      }
    });
    return read;
  }

  private @Nullable String key(String name) {
    boolean whole =
        Declarations.INSTANCE.keys().containsKey(name)
            || name.startsWith(CONFIG)
            || SECTIONS.stream().anyMatch(name::startsWith);
    if (whole) {
      return name;
    }
    return factory == null || field(name) != null ? CONFIG + name : null;
  }

  private Finding unknown(String name) {
    Set<String> known = new LinkedHashSet<>(Declarations.INSTANCE.keys().keySet());
    if (factory != null) {
      factory.configFields().forEach(field -> known.add(field.name()));
    }
    String hint =
        Nearest.of(name, known)
            .map(near -> "Did you mean '" + near + "'?")
            .orElse("Known here: " + String.join(", ", known));
    return new Finding(name, true, Diagnostic.UNKNOWN_KEY, "is not a known key. " + hint, null);
  }

  /** The declaration of a setting of the type, under its name or another; null for none. */
  private @Nullable ConfigField field(String name) {
    if (factory == null) {
      return null;
    }
    for (ConfigField field : factory.configFields()) {
      if (field.name().equals(name)) {
        return field;
      }
      for (ConfigField.Alias alias : field.aliases()) {
        if (alias.name().equals(name)) {
          return field.under(alias);
        }
      }
    }
    return null;
  }

  private @Nullable Object value(String key, @Nullable Object value) {
    if (value == null || value instanceof String text && text.isBlank()) {
      return null;
    }
    ConfigField field =
        key.startsWith(CONFIG)
            ? field(key.substring(CONFIG.length()))
            : OBJECTS.containsKey(key) ? OBJECTS.get(key) : own(key);
    if (field == null) {
      return value;
    }
    if (field.secret() && !(value instanceof String text && SecretReference.isReference(text))) {
      findings.add(
          new Finding(
              key,
              true,
              "SECRET_LITERAL",
              "is a secret written out; write a reference: ${ENV}, keychain:NAME, or file:PATH"
                  + " with mode 0600",
              null));
      return null;
    }
    return value instanceof String text && !text.contains("${")
        ? typed(field, text.strip())
        : value;
  }

  private static @Nullable ConfigField own(String key) {
    Decl declared = Declarations.INSTANCE.keys().get(key);
    int dot = key.indexOf('.');
    if (declared == null && key.startsWith("health_check.")) {
      declared = RoutingDeclarations.HEALTH.keys().get(key.substring(dot + 1));
    } else if (declared == null
        && dot > 0
        && Declarations.INSTANCE.keys().get(key.substring(0, dot)) instanceof Decl.Section in) {
      declared = in.keys().get(key.substring(dot + 1));
    }
    return declared instanceof Decl.Leaf leaf ? leaf.field() : null;
  }

  private static Object typed(ConfigField field, String text) {
    return switch (field.kind()) {
      case TEXT -> text;
      case INTEGER, NUMBER -> number(text);
      case BOOLEAN ->
          switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> text;
          };
      case TEXT_LIST -> text.startsWith("[") ? json(text) : list(text);
      case MAP ->
          text.startsWith("{") || text.startsWith("[")
              ? json(text)
              : text.indexOf('=') < 0 ? list(text) : map(text);
    };
  }

  private static Object number(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      boolean whole = number.stripTrailingZeros().scale() <= 0 && number.precision() < 18;
      return whole && Math.abs(number.scale()) < 18 ? (Object) number.longValueExact() : number;
    } catch (NumberFormatException | ArithmeticException e) {
      return text;
    }
  }

  /** What is no JSON stays as it was typed. */
  private static Object json(String text) {
    SourceNode root = SourceReader.read(text.getBytes(StandardCharsets.UTF_8), "value.json").root();
    Object value = root == null ? null : root.toValue();
    return value == null ? text : value;
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  private static Map<String, Object> map(String text) {
    Map<String, Object> map = new LinkedHashMap<>();
    List<String> pairs = new ArrayList<>(list(text));
    for (String pair : pairs) {
      int at = pair.indexOf('=');
      String value = at < 0 ? "true" : pair.substring(at + 1).strip();
      map.put(
          at < 0 ? pair : pair.substring(0, at).strip(),
          switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> number(value);
          });
    }
    return map;
  }
}
