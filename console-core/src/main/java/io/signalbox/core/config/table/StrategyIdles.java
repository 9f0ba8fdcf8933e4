package io.signalbox.core.config.table;

import io.signalbox.core.config.source.SourceNode;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.failover.FailoverMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** When a setting of a chain, a balancer, a composition or a circuit acts on nothing. */
final class StrategyIdles {

  static final Idle NOTHING_RETRIED =
      Idle.beside(
          "a `mode` other than RETRY_THEN_FALLBACK",
          unless("mode", Set.of("RETRY_THEN_FALLBACK"), "mode %s retries nothing"));

  /** Refused: whoever counts retries means them. */
  static final Idle NO_RETRIES_AT_ALL =
      Idle.refused(
          "a `mode` other than RETRY_THEN_FALLBACK",
          unless("mode", Set.of("RETRY_THEN_FALLBACK"), "mode %s retries nothing"));

  static final Idle NO_RETRIES =
      Idle.beside(
          "`max_retries` 0",
          here -> told(here.word("max_retries").equals("0"), "max_retries is 0"));

  static final Idle NO_CIRCUIT =
      Idle.beside(
          "a `mode` other than CIRCUIT_BREAKER",
          unless("mode", Set.of("CIRCUIT_BREAKER"), "mode %s has no circuit"));

  static final Idle CIRCUITS_SHARED =
      Idle.overruled("chains inside that guard all of its members", StrategyIdles::guardedInside);

  static final Idle NO_DWELL =
      Idle.beside(
          "a `mode` other than HEALTH_BASED",
          unless("mode", Set.of("HEALTH_BASED"), "mode %s does not wait"));

  static final Idle NO_FAILOVER =
      Idle.beside(
          "`strategy.failover_enabled` false",
          here ->
              told(
                  isOff(here, "strategy", "failover_enabled"),
                  "strategy.failover_enabled is false"));

  static final Idle NOT_ADAPTIVE =
      Idle.beside(
          "an `algorithm` other than ADAPTIVE",
          unless("algorithm", Set.of("ADAPTIVE"), "%s adjusts no weight"));

  static final Idle NO_LATENCY =
      Idle.beside(
          "an `algorithm` other than ADAPTIVE and LEAST_RESPONSE_TIME",
          unless("algorithm", Set.of("ADAPTIVE", "LEAST_RESPONSE_TIME"), "%s looks at no latency"));

  static final Idle NOT_STICKY =
      Idle.beside(
          "`sticky_sessions` false",
          here -> told(!here.word("sticky_sessions").equals("TRUE"), "sticky_sessions is false"));

  static final Idle NOBODY_REFUSED =
      Idle.beside(
          "`selection_criteria.require_healthy` false",
          here ->
              told(
                  !here.whole().routing().criteria().requireHealthy(),
                  "selection_criteria.require_healthy is false, so that health refuses nobody"));

  static final Idle ONE_SUCCESS =
      Idle.beside(
          "`aggregation_policy` FIRST_SUCCESS",
          here ->
              told(
                  here.word("aggregation_policy").equals("FIRST_SUCCESS"),
                  "FIRST_SUCCESS asks for one success only"));

  static final Idle ONE_ANSWER =
      Idle.beside(
          "`mode` LOAD_BALANCED",
          here -> told(here.word("mode").equals("LOAD_BALANCED"), "LOAD_BALANCED has one answer"));

  static final Idle ONE_AT_A_TIME =
      Idle.beside(
          "`mode` LOAD_BALANCED or SEQUENTIAL",
          here ->
              told(
                  List.of("LOAD_BALANCED", "SEQUENTIAL").contains(here.word("mode")),
                  here.word("mode") + " asks one at a time"));

  static final Idle UNWEIGHED_BALANCER =
      Idle.beside(
          "an `algorithm` without weights, but for 0",
          here ->
              told(
                  !isWeighed(here) && !hasZero(here),
                  here.word("algorithm")
                      + " weighs no member; only a weight of 0 acts, and drains"));

  static final Idle UNWEIGHED_COMPOSITION =
      Idle.beside(
          "a `mode` other than LOAD_BALANCED, and PARALLEL with MERGE_ALL; but for 0",
          here ->
              told(
                  !Weighing.divides(here.word("mode"), here.word("aggregation_policy"))
                      && !hasZero(here),
                  "mode %s with %s weighs no member"
                      .formatted(here.word("mode"), here.word("aggregation_policy"))));

  static final Idle OTHER_CIRCUIT_SECTION =
      Idle.overruled(
          "`circuit_breaker`",
          here ->
              told(
                  here.owner().equals("circuit_breaker_config")
                      && here.whole().section("circuit_breaker").isPresent(),
                  "circuit_breaker wins"));

  static final Idle CHAIN_HAS_CIRCUIT =
      Idle.beside(
          "a chain in `mode` CIRCUIT_BREAKER",
          here ->
              chain(here)
                  .map(name ->
                      "the chain " + name + " in mode CIRCUIT_BREAKER has its circuit, on or off"));

