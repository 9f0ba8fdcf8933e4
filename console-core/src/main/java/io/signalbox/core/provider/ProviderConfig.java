package io.signalbox.core.provider;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A provider instance's own settings, checked against its type's {@link ConfigField}s: every
 * declared field with a default is present, numbers are in range. Values: String, Long, Double,
 * Boolean, List, Map; keys are the declared names, dots and all. Secrets are among the values:
 * {@link #toString} shows names only.
 */
public record ProviderConfig(Map<String, Object> values) {

  public ProviderConfig {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(Object::toString);
  }

  /** A declared number; 0 where neither set nor defaulted. */
  public double number(String name) {
    return values.get(name) instanceof Number n ? n.doubleValue() : 0;
  }

  public long integer(String name) {
    return values.get(name) instanceof Number n ? n.longValue() : 0;
  }

  public boolean flag(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  public Duration millis(String name) {
    return Duration.ofNanos((long) (number(name) * 1_000_000));
  }

  public Duration seconds(String name) {
    return Duration.ofNanos((long) (number(name) * 1_000_000_000));
  }

  @SuppressWarnings("unchecked")
  public Map<String, Object> map(String name) {
    return values.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  public List<String> list(String name) {
    return values.get(name) instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of();
  }

  @Override
  public String toString() {
    return "ProviderConfig" + values.keySet();
  }
}
