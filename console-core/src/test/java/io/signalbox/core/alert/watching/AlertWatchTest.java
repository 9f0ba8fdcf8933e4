package io.signalbox.core.alert.watching;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertChanged;
import io.signalbox.core.alert.AlertChanged.Change;
import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.AlertRule;
import io.signalbox.core.alert.AlertSettings;
import io.signalbox.core.alert.AlertSeverity;
import io.signalbox.core.alert.watching.AlertWatch.Role;
import io.signalbox.core.background.KeptBehind;
import io.signalbox.core.event.EventStream;
import io.signalbox.core.testing.ManualTime;
import io.signalbox.core.testing.MemoryAlerts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is open, who is told of it, and how it goes on in another process. */
class AlertWatchTest {

  private static final String UNHEALTHY = "provider_unhealthy/east";

  private final ManualTime time = new ManualTime();
  private final MemoryAlerts store = new MemoryAlerts();
  private final EventStream events = new EventStream();
  private final List<AlertChanged> told = new ArrayList<>();
  private AlertSettings settings = AlertSettings.DEFAULT;
  private AlertWatch watch = process();
  private Map<AlertMetric, List<Reading>> readings = Map.of();

  AlertWatchTest() {
    events.subscribe(each -> told.add((AlertChanged) each));
  }

  private AlertWatch process() {
    return new AlertWatch(() -> settings, store, Past.NONE, events);
  }

  private void unhealthy(Instant since, String reason) {
    readings =
        Map.of(
            AlertMetric.PROVIDER_UNHEALTHY,
            List.of(
                Reading.ofState(
                    AlertMetric.PROVIDER_UNHEALTHY,
                    "east",
                    "east",
                    "provider",
                    since,
                    "east is unhealthy",
                    reason,
                    "")));
  }

  private void slow(double millis, long operations) {
    readings =
        Map.of(
            AlertMetric.MEAN_RESPONSE,
            List.of(
                Reading.ofProvider(
                    AlertMetric.MEAN_RESPONSE, "east", millis, operations, "measured")));
  }

  private List<Alert> look() {
    return look(watch, Role.WATCHES);
  }

  private List<Alert> look(AlertWatch process, Role role) {
    List<Alert> open = process.look(role, readings, store.list(), time.now());
    write(process);
    return open;
  }

  private static void write(AlertWatch process) {
    for (KeptBehind each : process.keptBehind()) {
      each.take()
          .ifPresent(batch -> {
            batch.write();
            batch.written();
          });
    }
  }

  private List<Change> changes() {
    return told.stream().map(AlertChanged::change).toList();
  }

  private void mark(Alert.Mark acknowledged, Alert.Mark muted) {
    Alert marked = store.list().getFirst().marked(acknowledged, muted);
    if (acknowledged != null) {
      store.acknowledge(marked);
    } else {
      store.mute(marked);
    }
  }

  private Alert.Mark now(Instant until) {
    return new Alert.Mark("ana", time.now(), until);
  }

