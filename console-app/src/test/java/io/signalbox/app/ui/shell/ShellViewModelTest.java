package io.signalbox.app.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.core.alert.Alert;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.testing.ManualTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands around every screen. */
class ShellViewModelTest {

  private final ManualTime time = new ManualTime();
  private final ShellViewModel model = new ShellViewModel(new FakeBuses().services(time));

  @Test
  void forcedCircuitIsSaidAroundEveryScreenInTheWordsOfAll() {
    show();
    assertThat(model.heldProperty().get()).isEmpty();
    show(
        held(Held.Kind.FORCED_OPEN, "east"),
        held(Held.Kind.DRAINED, "west"),
        held(Held.Kind.DRAINED, "lab"));
    assertThat(model.heldProperty().get()).isEqualTo("1 forced open, 2 drained");
    show(new Held(Held.Kind.SWITCH, "main", "west", "night-operator", "", time.now(), null));
    assertThat(model.heldProperty().get()).isEqualTo("1 on one member");
  }

  @Test
  void theBellCountsWhatFiresAndNotWhatSomebodyTookOn() {
    show();
    assertThat(model.firingProperty().get()).isEqualTo(1);
    assertThat(model.badgesProperty().get().get(Place.PROVIDERS).count()).isEqualTo(1);
    ConsoleSnapshot base = Views.snapshot(time.now(), 0, "east");
    Alert seen =
        base.alerts().getFirst().marked(new Alert.Mark("ana (window)", time.now(), null), null);
    model.show(Views.withAlerts(base, List.of(seen)));
    assertThat(model.firingProperty().get()).isZero();
    assertThat(model.badgesProperty().get()).doesNotContainKey(Place.PROVIDERS);
  }

  @Test
  void aLockThatAnotherWindowClosedIsSeenWithinASecond() {
    FakeBuses buses = new FakeBuses();
    ShellViewModel one = new ShellViewModel(buses.services(time));
    ShellViewModel other = new ShellViewModel(buses.services(time));
    one.toggleReadOnly();
    other.tick();
    assertThat(other.readOnlyProperty().get()).isTrue();
  }

  private void show(Held... held) {
    Instant now = time.now();
    model.show(Views.snapshot(now, 0, List.of(Views.provider("east", 0, now)), List.of(held)));
  }

  private Held held(Held.Kind kind, String name) {
    return new Held(kind, name, "", "night-operator", "storm", time.now(), null);
  }
}
