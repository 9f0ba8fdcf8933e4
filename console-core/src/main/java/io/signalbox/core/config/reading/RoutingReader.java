package io.signalbox.core.config.reading;

import io.signalbox.core.config.Nearest;
import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.table.Decl;
import io.signalbox.core.config.table.Declarations;
import io.signalbox.core.config.table.RoutingDeclarations;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.SelectionCriteria;
import io.signalbox.core.routing.SelectionPolicy;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.selection.Plugins;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a choice of provider goes by. Used once, by one thread. */
final class RoutingReader {

  private final SectionReader sections;
  private final Findings findings;
  private final Decl.Section provider;

  RoutingReader(SectionReader sections, Findings findings) {
    this.sections = sections;
    this.findings = findings;
    this.provider = new Decl.Section("", Declarations.PROVIDER_KEYS, true);
  }

  /**
   * @param names every configured instance; {@code types} every type they count as
   */
  RoutingSettings read(ObjectNode section, Set<String> names, Set<String> types) {
    ObjectNode strategy = object(section, "strategy");
    SelectionPolicy policy = policy(section, strategy);
    SelectionCriteria criteria = criteria(section, strategy);
    refuseUnmeasured(strategy, criteria);
    String instance =
        Stream.of("default_provider_instance", "type")
            .filter(key -> text(section, key).isPresent())
            .findFirst()
            .filter(key -> isKnown(section, key, names))
            .flatMap(key -> text(section, key))
            .orElse(null);
    String type =
        Optional.of("default_provider_type")
            .filter(key -> text(section, key).isPresent())
            .filter(key -> isKnown(section, key, types))
            .flatMap(key -> text(section, key))
            .orElse(null);
    ObjectNode balancing = object(section, "load_balancing");
    Object maxConnections =
        sections.value(balancing, RoutingDeclarations.BALANCING, "max_connections_per_strategy");
    TreeReader trees = new TreeReader(sections, findings, section, names);
    RoutingTree tree = trees.read();
    return new RoutingSettings(
        policy,
        text(section, "selection_strategy").orElse(null),
        criteria,
        weights(balancing, names),
        instance,
        type,
        maxConnections instanceof Long count ? count.intValue() : maxConnectionsOf(tree),
        tree,
        trees.guard(tree));
  }

  /** Where no section caps every provider, the balancers of the tree cap their own members. */
  private static int maxConnectionsOf(RoutingTree tree) {
    boolean balanced = tree.reached().stream().anyMatch(StrategyNode.Balance.class::isInstance);
    return balanced ? Integer.MAX_VALUE : RoutingSettings.DEFAULT.maxConnections();
  }

  /** What a key names, told at its own place where it is not configured. */
  private boolean isKnown(ObjectNode section, String key, Set<String> known) {
    String name = text(section, key).orElse("");
    if (known.contains(name)) {
      return true;
    }
    findings.warning(
        "UNKNOWN_PROVIDER",
        section.get(key).orElse(section).location(),
        "provider." + key,
        "names '" + name + "', which is not configured; configured: " + String.join(", ", known),
        Nearest.of(name, known).map(near -> "Did you mean '" + near + "'?").orElse(""));
    return false;
  }

  private SelectionPolicy policy(ObjectNode section, @Nullable ObjectNode strategy) {
    List<String> named =
        Stream.of(
                sections.value(section, provider, "selection_policy"),
                sections.value(section, provider, "default_selection_policy"),
                sections.value(strategy, RoutingDeclarations.STRATEGY, "selection_policy"))
            .filter(Objects::nonNull)
            .map(Object::toString)
            .toList();
    if (named.isEmpty()) {
      return SelectionPolicy.FIRST_AVAILABLE;
    }
    SelectionPolicy policy = SelectionPolicy.valueOf(named.getFirst());
    if (policy == SelectionPolicy.CUSTOM) {
      checkPlugin(section, "", "selection_strategy", Plugins.installed().strategyNames());
    }
    return policy;
  }

