package io.signalbox.app.ui.tour;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.preference.Preferences;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TourViewModelTest {

  private final Preferences preferences = Preferences.inMemory();
  private final List<Place> gone = new ArrayList<>();
  private final TourViewModel tour = tour();

  private TourViewModel tour() {
    return new TourViewModel(preferences, (place, subject) -> gone.add(place));
  }

  private static ProviderView realOne() {
    ProviderView view = Views.provider("east", 0, Instant.EPOCH);
    return new ProviderView(
        view.name(),
        view.type(),
        "aws",
        view.enabled(),
        view.usable(),
        view.problem(),
        view.takesWork(),
        view.health(),
        view.manual(),
        view.active(),
        view.share(),
        view.priority(),
        view.weight(),
        view.inFlight(),
        view.maxInFlight(),
        view.metrics(),
        view.order(),
        view.circuit());
  }

  private static ConsoleSnapshot sample() {
    return Views.snapshot(Instant.EPOCH, 0, "east");
  }

  @Test
  void isOfferedOnTheSampleUntilItWasClosedOnceAndStaysWithinReach() {
    tour.offer(sample());
    assertThat(tour.offeredProperty().get()).isTrue();
    tour.close();
    assertThat(tour.offeredProperty().get()).isFalse();
    TourViewModel later = tour();
    later.offer(sample());
    assertThat(later.offeredProperty().get()).as("declined once").isFalse();
    later.start();
    assertThat(later.stepProperty().get()).isEqualTo(TourStep.WHAT_IS_WRONG);
  }

  @Test
  void goesFromScreenToScreenAndEndsAfterTheLastStep() {
    tour.offer(sample());
    tour.start();
    assertThat(tour.offeredProperty().get()).isFalse();
    tour.back();
    assertThat(tour.stepProperty().get())
        .as("there is none before")
        .isEqualTo(TourStep.WHAT_IS_WRONG);
    tour.next();
    tour.back();
    for (int i = 1; i < TourStep.values().length; i++) {
      tour.next();
    }
    assertThat(tour.stepProperty().get()).isEqualTo(TourStep.HISTORY);
    tour.next();
    assertThat(tour.stepProperty().get()).isNull();
    assertThat(gone)
        .containsExactly(
            Place.OVERVIEW,
            Place.TRACKS,
            Place.OVERVIEW,
            Place.TRACKS,
            Place.TEMPLATES,
            Place.REQUESTS,
            Place.ACTIVITY);
    TourViewModel later = tour();
    later.offer(sample());
    assertThat(later.offeredProperty().get()).as("taken once").isFalse();
  }

  @Test
  void isOfferedToNobodyWhoseMachinesAreReal() {
    tour.offer(Views.snapshot(Instant.EPOCH, 0));
    assertThat(tour.offeredProperty().get()).as("without a provider").isFalse();
    ProviderView real = realOne();
    tour.offer(Views.snapshot(Instant.EPOCH, 0, List.of(real), List.of()));
    assertThat(tour.offeredProperty().get()).isFalse();
  }
}