  static final Idle SWITCHED_OFF =
      Idle.beside(
          "`enabled` false without such a chain",
          here ->
              told(
                  here.word("enabled").equals("FALSE") && chain(here).isEmpty(),
                  "enabled is false"));

  static final Idle CHAINS_SAY =
      Idle.overruled("the key of the same meaning in every such chain", StrategyIdles::chainsSay);

  /** What the chain calls a key of {@code circuit_breaker}. */
  private static final Map<String, String> IN_CHAIN =
      Map.of(
          "failure_threshold", "circuit_breaker_threshold",
          "recovery_timeout", "circuit_breaker_timeout_seconds",
          "half_open_max_calls", "half_open_max_calls");

  private StrategyIdles() {}

  static Optional<String> told(boolean given, String text) {
    return given ? Optional.of(text) : Optional.empty();
  }

  static boolean isOff(Situation here, String section, String key) {
    return here.whole()
        .section(section)
        .flatMap(node -> node.get(key))
        .map(SourceNode::toValue)
        .filter(value -> "false".equalsIgnoreCase(String.valueOf(value)))
        .isPresent();
  }

  private static Function<Situation, Optional<String>> unless(
      String key, Set<String> words, String text) {
    return here ->
        words.contains(here.word(key))
            ? Optional.empty()
            : Optional.of(text.formatted(here.word(key)));
  }

  /** The weights of {@code load_balancing} hold for every provider, whoever weighs it. */
  private static boolean isWeighed(Situation here) {
    boolean ofAll = !here.path().contains(".strategies.");
    return ofAll && here.value() instanceof ObjectNode weights
        ? weights.fields().isEmpty()
            || weights.fields().keySet().stream()
                .anyMatch(each -> Weighing.asksBalancing(here.whole().routing(), each))
        : Weighing.weighs(here.word("algorithm"));
  }

  /** A weight of 0 drains its member under every algorithm. */
  private static boolean hasZero(Situation here) {
    return here.value() instanceof ObjectNode weights
        && weights.fields().values().stream()
            .map(field -> field.value().toValue())
            .anyMatch(value -> value instanceof Number number && number.doubleValue() == 0);
  }

  /** The first chain with circuits that work can reach. */
  private static Optional<String> chain(Situation here) {
    return circuitChains(here).stream().map(StrategyNode::name).findFirst();
  }

  private static List<StrategyNode.Failover> circuitChains(Situation here) {
    return here.whole().routing().tree().reached().stream()
        .filter(StrategyNode.Failover.class::isInstance)
        .map(StrategyNode.Failover.class::cast)
        .filter(each -> each.settings().mode() == FailoverMode.CIRCUIT_BREAKER)
        .toList();
  }

  private static Optional<String> chainsSay(Situation here) {
    List<StrategyNode.Failover> chains = circuitChains(here);
    String key = IN_CHAIN.getOrDefault(here.key(), here.key());
    Map<String, ObjectNode> written = here.whole().strategies();
    boolean all =
        chains.stream()
            .allMatch(each ->
                written.get(each.name()) instanceof ObjectNode node
                    && node.fields().containsKey(key));
    return chains.isEmpty() || !all
        ? Optional.empty()
        : Optional.of(key + " of " + chains.getFirst().name() + " wins");
  }

  /**
   * One circuit a name: of the chains that guard it the innermost says how, of equals the first.
   */
  private static Optional<String> guardedInside(Situation here) {
    Set<String> guarded = new HashSet<>();
    String inside = "";
    for (StrategyNode.Failover chain : inwardFirst(here)) {
      if (chain.name().equals(here.owner())) {
        return told(
            !inside.isEmpty() && guarded.containsAll(chain.members()),
            "the circuits of " + inside + " guard its members already, and a name has one circuit");
      }
      guarded.addAll(chain.members());
      inside = chain.name();
    }
    return Optional.empty();
  }

  private static List<StrategyNode.Failover> inwardFirst(Situation here) {
    RoutingTree tree = here.whole().routing().tree();
    Set<String> order = new LinkedHashSet<>();
    walk(tree, tree.root(), order);
    // No comparator by a key: the JDK's have code made for them at each start.
    List<StrategyNode.Failover> chains = circuitChains(here);
    List<StrategyNode.Failover> sorted = new ArrayList<>();
    for (StrategyNode.Failover chain : chains) {
      if (!order.contains(chain.name())) {
        sorted.add(chain);
      }
    }
    for (String name : order) {
      for (StrategyNode.Failover chain : chains) {
        if (chain.name().equals(name)) {
          sorted.add(chain);
        }
      }
    }
    return sorted;
  }

  /** As the tree is put together: members before whom they belong to. */
  private static void walk(RoutingTree tree, String name, Set<String> order) {
    tree.strategy(name)
        .ifPresent(node -> {
          node.members().forEach(each -> walk(tree, each, order));
          order.add(name);
        });
  }
}
