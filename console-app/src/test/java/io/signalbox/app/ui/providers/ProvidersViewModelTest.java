package io.signalbox.app.ui.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.metrics.SeriesPoint;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.ProviderCapabilities;
import io.signalbox.core.query.ProviderDetail;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.routing.RoutingSettings;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackNode;
import io.signalbox.core.testing.ManualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProvidersViewModelTest {

  private final ManualTime time = new ManualTime();
  private final FakeBuses buses = new FakeBuses();
  private final List<ProviderView> providers = new ArrayList<>();

  @BeforeEach
  void answers() {
    providers.add(view("east", HealthState.HEALTHY, null));
    providers.add(view("west", HealthState.UNHEALTHY, null));
    buses
        .on(Query.ListProviders.class, query -> List.copyOf(providers))
        .on(Query.ShowProvider.class, query -> detail(named(query.name())))
        .on(Query.HealthHistory.class, query -> List.of())
        .on(
            Query.Series.class,
            query -> Map.of("west", List.of(new SeriesPoint(time.now(), 1, 100, 10, 20))));
  }

  @Test
  void firstProviderIsSelectedAndShownInFull() {
    ProvidersViewModel model = model();
    assertThat(model.shown()).extracting(ProviderRow::name).containsExactly("east", "west");
    assertThat(model.detailProperty().get()).isNotNull();
    assertThat(model.historyProperty().get()).isNotNull();
    model.select("west");
    assertThat(model.seriesProperty().get()).hasSize(1);
  }

  @Test
  void rowsAndSelectionSurviveARefresh() {
    ProvidersViewModel model = model();
    model.select("west");
    ProviderRow before = model.selectedProperty().get();
    providers.set(1, view("west", HealthState.HEALTHY, null));
    model.refresh();
    assertThat(model.selectedProperty().get()).isSameAs(before);
    assertThat(before).isNotNull();
    assertThat(before.view().health().state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void providerThatIsGoneLosesTheSelection() {
    ProvidersViewModel model = model();
    model.select("west");
    providers.remove(1);
    model.refresh();
    assertThat(model.selectedProperty().get())
        .isNotNull()
        .extracting(ProviderRow::name)
        .isEqualTo("east");
  }

  @Test
  void filtersNarrowByNameHealthAndType() {
    ProvidersViewModel model = model();
    model.filterProperty().set("WE");
    assertThat(model.shown()).extracting(ProviderRow::name).containsExactly("west");
    model.filterProperty().set("");
    model.healthProperty().set(HealthState.HEALTHY);
    assertThat(model.shown()).extracting(ProviderRow::name).containsExactly("east");
    model.healthProperty().set(null);
    model.typeProperty().set("gcp");
    assertThat(model.shown()).isEmpty();
  }

  @Test
  void failedRefreshKeepsTheOldValuesAndSaysSo() {
    ProvidersViewModel model = model();
    buses.on(
        Query.ListProviders.class,
        query -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The store is busy");
        });
    model.refresh();
    assertThat(model.shown()).hasSize(2);
    assertThat(model.errorProperty().get()).isEqualTo("STORE_UNAVAILABLE: The store is busy");
  }

  @Test
  void lateAnswerDoesNotOverwriteANewerOne() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    ProvidersViewModel model = new ProvidersViewModel(buses.services(time, pending));
    model.refresh();
    model.refresh();
    pending.runLast();
    providers.clear();
    pending.runAll();
    assertThat(model.rows()).hasSize(2);
  }

  @Test
  void slowAnswerIsShownThoughANewerQuestionIsUnderWay() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    ProvidersViewModel model = new ProvidersViewModel(buses.services(time, pending));
    model.refresh();
    model.refresh();
    pending.runNext();
    assertThat(model.rows()).hasSize(2);
  }

  @Test
  void activationCarriesItsReasonAndRefreshes() {
    buses.on(RoutingCommand.Activate.class, command -> routing());
    ProvidersViewModel model = model();
    int asked = buses.queries().size();
    Instant until = time.now().plusSeconds(3600);
    model.actions().perform(ProviderAction.MAKE_ACTIVE, "west fails", until);
    assertThat(buses.commands())
        .containsExactly(new RoutingCommand.Activate("east", "west fails", until, null));
    assertThat(buses.callers().getFirst().force()).isFalse();
    assertThat(buses.queries().size()).isGreaterThan(asked);
    assertThat(outcome(model).good()).isTrue();
  }

  @Test
  void lastWayOutIsRefusedAndCanBeForced() {
    buses.on(
        ProviderCommand.Drain.class,
        command -> {
          if (!buses.callers().getLast().force()) {
            throw new SignalboxException(
                ErrorCode.LAST_WAY_OUT, "web-server would be left without a healthy provider");
          }
          return named("east");
        });
    ProvidersViewModel model = model();
    model.actions().perform(ProviderAction.DRAIN, "patching", null);
    ActionOutcome refused = outcome(model);
    assertThat(refused.good()).isFalse();
    assertThat(refused.text()).startsWith("LAST_WAY_OUT: web-server");
    Runnable forced = refused.forced();
    assertThat(forced).isNotNull();
    forced.run();
    assertThat(outcome(model).good()).isTrue();
    assertThat(buses.callers().getLast().force()).isTrue();
  }

  @Test
  void readOnlyLocksEverythingButTheCheck() {
    ProvidersViewModel model = model();
    buses.setReadOnly(true);
    for (ProviderAction action : ProviderAction.values()) {
      assertThat(model.actions().refusal(action).isEmpty())
          .isEqualTo(action == ProviderAction.CHECK);
    }
    model.actions().perform(ProviderAction.DRAIN);
    assertThat(buses.commands()).isEmpty();
    assertThat(outcome(model).text()).contains("read-only");
  }

  @Test
  void onlyOneOfAPairThatUndoEachOtherFits() {
    ProviderView free = view("a", HealthState.HEALTHY, null);
    ProviderView drained = view("a", HealthState.HEALTHY, ManualState.Kind.DRAINED);
    assertThat(ProviderAction.DRAIN.fits(free)).isTrue();
    assertThat(ProviderAction.RESUME.fits(free)).isFalse();
    assertThat(ProviderAction.DRAIN.fits(drained)).isFalse();
    assertThat(ProviderAction.RESUME.fits(drained)).isTrue();
    assertThat(ProviderAction.MAKE_ACTIVE.refusal(drained, false)).contains("resume");
  }

  private ProvidersViewModel model() {
    ProvidersViewModel model = new ProvidersViewModel(buses.services(time));
    model.refresh();
    return model;
  }

  private static ActionOutcome outcome(ProvidersViewModel model) {
    ActionOutcome outcome = model.actions().outcomeProperty().get();
    assertThat(outcome).isNotNull();
    return outcome;
  }

  private ProviderView named(String name) {
    return providers.stream().filter(view -> view.name().equals(name)).findFirst().orElseThrow();
  }

  private static RoutingView routing() {
    return new RoutingView(
        RoutingSettings.DEFAULT,
        Map.of(),
        Map.of(),
        List.of(),
        null,
        List.of(),
        new TrackNode("policy", TrackNode.Kind.POLICY, "", "", null, true, List.of()),
        List.of(),
        List.of(),
        List.of());
  }

  private ProviderDetail detail(ProviderView view) {
    return new ProviderDetail(
        view,
        new ProviderCapabilities(Set.of(), Set.of(), Map.of(), OptionalInt.empty()),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        Map.of(),
        List.of());
  }

  private ProviderView view(String name, HealthState health, ManualState.@Nullable Kind manual) {
    return new ProviderView(
        name,
        "aws",
        "simulated (aws)",
        true,
        true,
        "",
        manual == null,
        new HealthView(name, health, time.now(), time.now(), "", false, null, "monitor", 0),
        manual == null ? null : new ManualState(name, manual, "ana", "patching", time.now(), null),
        false,
        0.5,
        1,
        1,
        0,
        100,
        WindowMetrics.NONE,
        0);
  }
}
