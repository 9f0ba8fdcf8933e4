package io.signalbox.core.played;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.SampleFolder;
import io.signalbox.core.event.Event;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.query.EventView;
import io.signalbox.core.query.ProviderDetail;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A played history has something true to show, and the same each time. */
final class SimulatedHistoryTest {

  private static final Path SAMPLE = SampleFolder.path();
  private static final Instant END = Instant.parse("2026-06-16T14:00:00Z");

  @Test
  void showsTrafficTroubleAndHandsOnTheSample() {
    try (SimulatedHistory history = SimulatedHistory.play(SAMPLE, null, Map.of(), END, 7)) {
      ConsoleSnapshot all = history.signalbox().queries().ask(new Query.Snapshot());
      assertThat(all.at()).isEqualTo(END);
      assertThat(all.totals().operations()).isGreaterThan(2_000);
      assertThat(all.providers()).hasSize(4).allMatch(view -> view.metrics().operations() > 0);
      List<EventView> events =
          history.signalbox().queries().ask(new Query.Events(Instant.EPOCH, 1_000));
      assertThat(events)
          .extracting(EventView::lane)
          .contains(Event.Lane.HEALTH, Event.Lane.BY_HAND);
    }
  }

  @Test
  void figuresOfAQuarterOfAnHourHoldMoreThanThoseOfFiveMinutes() {
    try (SimulatedHistory history = SimulatedHistory.play(SAMPLE, null, Map.of(), END, 7)) {
      ProviderDetail recent = detail(history, ConsoleSnapshot.WINDOW);
      ProviderDetail longer = detail(history, Duration.ofMinutes(15));
      assertThat(recent.figures()).isEqualTo(recent.view().metrics());
      assertThat(longer.view()).isEqualTo(recent.view());
      assertThat(longer.figures().operations()).isGreaterThan(2 * recent.figures().operations());
      assertThat(operations(recent)).isEqualTo(recent.figures().operations());
      assertThat(operations(longer)).isGreaterThan(2 * operations(recent));
    }
  }

  /** Ids of requests were drawn by chance, and a cloud's answers follow from them. */
  @Test
  void theSameSeedPlaysTheSameRequests() {
    List<String> first = requests(7);
    assertThat(first).hasSizeGreaterThan(6);
    assertThat(requests(7)).isEqualTo(first);
    assertThat(requests(8)).doesNotContainAnyElementsOf(first);
  }

  /** All there is of them, without the identity of the store that was played in. */
  private static List<String> requests(long seed) {
    try (SimulatedHistory history = SimulatedHistory.play(SAMPLE, null, Map.of(), END, seed)) {
      var found =
          history.signalbox().queries().ask(new Query.ListRequests(null, Instant.EPOCH, 100));
      return found.stream()
          .map(each -> each.toString().replaceAll("signalbox:installation=[0-9a-f-]+", ""))
          .toList();
    }
  }

  private static ProviderDetail detail(SimulatedHistory history, Duration window) {
    return history.signalbox().queries().ask(new Query.ShowProvider("aws-us-east-1", window));
  }

  private static long operations(ProviderDetail detail) {
    return detail.byOperation().values().stream().mapToLong(WindowMetrics::operations).sum();
  }
}
