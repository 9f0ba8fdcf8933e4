package io.signalbox.core.config.reading;

import io.signalbox.core.config.Nearest;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.source.SourceNode.ScalarNode;
import io.signalbox.core.log.Secrets;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.provider.ConfigField.Alias;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.SettingFault;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of one provider instance as its type declares them, under their names or
 * others that the declaration knows. Used once, by one thread.
 */
final class ProviderSettings {

  private final SectionReader sections;
  private final Findings findings;
  private final Substitution substitution;
  private final Path folder;
  private final Secrets secrets;

  ProviderSettings(
      SectionReader sections,
      Findings findings,
      Substitution substitution,
      Path folder,
      Secrets secrets) {
    this.sections = sections;
    this.findings = findings;
    this.substitution = substitution;
    this.folder = folder;
    this.secrets = secrets;
  }

  /**
   * What a key stands for.
   *
   * @param field as it is read there
   * @param name of the setting
   * @param rank of several keys of one setting the least wins
   */
  private record Key(ConfigField field, String name, double factor, int rank) {}

  ProviderConfig read(
      @Nullable ObjectNode node, ProviderFactory factory, String path, List<String> problems) {
    Map<String, Key> known = keys(factory.configFields());
    Map<String, String> notUsed = factory.configKeysNotUsed();
    Map<String, SourceNode> written = new LinkedHashMap<>();
    if (node != null) {
      flatten(
          node,
          "",
          Stream.concat(known.keySet().stream(), notUsed.keySet().stream())
              .collect(Collectors.toSet()),
          written);
    }
    Map<String, String> winners = winners(written.keySet(), known);
    Map<String, Object> values = new LinkedHashMap<>();
    Set<String> unread = new HashSet<>();
    written.forEach((name, each) -> {
      Key key = known.get(name);
      String where = path + "." + name;
      if (key == null) {
        tellUnused(name, each, where, notUsed, known);
      } else if (!name.equals(winners.get(key.name()))) {
        findings.warning(
            NoEffects.CODE,
            each.location(),
            where,
            "has no effect: '" + winners.get(key.name()) + "' says the same and wins",
            "Remove one of the two");
      } else {
        value(each, key, where, problems)
            .ifPresentOrElse(value -> values.put(key.name(), value), () -> unread.add(name));
      }
    });
    for (ConfigField field : factory.configFields()) {
      Object fallback = field.defaultValue();
      if (fallback != null && values.putIfAbsent(field.name(), fallback) == null) {
        findings.defaultValue(path + "." + field.name(), fallback);
      }
    }
    ProviderConfig config = new ProviderConfig(values);
    // Of what could not be read it is told already, and the rest would seem to lack it.
    if (node != null && unread.isEmpty() && problems.isEmpty()) {
      for (SettingFault fault : factory.faults(config)) {
        String name = winners.getOrDefault(fault.setting(), fault.setting());
        SourceNode place = written.getOrDefault(name, node);
        findings.error("BAD_VALUE", place, path + "." + name, fault.text(), "");
      }
    }
    return config;
  }

  private static Map<String, Key> keys(List<ConfigField> fields) {
    Map<String, Key> keys = new LinkedHashMap<>();
    fields.forEach(field -> keys.put(field.name(), new Key(field, field.name(), 1, 0)));
    for (ConfigField field : fields) {
      int rank = 0;
      for (Alias alias : field.aliases()) {
        keys.putIfAbsent(
            alias.name(), new Key(field.under(alias), field.name(), alias.factor(), ++rank));
      }
    }
    return keys;
  }

  /** By setting, which of the keys that are written is read. */
  private static Map<String, String> winners(Set<String> written, Map<String, Key> known) {
    Map<String, String> winners = new HashMap<>();
    for (String name : written) {
      Key key = known.get(name);
      if (key != null) {
        winners.merge(
            key.name(),
            name,
            (one, other) ->
                Objects.requireNonNull(known.get(one)).rank()
                        <= Objects.requireNonNull(known.get(other)).rank()
                    ? one
                    : other);
      }
    }
    return winners;
  }

  private void tellUnused(
      String name,
      SourceNode node,
      String where,
      Map<String, String> notUsed,
      Map<String, Key> known) {
    String instead = notUsed.get(name);
    if (instead != null) {
      findings.info(
          "KNOWN_NOT_USED", node.location(), where, "is known, not used here: " + instead);
      return;
    }
    Set<String> names =
        known.values().stream().map(Key::name).collect(Collectors.toCollection(LinkedHashSet::new));
    String hint =
        Nearest.of(name, names)
            .map(near -> "Did you mean '" + near + "'?")
            .orElse("Known here: " + String.join(", ", names));
    findings.warning(
        Diagnostic.UNKNOWN_KEY, node.location(), where, "is not a known key. " + hint, hint);
  }

  private Optional<Object> value(SourceNode node, Key key, String path, List<String> problems) {
    if (key.field().secret() && !substitution.isTaken(node)) {
      Optional<String> secret = secret(node, path, problems);
      secret.ifPresent(secrets::addDeclared);
      return secret.map(each -> each);
    }
    return Optional.ofNullable(sections.read(node, key.field(), path))
        .map(value ->
            value instanceof Number number && key.factor() != 1
                ? (Object) (number.doubleValue() * key.factor())
                : value);
  }

  private Optional<String> secret(SourceNode node, String path, List<String> problems) {
    String written = String.valueOf(substitution.written(node).toValue());
    if (!SecretReference.isReference(written)) {
      findings.error(
          "SECRET_LITERAL",
          node,
          path,
          "is a secret written out; write a reference: ${ENV}, keychain:NAME, or file:PATH with"
              + " mode 0600",
          "Move the secret out of the file, and replace it where it was used: it has been"
              + " readable");
      return Optional.empty();
    }
    if (written.startsWith("${")) {
      return Optional.ofNullable(node.toValue()).map(Object::toString);
    }
    try {
      return Optional.of(SecretReference.resolve(written, folder));
    } catch (IllegalArgumentException e) {
      problems.add(path + ": " + e.getMessage());
      findings.warning(
          "SECRET_UNAVAILABLE", node.location(), path, String.valueOf(e.getMessage()), "");
      return Optional.empty();
    }
  }

  /** Known names nest by dots; an object under a known name is that setting's own value. */
  private static void flatten(
      ObjectNode node, String prefix, Set<String> known, Map<String, SourceNode> flat) {
    node.fields()
        .forEach((key, field) -> {
          String name = prefix + key;
          if (field.value() instanceof ObjectNode object && !known.contains(name)) {
            flatten(object, name + ".", known, flat);
          } else if (!(field.value() instanceof ScalarNode scalar) || scalar.toValue() != null) {
            flat.put(name, field.value());
          }
        });
  }
}
