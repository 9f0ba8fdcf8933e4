package io.signalbox.core.config;

import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.Field;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of overrides: {@code providers.NAME.KEY} with {@code weight}, {@code priority}, {@code
 * enabled}, {@code rehearsal.operations_per_second} or {@code config.SETTING}, and {@code
 * routing.selection_policy}. A name may have dots, so it ends at the last key that fits.
 */
public final class OverrideKey {

  /** Overrides the selection policy. */
  public static final String SELECTION_POLICY = "routing.selection_policy";

  private static final String PROVIDERS = "providers.";

  private OverrideKey() {}

  /**
   * @param setting {@code weight}, {@code priority} or {@code config.latency.mean_ms}
   */
  public static String ofProvider(String provider, String setting) {
    return PROVIDERS + provider + "." + setting;
  }

  /** Lays one override over a tree; empty where its provider is gone or its key is none. */
  static Optional<ObjectNode> apply(ObjectNode root, SettingOverride override) {
    String section =
        root.get("providers").orElse(null) instanceof ObjectNode ? "providers" : "provider";
    SourceNode value = Overlay.node(override.value());
    if (override.key().equals(SELECTION_POLICY)) {
      return Optional.of(Overlay.set(root, List.of(section, "selection_policy"), value));
    }
    if (!override.key().startsWith(PROVIDERS)
        || !(root.get(section).orElse(null) instanceof ObjectNode providers)) {
      return Optional.empty();
    }
    String rest = override.key().substring(PROVIDERS.length());
    ObjectNode changed = applyTo(providers, rest, value);
    return changed == null ? Optional.empty() : Optional.of(replace(root, section, changed));
  }

  private static @Nullable ObjectNode applyTo(ObjectNode section, String rest, SourceNode value) {
    if (section.get("providers").orElse(null) instanceof ArrayNode array) {
      List<SourceNode> items = new ArrayList<>(array.items());
      for (int i = 0; i < items.size(); i++) {
        String name = Overlay.nameOf(items.get(i)).orElse("");
        if (!name.isEmpty()
            && rest.startsWith(name + ".")
            && items.get(i) instanceof ObjectNode item) {
          String setting = rest.substring(name.length() + 1);
          items.set(i, Overlay.set(item, path(setting), value));
          ObjectNode weighed = dropBalancingWeight(section, name, setting);
          return replace(weighed, "providers", new ArrayNode(array.location(), items));
        }
      }
    }
    for (Map.Entry<String, Field> each : section.fields().entrySet()) {
      String name = each.getKey();
      if (rest.startsWith(name + ".") && each.getValue().value() instanceof ObjectNode item) {
        String setting = rest.substring(name.length() + 1);
        ObjectNode weighed = dropBalancingWeight(section, name, setting);
        return replace(weighed, name, Overlay.set(item, path(setting), value));
      }
    }
    return null;
  }

  /** A weight an operator set by hand beats the balancer's table too. */
  private static ObjectNode dropBalancingWeight(ObjectNode section, String name, String setting) {
    if (!setting.equals("weight")
        || !(section.get("load_balancing").orElse(null) instanceof ObjectNode balancing)
        || !(balancing.get("weights").orElse(null) instanceof ObjectNode weights)) {
      return section;
    }
    Map<String, Field> kept = new LinkedHashMap<>(weights.fields());
    kept.remove(name);
    return replace(
        section,
        "load_balancing",
        replace(balancing, "weights", new ObjectNode(weights.location(), kept)));
  }

  /** Settings of a type keep their dots: they are declared with them. */
  private static List<String> path(String setting) {
    if (setting.startsWith("config.")) {
      return List.of("config", setting.substring("config.".length()));
    }
    return List.of(setting.split("\\."));
  }

  private static ObjectNode replace(ObjectNode node, String key, SourceNode value) {
    Map<String, Field> fields = new LinkedHashMap<>(node.fields());
    Field before = fields.get(key);
    fields.put(key, new Field(before == null ? node.location() : before.keyLocation(), value));
    return new ObjectNode(node.location(), fields);
  }
}
