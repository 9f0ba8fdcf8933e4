package io.signalbox.app.ui.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.switching.SwitchAction;
import io.signalbox.app.ui.switching.SwitchRequest;
import io.signalbox.app.ui.tracks.model.TracksViewModel;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.TrackNode;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is open on the track diagram, and what can be wished from there. */
class TracksViewModelTest {

  private final ManualTime time = new ManualTime(FakeTracks.AT);
  private final FakeBuses buses = new FakeBuses();
  private ConsoleSnapshot tracks = FakeTracks.sample();
  private TracksViewModel model;

  @BeforeEach
  void answer() {
    buses.on(Query.Events.class, asked -> List.of());
    model = new TracksViewModel(buses.services(time));
  }

  private void show() {
    model.show(tracks);
  }

  @Test
  void opensTheFirstSwitchByItself() {
    show();
    assertThat(model.selectionProperty().get())
        .isEqualTo(new TracksViewModel.Selection(true, "main-line"));
    assertThat(model.memberProperty().get())
        .as("a member that is not active")
        .isEqualTo("k8s-onprem");
  }

  @Test
  void failedQuestionKeepsTheTreeAndSaysSoUntilOneIsAnswered() {
    buses.on(
        Query.Events.class,
        asked -> {
          throw new SignalboxException(ErrorCode.STORE_UNAVAILABLE, "disk I/O error");
        });
    show();
    assertThat(model.snapshotProperty().get().tracks()).isEqualTo(tracks.tracks());
    assertThat(model.errorProperty().get()).isEqualTo("STORE_UNAVAILABLE: disk I/O error");
    buses.on(Query.Events.class, asked -> List.of());
    time.advance(Duration.ofSeconds(1));
    show();
    assertThat(model.errorProperty().get()).isEmpty();
  }

  @Test
  void tenSnapshotsASecondAskForTheEventsOnce() {
    for (int i = 0; i < 10; i++) {
      show();
      time.advance(Duration.ofMillis(99));
    }
    assertThat(buses.queries()).filteredOn(Query.Events.class::isInstance).hasSize(1);
  }

  @Test
  void emptyInstallationSelectsNothing() {
    tracks =
        FakeTracks.of(
            new TrackNode(
                "policy", TrackNode.Kind.POLICY, "ROUND_ROBIN", "", null, false, List.of()),
            List.of(),
            0,
            0,
            null);
    show();
    assertThat(model.memberProperty().get()).isNull();
    assertThat(model.target()).isNull();
  }

  @Test
  void selectsByNameBeforeTheFirstAnswer() {
    model.select("azure-east-us");
    show();
    assertThat(model.selectionProperty().get())
        .isEqualTo(new TracksViewModel.Selection(false, "azure-east-us"));
  }

  @Test
  void whatIsOpenIsOpenAfterARestart() {
    UiServices services = buses.services(time);
    TracksViewModel before = new TracksViewModel(services);
    before.show(tracks);
    before.select("azure-east-us");
    TracksViewModel again = new TracksViewModel(services);
    again.show(tracks);
    assertThat(again.selectionProperty().get())
        .isEqualTo(new TracksViewModel.Selection(false, "azure-east-us"));
  }

  @Test
  void wishIsForTheChosenMemberOfTheOpenSwitchOrForTheOpenProvider() {
    show();
    model.select("west-line");
    model.choose("azure-east-us");
    assertThat(model.request(SwitchAction.DRAIN))
        .isEqualTo(
            SwitchRequest.member(SwitchAction.DRAIN, "west-line", "azure-east-us", "Tracks"));
    model.select("sim-lab");
    assertThat(model.request(SwitchAction.DRAIN))
        .isEqualTo(SwitchRequest.provider(SwitchAction.DRAIN, "sim-lab", "Tracks"));
  }

  @Test
  void selectionSurvivesRefreshesAndWhenItsNodeVanishesAndComesBack() {
    show();
    model.select("west-line");
    model.choose("azure-east-us");
    show();
    assertThat(model.memberProperty().get()).isEqualTo("azure-east-us");
    tracks = FakeTracks.two();
    show();
    assertThat(model.selectionProperty().get().name()).isEqualTo("west-line");
    assertThat(model.node()).isNull();
    assertThat(model.target()).isNull();
    tracks = FakeTracks.sample();
    show();
    assertThat(model.node()).isNotNull();
    assertThat(model.target()).isNotNull();
  }
}
