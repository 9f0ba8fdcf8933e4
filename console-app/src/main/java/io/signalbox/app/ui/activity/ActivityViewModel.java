package io.signalbox.app.ui.activity;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityFilter;
import io.signalbox.core.activity.ActivityKey;
import io.signalbox.core.query.ActivityPage;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The Activity screen without a control: the list, a page at a time, its filter, and the entry that
 * is open. Never the whole of it is asked for. On the screen's thread only.
 */
public final class ActivityViewModel {

  /** Entries in a page. */
  static final int PAGE = 200;

  /** Entries that are listed at most; who looks for an older one says more of it. */
  static final int MOST = 20_000;

  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** What everything is looked through for is asked for less often. */
  private static final Duration LOOKED_THROUGH_AGAIN = Duration.ofSeconds(5);

  private static final Duration COUNTED_AGAIN = Duration.ofSeconds(30);

  private final UiServices services;
  private final Question head;
  private final Question older;
  private final Question counting;
  private final Question naming;
  private final OpenEntry open;
  private final ObservableList<ActivityEntry> rows = FXCollections.observableArrayList();
  private final ActivityFilters filters;
  private final ObjectProperty<@Nullable ActivityEntry> selected = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<List<String>> names = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyLongWrapper count = new ReadOnlyLongWrapper(-1);
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private ActivityFilters.@Nullable Wanted listed;
  private ActivityFilters.@Nullable Wanted counted;
  private @Nullable ActivityKey next;
  private Instant askedAt = Instant.MIN;
  private Instant countedAt = Instant.MIN;
  private boolean loading;

  public ActivityViewModel(UiServices services) {
    this.services = services;
    this.head = new Question(services, this::fail);
    this.older = new Question(services, this::fail);
    this.counting = new Question(services, failure -> count.set(-1));
    this.naming = new Question(services, this::fail);
    this.open = new OpenEntry(services);
    this.filters = new ActivityFilters(services.preferences());
    filters.onChange(this::refresh);
    selected.addListener((property, old, entry) -> open.show(entry));
  }

  /** Lists what is new, once a second at most; not called while the picture is paused. */
  public void show(ConsoleSnapshot snapshot) {
    open.take(snapshot);
    Instant now = services.time().now();
    Duration again = filters.wanted().looksThrough() ? LOOKED_THROUGH_AGAIN : AGAIN;
    if (Duration.between(askedAt, now).compareTo(again) >= 0) {
      refresh();
    }
  }

  /** Lists from the newest on. */
  void refresh() {
    ActivityFilters.Wanted wanted = filters.wanted();
    Instant now = services.time().now();
    askedAt = now;
    head.ask(
        wanted,
        new Query.ListActivity(wanted.filter(now), null, PAGE),
        page -> apply(wanted, page));
    if (!wanted.equals(counted) || Duration.between(countedAt, now).compareTo(COUNTED_AGAIN) >= 0) {
      counted = wanted;
      countedAt = now;
      counting.ask(wanted, new Query.CountActivity(wanted.filter(now)), count::set);
    }
  }

  private void apply(ActivityFilters.Wanted wanted, ActivityPage page) {
    error.set("");
    List<ActivityEntry> fresh = page.entries();
    boolean same = wanted.equals(listed);
    listed = wanted;
    List<ActivityEntry> kept = same ? after(page) : List.of();
    if (kept.isEmpty()) {
      next = page.next();
      loading = false;
      older.forget();
    }
    List<ActivityEntry> all = new ArrayList<>(fresh);
    all.addAll(kept);
    int more = all.size() - rows.size();
    if (same && more > 0 && all.subList(more, all.size()).equals(rows)) {
      // What is listed stays in its place, selected and scrolled.
      rows.addAll(0, all.subList(0, more));
    } else if (!all.equals(rows)) {
      rows.setAll(all);
    }
    reselect();
  }

  /** What is listed and older than the page, if the page reaches down to it; empty if not. */
  private List<ActivityEntry> after(ActivityPage page) {
    ActivityKey last = page.next();
    if (last == null || rows.isEmpty() || rows.getFirst().key().compareTo(last) > 0) {
      return List.of();
    }
    int from = 0;
    while (from < rows.size() && rows.get(from).key().compareTo(last) <= 0) {
      from++;
    }
    return List.copyOf(rows.subList(from, rows.size()));
  }

  /** The open entry may be told in another way now: it may be undone. */
  private void reselect() {
    ActivityEntry entry = selected.get();
    if (entry == null) {
      return;
    }
    for (ActivityEntry each : rows) {
      if (each.key().equals(entry.key())) {
        if (each.equals(entry)) {
          open.refresh();
        } else {
          selected.set(each);
        }
        return;
      }
    }
  }

  /** Lists a page more, where there is one; called when the last of those listed come in sight. */
  void showMore() {
    ActivityFilters.Wanted wanted = listed;
    ActivityKey after = next;
    if (wanted == null || after == null || loading || rows.size() >= MOST) {
      return;
    }
    loading = true;
    older.ask(
        after,
        new Query.ListActivity(wanted.filter(services.time().now()), after, PAGE),
        page -> {
          loading = false;
          if (wanted.equals(listed) && after.equals(next)) {
            next = page.next();
            rows.addAll(page.entries());
          }
        });
  }

  /** Asks whom the list can be filtered by. */
  void askNames() {
    naming.ask("names", new Query.ActivityNames(), names::set);
  }

  /** What is listed now, as it is exported: to this moment, so that a page follows from another. */
  ActivityFilter exported() {
    Instant now = services.time().now();
    ActivityFilter filter = filters.wanted().filter(now);
    return filter.to() == null ? filter.between(filter.from(), now) : filter;
  }

  /** Whether there are older ones than those listed. */
  boolean hasMore() {
    return next != null;
  }

  /** Why nothing can be undone in this window; empty if something can. */
  String readOnlyRefusal() {
    return services.commands().readOnly() ? "This window is read-only." : "";
  }

  Instant now() {
    return services.time().now();
  }

  private void fail(RuntimeException failure) {
    loading = false;
    error.set(UiServices.textOf(failure));
  }

  /** Newest first. */
  ObservableList<ActivityEntry> rows() {
    return rows;
  }

  OpenEntry open() {
    return open;
  }

  ActivityFilters filters() {
    return filters;
  }

  /** Null while none is open. */
  ObjectProperty<@Nullable ActivityEntry> selectedProperty() {
    return selected;
  }

  ReadOnlyObjectProperty<List<String>> namesProperty() {
    return names.getReadOnlyProperty();
  }

  /** How many entries pass the filter; -1 while that is not known. */
  ReadOnlyLongProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }
}
