package io.signalbox.core.drill;

import io.signalbox.core.health.HealthCheckMode;
import io.signalbox.core.health.HealthSettings;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.balancing.BalancingAlgorithm;
import io.signalbox.core.routing.balancing.BalancingSettings;
import io.signalbox.core.routing.failover.FailoverMode;
import io.signalbox.core.routing.failover.FailoverSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Three providers of unequal weight and latency, under every algorithm and failover mode. */
final class Simulation {

  private static final ProviderConfig PLAIN = new ProviderConfig(Map.of());

  private static final long SEED = 7;
  private static final List<String> NAMES = List.of("east", "west", "north");

  private Simulation() {}

  /** A way to route. */
  record Variant(String kind, String name, StrategyNode root) {}

  record Row(String scenario, Variant variant, DrillReport report) {}

  static List<Variant> variants() {
    List<Variant> variants = new ArrayList<>();
    for (BalancingAlgorithm algorithm : BalancingAlgorithm.values()) {
      variants.add(
          new Variant(
              "balancer",
              algorithm.name(),
              new StrategyNode.Balance(
                  "root", NAMES, Map.of(), BalancingSettings.DEFAULT.withAlgorithm(algorithm))));
    }
    for (FailoverMode mode : FailoverMode.values()) {
      variants.add(
          new Variant(
              "failover",
              mode.name(),
              new StrategyNode.Failover("root", NAMES, FailoverSettings.DEFAULT.withMode(mode))));
    }
    return variants;
  }

  static List<Row> play() {
    List<Variant> variants = variants();
    // Each is a world of its own, so that they may be played side by side.
    return Arrays.stream(Scenario.values())
        .flatMap(scenario -> variants.stream().map(variant -> new Cell(scenario, variant)))
        .toList()
        .parallelStream()
        .map(cell -> row(cell.scenario(), cell.variant()))
        .toList();
  }

  private record Cell(Scenario scenario, Variant variant) {}

  static Row row(Scenario scenario, Variant variant) {
    DrillReport report =
        Drills.play(scenario.word(), plan(variant), new SimulatedProviderFactory(), SEED);
    return new Row(scenario.word(), variant, report);
  }

  private static DrillPlan plan(Variant variant) {
    HealthSettings health =
        new HealthSettings(
            HealthCheckMode.HYBRID, Duration.ofSeconds(10), 3, 2, Duration.ofSeconds(20));
    return new DrillPlan(
        List.of(
            new DrillPlan.StandInPlan("east", "aws", 1, 3, Map.of(), health, 40, PLAIN),
            new DrillPlan.StandInPlan("west", "aws", 2, 2, Map.of(), health, 60, PLAIN),
            new DrillPlan.StandInPlan("north", "aws", 3, 1, Map.of(), health, 90, PLAIN)),
        RoutingSettings.DEFAULT.withTree(new RoutingTree("root", Map.of("root", variant.root()))),
        10);
  }
}
