package io.signalbox.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityFilter;
import io.signalbox.core.activity.ActivityKey;
import io.signalbox.core.activity.ActivityKey.Source;
import io.signalbox.core.activity.ActivityKind;
import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.event.Event.Lane;
import io.signalbox.core.event.Event.Severity;
import io.signalbox.core.event.EventRepository.StoredEvent;
import io.signalbox.core.metrics.RecentError;
import io.signalbox.core.provider.FailureClass;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.routing.RoutingStateRepository.StoredDecision;
import io.signalbox.core.routing.holds.HoldWords;
import io.signalbox.core.testing.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What several tables keep, as one list. */
final class ActivityStoreTest {

  private static final Instant NOON = Instant.parse("2026-06-16T12:00:00Z");

  @TempDir Path temp;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(MigratedStore.in(temp), new ManualTime());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void tellsEverySourceInOneListNewestFirst() {
    act(NOON, "ana (window)", "Drain", "west", "done", "disk", "t-1");
    event(NOON.plusSeconds(1), Lane.HEALTH, Severity.WARNING, "west", "west is degraded");
    decision(NOON.plusSeconds(2), "t-1", "CREATE_INSTANCES", "web", 3, "\"east\"");
    error(NOON.plusSeconds(3), "west", "t-2");
    assertThat(all(ActivityFilter.ALL))
        .extracting(
            each -> each.key().source(),
            ActivityEntry::who,
            ActivityEntry::what,
            ActivityEntry::subject,
            ActivityEntry::outcome,
            ActivityEntry::result)
        .containsExactly(
            tuple(
                Source.FAILURE,
                "routing",
                "GET_INSTANCE_STATUS",
                "west",
                Severity.ERROR,
                "RequestLimitExceeded"),
            // Its trace names who asked.
            tuple(
                Source.DECISION,
                "ana (window)",
                "CREATE_INSTANCES",
                "web × 3",
                Severity.GOOD,
                "sent to east"),
            tuple(
                Source.EVENT,
                "health monitor",
                "HEALTH",
                "west",
                Severity.WARNING,
                "west is degraded"),
            tuple(Source.ACT, "ana (window)", "Drain", "west", Severity.GOOD, "done"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50})
  void pagesFollowEachOtherWithoutAGapOrARepetition(int size) {
    // Many of one moment, in every table: the moment alone does not say where a page ended.
    for (int i = 0; i < 12; i++) {
      Instant at = NOON.plusMillis(i / 5);
      act(at, "ana (window)", "Drain", "p" + i, "done", "", "t");
      event(at, Lane.CIRCUIT, Severity.GOOD, "p" + i, "closed");
      decision(at, "t", "VALIDATE_TEMPLATE", "web", 1, "null");
      error(at, "p" + i, "");
    }
    List<ActivityEntry> whole = all(ActivityFilter.ALL);
    assertThat(whole).hasSize(48).doesNotHaveDuplicates();
    assertThat(whole).extracting(ActivityEntry::key).isSorted();
    List<ActivityEntry> paged = new ArrayList<>();
    ActivityKey after = null;
    List<ActivityEntry> page;
    do {
      page = store.activity().list(ActivityFilter.ALL, after, size);
      paged.addAll(page);
      after = page.isEmpty() ? null : page.getLast().key();
    } while (page.size() == size);
    assertThat(paged).isEqualTo(whole);
    assertThat(store.activity().count(ActivityFilter.ALL, 10_000)).isEqualTo(48);
  }

  @Test
  void filtersByKindPersonPartNameOutcomeTimeAndText() {
    act(NOON, "ana (window)", "Drain", "west", "done", "disk 100% full", "t-1");
    act(NOON.plusSeconds(1), "ana (command line)", "Drain", "east", "LAST_WAY_OUT", "", "t-2");
    act(NOON.plusSeconds(2), "anatol (window)", "Resume", "west", "so already", "", "t-3");
    event(NOON.plusSeconds(3), Lane.ROUTING, Severity.WARNING, "line", "line: west to east (slow)");
    event(NOON.plusSeconds(4), Lane.ROUTING, Severity.WARNING, "line", "line: west2 to lab (slow)");
    decision(NOON.plusSeconds(5), "t-1", "CREATE_INSTANCES", "web", 1, "\"west\"");
    assertThat(told(ActivityFilter.ALL.ofKinds(Set.of(ActivityKind.AUTOMATIC))))
        .containsExactly("line@4", "line@3");
    assertThat(told(ActivityFilter.ALL.by("ana"))).containsExactly("web@5", "east@1", "west@0");
    assertThat(told(ActivityFilter.ALL.by("ana (window)"))).containsExactly("web@5", "west@0");
    assertThat(told(ActivityFilter.ALL.by("routing"))).containsExactly("line@4", "line@3");
    assertThat(told(ActivityFilter.ALL.about("west")))
        .as("as a word, also within a sentence")
        .containsExactly("web@5", "line@3", "west@2", "west@0");
    assertThat(told(ActivityFilter.ALL.withOutcomes(Set.of(Severity.ERROR, Severity.INFO))))
        .containsExactly("west@2", "east@1");
    assertThat(told(ActivityFilter.ALL.containing("100% FULL"))).containsExactly("west@0");
    assertThat(told(ActivityFilter.ALL.containing("100_"))).as("no pattern").isEmpty();
    assertThat(told(ActivityFilter.ALL.containing("%_\\x".repeat(50_000))))
        .as("a text of any length")
        .isEmpty();
    assertThat(told(ActivityFilter.ALL.containing("t-3"))).containsExactly("west@2");
    assertThat(told(ActivityFilter.around(NOON.plusSeconds(2), Duration.ofSeconds(1))))
        .containsExactly("line@3", "west@2", "east@1");
    assertThat(store.activity().count(ActivityFilter.ALL.by("ana"), 100)).isEqualTo(3);
    assertThat(store.activity().names()).startsWith("ana", "anatol").contains("health monitor");
  }

  @Test
  void anActOfAnOperatorIsToldOnceAndAHoldThatRanOutAsWhatItIs() {
    act(NOON, "ana (window)", "Drain", "west", "done", "", "t");
    event(NOON, Lane.BY_HAND, Severity.WARNING, "west", "west drained by ana (window)");
    event(
        NOON.plusSeconds(60),
        Lane.BY_HAND,
        Severity.GOOD,
        "west",
        "west is no longer drained: " + HoldWords.RAN_OUT);
    event(NOON.plusSeconds(90), Lane.BY_HAND, Severity.GOOD, "west", "west is automatic: lifted");
    assertThat(all(ActivityFilter.ALL))
        .extracting(ActivityEntry::who)
        .containsExactly("clock", "ana (window)");
  }

  @Test
  void rehearsalTrafficIsToldToNobody() {
    decision(NOON, "rehearsal-4", "GET_INSTANCE_STATUS", "rehearsal", 1, "\"west\"");
    error(NOON, "west", "rehearsal-5");
    assertThat(all(ActivityFilter.ALL)).isEmpty();
    assertThat(store.activity().count(ActivityFilter.ALL, 10)).isZero();
  }

  @Test
  void aDecisionThatIsNoJsonSpoilsNoList() {
    store.routing().appendDecisions(List.of(new StoredDecision(NOON, "t", "{\"winner")), 10);
    act(NOON.plusSeconds(1), "ana (window)", "Drain", "west", "done", "", "t");
    assertThat(all(ActivityFilter.ALL)).hasSize(2);
    assertThat(told(ActivityFilter.ALL.about("west"))).containsExactly("west@1");
  }

  @Test
  void sayWhichActUndidAnother() {
    act(NOON, "ana (window)", "Drain", "west", "done", "", "t");
    long drain = store.audit().list(NOON, 1).getFirst().id();
    store
        .audit()
        .append(
            new AuditEntry(
                0,
                NOON.plusSeconds(5),
                "ben (window)",
                "Undo",
                "west",
                "done",
                "",
                "t-2",
                Map.of(),
                Map.of(),
                drain));
    List<ActivityEntry> entries = all(ActivityFilter.ALL);
    assertThat(entries.getFirst().undoes()).isEqualTo(drain);
    assertThat(entries.getLast().undoneBy()).isEqualTo(entries.getFirst().key().id());
    assertThat(store.audit().find(drain).orElseThrow().undoes()).isZero();
    assertThat(store.audit().done(Set.of("Drain", "Undo"), 0, 10))
        .extracting(AuditEntry::action)
        .containsExactly("Undo", "Drain");
    assertThat(store.audit().done(Set.of("Drain"), drain, 10)).isEmpty();
  }

  private List<ActivityEntry> all(ActivityFilter filter) {
    return store.activity().list(filter, null, 10_000);
  }

  private List<String> told(ActivityFilter filter) {
    return all(filter).stream()
        .map(each -> each.subject() + "@" + Duration.between(NOON, each.at()).toSeconds())
        .toList();
  }

  private void act(
      Instant at,
      String actor,
      String action,
      String subject,
      String outcome,
      String reason,
      String traceId) {
    store
        .audit()
        .append(
            new AuditEntry(
                0, at, actor, action, subject, outcome, reason, traceId, Map.of(), Map.of()));
  }

  private void event(Instant at, Lane lane, Severity severity, String subject, String text) {
    store.events().append(List.of(new StoredEvent(at, lane, severity, subject, text, "")));
  }

  private void decision(
      Instant at, String traceId, String operation, String subject, int count, String winner) {
    store
        .routing()
        .appendDecisions(
            List.of(
                new StoredDecision(
                    at,
                    traceId,
                    """
                    {"operation": "%s", "subject": "%s", "count": %d, "winner": %s,
                     "reason": "by weight", "error": "NO_CAPACITY"}
                    """
                        .formatted(operation, subject, count, winner))),
            100);
  }

  private void error(Instant at, String provider, String traceId) {
    store
        .metrics()
        .addErrors(
            provider,
            List.of(
                new RecentError(
                    provider,
                    at,
                    ProviderOperationType.GET_INSTANCE_STATUS,
                    FailureClass.TRANSIENT,
                    "RequestLimitExceeded",
                    "too fast",
                    traceId)),
            50);
  }
}
