package io.signalbox.app.ui.preference;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.ui.control.Navigator.Place;
import io.signalbox.app.ui.control.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesTest {

  @TempDir Path state;
  @TempDir Path config;
  private final FakeBuses.Pending later = new FakeBuses.Pending();

  private Preferences open(@Nullable String overlay) {
    return Preferences.open(state, config, overlay, later);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(state)) {
      return files.sorted().toList();
    }
  }

  @Test
  void filtersAndRangesAreThereAfterARestart() throws IOException {
    try (Preferences preferences = open(null)) {
      var filter = new SimpleStringProperty("");
      var range = new SimpleObjectProperty<>(TimeRange.MINUTES_15);
      preferences.keep("providers", "filter", filter);
      preferences.keep("providers", "range", TimeRange.class, range);
      filter.set("east");
      range.set(TimeRange.DAY);
    }
    assertThat(files()).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().getFirst())))
        .isEqualTo("rw-------");
    int writes = later.size();
    try (Preferences again = open(null)) {
      var filter = new SimpleStringProperty("");
      var range = new SimpleObjectProperty<>(TimeRange.MINUTES_15);
      again.keep("providers", "filter", filter);
      again.keep("providers", "range", TimeRange.class, range);
      assertThat(filter.get()).isEqualTo("east");
      assertThat(range.get()).isEqualTo(TimeRange.DAY);
      assertThat(later.size()).as("reading them back is no change").isEqualTo(writes);
      filter.set("");
      range.set(TimeRange.HOUR);
    }
    try (Preferences third = open(null)) {
      assertThat(third.find("providers", "filter")).as("an empty filter").isEmpty();
      assertThat(third.find("providers", "range")).contains("HOUR");
    }
  }

  @Test
  void environmentsDoNotMix() {
    try (Preferences production = open("production")) {
      production.set("providers", "filter", "prod");
    }
    try (Preferences staging = open("staging");
        Preferences main = open(null)) {
      assertThat(staging.find("providers", "filter")).isEmpty();
      assertThat(main.find("providers", "filter")).isEmpty();
    }
    try (Preferences production = open("production")) {
      assertThat(production.find("providers", "filter")).contains("prod");
    }
  }

  @Test
  void aBrokenFileIsPutAsideAndSaidAndTheWindowRemembersFromThenOn() throws IOException {
    try (Preferences preferences = open(null)) {
      preferences.set("window", "theme", "DARK");
    }
    Path file = files().getFirst();
    Files.writeString(file, "{\"window\": {\"theme\": ");
    try (Preferences broken = open(null)) {
      assertThat(broken.find("window", "theme")).isEmpty();
      assertThat(broken.problem()).startsWith("Settings of the window could not be read");
      assertThat(Files.exists(file.resolveSibling(file.getFileName() + ".unreadable"))).isTrue();
      broken.set("window", "theme", "LIGHT");
    }
    try (Preferences again = open(null)) {
      assertThat(again.find("window", "theme")).contains("LIGHT");
      assertThat(again.problem()).isEmpty();
    }
  }

  @Test
  void aValueThatMeansNothingAnyMoreIsAsIfItWereNotThere() {
    Preferences preferences = Preferences.inMemory();
    preferences.set("overview", "range", "FORTNIGHT");
    preferences.set("window", "place", "somewhere");
    var range = new SimpleObjectProperty<>(TimeRange.HOUR);
    preferences.keep("overview", "range", TimeRange.class, range);
    assertThat(range.get()).isEqualTo(TimeRange.HOUR);
    assertThat(KeptWindow.first(preferences).place()).isEmpty();
  }

  @Test
  void severalChoicesAreKeptTogetherAndOneThatIsGoneIsLeftOut() {
    Preferences preferences = Preferences.inMemory();
    var ranges = new SimpleObjectProperty<Set<TimeRange>>(Set.of());
    preferences.keepAll("requests", "ranges", TimeRange.class, ranges);
    ranges.set(Set.of(TimeRange.HOUR, TimeRange.DAY));
    assertThat(preferences.find("requests", "ranges")).contains("DAY HOUR");
    preferences.set("requests", "ranges", "DAY FORTNIGHT");
    var again = new SimpleObjectProperty<Set<TimeRange>>(Set.of());
    preferences.keepAll("requests", "ranges", TimeRange.class, again);
    assertThat(again.get()).containsExactly(TimeRange.DAY);
    again.set(Set.of());
    assertThat(preferences.find("requests", "ranges")).isEmpty();
  }

  @Test
  void aWindowsPlaceIsReadAsItWasKept() {
    Preferences preferences = Preferences.inMemory();
    WindowPlace place = new WindowPlace(-1920, 24, 1440, 900, true);
    KeptWindow window = KeptWindow.first(preferences);
    window.stand(place);
    assertThat(window.place()).contains(place);
  }

  @Test
  void aWindowOpenedBesideAnotherStaysOnItsScreen() {
    WindowPlace one = new WindowPlace(100, 100, 1024, 640, false);
    assertThat(one.shifted(32, 1920, 1080)).isEqualTo(new WindowPlace(132, 132, 1024, 640, false));
    assertThat(one.shifted(32, 1140, 750)).isEqualTo(new WindowPlace(116, 110, 1024, 640, false));
    assertThat(one.shifted(32, 1100, 700)).as("it stands out itself").isEqualTo(one);
  }

  @Test
  void windowsOpenAtTheEndAreOpenedAgainWhereTheyStoodAndOnTheirScreens() {
    try (Preferences preferences = open(null)) {
      KeptWindow first = KeptWindow.first(preferences);
      first.show(Place.OVERVIEW);
      KeptWindow second = KeptWindow.fresh(preferences);
      second.show(Place.REQUESTS);
      second.stand(new WindowPlace(100, 50, 1200, 800, false));
      KeptWindow third = KeptWindow.fresh(preferences);
      third.show(Place.TRACKS);
      assertThat(List.of(first.number(), second.number(), third.number())).containsExactly(1, 2, 3);
      third.close();
    }
    try (Preferences again = open(null)) {
      List<KeptWindow> kept = KeptWindow.open(again);
      assertThat(kept).extracting(KeptWindow::number).containsExactly(1, 2);
      assertThat(kept.getLast().screen()).contains(Place.REQUESTS);
      assertThat(kept.getLast().place()).contains(new WindowPlace(100, 50, 1200, 800, false));
      assertThat(KeptWindow.fresh(again).number()).isEqualTo(3);
    }
  }

  @Test
  void whereNothingIsKnownTheFirstWindowIsOpened() {
    assertThat(KeptWindow.open(Preferences.inMemory()))
        .extracting(KeptWindow::number)
        .containsExactly(1);
  }

  @Test
  void whatWindowsHaveAlikeIsTakenUpByAllUntilTheyAreClosed() {
    Preferences preferences = Preferences.inMemory();
    var one = new SimpleObjectProperty<>(TimeRange.HOUR);
    var other = new SimpleObjectProperty<>(TimeRange.HOUR);
    preferences.share("window", "range", TimeRange.class, one);
    Runnable leave = preferences.share("window", "range", TimeRange.class, other);
    one.set(TimeRange.DAY);
    assertThat(other.get()).isEqualTo(TimeRange.DAY);
    other.set(TimeRange.MINUTES_15);
    assertThat(one.get()).isEqualTo(TimeRange.MINUTES_15);
    leave.run();
    one.set(TimeRange.HOUR);
    assertThat(other.get()).isEqualTo(TimeRange.MINUTES_15);
  }

  @Test
  void anAnswerOfYesOrNoIsKept() {
    Preferences preferences = Preferences.inMemory();
    var flag = new SimpleBooleanProperty();
    preferences.keepFlag("settings", "changed", flag);
    flag.set(true);
    var again = new SimpleBooleanProperty();
    preferences.keepFlag("settings", "changed", again);
    assertThat(again.get()).isTrue();
  }
}
