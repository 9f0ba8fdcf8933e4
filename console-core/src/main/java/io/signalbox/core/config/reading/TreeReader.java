package io.signalbox.core.config.reading;

import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.config.table.Decl;
import io.signalbox.core.config.table.Declarations;
import io.signalbox.core.config.table.FlatStrategies;
import io.signalbox.core.config.table.RoutingDeclarations;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.failover.CircuitSettings;
import io.signalbox.core.routing.failover.FailoverMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the routing tree: nested strategies, or what the flat sections mean as one. Used once, by
 * one thread.
 */
final class TreeReader {

  /** Keys of load_balancing that say nothing about a tree: they hold for every provider. */
  private static final Set<String> FOR_ALL =
      Set.of(
          "weights",
          "max_connections_per_strategy",
          "health_check_mode",
          "health_check_interval_seconds",
          "unhealthy_threshold",
          "recovery_threshold",
          "recovery_dwell_seconds");

  private final SectionReader sections;
  private final Findings findings;
  private final StrategyReader strategies;
  private final ObjectNode section;
  private final Set<String> providers;

  TreeReader(SectionReader sections, Findings findings, ObjectNode section, Set<String> providers) {
    this.sections = sections;
    this.findings = findings;
    this.section = section;
    this.providers = providers;
    this.strategies = new StrategyReader(sections, findings, circuitSection());
  }

  /** The tree; {@link RoutingTree#NONE} where the policy alone chooses, or the tree is broken. */
  RoutingTree read() {
    ObjectNode routing = object("routing");
    RoutingTree tree = routing == null ? flat() : nested(routing);
    List<String> problems = tree.problems(providers);
    for (String problem : problems) {
      findings.error(
          "ROUTING_INVALID",
          routing == null ? section : routing,
          "provider.routing",
          "cannot be walked: " + problem,
          "Members are configured providers or strategies of this section");
    }
    if (problems.isEmpty()) {
      warnUnreached(tree);
    }
    Object enabled =
        sections.value(object("strategy"), RoutingDeclarations.STRATEGY, "failover_enabled");
    return !problems.isEmpty()
        ? RoutingTree.NONE
        : Boolean.FALSE.equals(enabled) ? tree.withoutFailover() : tree;
  }

  /** The circuit of every provider where no chain has one of its own; null for none. */
  @Nullable CircuitSettings guard(RoutingTree tree) {
    ObjectNode node = circuitSection();
    if (node == null || !isEnabled(node)) {
      return null;
    }
    boolean ofChain =
        tree.reached().stream()
            .anyMatch(each ->
                each instanceof StrategyNode.Failover chain
                    && chain.settings().mode() == FailoverMode.CIRCUIT_BREAKER);
    return ofChain ? null : strategies.circuit(null, node);
  }

  private boolean isEnabled(ObjectNode node) {
    return !Boolean.FALSE.equals(sections.value(node, RoutingDeclarations.CIRCUIT, "enabled"));
  }

  private @Nullable ObjectNode circuitSection() {
    ObjectNode node = object("circuit_breaker");
    return node != null ? node : object("circuit_breaker_config");
  }

  private RoutingTree nested(ObjectNode routing) {
    for (String beside :
        List.of(FlatStrategies.FALLBACK, FlatStrategies.COMPOSITION, FlatStrategies.BALANCING)) {
      ObjectNode other = object(beside);
      if (other != null
          && !(beside.equals(FlatStrategies.BALANCING)
              && FOR_ALL.containsAll(other.fields().keySet()))) {
        findings.error(
            "SECTION_TWICE",
            other,
            "provider." + beside,
            "stands beside routing, which says alone how providers are chosen",
            "Make it a strategy of provider.routing.strategies");
      }
    }
    Map<String, StrategyNode> read = new LinkedHashMap<>();
    if (routing.get("strategies").orElse(null) instanceof ObjectNode named) {
      named
          .fields()
          .forEach((name, field) -> {
            if (field.value() instanceof ObjectNode node) {
              strategies
                  .read(name, node, "provider.routing.strategies." + name)
                  .ifPresent(each -> read.put(name, each));
            }
          });
    }
    Object root = sections.value(routing, RoutingDeclarations.ROUTING, "root");
    if (root == null) {
      findings.error(
          "MISSING_KEY",
          routing,
          "provider.routing.root",
          "is missing; expected the name of the strategy asked first",
          "");
      return RoutingTree.NONE;
    }
    return new RoutingTree(root.toString(), read);
  }

