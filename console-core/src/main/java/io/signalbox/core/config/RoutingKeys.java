package io.signalbox.core.config;

import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.routing.StrategyNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings of routing that can be changed while running, as they stand. Stateless. */
public final class RoutingKeys {

  /** Structure, not settings: who leads to whom is changed in the files. */
  private static final Set<String> STRUCTURE =
      Set.of("kind", "members", "primary", "fallbacks", "weights");

  private static final Set<String> FLAT =
      Set.of(TreeReader.FALLBACK, TreeReader.BALANCING, TreeReader.COMPOSITION);

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
            double inForce =
                configuration.routing().weights().getOrDefault(each.name(), each.weight());
            keys.add(new Key("", key, weight(each.name()), inForce, origin(configuration, key)));
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
      double inForce = weights.getOrDefault(member, own(configuration, member));
      keys.add(new Key(node.name(), key, weight(member), inForce, origin(configuration, key)));
    }
  }

  private static double own(Configuration configuration, String member) {
    return configuration
        .provider(member)
        .map(each -> configuration.routing().weights().getOrDefault(member, each.weight()))
        .orElse(1.0);
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
    SettingValue set = set(configuration, path);
    Object value = set == null ? null : set.value();
    keys.add(
        new Key(
            node,
            key,
            declared.field(),
            value != null ? value : fallback(declared.field()),
            set == null ? "" : origin(set)));
  }

  private static @Nullable Object fallback(ConfigField field) {
    Object value = field.defaultValue();
    return field.name().equals("selection_policy")
        ? "FIRST_AVAILABLE"
        : "".equals(value) ? null : value;
  }

  private static @Nullable SettingValue set(Configuration configuration, String path) {
    for (String section : List.of("provider.", "providers.")) {
      for (String shape : List.of(path, "routing." + path, "strategy." + path)) {
        SettingValue value = configuration.values().get(section + shape);
        if (value != null) {
          return value;
        }
      }
    }
    if (path.equals("selection_policy")) {
      return set(configuration, "default_selection_policy");
    }
    return null;
  }

  private static String origin(Configuration configuration, String key) {
    SettingValue value = configuration.values().get(key);
    return value == null ? "" : origin(value);
  }

  private static String origin(SettingValue value) {
    return value.source().equals("override")
        ? "override" + (value.note().isEmpty() ? "" : " by " + value.note())
        : String.valueOf(value.location());
  }
}
