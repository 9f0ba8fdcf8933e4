package io.signalbox.core.routing;

import io.signalbox.core.routing.failover.CircuitView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What new work without pin, preference or template would do in one state, now or as proposed;
 * draws and calls nothing. Immutable: a proposal is another one.
 */
public interface Traffic {

  /** How one strategy spreads its own work over its members. */
  record Spread(
      Map<String, Double> weights,
      Map<String, Double> effective,
      Map<String, Double> shares,
      List<String> picks,
      int cycle) {}

  /** One switch of the tree as it stands. */
  record SwitchState(String active, List<String> closed) {}

  /** The same under other settings. */
  Traffic under(RoutingSettings settings);

  /** The same with weights laid over. */
  Traffic weighted(Map<String, Double> weights);

  /** The same with what an operator would have done. */
  Traffic after(RoutingSnapshot snapshot);

  /** The same with a provider that is not configured yet, of which nothing is known. */
  Traffic joinedBy(ProviderRegistration newcomer);

  /**
   * For deciding stored decisions again in this state.
   *
   * @param begin the pick number every rotation begins at
   */
  WhatIf whatIf(long begin);

  RoutingSnapshot snapshot();

  /** Picks until the order of all work repeats; 1 where nothing rotates. */
  int cycle();

  /** What the policy needs that no candidate has; empty when it can order. */
  String policyLacks();

  /** Expected share by provider, 0 to 1; every configured provider is there. */
  Map<String, Double> shares();

  /**
   * Expected share of all work on each line of the tree, as {@code strategy/member}; lines that
   * carry nothing are absent, all of them where the tree does not decide.
   */
  Map<String, Double> lines();

  /** The next picks by provider; empty where they cannot be told. */
  List<String> nextPicks(int count);

  /**
   * @param strategy empty for the policy over all providers
   */
  Spread spread(String strategy, int picks);

  /** Of a chain: the member that is tried first, and by member why it would not be tried. */
  SwitchState chain(String strategy);

  /** Why new work that comes to a provider or strategy goes no further; empty when it does. */
  String closed(String name);

  /** Whether a provider or strategy has a circuit, or one forced by an operator. */
  Optional<CircuitView> circuit(String name);

  /** Calls in flight a provider may have. */
  int maxConnections(String provider);

  /** Every circuit there is, by provider in configured order, then by strategy. */
  List<CircuitView> circuits();
}
