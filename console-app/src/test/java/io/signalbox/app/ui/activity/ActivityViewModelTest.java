package io.signalbox.app.ui.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.FakeBuses;
import io.signalbox.app.testing.Views;
import io.signalbox.app.ui.control.LookBack;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityKey;
import io.signalbox.core.activity.ActivityKind;
import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.event.Event.Severity;
import io.signalbox.core.query.PutBack;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.UndoPlan;
import io.signalbox.core.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The list of activity, a page at a time. */
final class ActivityViewModelTest {

  private final ManualTime time = new ManualTime();
  private final Entries entries = new Entries();
  private final FakeBuses buses =
      new FakeBuses()
          .on(Query.ListActivity.class, entries::page)
          .on(Query.CountActivity.class, asked -> entries.count(asked.filter()))
          .on(Query.ActivityNames.class, asked -> List.of("ana"))
          .on(Query.Series.class, asked -> Map.of())
          .on(Query.ShowUndo.class, asked -> plan(asked.act()));
  private final ActivityViewModel model = new ActivityViewModel(buses.services(time));

  @Test
  void listsAPageAndTheNextWhenItsEndComesInSight() {
    fill(450);
    show();
    assertThat(model.rows()).hasSize(ActivityViewModel.PAGE);
    assertThat(model.hasMore()).isTrue();
    assertThat(model.countProperty().get()).isEqualTo(450);
    model.showMore();
    model.showMore();
    assertThat(model.rows()).hasSize(450).doesNotHaveDuplicates();
    assertThat(model.rows()).extracting(ActivityEntry::key).isSorted();
    assertThat(model.hasMore()).isFalse();
    int asked = buses.queries().size();
    model.showMore();
    assertThat(buses.queries()).as("nothing more to ask for").hasSize(asked);
  }

  @Test
  void whatIsNewComesOnTopAndNothingThatIsListedMoves() {
    fill(300);
    show();
    model.showMore();
    ActivityEntry chosen = model.rows().get(250);
    model.selectedProperty().set(chosen);
    time.advance(Duration.ofSeconds(2));
    ActivityEntry fresh = entries.add(time.now(), "Drain", "west");
    show();
    assertThat(model.rows()).hasSize(301);
    assertThat(model.rows().getFirst()).isEqualTo(fresh);
    assertThat(model.rows().get(251)).isEqualTo(chosen);
    assertThat(model.selectedProperty().get()).isEqualTo(chosen);
  }

  @Test
  void whatWasFilteredByIsThereAfterARestartAndAMomentIsNot() {
    UiServices services = buses.services(time);
    ActivityFilters before = new ActivityViewModel(services).filters();
    before.textProperty().set("disk");
    before.rangeProperty().set(LookBack.WEEK);
    before.kindsProperty().set(Set.of(ActivityKind.ACT));
    before.whoProperty().set("ana");
    before.aboutProperty().set("west");
    before.resultsProperty().set(Set.of(ActivityFilters.Result.FAILED));
    before.momentProperty().set(time.now());
    ActivityFilters after = new ActivityViewModel(services).filters();
    assertThat(after.wanted())
        .isEqualTo(
            new ActivityFilters.Wanted(
                "disk",
                LookBack.WEEK,
                null,
                Set.of(ActivityKind.ACT),
                "ana",
                "west",
                Set.of(ActivityFilters.Result.FAILED)));
  }

  @Test
  void moreThanAPageOfNewOnesBeginsTheListAnew() {
    fill(300);
    show();
    model.showMore();
    time.advance(Duration.ofSeconds(2));
    fill(400);
    show();
    assertThat(model.rows()).as("without a hole").hasSize(ActivityViewModel.PAGE);
    model.showMore();
    model.showMore();
    model.showMore();
    assertThat(model.rows()).hasSize(700).doesNotHaveDuplicates();
  }

  @Test
  void isAskedForOnceASecondAtMost() {
    fill(1);
    show();
    int asked = buses.queries().size();
    show();
    show();
    assertThat(buses.queries()).hasSize(asked);
    time.advance(Duration.ofSeconds(1));
    show();
    assertThat(buses.queries().size()).isGreaterThan(asked);
  }

  @Test
  void aFilterIsAskedOfTheCoreAndReplacesTheList() {
    entries.add(time.now(), "Drain", "west");
    entries.add(time.now(), "Drain", "east");
    show();
    model.filters().textProperty().set("west");
    assertThat(model.rows()).extracting(ActivityEntry::subject).containsExactly("west");
    assertThat(model.countProperty().get()).isEqualTo(1);
    model.filters().textProperty().set("");
    model.filters().kindsProperty().set(Set.of(ActivityKind.AUTOMATIC));
    assertThat(model.rows()).isEmpty();
    model.filters().kindsProperty().set(Set.of());
    model.filters().resultsProperty().set(Set.of(ActivityFilters.Result.FAILED));
    assertThat(model.rows()).isEmpty();
    model.filters().resultsProperty().set(Set.of());
    time.advance(Duration.ofHours(2));
    model.filters().rangeProperty().set(LookBack.HOUR);
    assertThat(model.rows()).isEmpty();
    model.filters().rangeProperty().set(LookBack.ALL);
    assertThat(model.rows()).hasSize(2);
  }