  private RoutingTree flat() {
    Map<String, StrategyNode> read = new LinkedHashMap<>();
    ObjectNode fallback = object(FlatStrategies.FALLBACK);
    ObjectNode balancing = object(FlatStrategies.BALANCING);
    ObjectNode composition = object(FlatStrategies.COMPOSITION);
    List<String> all = List.copyOf(providers);
    if (balancing != null && !all.isEmpty()) {
      read.put(
          FlatStrategies.BALANCING,
          strategies.balance(
              FlatStrategies.BALANCING, balancing, all, "provider." + FlatStrategies.BALANCING));
    }
    if (composition != null && !all.isEmpty()) {
      List<String> members = texts(composition, RoutingDeclarations.COMPOSITION, "members");
      read.put(
          FlatStrategies.COMPOSITION,
          strategies.compose(
              FlatStrategies.COMPOSITION,
              composition,
              members.isEmpty() ? all : members,
              "provider." + FlatStrategies.COMPOSITION));
    }
    List<String> chain = fallback == null ? ofDefault() : chain(fallback);
    if (!chain.isEmpty()) {
      ObjectNode node = fallback == null ? new ObjectNode(section.location(), Map.of()) : fallback;
      read.put(
          FlatStrategies.FALLBACK,
          strategies.failover(FlatStrategies.FALLBACK, node, RoutingDeclarations.FALLBACK, chain));
    }
    if (read.isEmpty()) {
      return RoutingTree.NONE;
    }
    String root =
        read.containsKey(FlatStrategies.FALLBACK)
            ? FlatStrategies.FALLBACK
            : read.containsKey(FlatStrategies.BALANCING)
                ? FlatStrategies.BALANCING
                : FlatStrategies.COMPOSITION;
    boolean forAllOnly =
        balancing != null
            && root.equals(FlatStrategies.BALANCING)
            && FOR_ALL.containsAll(balancing.fields().keySet());
    // Weights, caps and health keys alone name no algorithm: the selection policy goes on deciding.
    return forAllOnly && hasPolicy() ? RoutingTree.NONE : new RoutingTree(root, read);
  }

  private boolean hasPolicy() {
    ObjectNode strategy = object("strategy");
    return section.fields().containsKey("selection_policy")
        || section.fields().containsKey("default_selection_policy")
        || strategy != null && strategy.fields().containsKey("selection_policy");
  }

  private List<String> chain(ObjectNode fallback) {
    List<String> chain = new ArrayList<>();
    Object primary = sections.value(fallback, RoutingDeclarations.FALLBACK, "primary");
    if (primary == null) {
      Optional<String> instance = defaultInstance();
      if (instance.isEmpty()) {
        findings.error(
            "MISSING_KEY",
            fallback,
            "provider.fallback.primary",
            "is missing, and " + noDefault() + "; expected a provider or strategy",
            "");
        return List.of();
      }
      chain.add(instance.get());
    } else {
      chain.add(primary.toString());
    }
    chain.addAll(texts(fallback, RoutingDeclarations.FALLBACK, "fallbacks"));
    return chain;
  }

  /** {@code fallback_strategies} alone: the default instance is primary. */
  private List<String> ofDefault() {
    Decl.Section keys = new Decl.Section("", Declarations.PROVIDER_KEYS, true);
    List<String> fallbacks = texts(section, keys, "fallback_strategies");
    if (fallbacks.isEmpty()) {
      return List.of();
    }
    Optional<String> instance = defaultInstance();
    if (instance.isEmpty()) {
      findings.error(
          "MISSING_KEY",
          section,
          "provider.fallback_strategies",
          "needs a default instance to be tried first, and " + noDefault(),
          "Set provider.default_provider_instance to a configured provider");
      return List.of();
    }
    List<String> chain = new ArrayList<>();
    chain.add(instance.get());
    fallbacks.stream().filter(each -> !chain.contains(each)).forEach(chain::add);
    return chain;
  }

  private String noDefault() {
    Decl.Section keys = new Decl.Section("", Declarations.PROVIDER_KEYS, true);
    for (String key : List.of("default_provider_instance", "type")) {
      Object named = sections.value(section, keys, key);
      if (named != null) {
        return key + " names '" + named + "', which is not configured";
      }
    }
    return "no default instance is configured";
  }

  private Optional<String> defaultInstance() {
    Decl.Section keys = new Decl.Section("", Declarations.PROVIDER_KEYS, true);
    for (String key : List.of("default_provider_instance", "type")) {
      Object named = sections.value(section, keys, key);
      if (named != null && providers.contains(named.toString())) {
        return Optional.of(named.toString());
      }
    }
    return Optional.empty();
  }

  private void warnUnreached(RoutingTree tree) {
    List<String> reached = tree.reached().stream().map(StrategyNode::name).toList();
    for (String name : tree.strategies().keySet()) {
      if (!reached.contains(name) && !tree.isEmpty()) {
        boolean flatBalancer =
            name.equals(FlatStrategies.BALANCING) && object(FlatStrategies.BALANCING) != null;
        ObjectNode node = flatBalancer ? object(FlatStrategies.BALANCING) : object("routing");
        boolean forAllOnly =
            flatBalancer && node != null && FOR_ALL.containsAll(node.fields().keySet());
        if (!forAllOnly) {
          findings.warning(
              "NOT_REACHED",
              (node == null ? section : node).location(),
              "provider." + (object("routing") == null ? name : "routing.strategies." + name),
              "is refused: nothing leads to it from " + tree.root(),
              "Make it a member, or remove it");
        }
      }
    }
  }

  private List<String> texts(ObjectNode node, Decl.Section declared, String key) {
    return sections.value(node, declared, key) instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of();
  }

  private @Nullable ObjectNode object(String key) {
    SourceNode value = section.get(key).orElse(null);
    return value instanceof ObjectNode object ? object : null;
  }
}