  @Test
  void firesOnceAndIsOverOnce() {
    unhealthy(time.now(), "refused");
    assertThat(look()).isEmpty();
    time.advance(Duration.ofSeconds(61));
    assertThat(look())
        .extracting(Alert::id, Alert::severity)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(UNHEALTHY, AlertSeverity.CRITICAL));
    look();
    readings = Map.of();
    time.advance(Duration.ofSeconds(1));
    assertThat(look()).isEmpty();
    look();
    assertThat(changes()).containsExactly(Change.FIRED, Change.CLEARED);
    assertThat(store.list()).extracting(Alert::isOpen).containsExactly(false);
    assertThat(store.changes())
        .extracting(AlertChanged::change)
        .containsExactly(Change.FIRED, Change.CLEARED);
  }

  @Test
  void anotherProcessGoesOnWhereThisOneWasKilled() {
    unhealthy(time.now().minusSeconds(90), "refused");
    Instant since = look().getFirst().since();
    mark(now(null), null);
    time.advance(Duration.ofSeconds(20));
    List<Alert> there = look(process(), Role.WATCHES);
    assertThat(there).extracting(Alert::since).containsExactly(since);
    assertThat(there.getFirst().state(time.now())).isEqualTo(Alert.State.ACKNOWLEDGED);
    assertThat(changes()).as("told by both together").containsExactly(Change.FIRED);
  }

  @Test
  void whatEndedWhileNobodyWatchedIsOverWhenSomebodyDoes() {
    unhealthy(time.now().minusSeconds(90), "refused");
    look();
    readings = Map.of();
    time.advance(Duration.ofHours(1));
    assertThat(look(process(), Role.WATCHES)).isEmpty();
    assertThat(changes()).containsExactly(Change.FIRED, Change.CLEARED);
  }

  @Test
  void whoWasStoppedForAWhileUndoesNothing() {
    unhealthy(time.now().minusSeconds(90), "refused");
    AlertWatch stopped = process();
    List<Alert> stale = stopped.look(Role.WATCHES, readings, store.list(), time.now());
    time.advance(Duration.ofSeconds(30));
    look();
    readings = Map.of();
    look();
    write(stopped);
    assertThat(stale).hasSize(1);
    assertThat(store.list()).extracting(Alert::isOpen).containsExactly(false);
  }

  @Test
  void onlyWhoHasTheDutyTellsAndKeeps() {
    unhealthy(time.now().minusSeconds(90), "refused");
    assertThat(look(watch, Role.LOOKS)).hasSize(1);
    assertThat(told).isEmpty();
    assertThat(store.list()).isEmpty();
    assertThat(look(watch, Role.READS)).as("what nobody has found").isEmpty();
    assertThat(look(watch, Role.WATCHES)).hasSize(1);
    assertThat(changes()).containsExactly(Change.FIRED);
    readings = Map.of();
    assertThat(look(process(), Role.READS)).as("what another process found").hasSize(1);
  }

  @Test
  void anAcknowledgementLastsUntilItIsOver() {
    unhealthy(time.now().minusSeconds(90), "refused");
    look();
    mark(now(null), null);
    assertThat(look().getFirst().state(time.now())).isEqualTo(Alert.State.ACKNOWLEDGED);
    readings = Map.of();
    look();
    time.advance(Duration.ofMinutes(5));
    unhealthy(time.now().minusSeconds(60), "again");
    assertThat(look().getFirst().state(time.now())).isEqualTo(Alert.State.FIRING);
  }

  @Test
  void aMuteCountsWhenItFiresAgainAndItsEndIsTold() {
    unhealthy(time.now().minusSeconds(90), "refused");
    look();
    mark(null, now(time.now().plusSeconds(3_600)));
    look();
    readings = Map.of();
    look();
    time.advance(Duration.ofMinutes(10));
    unhealthy(time.now().minusSeconds(60), "again");
    Alert again = look().getFirst();
    assertThat(again.state(time.now())).isEqualTo(Alert.State.MUTED);
    time.advance(Duration.ofMinutes(50));
    assertThat(look().getFirst().state(time.now())).isEqualTo(Alert.State.FIRING);
    look();
    assertThat(changes())
        .containsExactly(Change.FIRED, Change.CLEARED, Change.FIRED, Change.UNMUTED);
    assertThat(told.get(2).text()).contains("(muted)");
  }

  @Test
  void aMuteThatRanOutWhileNobodyWatchedIsToldByWhoeverWatchesNext() {
    unhealthy(time.now().minusSeconds(90), "refused");
    look();
    mark(null, now(time.now().plusSeconds(60)));
    look();
    time.advance(Duration.ofMinutes(2));
    AlertWatch next = process();
    assertThat(look(next, Role.WATCHES).getFirst().state(time.now())).isEqualTo(Alert.State.FIRING);
    assertThat(changes()).containsExactly(Change.FIRED, Change.UNMUTED);
    time.advance(Duration.ofSeconds(1));
    look(next, Role.WATCHES);
    look(process(), Role.WATCHES);
    assertThat(changes()).as("told once").containsExactly(Change.FIRED, Change.UNMUTED);
  }

  @Test
  void whoLeftTheDutyAndHasItAgainGoesOnWithWhatTheOtherFound() {
    look();
    watch.leave();
    AlertWatch other = process();
    unhealthy(time.now().minusSeconds(90), "refused");
    look(other, Role.WATCHES);
    assertThat(look()).hasSize(1);
    assertThat(changes()).as("told by both together").containsExactly(Change.FIRED);
  }

  @Test
  void whatFiresComesBeforeWhatWasSeenAndThatBeforeWhatIsMuted() {
    List<Reading> three = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      three.add(
          Reading.ofState(
              AlertMetric.CIRCUIT_OPEN, name, name, "provider", time.now(), name, "", ""));
    }
    readings = Map.of(AlertMetric.CIRCUIT_OPEN, three);
    look();
    store.mute(row("a").marked(null, now(time.now().plusSeconds(60))));
    store.acknowledge(row("b").marked(now(null), null));
    assertThat(look()).extracting(Alert::subject).containsExactly("c", "b", "a");
  }

  private Alert row(String key) {
    return store.list().stream().filter(each -> each.key().equals(key)).findFirst().orElseThrow();
  }

  @Test
  void aRuleThatIsSwitchedOffEndsItsAlerts() {
    unhealthy(time.now().minusSeconds(90), "refused");
    look();
    AlertRule rule = settings.rules().get("provider_unhealthy");
    settings =
        new AlertSettings(
            Map.of(
                rule.name(),
                new AlertRule(
                    rule.name(),
                    rule.metric(),
                    rule.scope(),
                    rule.comparison(),
                    rule.threshold(),
                    rule.lasts(),
                    rule.minimum(),
                    rule.severity(),
                    false)),
            AlertSettings.Webhook.NONE,
            AlertSettings.Command.NONE,
            false);
    assertThat(look()).isEmpty();
    assertThat(changes()).containsExactly(Change.FIRED, Change.CLEARED);
  }

  @Test
  void aFigureIsToldAnewNowAndThenAndWordsAtOnce() {
    slow(3_000, 100);
    for (int i = 0; i <= 300; i++) {
      look();
      time.advance(Duration.ofSeconds(1));
    }
    Alert first = look().getFirst();
    assertThat(first.value()).isEqualTo("3,000 ms");
    assertThat(first.title()).isEqualTo("Mean response of east is over 2,000 ms for 5 min");
    slow(4_000, 100);
    assertThat(look()).containsExactly(first);
    time.advance(Duration.ofSeconds(10));
    assertThat(look().getFirst().value()).isEqualTo("4,000 ms");
    unhealthy(time.now().minusSeconds(90), "refused");
    look();
    unhealthy(time.now().minusSeconds(90), "no route");
    assertThat(look()).extracting(Alert::detail).contains("no route");
  }

  @Test
  void theSameListIsTheSameObject() {
    unhealthy(time.now().minusSeconds(90), "refused");
    List<Alert> before = look();
    time.advance(Duration.ofSeconds(1));
    assertThat(look()).isSameAs(before);
  }

  @Test
  void aRuleForOneProviderLooksAtNoOther() {
    slow(9_000, 100);
    settings =
        new AlertSettings(
            Map.of(
                "west_slow",
                new AlertRule(
                    "west_slow",
                    AlertMetric.MEAN_RESPONSE,
                    "west",
                    AlertRule.Comparison.OVER,
                    1,
                    Duration.ZERO,
                    1,
                    AlertSeverity.CRITICAL,
                    true)),
            AlertSettings.Webhook.NONE,
            AlertSettings.Command.NONE,
            false);
    assertThat(look()).isEmpty();
  }
}