  @Test
  void aroundAMomentEverythingIsListedWhateverWasFilteredBefore() {
    Instant moment = time.now();
    entries.add(moment.minus(Duration.ofMinutes(11)), "Drain", "before");
    entries.add(moment.minus(Duration.ofMinutes(9)), "Drain", "near");
    entries.add(moment.plus(Duration.ofMinutes(9)), "Drain", "after");
    time.advance(Duration.ofHours(5));
    model.filters().textProperty().set("nothing has it");
    model.filters().around(moment);
    assertThat(model.rows()).extracting(ActivityEntry::subject).containsExactly("after", "near");
    assertThat(model.filters().textProperty().get()).isEmpty();
  }

  @Test
  void theOpenEntryTellsWhetherItCanBeUndoneAndWhatIsNear() {
    Instant moment = time.now();
    ActivityEntry near = entries.add(moment.minusSeconds(30), "Drain", "east");
    ActivityEntry open = entries.add(moment, "Drain", "west");
    entries.add(moment.minus(Duration.ofMinutes(30)), "Drain", "far");
    show();
    model.selectedProperty().set(open);
    OpenEntry.Detail detail = model.open().detailProperty().get();
    assertThat(detail).isNotNull();
    assertThat(detail.undo()).isNotNull();
    assertThat(detail.undo().possible()).isTrue();
    assertThat(detail.around()).as("oldest first").containsExactly(near, open);
    model.open().withinProperty().set(OpenEntry.Within.HOUR);
    assertThat(model.open().detailProperty().get().around()).hasSize(3);
    model.selectedProperty().set(null);
    assertThat(model.open().detailProperty().get()).isNull();
  }

  @Test
  void anEntryThatWasUndoneMeanwhileIsToldAsUndone() {
    ActivityEntry open = entries.add(time.now(), "Drain", "west");
    show();
    model.selectedProperty().set(open);
    ActivityEntry undone =
        new ActivityEntry(
            open.key(),
            open.who(),
            open.what(),
            open.subject(),
            open.provider(),
            open.outcome(),
            open.result(),
            open.reason(),
            open.traceId(),
            open.before(),
            open.after(),
            0,
            77);
    entries.replace(open, undone);
    time.advance(Duration.ofSeconds(2));
    show();
    assertThat(model.selectedProperty().get()).isEqualTo(undone);
    assertThat(ActivityWords.result(undone).word()).isEqualTo("undone");
  }

  @Test
  void anEventIsToldWithoutTheNameThatStandsBesideIt() {
    String request = "req-019ed0e1-80a0-7899-bfa8-09ef00789de2";
    ActivityEntry event =
        new ActivityEntry(
            new ActivityKey(time.now(), ActivityKey.Source.EVENT, 1),
            "requests",
            "REQUEST",
            request,
            "",
            Severity.GOOD,
            request + " is complete: 3 machines",
            "",
            "trace",
            Map.of(),
            Map.of(),
            0,
            0);
    assertThat(ActivityWords.result(event).word()).isEqualTo("complete: 3 machines");
  }

  @Test
  void wordsAreThoseOfPeople() {
    ActivityEntry drain = entries.add(time.now(), "Drain", "west");
    assertThat(ActivityWords.what(drain)).isEqualTo("Drained");
    assertThat(ActivityWords.what(entries.add(time.now(), "AcknowledgeAlert", "x")))
        .as("a command that nobody named here")
        .isEqualTo("Acknowledge alert");
    assertThat(ActivityWords.changes(drain))
        .containsExactly(
            new ActivityWords.Line('-', "state: automatic"),
            new ActivityWords.Line('+', "state: drained"));
    ActivityEntry weights =
        new ActivityEntry(
            drain.key(),
            drain.who(),
            "SetWeights",
            "routing",
            "",
            drain.outcome(),
            "done",
            "",
            "",
            Map.of("routing.weights.east", "as configured", "routing.weights.west", 2.0),
            Map.of("routing.weights.east", 3.5, "routing.weights.west", 2.0),
            0,
            0);
    assertThat(ActivityWords.changes(weights))
        .containsExactly(
            new ActivityWords.Line(' ', "routing.weights"),
            new ActivityWords.Line('-', "  east: no override"),
            new ActivityWords.Line('+', "  east: 3.5"),
            new ActivityWords.Line(' ', "  west: 2"));
    assertThat(ActivityWords.offset(time.now().minusSeconds(338), time.now())).isEqualTo("-5:38");
    assertThat(ActivityWords.offset(time.now().plusSeconds(18), time.now())).isEqualTo("+0:18");
  }

  private void fill(int count) {
    Instant now = time.now();
    for (int i = 0; i < count; i++) {
      entries.add(now.minusMillis(count - i), "Drain", "p" + i);
    }
  }

  private void show() {
    model.show(Views.snapshot(time.now(), 0));
  }

  private UndoPlan plan(long act) {
    return new UndoPlan(
        new AuditEntry(
            act, time.now(), "ana (window)", "Drain", "west", "done", "", "t", Map.of(), Map.of()),
        "",
        "west is no longer drained.",
        new PutBack.Hold(PutBack.Kind.PROVIDER, "west", "", "", null),
        null);
  }
}
