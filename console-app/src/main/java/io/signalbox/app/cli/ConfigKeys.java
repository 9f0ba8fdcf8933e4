package io.signalbox.app.cli;

import io.signalbox.app.cli.session.Session;
import io.signalbox.core.Signalbox;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.query.Query;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The keys of a configuration file, as {@code config set} and {@code config unset} take them. */
final class ConfigKeys {

  private static final Set<String> IN_FILES = Set.of("file", "overlay");

  private static final String PROVIDERS = "provider.providers";

  private ConfigKeys() {}

  /** Every declared key that has a name of its own, and those of the providers there are. */
  static Stream<String> toSet(Session session) {
    List<String> names =
        session.ask(new Query.ListProviders(false)).stream().map(each -> each.name()).toList();
    return Stream.concat(
        declared("", Signalbox.schema(), names),
        settings(session)
            .filter(each -> !each.source().equals("override"))
            .map(ConfigKeys::inFile)
            .filter(key -> key.startsWith(PROVIDERS)));
  }

  /** Those that a file sets. */
  static Stream<String> toUnset(Session session) {
    return settings(session)
        .filter(each -> IN_FILES.contains(each.source()))
        .map(ConfigKeys::inFile);
  }

  private static Stream<SettingValue> settings(Session session) {
    return session.ask(new Query.ShowConfiguration()).values().values().stream();
  }

  /** A provider's settings are named by the provider; in a file they stand in a section. */
  private static String inFile(SettingValue value) {
    return value.key().startsWith("providers.") ? "provider." + value.key() : value.key();
  }

  private static Stream<String> declared(String key, Map<?, ?> schema, List<String> names) {
    if (key.equals(PROVIDERS) && schema.get("items") instanceof Map<?, ?> each) {
      return names.stream().flatMap(name -> declared(key + "." + name, each, names));
    }
    if (!(schema.get("properties") instanceof Map<?, ?> properties)) {
      return key.isEmpty() || schema.containsKey("$comment") ? Stream.empty() : Stream.of(key);
    }
    String before = key.isEmpty() ? "" : key + ".";
    return properties.entrySet().stream()
        .filter(each -> each.getValue() instanceof Map<?, ?>)
        .flatMap(each -> declared(before + each.getKey(), (Map<?, ?>) each.getValue(), names));
  }
}
