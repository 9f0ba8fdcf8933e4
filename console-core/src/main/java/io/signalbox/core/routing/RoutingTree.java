package io.signalbox.core.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Strategies made of strategies, from the root down. Immutable.
 *
 * @param root the strategy asked first; empty where there is no tree
 * @param strategies by name, in configured order
 */
public record RoutingTree(String root, Map<String, StrategyNode> strategies) {

  /** No strategy: the selection policy orders all providers. */
  public static final RoutingTree NONE = new RoutingTree("", Map.of());

  /** The deepest nesting. */
  public static final int DEEPEST = 16;

  public RoutingTree {
    strategies = Collections.unmodifiableMap(new LinkedHashMap<>(strategies));
  }

  public boolean isEmpty() {
    return root.isEmpty();
  }

  public Optional<StrategyNode> strategy(String name) {
    return Optional.ofNullable(strategies.get(name));
  }

  /** Every provider below a member, each once, in order. */
  public Set<String> providers(String member) {
    Set<String> found = new LinkedHashSet<>();
    collect(member, found);
    return found;
  }

  private void collect(String member, Set<String> found) {
    StrategyNode node = strategies.get(member);
    if (node == null) {
      found.add(member);
    } else {
      node.members().forEach(each -> collect(each, found));
    }
  }

  /** The strategies reached from the root, outermost first. */
  public List<StrategyNode> reached() {
    Map<String, StrategyNode> found = new LinkedHashMap<>();
    reach(root, found);
    return List.copyOf(found.values());
  }

  private void reach(String member, Map<String, StrategyNode> found) {
    StrategyNode node = strategies.get(member);
    if (node != null && found.putIfAbsent(member, node) == null) {
      node.members().forEach(each -> reach(each, found));
    }
  }

  /** The strategies from the root to a provider, the first way there; empty if it is outside. */
  public List<StrategyNode> pathTo(String provider) {
    List<StrategyNode> path = new ArrayList<>();
    return find(root, provider, path) ? path : List.of();
  }

  private boolean find(String member, String provider, List<StrategyNode> path) {
    StrategyNode node = strategies.get(member);
    if (node == null) {
      return member.equals(provider);
    }
    path.add(node);
    for (String each : node.members()) {
      if (find(each, provider, path)) {
        return true;
      }
    }
    path.removeLast();
    return false;
  }

  /** Whether a chain is on some way to a provider. */
  public boolean failsOver() {
    return reached().stream().anyMatch(StrategyNode.Failover.class::isInstance);
  }

  /** Every chain cut to its first member. */
  public RoutingTree withoutFailover() {
    Map<String, StrategyNode> cut = new LinkedHashMap<>();
    strategies.forEach((name, node) ->
        cut.put(
            name,
            node instanceof StrategyNode.Failover chain
                ? new StrategyNode.Failover(name, chain.members().subList(0, 1), chain.settings())
                : node));
    return new RoutingTree(root, cut);
  }

  /**
   * What is wrong with the shape, with the path that shows it; empty when it can be walked.
   *
   * @param providers the configured instances
   */
  public List<String> problems(Set<String> providers) {
    List<String> problems = new ArrayList<>();
    if (!isEmpty() && !strategies.containsKey(root) && !providers.contains(root)) {
      problems.add("root names '" + root + "', which is neither a strategy nor a provider");
    }
    for (StrategyNode node : strategies.values()) {
      if (providers.contains(node.name())) {
        problems.add("'" + node.name() + "' is the name of a strategy and of a provider");
      }
      if (node.members().isEmpty()) {
        problems.add("'" + node.name() + "' has no members");
      }
      if (new LinkedHashSet<>(node.members()).size() < node.members().size()) {
        problems.add("'" + node.name() + "' has a member twice");
      }
      walk(node.name(), new ArrayList<>(), providers, problems);
    }
    return problems.stream().distinct().toList();
  }

  private void walk(
      String member, List<String> path, Set<String> providers, List<String> problems) {
    if (path.contains(member)) {
      List<String> cycle = new ArrayList<>(path.subList(path.indexOf(member), path.size()));
      // Told once, from whichever of its strategies comes first in the configuration.
      String first =
          strategies.keySet().stream().filter(cycle::contains).findFirst().orElse(member);
      Collections.rotate(cycle, -cycle.indexOf(first));
      cycle.add(first);
      problems.add("a cycle: " + String.join(" > ", cycle));
      return;
    }
    path.add(member);
    StrategyNode node = strategies.get(member);
    if (node == null && !providers.contains(member)) {
      problems.add(
          "a missing member: "
              + String.join(" > ", path.subList(Math.max(0, path.size() - 2), path.size()))
              + " is neither a strategy nor a provider");
    } else if (node != null && path.size() > DEEPEST) {
      problems.add("nested deeper than " + DEEPEST + ": " + String.join(" > ", path));
    } else if (node != null) {
      for (String each : node.members()) {
        walk(each, path, providers, problems);
      }
    }
    path.removeLast();
  }
}
