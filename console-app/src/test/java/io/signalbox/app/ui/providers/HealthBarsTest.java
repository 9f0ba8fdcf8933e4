package io.signalbox.app.ui.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.signalbox.core.health.HealthChange;
import io.signalbox.core.provider.HealthState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthBarsTest {

  private static final Instant FROM = Instant.parse("2026-06-16T00:00:00Z");
  private static final Instant TO = FROM.plus(Duration.ofHours(10));

  @Test
  void withoutAChangeTheCurrentStateFillsTheDay() {
    HealthBars bars = HealthBars.of(List.of(), HealthState.HEALTHY, FROM, TO, 10);
    assertThat(bars.bars()).hasSize(10).allMatch(bar -> bar.worst() == HealthState.HEALTHY);
    assertThat(bars.share()).containsOnlyKeys(HealthState.HEALTHY);
  }

  @Test
  void shortOutageColoursItsBarAndCountsByTime() {
    HealthBars bars =
        HealthBars.of(
            List.of(
                change(95, HealthState.HEALTHY, HealthState.UNHEALTHY),
                change(101, HealthState.UNHEALTHY, HealthState.HEALTHY)),
            HealthState.HEALTHY,
            FROM,
            TO,
            10);
    assertThat(bars.bars().get(0).worst()).isEqualTo(HealthState.HEALTHY);
    assertThat(bars.bars().get(1).worst()).isEqualTo(HealthState.UNHEALTHY);
    assertThat(bars.bars().get(2).worst()).isEqualTo(HealthState.HEALTHY);
    assertThat(bars.share().get(HealthState.UNHEALTHY)).isCloseTo(1.0, within(1e-9));
    assertThat(bars.share().values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(100.0, within(1e-9));
  }

  @Test
  void stateBeforeTheFirstChangeIsWhatItChangedFrom() {
    HealthBars bars =
        HealthBars.of(
            List.of(change(300, HealthState.UNKNOWN, HealthState.HEALTHY)),
            HealthState.HEALTHY,
            FROM,
            TO,
            10);
    assertThat(bars.bars().getFirst().worst()).isEqualTo(HealthState.UNKNOWN);
    assertThat(bars.bars().getLast().worst()).isEqualTo(HealthState.HEALTHY);
  }

  private static HealthChange change(int minute, HealthState from, HealthState to) {
    return new HealthChange("east", FROM.plus(Duration.ofMinutes(minute)), from, to, "", "monitor");
  }
}
