package io.signalbox.app.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.control.TimeRange;
import io.signalbox.app.ui.shell.ShellViewModel;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.event.Event;
import io.signalbox.core.metrics.SeriesPoint;
import io.signalbox.core.query.OverviewView;
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
  private int machines = 3;

  @BeforeEach
  void answers() {
    buses
        .on(Query.Overview.class, query -> Views.overview(time.now(), machines, "east", "west"))
        .on(
            Query.Series.class,
            query ->
                Map.of(
                    "west", List.of(new SeriesPoint(query.from(), 1, 100, 5, 9)),
                    "east", List.of(new SeriesPoint(query.from(), 2, 100, 5, 9))))
        .on(Query.Events.class, query -> List.of());
  }

  @Test
  void seriesStandInConfiguredOrderOverTheChosenTime() {
    OverviewViewModel model = new OverviewViewModel(buses.services(time));
    model.refresh();
    assertThat(model.chartedProperty().get().series().keySet()).containsExactly("east", "west");
    model.rangeProperty().set(TimeRange.DAY);
    assertThat(model.chartedProperty().get().from())
        .isEqualTo(time.now().minus(Duration.ofHours(24)));
  }

  @Test
  void failedRefreshKeepsThePictureAndSaysSo() {
    OverviewViewModel model = new OverviewViewModel(buses.services(time));
    model.refresh();
    buses.on(
        Query.Overview.class,
        query -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "The disk is full");
        });
    model.refresh();
    assertThat(shown(model).machinesRunning()).isEqualTo(3);
    assertThat(model.errorProperty().get()).isEqualTo("STORE_UNAVAILABLE: The disk is full");
  }

  @Test
  void answerToAnOlderQuestionIsDropped() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    OverviewViewModel model = new OverviewViewModel(buses.services(time, pending));
    model.refresh();
    model.refresh();
    pending.runLast();
    machines = 99;
    pending.runNext();
    assertThat(shown(model).machinesRunning()).isEqualTo(3);
  }

  @Test
  void slowAnswerIsShownThoughANewerQuestionIsUnderWay() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    OverviewViewModel model = new OverviewViewModel(buses.services(time, pending));
    // Every refresh comes before the answers to the one before it.
    for (int i = 0; i < 8; i++) {
      model.refresh();
      pending.runNext();
    }
    assertThat(shown(model).machinesRunning()).isEqualTo(3);
    assertThat(model.chartedProperty().get().series()).containsOnlyKeys("east", "west");
  }

  @Test
  void answerForAnotherRangeIsDropped() {
    FakeBuses.Pending pending = new FakeBuses.Pending();
    OverviewViewModel model = new OverviewViewModel(buses.services(time, pending));
    model.refresh();
    model.rangeProperty().set(TimeRange.DAY);
    pending.runNext();
    assertThat(model.overviewProperty().get()).isNull();
    pending.runAll();
    assertThat(model.chartedProperty().get().from())
        .isEqualTo(time.now().minus(Duration.ofHours(24)));
  }

  @Test
  void shellShowsTheEnvironmentAndCountsProblemsByPlace() {
    ShellViewModel shell = new ShellViewModel(buses.services(time));
    shell.refresh();
    assertThat(shell.environmentProperty().get()).isEqualTo("PRODUCTION");
    assertThat(shell.badgesProperty().get())
        .containsEntry(Place.PROVIDERS, new ShellViewModel.Badge(1, "bad"))
        .containsEntry(Place.REQUESTS, new ShellViewModel.Badge(2, ""))
        .doesNotContainKey(Place.TEMPLATES);
    assertThat(shell.footerProperty().get()).isEqualTo("1 override");
    shell.toggleReadOnly();
    assertThat(shell.readOnlyProperty().get()).isTrue();
    assertThat(buses.readOnly()).isTrue();
  }

  private static OverviewView shown(OverviewViewModel model) {
    OverviewView view = model.overviewProperty().get();
    assertThat(view).isNotNull();
    assertThat(view.problems()).allMatch(each -> each.severity() == Event.Severity.ERROR);
    return view;
  }
}
