package io.signalbox.core.config.overlay;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ArrayNode;
import io.signalbox.core.config.source.SourceNode.Field;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of overrides: {@code providers.NAME.KEY} with {@code weight}, {@code priority}, {@code
 * enabled}, {@code rehearsal.operations_per_second} or {@code config.SETTING}, and what is below
 * {@code routing.}: {@code selection_policy}, {@code selection_criteria.KEY}, {@code fallback.KEY},
 * {@code load_balancing.KEY}, {@code composition.KEY} and {@code strategies.NAME.KEY}. A name may
 * have dots, so it ends at the last key that fits. {@code alerts.rules.NAME} is a whole rule.
 */
public final class OverrideKey {

  /** Overrides the selection policy. */
  public static final String SELECTION_POLICY = "routing.selection_policy";

  /** Rules of alerts, each as a whole. */
  public static final String ALERT_RULES = "alerts.rules.";

  /** Everything that says how providers are chosen. */
  public static final String ROUTING = "routing.";

  private static final String PROVIDERS = "providers.";
  private static final String STRATEGIES = "strategies.";
  private static final String WEIGHTS = "weights.";

  private OverrideKey() {}

  /**
   * @param setting {@code weight}, {@code priority} or {@code config.latency.mean_ms}
   */
  public static String ofProvider(String provider, String setting) {
    return PROVIDERS + provider + "." + setting;
  }

  /** Overrides a rule of alerts, built in or written in a file, or makes one. */
  public static String ofAlertRule(String name) {
    return ALERT_RULES + name;
  }

  /** The key that is overridden where a setting is: a rule is overridden as a whole. */
  public static String whole(String key) {
    int end = key.startsWith(ALERT_RULES) ? key.indexOf('.', ALERT_RULES.length()) : -1;
    return end < 0 ? key : key.substring(0, end);
  }

  /** Whether a key is one of routing, of a rule or of a provider that is configured. */
  public static boolean isKey(String key, Configuration configuration) {
    return key.startsWith(ROUTING)
        || key.startsWith(ALERT_RULES)
        || configuration.providers().stream()
            .anyMatch(each -> key.startsWith(PROVIDERS + each.name() + "."));
  }

  /** Lays one override over a tree; empty where its provider is gone or its key is none. */
  public static Optional<ObjectNode> apply(ObjectNode root, SettingOverride override) {
    String section =
        root.get("providers").orElse(null) instanceof ObjectNode ? "providers" : "provider";
    SourceNode value = Overlay.node(override.value());
    if (override.key().startsWith(ROUTING)) {
      return applyToRouting(root, section, override.key().substring(ROUTING.length()), value);
    }
    if (override.key().startsWith(ALERT_RULES)) {
      String rule = override.key().substring(ALERT_RULES.length());
      return Optional.of(Overlay.set(root, List.of("alerts", "rules", rule), value));
    }
    if (!override.key().startsWith(PROVIDERS)
        || !(root.get(section).orElse(null) instanceof ObjectNode providers)) {
      return Optional.empty();
    }
    String rest = override.key().substring(PROVIDERS.length());
    ObjectNode changed = applyTo(providers, rest, value);
    return changed == null ? Optional.empty() : Optional.of(replace(root, section, changed));
  }

  private static Optional<ObjectNode> applyToRouting(
      ObjectNode root, String section, String rest, SourceNode value) {
    ObjectNode provider =
        root.get(section).orElse(null) instanceof ObjectNode object
            ? object
            : new ObjectNode(Overlay.OVERRIDE, Map.of());
    if (rest.startsWith(STRATEGIES)) {
      ObjectNode changed = applyToStrategy(provider, rest.substring(STRATEGIES.length()), value);
      return changed == null ? Optional.empty() : Optional.of(replace(root, section, changed));
    }
    int dot = rest.indexOf('.');
    if (dot < 0) {
      return Optional.of(Overlay.set(root, List.of(section, rest), value));
    }
    String part = rest.substring(0, dot);
    ObjectNode base = part.equals("selection_criteria") ? withCriteria(provider) : provider;
    List<String> path = new ArrayList<>(List.of(part));
    path.addAll(leafPath(rest.substring(dot + 1)));
    return Optional.of(replace(root, section, Overlay.set(base, path, value)));
  }

  /** Criteria that stand under strategy are laid out where one of them is overridden. */
  private static ObjectNode withCriteria(ObjectNode provider) {
    if (provider.fields().containsKey("selection_criteria")
        || !(provider.get("strategy").orElse(null) instanceof ObjectNode strategy)
        || !(strategy.get("selection_criteria").orElse(null) instanceof ObjectNode criteria)) {
      return provider;
    }
    return replace(provider, "selection_criteria", criteria);
  }

  private static @Nullable ObjectNode applyToStrategy(
      ObjectNode provider, String rest, SourceNode value) {
    if (!(provider.get("routing").orElse(null) instanceof ObjectNode routing)
        || !(routing.get("strategies").orElse(null) instanceof ObjectNode strategies)) {
      return null;
    }
    String name = longestName(strategies.fields().keySet(), rest);
    if (name.isEmpty()) {
      return null;
    }
    List<String> path = new ArrayList<>(List.of("routing", "strategies", name));
    path.addAll(leafPath(rest.substring(name.length() + 1)));
    return Overlay.set(provider, path, value);
  }

  /** The longest of the names the key begins with: names may have dots. Empty for none. */
  private static String longestName(Collection<String> names, String rest) {
    return names.stream()
        .filter(name -> !name.isEmpty() && rest.startsWith(name + "."))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  /** A member's weight keeps the dots of the member's name. */
  private static List<String> leafPath(String rest) {
    return rest.startsWith(WEIGHTS)
        ? List.of("weights", rest.substring(WEIGHTS.length()))
        : List.of(rest);
  }

  private static @Nullable ObjectNode applyTo(ObjectNode section, String rest, SourceNode value) {
    if (section.get("providers").orElse(null) instanceof ArrayNode array) {
      List<SourceNode> items = new ArrayList<>(array.items());
      List<String> names = items.stream().map(each -> Overlay.nameOf(each).orElse("")).toList();
      String name = longestName(names, rest);
      for (int i = 0; i < items.size() && !name.isEmpty(); i++) {
        if (names.get(i).equals(name) && items.get(i) instanceof ObjectNode item) {
          String setting = rest.substring(name.length() + 1);
          items.set(i, Overlay.set(item, path(setting), value));
          ObjectNode weighed = dropBalancingWeight(section, name, setting);
          return replace(weighed, "providers", new ArrayNode(array.location(), items));
        }
      }
    }
    List<String> sections =
        section.fields().entrySet().stream()
            .filter(each -> each.getValue().value() instanceof ObjectNode)
            .map(Map.Entry::getKey)
            .toList();
    String name = longestName(sections, rest);
    if (section.get(name).orElse(null) instanceof ObjectNode item) {
      String setting = rest.substring(name.length() + 1);
      ObjectNode weighed = dropBalancingWeight(section, name, setting);
      return replace(weighed, name, Overlay.set(item, path(setting), value));
    }
    return null;
  }

  /** A weight an operator set by an operator beats the balancer's table too. */
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
