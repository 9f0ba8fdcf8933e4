package io.signalbox.app.ui.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.switching.SwitchAction;
import io.signalbox.core.command.ProviderCommand;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.health.HealthView;
import io.signalbox.core.metrics.SeriesPoint;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.query.ProviderDetail;
import io.signalbox.core.query.Query;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    assertThat(model.latencyProperty().get().lines()).hasSize(1);
  }

  @Test
  void rowsAndSelectionSurviveARefresh() {
    ProvidersViewModel model = model();
    model.select("west");
    ProviderRow before = model.selectedProperty().get();
    providers.set(1, view("west", HealthState.HEALTHY, null));
    show(model);
    assertThat(model.selectedProperty().get()).isSameAs(before);
    assertThat(before).isNotNull();
    assertThat(before.view().health().state()).isEqualTo(HealthState.HEALTHY);
  }

  @Test
  void providerThatIsGoneLosesTheSelection() {
    ProvidersViewModel model = model();
    model.select("west");
    providers.remove(1);
    show(model);
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
  void nothingActsOnAProviderThatAFilterHides() {
    ProvidersViewModel model = model();
    model.select("west");
    model.filterProperty().set("ea");
    assertThat(selected(model)).isEqualTo("east");
    model.filterProperty().set("nobody");
    assertThat(model.selectedProperty().get()).isNull();
    show(model);
    assertThat(model.detailProperty().get()).isNull();
    model.filterProperty().set("");
    assertThat(selected(model)).isEqualTo("east");
  }

  @Test
  void whoComesFromAnAlertSeesItsProviderWhateverIsFilteredBy() {
    ProvidersViewModel model = model();
    model.filterProperty().set("ea");
    model.healthProperty().set(HealthState.HEALTHY);
    model.select("west");
    assertThat(selected(model)).isEqualTo("west");
    assertThat(model.shown()).extracting(ProviderRow::name).contains("west");
  }

  @Test
  void whatLeavesTheFilterByItsHealthStaysSelected() {
    ProvidersViewModel model = model();
    model.healthProperty().set(HealthState.HEALTHY);
    assertThat(selected(model)).isEqualTo("east");
    providers.set(0, view("east", HealthState.UNHEALTHY, null));
    show(model);
    assertThat(selected(model)).isEqualTo("east");
  }

  private static String selected(ProvidersViewModel model) {
    ProviderRow row = model.selectedProperty().get();
    assertThat(row).isNotNull();
    return row.name();
  }

  @Test
  void failedQuestionKeepsTheOldValuesAndSaysSo() {
    ProvidersViewModel model = model();
    buses.on(
        Query.ShowProvider.class,
        query -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The store is busy");
        });
    show(model);
    assertThat(model.shown()).hasSize(2);
    assertThat(model.detailProperty().get()).isNotNull();
    assertThat(model.errorProperty().get()).isEqualTo("STORE_UNAVAILABLE: The store is busy");
  }

  @Test
  void answerAboutAnotherProviderIsDropped() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    ProvidersViewModel model = new ProvidersViewModel(buses.services(time, pending));
    show(model);
    model.select("west");
    pending.runNext();
    assertThat(model.detailProperty().get()).isNull();
    pending.runAll();
    assertThat(model.detailProperty().get())
        .isNotNull()
        .extracting(detail -> detail.view().name())
        .isEqualTo("west");
  }

  @Test
  void tenSnapshotsASecondAskForTheSelectedProviderOnceAtATime() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    ProvidersViewModel model = new ProvidersViewModel(buses.services(time, pending));
    for (int i = 0; i < 10; i++) {
      show(model);
    }
    // Itself, its series and its health, each under way once.
    assertThat(pending.size()).isEqualTo(3);
  }

  @Test
  void rowsThatDidNotChangeAreNotTouched() {
    ProvidersViewModel model = model();
    List<String> touched = new ArrayList<>();
    model
        .rows()
        .forEach(row ->
            row.viewProperty().addListener((property, old, view) -> touched.add(view.name())));
    providers.set(1, view("west", HealthState.DEGRADED, null));
    show(model);
    assertThat(touched).containsExactly("west");
  }

  @Test
  void rowComesAndGoesWithTheFilterItMatches() {
    ProvidersViewModel model = model();
    model.healthProperty().set(HealthState.HEALTHY);
    assertThat(model.shown()).extracting(ProviderRow::name).containsExactly("east");
    providers.set(1, view("west", HealthState.HEALTHY, null));
    show(model);
    assertThat(model.shown()).extracting(ProviderRow::name).containsExactly("east", "west");
  }

  @Test
  void ageOfACheckGoesOnThoughNothingChanges() {
    ProvidersViewModel model = model();
    time.advance(Duration.ofMinutes(7));
    model.tick();
    assertThat(model.rows().getFirst().checkedProperty().get()).startsWith("7");
  }

  @Test
  void whatACheckFoundIsToldForAWhileOnly() {
    buses.on(ProviderCommand.Check.class, command -> named("west").health());
    ProvidersViewModel model = model();
    model.check().check("west");
    assertThat(model.check().outcomeProperty().get())
        .isEqualTo(new CheckNow.Outcome(true, "west is unhealthy"));
    time.advance(Duration.ofSeconds(19));
    model.tick();
    assertThat(model.check().outcomeProperty().get()).isNotNull();
    time.advance(Duration.ofSeconds(1));
    model.tick();
    assertThat(model.check().outcomeProperty().get()).isNull();
  }

  @Test
  void aCheckThatTakesLongIsNotWaitedForLongerThanTheOperatorWants() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    buses.on(ProviderCommand.Check.class, command -> named("west").health());
    CheckNow check = new CheckNow(buses.services(time, pending));
    check.check("west");
    time.advance(Duration.ofSeconds(2));
    check.tick(time.now());
    assertThat(check.waitedProperty().get()).isEqualTo(2);
    check.stopWaiting();
    assertThat(check.busyProperty().get()).isFalse();
    CheckNow.Outcome told = check.outcomeProperty().get();
    assertThat(told.text()).startsWith("No longer waited for");
    pending.runAll();
    assertThat(check.outcomeProperty().get()).as("the answer comes too late").isEqualTo(told);
  }

  @Test
  void ofActsThatUndoEachOtherOnlyOneFits() {
    ProviderView free = view("a", HealthState.HEALTHY, null);
    ProviderView drained = view("a", HealthState.HEALTHY, ManualState.Kind.DRAINED);
    Held hold = new Held(Held.Kind.DRAINED, "a", "", "ana", "", time.now(), null);
    assertThat(ProviderButtons.fits(SwitchAction.DRAIN, free, List.of())).isTrue();
    assertThat(ProviderButtons.fits(SwitchAction.AUTOMATIC, free, List.of())).isFalse();
    assertThat(ProviderButtons.fits(SwitchAction.DRAIN, drained, List.of(hold))).isFalse();
    assertThat(ProviderButtons.fits(SwitchAction.AUTOMATIC, drained, List.of(hold))).isTrue();
    assertThat(ProviderButtons.fits(SwitchAction.ENABLE, free, List.of())).isFalse();
    assertThat(ProviderButtons.fits(SwitchAction.DISABLE, free, List.of())).isTrue();
  }

  @Test
  void forcedCircuitIsSaidBesideHealth() {
    Held forced = new Held(Held.Kind.FORCED_OPEN, "east", "", "ana", "drill", time.now(), null);
    ProvidersViewModel model = new ProvidersViewModel(buses.services(time));
    model.show(Views.snapshot(time.now(), 3, providers, List.of(forced)));
    assertThat(HealthCell.words(model.heldOf("east"))).isEqualTo("Forced open");
    assertThat(HealthCell.words(model.heldOf("west"))).isEmpty();
  }

  @Test
  void selectedProviderIsSelectedAfterARestartAndTheFirstWhereItIsGone() {
    UiServices services = buses.services(time);
    ProvidersViewModel before = new ProvidersViewModel(services);
    show(before);
    before.select("west");
    ProvidersViewModel again = new ProvidersViewModel(services);
    show(again);
    assertThat(again.selectedProperty().get().name()).isEqualTo("west");
    services.preferences().set("providers", "selected", "gone");
    ProvidersViewModel later = new ProvidersViewModel(services);
    show(later);
    assertThat(later.selectedProperty().get()).isEqualTo(later.rows().getFirst());
  }

  private ProvidersViewModel model() {
    ProvidersViewModel model = new ProvidersViewModel(buses.services(time));
    show(model);
    return model;
  }

  private void show(ProvidersViewModel model) {
    model.show(Views.snapshot(time.now(), 3, List.copyOf(providers), List.of()));
  }

  private ProviderView named(String name) {
    return providers.stream().filter(view -> view.name().equals(name)).findFirst().orElseThrow();
  }

  private ProviderDetail detail(ProviderView view) {
    return Views.detail(view);
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
        0,
        null);
  }
}
