package io.signalbox.core.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.health.HealthCheckMode;
import io.signalbox.core.health.HealthSettings;
import io.signalbox.core.provider.ProviderConfig;
import io.signalbox.core.provider.simulated.SimulatedProviderFactory;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
