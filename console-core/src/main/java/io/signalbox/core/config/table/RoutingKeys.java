package io.signalbox.core.config.table;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.SettingValue;
import io.signalbox.core.config.overlay.OverrideKey;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.routing.StrategyNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings of routing that can be changed while running, as they stand. Stateless. */
public final class RoutingKeys {

  /** Structure, not settings: who leads to whom is changed in the files. */
  private static final Set<String> STRUCTURE =
      Set.of("kind", "members", "primary", "fallbacks", "weights");

  /**
   * What else says a setting where it is not said in its own place, by its path or its last part;
   * of intervals the least acts, else the first.
   */
  private static final Map<String, List<String>> OTHERS =
      Map.ofEntries(
          Map.entry("selection_policy", List.of("default_selection_policy")),
          Map.entry(
              "circuit_breaker_threshold",
              List.of(
                  "circuit_breaker.failure_threshold", "circuit_breaker_config.failure_threshold")),
          Map.entry(
              "circuit_breaker_timeout_seconds",
              List.of(
                  "circuit_breaker.recovery_timeout", "circuit_breaker_config.recovery_timeout")),
          Map.entry(
              "half_open_max_calls",
              List.of(
                  "circuit_breaker.half_open_max_calls",
                  "circuit_breaker_config.half_open_max_calls")),
          Map.entry(
              "circuit_breaker.failure_threshold",
              List.of("circuit_breaker_config.failure_threshold")),
          Map.entry(
              "circuit_breaker.recovery_timeout",
              List.of("circuit_breaker_config.recovery_timeout")),
          Map.entry("circuit_breaker.enabled", List.of("circuit_breaker_config.enabled")),
          Map.entry("health_check_interval", List.of("strategy.health_check_interval_seconds")),
          Map.entry(
              "health_check_interval_seconds",
              List.of("health_check_interval", "strategy.health_check_interval_seconds")));

  private static final Set<String> FLAT =
      Set.of(FlatStrategies.FALLBACK, FlatStrategies.BALANCING, FlatStrategies.COMPOSITION);

  private RoutingKeys() {}

  /**
   * One setting.
   *
   * @param node the strategy it belongs to; empty for policy and criteria
   * @param key what an override of it is called
   * @param value in force; null where there is none
   * @param origin where it comes from; empty for the default
   */
  public record Key(
      String node, String key, ConfigField field, @Nullable Object value, String origin) {}

  /** Every setting, policy and criteria first, then each strategy from the root down. */
  public static List<Key> of(Configuration configuration) {
    List<Key> keys = new ArrayList<>();
    Decl.Section provider = new Decl.Section("", Declarations.PROVIDER_KEYS, true);
    add(keys, configuration, "", "selection_policy", provider, "selection_policy");
    add(keys, configuration, "", "selection_strategy", provider, "selection_strategy");
    RoutingDeclarations.CRITERIA
        .keys()
        .keySet()
        .forEach(leaf ->
            add(
                keys,
                configuration,
                "",
                "selection_criteria." + leaf,
                RoutingDeclarations.CRITERIA,
                leaf));
    if (configuration.routing().tree().isEmpty()) {
      withoutTree(keys, configuration, provider);
      configuration
          .providers()
          .forEach(each -> {
            String key = OverrideKey.ofProvider(each.name(), "weight");
            keys.add(
                new Key(
                    "",
                    key,
                    weight(each.name()),
                    own(configuration, each.name()),
                    ownOrigin(configuration, each.name())));
          });
    }
    for (StrategyNode node : configuration.routing().tree().reached()) {
      strategy(keys, configuration, node);
    }
    return keys;
  }

  /** What a strategy says for itself where there is one. */
  private static void withoutTree(
      List<Key> keys, Configuration configuration, Decl.Section provider) {
    add(keys, configuration, "", "health_check_interval", provider, "health_check_interval");
    add(keys, configuration, "", "fallback_strategies", provider, "fallback_strategies");
    RoutingDeclarations.CIRCUIT
        .keys()
        .keySet()
        .forEach(leaf ->
            add(
                keys,
                configuration,
                "",
                "circuit_breaker." + leaf,
                RoutingDeclarations.CIRCUIT,
                leaf));
  }

