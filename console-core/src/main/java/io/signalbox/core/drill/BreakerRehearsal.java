package io.signalbox.core.drill;

import io.signalbox.core.gateway.Gateway;
import io.signalbox.core.provider.LaunchSpec;
import io.signalbox.core.provider.OperationContext;
import io.signalbox.core.provider.ProviderFactory;
import io.signalbox.core.provider.ProviderOperation;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.failover.FailoverMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One stand-in whose every launch fails, under the configured routing and on a clock of its own.
 * Used once; the calling thread plays the clock.
 */
final class BreakerRehearsal {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** Longer than any number of failures takes with their retries. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private final DrillPlan plan;
  private final String circuit;
  private final DrillPlan.StandInPlan provider;
  private final ProviderFactory clouds;
  private final Path folder;
  private final long seed;
  private final VirtualClock clock = new VirtualClock(START);
  private final List<Duration> failures = new ArrayList<>();
  private int threshold;
  private boolean opened;

  /**
   * @param plan of all providers; the others are left out, so that nothing takes the calls over
   * @param circuit the provider or strategy that it guards
   */
  BreakerRehearsal(
      DrillPlan plan,
      String circuit,
      DrillPlan.StandInPlan provider,
      ProviderFactory clouds,
      Path folder,
      long seed) {
    this.plan =
        new DrillPlan(
            List.of(provider), onlyWayTo(circuit, plan.routing()), plan.operationsPerSecond());
    this.circuit = circuit;
    this.provider = provider;
    this.clouds = clouds;
    this.folder = folder;
    this.seed = seed;
  }

  /** The routing cut to the chain that guards the member: a provider may stand in several. */
  private static RoutingSettings onlyWayTo(String circuit, RoutingSettings routing) {
    for (StrategyNode node : routing.tree().reached().reversed()) {
      if (node instanceof StrategyNode.Failover chain
          && chain.settings().mode() == FailoverMode.CIRCUIT_BREAKER
          && chain.members().contains(circuit)) {
        Map<String, StrategyNode> strategies = new LinkedHashMap<>(routing.tree().strategies());
        strategies.put(
            chain.name(),
            new StrategyNode.Failover(chain.name(), List.of(circuit), chain.settings()));
        return routing.withTree(new RoutingTree(chain.name(), strategies));
      }
    }
    return routing.withTree(RoutingTree.NONE);
  }

  /**
   * @param most failures at most
   */
  BreakerTrial fail(int most) {
    try (DrillWorld world =
        new DrillWorld(
            plan,
            clouds,
            Gateway.inline(clock, UnaryOperator.identity()),
            folder,
            clock,
            clock,
            Runnable::run,
            seed,
            name -> {})) {
      world.overlay(
          0,
          Map.of(
              "latency.kind",
              "fixed",
              "latency.mean_ms",
              100.0,
              "errors.transient_percent",
              100.0));
      clock.after(Duration.ZERO, () -> launch(world, most));
      clock.playUntil(LONGEST);
      clock.close();
    }
    return new BreakerTrial(circuit, provider.name(), threshold, opened, failures);
  }

  private void launch(DrillWorld world, int most) {
    while (!opened && failures.size() < most) {
      String key = "breaker-" + failures.size();
      ProviderOperation create =
          new ProviderOperation.CreateInstances(
              new LaunchSpec(
                  "drill",
                  Map.of(
                      "image_id", "ami-drill",
                      "instance_type", "drill.small",
                      "provider_api", "RunInstances")),
              1,
              Map.of("drill", key),
              OperationContext.of(key, clock.now().plus(DEADLINE)).withIdempotencyKey(key));
      if (world.context.send(provider.name(), create).isSuccess()) {
        // A stand-in that does not fail as it is told opens nothing, and the trial says so.
        return;
      }
      failures.add(clock.elapsed());
      world.context.traffic().circuit(circuit).ifPresent(this::seen);
    }
  }

  private void seen(CircuitView circuit) {
    threshold = circuit.threshold();
    opened = circuit.state() == CircuitView.State.OPEN;
  }
}
