package io.signalbox.app.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.Views;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldedTest {

  private static final Instant NOW = Instant.parse("2026-06-16T14:42:00Z");

  @Test
  void dozenHasATileEach() {
    Folded folded = folded(providers(12), List.of());
    assertThat(folded.tiles()).hasSize(12);
    assertThat(folded.groups()).isEmpty();
  }

  @Test
  void pastADozenWhatNeedsALookHasTilesWorstFirstAndTheRestIsFolded() {
    List<ProviderView> providers = providers(60);
    providers.set(40, with(providers.get(40), HealthState.DEGRADED));
    providers.set(20, with(providers.get(20), HealthState.UNHEALTHY));
    providers.set(10, with(providers.get(10), HealthState.UNKNOWN));
    Held forced = new Held(Held.Kind.FORCED_OPEN, "p50", "", "ana", "", NOW, null);
    Folded folded = folded(providers, List.of(forced));
    assertThat(folded.tiles())
        .extracting(ProviderView::name)
        .containsExactly("p20", "p40", "p50", "p10");
    assertThat(folded.hidden()).isZero();
    assertThat(folded.groups()).hasSize(1);
    Folded.Group group = folded.groups().getFirst();
    assertThat(group.members()).hasSize(56);
    assertThat(group.above()).isEqualTo(4);
    assertThat(group.share()).isEqualTo(28);
  }

  @Test
  void outageOfHundredsIsBounded() {
    List<ProviderView> providers = new ArrayList<>();
    providers(500).forEach(each -> providers.add(with(each, HealthState.UNHEALTHY)));
    Folded folded = folded(providers, List.of());
    assertThat(folded.tiles()).hasSize(Folded.MOST);
    assertThat(folded.hidden()).isEqualTo(500 - Folded.MOST);
    assertThat(folded.groups()).isEmpty();
  }

  private static Folded folded(List<ProviderView> providers, List<Held> held) {
    ConsoleSnapshot snapshot = Views.snapshot(NOW, 3, providers, held);
    return Folded.of(snapshot, Folded.By.TYPE);
  }

  private static List<ProviderView> providers(int count) {
    List<ProviderView> providers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      providers.add(Views.provider("p" + i, i, NOW));
    }
    return providers;
  }

  private static ProviderView with(ProviderView of, HealthState state) {
    return new ProviderView(
        of.name(),
        of.type(),
        of.displayType(),
        true,
        true,
        "",
        true,
        new HealthView(of.name(), state, NOW, NOW, "tried", false, null, "monitor", 0),
        null,
        false,
        of.share(),
        1,
        1,
        0,
        100,
        of.metrics(),
        of.order(),
        null);
  }
}
