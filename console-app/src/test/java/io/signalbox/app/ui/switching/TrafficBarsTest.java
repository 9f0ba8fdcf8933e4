package io.signalbox.app.ui.switching;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.Views;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of the calls that still run where work no longer goes. */
class TrafficBarsTest {

  private static final Instant NOW = Instant.parse("2026-06-16T14:42:00Z");
  private final ConsoleSnapshot now = Views.snapshot(NOW, 0, "east", "west");

  private static SwitchPreview preview(double east) {
    return new SwitchPreview(
        new SwitchChange(SwitchChange.Kind.DRAIN, "east", null),
        Map.of("east", 0.5, "west", 0.5),
        Map.of("east", east, "west", 1 - east),
        List.of(),
        List.of(),
        List.of(),
        false);
  }

  @Test
  void whereNothingRunsNothingHasToFinish() {
    assertThat(TrafficBars.finishing(now, preview(0))).isEqualTo("none has to finish on east");
  }

  @Test
  void whereNobodyLosesWorkThatIsSaid() {
    assertThat(TrafficBars.finishing(now, preview(0.5))).isEqualTo("no provider loses work");
  }
}
