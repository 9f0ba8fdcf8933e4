package io.signalbox.core.query.answering;

import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityFilter;
import io.signalbox.core.activity.ActivityKey;
import io.signalbox.core.activity.ActivityRepository;
import io.signalbox.core.query.ActivityPage;
import io.signalbox.core.query.UndoPlan;
import io.signalbox.core.query.undo.UndoPlans;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what was done and happened, and what can be taken back. Thread-safe. */
public final class ActivityQueries {

  /** Of each source: counting more would say nothing. */
  private static final int COUNTED = 100_000;

  private final ActivityRepository activity;
  private final UndoPlans undo;

  public ActivityQueries(ActivityRepository activity, UndoPlans undo) {
    this.activity = activity;
    this.undo = undo;
  }

  ActivityPage list(ActivityFilter filter, @Nullable ActivityKey after, int limit) {
    List<ActivityEntry> entries = activity.list(filter, after, limit);
    return new ActivityPage(entries, entries.size() < limit ? null : entries.getLast().key());
  }

  long count(ActivityFilter filter) {
    return activity.count(filter, COUNTED);
  }

  List<String> names() {
    return activity.names();
  }

  UndoPlan undo(long act) {
    return undo.of(act);
  }

  Optional<UndoPlan> lastUndo(String person) {
    return undo.last(person);
  }
}
