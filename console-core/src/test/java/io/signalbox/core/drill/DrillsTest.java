package io.signalbox.core.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.health.HealthCheckMode;
import io.signalbox.core.health.HealthSettings;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.RoutingTree;
import io.signalbox.core.routing.StrategyNode;
import io.signalbox.core.routing.balancing.BalancingAlgorithm;
import io.signalbox.core.routing.balancing.BalancingSettings;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DrillsTest {

  private static final ProviderConfig PLAIN = new ProviderConfig(Map.of());

  private static final long SEED = 3;

  @Test
  void theReportOfADrillIsOfWhatWasPlayedAndNotOfCallsThatItsEndCutOff() {
    var clouds = new SimulatedProviderFactory();
    var drills =
        new Drills(
            DrillsTest::plan, clouds, new ManualTime(Instant.parse("2026-05-01T00:00:00Z")), SEED);
    String word = drills.scenarios().getFirst().name();
    String id = drills.start(word, 0).id();
    DrillView last = drills.current().orElseThrow();
    while (last.state() == DrillView.State.RUNNING) {
      Thread.onSpinWait();
      last = drills.current().orElseThrow();
    }
    // Waits until the drill has cleared up behind itself.
    DrillView cleared = drills.stop(id);
    assertThat(last.report()).isNotNull().isEqualTo(cleared.report());
    assertThat(last.report()).isEqualTo(Drills.play(word, plan(), clouds, SEED));
  }

  /** They went on at stand-ins that were closed, in a folder that was deleted. */
  @Test
  void aLoadTestThatIsCancelledLeavesNoWorkerBehind() throws InterruptedException {
    var drills =
        new Drills(DrillsTest::plan, new SimulatedProviderFactory(), TimeSource.system(), SEED);
    AtomicInteger atWork = new AtomicInteger();
    Thread loader = new Thread(() -> drills.load(1_000, 8, ended -> work(atWork)));
    Thread watcher =
        new Thread(() -> {
          while (atWork.get() == 0) {
            Thread.onSpinWait();
          }
          loader.interrupt();
        });
    loader.start();
    watcher.start();
    loader.join();
    int leftBehind = atWork.get();
    watcher.join();
    assertThat(leftBehind).isZero();
  }

  /** Until it is interrupted, and for a while after that. */
  private static void work(AtomicInteger atWork) {
    atWork.incrementAndGet();
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < 100_000; i++) {
      Thread.yield();
    }
    atWork.decrementAndGet();
  }

  /** It was the first of the configuration, whoever had the traffic. */
  @Test
  void theBusiestProviderIsStruckWhereverItStands() {
    StrategyNode balancer =
        new StrategyNode.Balance(
            "root",
            List.of("east", "west"),
            Map.of(),
            BalancingSettings.DEFAULT.withAlgorithm(BalancingAlgorithm.WEIGHTED_ROUND_ROBIN));
    DrillPlan plan =
        new DrillPlan(
            List.of(standIn("east", 1), standIn("west", 9)),
            RoutingSettings.DEFAULT.withTree(new RoutingTree("root", Map.of("root", balancer))),
            10);
    DrillReport report = Drills.play("black-hole", plan, new SimulatedProviderFactory(), SEED);
    assertThat(report.findings()).contains("It struck west.");
  }

  private static DrillPlan.StandInPlan standIn(String name, double weight) {
    HealthSettings health =
        new HealthSettings(
            HealthCheckMode.HYBRID, Duration.ofSeconds(10), 3, 2, Duration.ofSeconds(20));
    return new DrillPlan.StandInPlan(name, "aws", 1, weight, Map.of(), health, 40, PLAIN);
  }

  private static DrillPlan plan() {
    HealthSettings health =
        new HealthSettings(
            HealthCheckMode.HYBRID, Duration.ofSeconds(10), 3, 2, Duration.ofSeconds(20));
    return new DrillPlan(
        List.of(
            new DrillPlan.StandInPlan("east", "aws", 1, 3, Map.of(), health, 40, PLAIN),
            new DrillPlan.StandInPlan("west", "aws", 2, 2, Map.of(), health, 60, PLAIN)),
        RoutingSettings.DEFAULT,
        10);
  }
}
