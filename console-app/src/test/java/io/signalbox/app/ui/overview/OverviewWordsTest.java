package io.signalbox.app.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.chart.LineChart;
import io.signalbox.core.event.Event;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.query.EventView;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the Overview says in words and marks. */
class OverviewWordsTest {

  private static final Instant NOW = Instant.parse("2026-06-16T14:42:00Z");

  @Test
  void circuitIsToldInTheWordsOfBreakers() {
    assertThat(word(true, null, false)).isEqualTo("CLOSED");
    // Only a circuit that an operator forced open says so.
    assertThat(word(false, ManualState.Kind.MAINTENANCE, false)).isEqualTo("NO WORK");
    assertThat(word(false, null, true)).isEqualTo("EJECTED");
    assertThat(word(false, ManualState.Kind.DRAINED, false)).isEqualTo("NO WORK");
    assertThat(word(false, ManualState.Kind.DISABLED, false)).isEqualTo("NO WORK");
  }

  @Test
  void newestMarkersAreKeptAndNoiseIsNot() {
    List<EventView> events = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Instant at = NOW.minusSeconds(30 - i);
      events.add(event(at, Event.Lane.HEALTH, Event.Severity.WARNING));
      events.add(event(at, Event.Lane.REQUEST, Event.Severity.ERROR));
      events.add(event(at, Event.Lane.HEALTH, Event.Severity.GOOD));
    }
    List<LineChart.Mark> marks = TrafficCharts.marks(events);
    assertThat(marks).hasSize(TrafficCharts.MARKS);
    assertThat(marks.getFirst().at()).isEqualTo(NOW.minusSeconds(TrafficCharts.MARKS));
    assertThat(marks.getLast().at()).isEqualTo(NOW.minusSeconds(1));
  }

  @Test
  void endOfAHoldNamesTheDayOnlyWhenItIsFar() {
    assertThat(AlertEntry.until(Instant.parse("2026-06-16T15:41:00Z"), NOW)).isEqualTo("15:41 UTC");
    assertThat(AlertEntry.until(Instant.parse("2026-06-18T15:41:00Z"), NOW))
        .isEqualTo("Thu 18 Jun 15:41 UTC");
  }

  private static EventView event(Instant at, Event.Lane lane, Event.Severity severity) {
    return new EventView(at, lane, severity, "east", "text", "");
  }

  private static String word(
      boolean takesWork, ManualState.@Nullable Kind manual, boolean ejected) {
    ProviderView base = Views.provider("east", 0, NOW);
    ManualState state =
        manual == null ? null : new ManualState("east", manual, "tester", "test", NOW, null);
    ProviderView provider =
        new ProviderView(
            base.name(),
            base.type(),
            base.displayType(),
            true,
            true,
            "",
            takesWork,
            new HealthView("east", HealthState.HEALTHY, NOW, NOW, "", ejected, null, "monitor", 0),
            state,
            false,
            base.share(),
            1,
            1,
            0,
            100,
            base.metrics(),
            0,
            null);
    return ProviderTile.traffic(provider).word();
  }
}
