package io.signalbox.core.config.table;

import static io.signalbox.core.config.table.StrategyIdles.told;

import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.config.source.SourceNode.ObjectNode;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.SelectionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When a setting of providers, of the choice among them or of the whole acts on nothing. */
final class ProviderIdles {

  static final Idle TREE_DECIDES =
      Idle.nearly(
          "a routing tree of every provider (it orders the pins of a template that names several)",
          here ->
              told(
                  treeHasAll(here, here.whole().names()),
                  "the routing tree "
                      + here.whole().routing().tree().root()
                      + " decides for every provider; only a template that names several goes by"
                      + " it"));

  static final Idle TREE_HAS_TYPE =
      Idle.beside(
          "a routing tree of every provider of the type",
          here ->
              told(
                  treeHasAll(here, ofType(here.whole().providers(), text(here))),
                  "the routing tree "
                      + here.whole().routing().tree().root()
                      + " decides for every provider of that type"));

  static final Idle POLICY_ABOVE =
      Idle.overruled(
          "`selection_policy` of the section above, or of the same",
          here ->
              firstOf(
                      here,
                      here.owner().equals("strategy")
                          ? List.of("selection_policy", "default_selection_policy")
                          : List.of("selection_policy"))
                  .map(key -> key + " wins"));

  static final Idle CRITERIA_ABOVE =
      Idle.overruled(
          "`selection_criteria` of the section above",
          here ->
              told(
                  here.path().endsWith("strategy.selection_criteria")
                      && here.whole().section("selection_criteria").isPresent(),
                  "provider.selection_criteria wins"));

  static final Idle POLICY_ASKS_FOR_HEALTH =
      Idle.overruled(
          "`selection_policy` HEALTH_BASED",
          here ->
              told(
                  policy(here) == SelectionPolicy.HEALTH_BASED,
                  "the policy HEALTH_BASED asks for health in any case"));

  static final Idle NOT_CUSTOM =
      Idle.beside(
          "a `selection_policy` other than CUSTOM",
          here ->
              told(
                  policy(here) != SelectionPolicy.CUSTOM,
                  "the policy " + policy(here) + " asks no installed strategy"));

  static final Idle DEFAULT_INSTANCE =
      Idle.overruled(
          "`default_provider_instance`",
          here ->
              told(
                  here.whole().provider().fields().containsKey("default_provider_instance"),
                  "default_provider_instance wins"));

  static final Idle OTHER_CHAIN =
      Idle.overruled(
          "`fallback` or `routing`",
          here -> firstOf(here, List.of("routing", "fallback")).map(key -> key + " wins"));

  static final Idle NOBODY_OF_TYPE =
      Idle.beside(
          "no provider of the type",
          here ->
              told(
                  ofType(here.whole().providers(), here.owner()).isEmpty(),
                  "no provider of type " + here.owner() + " is configured"));

  static final Idle NO_PRIORITY =
      Idle.beside(
          "a `selection_policy` other than PRIORITY and CUSTOM",
          here ->
              told(
                  policy(here) != SelectionPolicy.PRIORITY
                      && policy(here) != SelectionPolicy.CUSTOM,
                  "the policy " + policy(here) + " asks for no priority"));

  static final Idle STRATEGY_WEIGHTS =
      Idle.overruled("`weights` of the strategies that weigh it", ProviderIdles::weighedAbove);

  static final Idle BALANCER_WEIGHTS =
      Idle.overruled(
          "`load_balancing.weights`",
          here ->
              told(
                  here.whole()
                      .section("load_balancing")
                      .flatMap(balancing -> Situation.object(balancing, "weights"))
                      .filter(weights -> weights.fields().containsKey(here.owner()))
                      .isPresent(),
                  "load_balancing.weights." + here.owner() + " wins"));

  static final Idle NOBODY_WEIGHS =
      Idle.beside(
          "no strategy and no policy that weighs it, but for 0",
          here ->
              told(
                  here.number().orElse(0.0) > 0
                      && !Weighing.asksFor(here.whole().routing(), here.owner()),
                  whoever(here.whole().routing(), here.owner())
                      + " weighs it; only a weight of 0 acts, and drains"));

  static final Idle NO_EXTENSION =
      Idle.beside("no template field that the type declares", ProviderIdles::withoutExtension);

  static final Idle TAKES_NO_WORK =
      Idle.beside(
          "`enabled` false",
          here ->
              told(
                  here.whole().providers().stream()
                      .anyMatch(each ->
                          here.path().equals("providers." + each.name() + ".rehearsal")
                              && !each.enabled()),
                  "the provider is not enabled"));

  static final Idle LEVEL_BY_VARIABLE =
      Idle.overruled(
          "the variable `HF_LOG_LEVEL`",
          here ->
              told(
                  here.whole().environment().apply("HF_LOG_LEVEL") != null,
                  "the environment variable HF_LOG_LEVEL wins"));

  static final Idle LEVEL_SAID =
      Idle.overruled(
          "`logging.level`",
          here ->
              told(
                  Situation.object(here.whole().root(), "logging")
                      .filter(logging -> logging.fields().containsKey("level"))
                      .isPresent(),
                  "logging.level wins"));

  private ProviderIdles() {}

  private static SelectionPolicy policy(Situation here) {
    return here.whole().routing().policy();
  }

  private static String text(Situation here) {
    return String.valueOf(here.value().toValue());
  }

  private static List<String> ofType(List<ProviderInstance> providers, String type) {
    return providers.stream()
        .filter(each -> each.effectiveType().equals(type))
        .map(ProviderInstance::name)
        .toList();
  }

  private static boolean treeHasAll(Situation here, List<String> names) {
    RoutingTree tree = here.whole().routing().tree();
    Set<String> reached = tree.providers(tree.root());
    boolean health =
        policy(here) == SelectionPolicy.HEALTH_BASED
            && !here.whole().routing().criteria().requireHealthy();
    return !tree.isEmpty() && !names.isEmpty() && reached.containsAll(names) && !health;
  }

  /** The first of these keys that stands in the providers' section, itself aside. */
  private static Optional<String> firstOf(Situation here, List<String> keys) {
    return keys.stream()
        .filter(key -> here.owner().equals("strategy") || !key.equals(here.key()))
        .filter(key -> here.whole().provider().fields().containsKey(key))
        .findFirst();
  }

  private static Optional<String> weighedAbove(Situation here) {
    RoutingSettings routing = here.whole().routing();
    return here.number().orElse(0.0) <= 0
        ? Optional.empty()
        : Weighing.winner(routing, here.owner())
            .map(node -> "weights." + here.owner() + " of the strategy " + node.name() + " wins");
  }

  private static String whoever(RoutingSettings routing, String provider) {
    boolean inTree = routing.tree().providers(routing.tree().root()).contains(provider);
    return inTree
        ? "no strategy of the routing tree " + routing.tree().root()
        : "the policy " + routing.policy() + " chooses, and nobody";
  }

  private static Optional<String> withoutExtension(Situation here) {
    Map<String, ProviderFactory> factories = here.whole().factories();
    return here.whole().providers().stream()
        .filter(each -> each.name().equals(here.owner()))
        .filter(each -> {
          ProviderFactory factory = factories.get(each.type());
          return factory == null
              || !(here.value() instanceof ObjectNode extensions)
              || ExtensionFields.of(extensions, factory).isEmpty();
        })
        .findFirst()
        .map(each ->
            "it names no template field of the type "
                + each.type()
                + "; fields of every type stand in template_defaults");
  }
}
