package io.signalbox.core.snapshot;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.config.source.Location;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/** Where each provider stands in the files of one configuration. Immutable. */
final class Locations {

  private final Configuration configuration;
  private final NavigableMap<String, SettingValue> values;

  Locations(Configuration configuration) {
    this.configuration = configuration;
    this.values = new TreeMap<>(configuration.values());
  }

  boolean isOf(Configuration other) {
    return configuration == other;
  }

  /** The first line of its settings as {@code file:line:column}; empty where none is written. */
  String of(String provider) {
    String prefix = "providers." + provider + ".";
    return values.subMap(prefix, true, prefix + Character.MAX_VALUE, true).values().stream()
        .map(SettingValue::location)
        .filter(Objects::nonNull)
        .min(Comparator.comparing(Location::file).thenComparingInt(Location::line))
        .map(Location::toString)
        .orElse("");
  }
}