  private static void strategy(List<Key> keys, Configuration configuration, StrategyNode node) {
    boolean flat = FLAT.contains(node.name()) && !isNested(configuration);
    String path = flat ? node.name() : "strategies." + node.name();
    Decl.Section section =
        switch (node) {
          case StrategyNode.Failover each -> RoutingDeclarations.FAILOVER_NODE;
          case StrategyNode.Balance each -> RoutingDeclarations.BALANCE_NODE;
          case StrategyNode.Compose each -> RoutingDeclarations.COMPOSE_NODE;
        };
    for (String leaf : section.keys().keySet()) {
      if (!STRUCTURE.contains(leaf)) {
        add(keys, configuration, node.name(), path + "." + leaf, section, leaf);
      }
    }
    Map<String, Double> weights =
        switch (node) {
          case StrategyNode.Balance each -> each.weights();
          case StrategyNode.Compose each -> each.weights();
          case StrategyNode.Failover each -> Map.of();
        };
    if (node instanceof StrategyNode.Failover) {
      return;
    }
    for (String member : node.members()) {
      String key =
          flat && node instanceof StrategyNode.Balance
              ? OverrideKey.ofProvider(member, "weight")
              : OverrideKey.ROUTING + path + ".weights." + member;
      Double given = weights.get(member);
      String origin =
          given == null
              ? ownOrigin(configuration, member)
              : origin(set(configuration.entries(), path + ".weights." + member));
      keys.add(
          new Key(
              node.name(),
              key,
              weight(member),
              given == null ? own(configuration, member) : given,
              origin));
    }
  }

  private static double own(Configuration configuration, String member) {
    return configuration
        .provider(member)
        .map(each -> configuration.routing().weights().getOrDefault(member, each.weight()))
        .orElse(1.0);
  }

  /** Where a member's own weight comes from: the balancer's table holds for every provider. */
  private static String ownOrigin(Configuration configuration, String member) {
    return origin(
        configuration.routing().weights().containsKey(member)
            ? set(configuration.entries(), FlatStrategies.BALANCING + ".weights." + member)
            : configuration.values().get(OverrideKey.ofProvider(member, "weight")));
  }

  private static boolean isNested(Configuration configuration) {
    return configuration.values().keySet().stream().anyMatch(key -> key.contains(".routing.root"));
  }

  private static ConfigField weight(String member) {
    return ConfigField.number("weight of " + member, "Share; 0 drains", 1, 0, Decl.MAX_NUMBER, "");
  }

  private static void add(
      List<Key> keys,
      Configuration configuration,
      String node,
      String path,
      Decl.Section section,
      String leaf) {
    if (!(section.keys().get(leaf) instanceof Decl.Leaf declared)) {
      return;
    }
    String key = OverrideKey.ROUTING + path;
    SettingValue set = spelled(configuration, path, leaf);
    Object value = set == null ? null : set.value();
    keys.add(
        new Key(
            node,
            key,
            declared.field(),
            value != null ? value : fallback(declared.field()),
            origin(set)));
  }

  private static @Nullable Object fallback(ConfigField field) {
    Object value = field.defaultValue();
    return field.name().equals("selection_policy")
        ? "FIRST_AVAILABLE"
        : "".equals(value) ? null : value;
  }

  /** The setting as it is written, in the first of its spellings that is there. */
  private static @Nullable SettingValue spelled(
      Configuration configuration, String path, String leaf) {
    SettingValue own = set(configuration.values(), path);
    if (own != null) {
      return own;
    }
    List<SettingValue> found = new ArrayList<>();
    for (String other : OTHERS.getOrDefault(path, OTHERS.getOrDefault(leaf, List.of()))) {
      SettingValue value = set(configuration.values(), other);
      if (value != null) {
        found.add(value);
      }
    }
    if (leaf.startsWith("health_check_interval")) {
      found.sort(Comparator.comparingDouble(RoutingKeys::number));
    }
    return found.isEmpty() ? null : found.getFirst();
  }

  private static double number(SettingValue value) {
    return value.value() instanceof Number number ? number.doubleValue() : Double.MAX_VALUE;
  }

  private static @Nullable SettingValue set(Map<String, SettingValue> values, String path) {
    for (String section : List.of("provider.", "providers.")) {
      for (String shape : List.of(path, "routing." + path, "strategy." + path)) {
        SettingValue value = values.get(section + shape);
        if (value != null) {
          return value;
        }
      }
    }
    return null;
  }

  private static String origin(@Nullable SettingValue value) {
    if (value == null) {
      return "";
    }
    return value.source().equals("override")
        ? "override" + (value.note().isEmpty() ? "" : " by " + value.note())
        : String.valueOf(value.location());
  }
}
