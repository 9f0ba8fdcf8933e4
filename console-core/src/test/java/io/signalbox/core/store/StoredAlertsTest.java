package io.signalbox.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertChanged;
import io.signalbox.core.alert.AlertChanged.Change;
import io.signalbox.core.alert.AlertRepository;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.config.RetentionSettings;
import io.signalbox.core.store.database.StoreOptions;
import io.signalbox.core.testing.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One row for each rule and what it found: who judges and who acts do not undo each other. */
class StoredAlertsTest {

  @TempDir Path temp;
  private final ManualTime time = new ManualTime();
  private Store store;
  private AlertRepository alerts;

  @BeforeEach
  void open() {
    store = Store.open(MigratedStore.in(temp), time, StoreOptions.DEFAULT.asTemporary());
    alerts = store.alerts();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Alert alert(String key, Instant at, @Nullable Instant clearedAt) {
    return new Alert(
        "success_rate",
        key,
        AlertSeverity.WARNING,
        "provider",
        key,
        "Success rate of " + key,
        "detail",
        "",
        "92.1 %",
        time.now(),
        clearedAt,
        at,
        null,
        null);
  }

  @Test
  void comesBackAsItWasSaved() {
    Alert saved = alert("east", time.now(), time.now().plusSeconds(9));
    alerts.save(List.of(saved));
    assertThat(alerts.list()).containsExactly(saved);
  }

  @Test
  void thereIsOneRowForARuleAndWhatItFound() {
    alerts.save(List.of(alert("east", time.now(), null), alert("west", time.now(), null)));
    alerts.save(List.of(alert("east", time.now().plusSeconds(1), null)));
    assertThat(alerts.list()).extracting(Alert::key).containsExactlyInAnyOrder("east", "west");
  }

  @Test
  void whatWasJudgedLaterStays() {
    Alert later = alert("east", time.now().plusSeconds(5), time.now().plusSeconds(5));
    Alert stopped = alert("east", time.now(), null);
    time.advance(Duration.ofSeconds(5));
    alerts.save(List.of(later));
    alerts.save(List.of(stopped));
    assertThat(alerts.list()).containsExactly(later);
  }

  @Test
  void whatAClockThatWasAheadJudgedDoesNotStayOpenForEver() {
    alerts.save(List.of(alert("east", time.now().plus(Duration.ofHours(1)), null)));
    Alert over = alert("east", time.now(), time.now());
    alerts.save(List.of(over));
    assertThat(alerts.list()).containsExactly(over);
  }

  @Test
  void whatIsOpenIsListedHoweverManyWereOverSince() {
    Alert open = alert("east", time.now(), null);
    List<Alert> all = new ArrayList<>(List.of(open));
    time.advance(Duration.ofSeconds(1));
    for (int i = 0; i < 10_000; i++) {
      all.add(alert("over" + i, time.now(), time.now()));
    }
    alerts.save(all);
    assertThat(alerts.list()).hasSize(10_000).contains(open);
  }

  @Test
  void whoAcknowledgesTakesNobodysMuteAway() {
    Alert seenByBoth = alert("east", time.now(), null);
    alerts.save(List.of(seenByBoth));
    Alert.Mark muted = new Alert.Mark("ben", time.now(), time.now().plusSeconds(60));
    Alert.Mark seen = new Alert.Mark("ana", time.now(), null);
    alerts.mute(seenByBoth.marked(null, muted));
    alerts.acknowledge(seenByBoth.marked(seen, null));
    Alert row = alerts.list().getFirst();
    assertThat(row.muted()).isEqualTo(muted);
    assertThat(row.acknowledged()).isEqualTo(seen);
  }

  @Test
  void judgingAndMarkingUndoNothingOfEachOther() {
    Alert.Mark seen = new Alert.Mark("ana", time.now(), null);
    Alert.Mark muted = new Alert.Mark("ben", time.now(), time.now().plusSeconds(60));
    Alert fresh = alert("east", time.now(), null);
    alerts.acknowledge(fresh.marked(seen, null));
    alerts.mute(fresh.marked(null, muted));
    alerts.save(List.of(alert("east", time.now().plusSeconds(2), time.now().plusSeconds(2))));
    alerts.mute(fresh.marked(null, null));
    Alert row = alerts.list().getFirst();
    assertThat(row.isOpen()).as("as judged").isFalse();
    assertThat(row.acknowledged()).isEqualTo(seen);
    assertThat(row.muted()).isNull();
  }

  @Test
  void firingsAreCountedByRule() {
    Alert east = alert("east", time.now(), null);
    alerts.append(
        List.of(
            AlertChanged.byItself(time.now().minusSeconds(90), Change.FIRED, east),
            AlertChanged.byItself(time.now(), Change.FIRED, east),
            AlertChanged.byItself(time.now(), Change.CLEARED, east)));
    assertThat(alerts.fired(time.now().minusSeconds(60))).isEqualTo(Map.of("success_rate", 1));
    assertThat(alerts.fired(Instant.EPOCH)).isEqualTo(Map.of("success_rate", 2));
  }

  @Test
  void whatASearchFoundReplacesWhatOneFoundBefore() {
    alerts.saveFound(Map.of("east", 3, "west", 1), time.now());
    alerts.saveFound(Map.of("east", 0), time.now().plusSeconds(1));
    assertThat(alerts.found())
        .extracting(AlertRepository.Found::provider, AlertRepository.Found::count)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("east", 0),
            org.assertj.core.groups.Tuple.tuple("west", 1));
  }

  @Test
  void ofWhatIsOverTheNewestAreKeptHoweverManyThereAreInADay() {
    List<Alert> all = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      all.add(alert("over" + i, time.now(), time.now().minusMillis(i)));
    }
    Alert open = alert("east", time.now(), null);
    all.add(open);
    alerts.save(all);
    Alert muted = alert("west", time.now(), time.now().minusSeconds(60));
    alerts.mute(
        muted.marked(null, new Alert.Mark("ana", time.now(), time.now().plusSeconds(3_600))));
    time.advance(Duration.ofMinutes(6));
    store.deleteExpired(RetentionSettings.DEFAULT);
    assertThat(alerts.list())
        .hasSize(2_002)
        .extracting(Alert::key)
        .contains("east", "west", "over0", "over1999")
        .doesNotContain("over2000");
  }

  @Test
  void whatIsOverGoesAfterADayAndNotWhileItIsMuted() {
    Alert over = alert("east", time.now(), time.now());
    Alert muted = alert("west", time.now(), time.now());
    Alert open = alert("lab", time.now(), null);
    alerts.save(List.of(over, open));
    alerts.mute(
        muted.marked(null, new Alert.Mark("ana", time.now(), time.now().plus(Duration.ofDays(3)))));
    alerts.append(List.of(AlertChanged.byItself(time.now(), Change.FIRED, open)));
    time.advance(Duration.ofHours(25));
    store.deleteExpired(RetentionSettings.DEFAULT);
    assertThat(alerts.list()).extracting(Alert::key).containsExactlyInAnyOrder("west", "lab");
    assertThat(alerts.fired(Instant.EPOCH)).hasSize(1);
    time.advance(Duration.ofDays(8));
    store.deleteExpired(RetentionSettings.DEFAULT);
    assertThat(alerts.list()).extracting(Alert::key).containsExactly("lab");
    assertThat(alerts.fired(Instant.EPOCH)).isEmpty();
  }
}
