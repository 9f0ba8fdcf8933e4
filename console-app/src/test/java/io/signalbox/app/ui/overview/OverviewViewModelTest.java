package io.signalbox.app.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.control.TimeRange;
import io.signalbox.app.ui.shell.ShellViewModel;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.metrics.SeriesPoint;
import io.signalbox.core.query.Query;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OverviewViewModelTest {

  private final ManualTime time = new ManualTime();
  private final FakeBuses buses = new FakeBuses();

  @BeforeEach
  void answers() {
    buses
        .on(
            Query.Series.class,
            query ->
                Map.of(
                    "west", List.of(new SeriesPoint(query.from(), 1, 100, 5, 9)),
                    "east", List.of(new SeriesPoint(query.from(), 2, 100, 5, 9))))
        .on(Query.Events.class, query -> List.of());
  }

  @Test
  void linesStandInConfiguredOrderOverTheChosenTime() {
    OverviewViewModel model = new OverviewViewModel(buses.services(time));
    show(model);
    assertThat(model.chartedProperty().get().named()).containsExactly("east", "west");
    model.rangeProperty().set(TimeRange.DAY);
    assertThat(model.chartedProperty().get().latency().from())
        .isEqualTo(time.now().minus(Duration.ofHours(24)).getEpochSecond());
  }

  @Test
  void tenSnapshotsASecondAskForThePastAtItsOwnPace() {
    OverviewViewModel model = new OverviewViewModel(buses.services(time));
    for (int i = 0; i < 100; i++) {
      show(model);
      time.advance(Duration.ofMillis(100));
    }
    assertThat(buses.queries()).filteredOn(Query.Series.class::isInstance).hasSize(2);
    assertThat(buses.queries()).filteredOn(Query.Events.class::isInstance).hasSize(10);
    assertThat(buses.queries()).hasSize(12);
  }

  @Test
  void failedQuestionKeepsThePictureAndSaysSo() {
    OverviewViewModel model = new OverviewViewModel(buses.services(time));
    show(model);
    buses.on(
        Query.Series.class,
        query -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The disk is full");
        });
    time.advance(Duration.ofSeconds(5));
    show(model);
    assertThat(model.chartedProperty().get().named()).containsExactly("east", "west");
    assertThat(model.errorProperty().get()).isEqualTo("STORE_UNAVAILABLE: The disk is full");
  }

  @Test
  void answerForAnotherRangeIsDropped() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    OverviewViewModel model = new OverviewViewModel(buses.services(time, pending));
    show(model);
    model.rangeProperty().set(TimeRange.DAY);
    pending.runNext();
    assertThat(model.chartedProperty().get().named()).isEmpty();
    pending.runAll();
    assertThat(model.chartedProperty().get().latency().from())
        .isEqualTo(time.now().minus(Duration.ofHours(24)).getEpochSecond());
  }

  @Test
  void shellShowsTheEnvironmentAndCountsAlertsByPlace() {
    ShellViewModel shell = new ShellViewModel(buses.services(time));
    shell.show(Views.snapshot(time.now(), 3, "east", "west"));
    assertThat(shell.environmentProperty().get()).isEqualTo("PRODUCTION");
    assertThat(shell.badgesProperty().get())
        .containsEntry(Place.PROVIDERS, new ShellViewModel.Badge(1, "bad"))
        .containsEntry(Place.REQUESTS, new ShellViewModel.Badge(2, ""))
        .doesNotContainKey(Place.TEMPLATES);
    assertThat(shell.footerProperty().get()).isEqualTo("1 override");
    assertThat(buses.queries()).isEmpty();
    shell.toggleReadOnly();
    assertThat(shell.readOnlyProperty().get()).isTrue();
    assertThat(buses.readOnly()).isTrue();
  }

  private void show(OverviewViewModel model) {
    model.show(Views.snapshot(time.now(), 3, "east", "west"));
  }
}
