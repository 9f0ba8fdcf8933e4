package io.signalbox.core.provider;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resolved template as a provider sees it: canonical field names to typed values (String,
 * Boolean, Long, Double, BigDecimal, List, Map). Defaults of the field table are already in. User
 * data may be among the values: {@link #toString} shows names only.
 */
public record LaunchSpec(String templateId, Map<String, Object> values) {

  public LaunchSpec {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public Optional<String> text(String field) {
    return Optional.ofNullable(values.get(field)).map(Object::toString);
  }

  /**
   * Machine types with their capacity units, in order of preference; empty if the template names
   * none.
   */
  public Map<String, Integer> machineTypes() {
    Map<String, Integer> types = new LinkedHashMap<>();
    if (values.get("machine_types") instanceof Map<?, ?> weighted) {
      weighted.forEach((type, units) ->
          types.put(type.toString(), units instanceof Number n ? Math.max(1, n.intValue()) : 1));
    }
    text("instance_type").ifPresent(type -> types.putIfAbsent(type, 1));
    return types;
  }

  public List<String> list(String field) {
    return values.get(field) instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of();
  }

  @Override
  public String toString() {
    return "LaunchSpec[" + templateId + ", fields " + values.keySet() + "]";
  }
}
