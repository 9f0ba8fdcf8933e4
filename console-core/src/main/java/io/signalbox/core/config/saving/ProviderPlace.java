package io.signalbox.core.config.saving;

import io.signalbox.core.config.overlay.Overlay;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.table.Declarations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a file has its providers, and one of them.
 *
 * @param section the key of what holds them: {@code provider} or {@code providers}
 * @param hasSection whether the file has it
 * @param list the key of the list of them; empty where there is none
 * @param inSections whether the file has a section for each instead of a list
 * @param entry the key of the one that is looked for; empty where the file does not have it
 * @param value what is read there; empty where the file does not have it
 */
record ProviderPlace(
    String section,
    boolean hasSection,
    String list,
    boolean inSections,
    String entry,
    Map<String, Object> value) {

  @SuppressWarnings("unchecked") // keys of a file's objects are texts
  static ProviderPlace of(@Nullable Object file, String name) {
    Map<?, ?> root = file instanceof Map<?, ?> map ? map : Map.of();
    String section = root.get("providers") instanceof Map ? "providers" : "provider";
    boolean there = root.get(section) instanceof Map;
    Map<?, ?> in = root.get(section) instanceof Map<?, ?> map ? map : Map.of();
    String list = in.get("providers") instanceof List<?> ? section + ".providers" : "";
    boolean inSections =
        list.isEmpty()
            && in.entrySet().stream()
                .anyMatch(each -> each.getValue() instanceof Map && isInstance(each.getKey()));
    if (in.get("providers") instanceof List<?> items && item(items, name) instanceof Map<?, ?> at) {
      return new ProviderPlace(
          section, there, list, false, list + "." + name, (Map<String, Object>) at);
    }
    if (isInstance(name) && in.get(name) instanceof Map<?, ?> own) {
      return new ProviderPlace(
          section, there, list, true, section + "." + name, (Map<String, Object>) own);
    }
    return new ProviderPlace(section, there, list, inSections, "", Map.of());
  }

  boolean isThere() {
    return !entry.isEmpty();
  }

  /** The place of the entry in the file it was found in. */
  Location in(ObjectNode file, String name) {
    Optional<SourceNode> holder =
        file.get(section)
            .filter(ObjectNode.class::isInstance)
            .flatMap(each -> ((ObjectNode) each).get(inSections ? name : "providers"));
    return holder
        .map(each ->
            each instanceof ArrayNode list
                ? list.items().stream()
                    .filter(item -> Overlay.nameOf(item).filter(name::equals).isPresent())
                    .findFirst()
                    .orElse(each)
                : each)
        .map(SourceNode::location)
        .orElse(file.location());
  }

  private static boolean isInstance(Object key) {
    return !Declarations.PROVIDER_KEYS.containsKey(String.valueOf(key));
  }

  private static @Nullable Map<?, ?> item(List<?> items, String name) {
    for (Object each : items) {
      if (each instanceof Map<?, ?> map && name.equals(map.get("name"))) {
        return map;
      }
    }
    return null;
  }
}