  private SelectionCriteria criteria(ObjectNode section, @Nullable ObjectNode strategy) {
    ObjectNode own = object(section, "selection_criteria");
    ObjectNode node =
        own != null || strategy == null ? own : object(strategy, "selection_criteria");
    if (node == null) {
      return SelectionCriteria.DEFAULT;
    }
    Object rate = sections.value(node, RoutingDeclarations.CRITERIA, "min_success_rate");
    Object slowest = sections.value(node, RoutingDeclarations.CRITERIA, "max_response_time_ms");
    Object healthy = sections.value(node, RoutingDeclarations.CRITERIA, "require_healthy");
    return new SelectionCriteria(
        list(node, "required_capabilities"),
        rate instanceof Double percent ? percent : 0,
        slowest instanceof Double millis ? millis : null,
        !Boolean.FALSE.equals(healthy),
        list(node, "exclude_strategies"),
        list(node, "prefer_strategies"),
        filter(node));
  }

  private @Nullable String filter(ObjectNode node) {
    Object named = sections.value(node, RoutingDeclarations.CRITERIA, "custom_filter");
    if (named != null) {
      checkPlugin(node, "selection_criteria.", "custom_filter", Plugins.installed().filterNames());
    }
    return named == null ? null : named.toString();
  }

  private void checkPlugin(ObjectNode node, String path, String key, Set<String> installed) {
    Object named = node.get(key).map(SourceNode::toValue).orElse(null);
    if (named == null || !installed.contains(named.toString())) {
      findings.error(
          "PLUGIN_NOT_INSTALLED",
          node.get(key).orElse(node),
          "provider." + path + key,
          (named == null ? "is missing" : "names '" + named + "', which is not installed")
              + "; installed: "
              + (installed.isEmpty() ? "none" : String.join(", ", installed)),
          "Put its jar on the class path, or choose another");
    }
  }

  /** What is not measured cannot be asked for. */
  private void refuseUnmeasured(@Nullable ObjectNode strategy, SelectionCriteria criteria) {
    Object collected =
        sections.value(strategy, RoutingDeclarations.STRATEGY, "metrics_collection_enabled");
    boolean asked = criteria.minSuccessRate() > 0 || criteria.maxResponseTimeMillis() != null;
    if (strategy != null && Boolean.FALSE.equals(collected) && asked) {
      findings.error(
          "CRITERIA_WITHOUT_METRICS",
          strategy,
          "provider.strategy.metrics_collection_enabled",
          "is false, but the criteria ask for success rate or response time",
          "Switch it on, or take the criteria out");
    }
  }

  private Map<String, Double> weights(@Nullable ObjectNode balancing, Set<String> names) {
    Map<String, Double> weights = new HashMap<>();
    if (balancing == null || !(balancing.get("weights").orElse(null) instanceof ObjectNode node)) {
      return weights;
    }
    node.fields()
        .forEach((name, field) -> {
          SourceNode value = field.value();
          String path = "provider.load_balancing.weights." + name;
          if (value.toValue() instanceof Number number
              && number.doubleValue() >= 0
              && Double.isFinite(number.doubleValue())) {
            weights.put(name, number.doubleValue());
          } else {
            findings.error("OUT_OF_RANGE", value, path, "is not a number of at least 0", "");
          }
          if (!names.contains(name)) {
            findings.warning(
                "UNKNOWN_PROVIDER",
                field.keyLocation(),
                path,
                "names no configured provider; configured: " + String.join(", ", names),
                "");
          }
        });
    return weights;
  }

  @SuppressWarnings("unchecked")
  private List<String> list(ObjectNode node, String key) {
    return sections.value(node, RoutingDeclarations.CRITERIA, key) instanceof List<?> list
        ? (List<String>) list
        : List.of();
  }

  private Optional<String> text(ObjectNode section, String key) {
    return Optional.ofNullable(sections.value(section, provider, key)).map(Object::toString);
  }

  private static @Nullable ObjectNode object(ObjectNode section, String key) {
    return section.get(key).orElse(null) instanceof ObjectNode object ? object : null;
  }
}
