package io.signalbox.app.ui.activity;

import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityFilter;
import io.signalbox.core.activity.ActivityKey;
import io.signalbox.core.activity.ActivityKey.Source;
import io.signalbox.core.event.Event.Severity;
import io.signalbox.core.query.ActivityPage;
import io.signalbox.core.query.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A store of activity in memory, paged as the real one is. */
final class Entries {

  private final List<ActivityEntry> entries = new ArrayList<>();
  private long ids;

  ActivityEntry add(Instant at, String what, String subject) {
    ActivityEntry entry =
        new ActivityEntry(
            new ActivityKey(at, Source.ACT, ++ids),
            "ana (window)",
            what,
            subject,
            "",
            Severity.GOOD,
            "done",
            "because",
            "trace-" + ids,
            Map.of("state", "automatic"),
            Map.of("state", "drained"),
            0,
            0);
    put(entry);
    return entry;
  }

  void put(ActivityEntry entry) {
    entries.add(entry);
    entries.sort(Comparator.comparing(ActivityEntry::key));
  }

  void replace(ActivityEntry old, ActivityEntry other) {
    entries.set(entries.indexOf(old), other);
  }

  ActivityPage page(Query.ListActivity asked) {
    List<ActivityEntry> page =
        entries.stream()
            .filter(each -> passes(asked.filter(), each))
            .filter(each -> asked.after() == null || each.key().compareTo(asked.after()) > 0)
            .limit(asked.limit())
            .toList();
    return new ActivityPage(page, page.size() < asked.limit() ? null : page.getLast().key());
  }

  long count(ActivityFilter filter) {
    return entries.stream().filter(each -> passes(filter, each)).count();
  }

  private static boolean passes(ActivityFilter filter, ActivityEntry entry) {
    Instant from = filter.from();
    Instant to = filter.to();
    return (filter.text().isEmpty() || entry.subject().contains(filter.text()))
        && (filter.kinds().isEmpty() || filter.kinds().contains(entry.kind()))
        && (filter.outcomes().isEmpty() || filter.outcomes().contains(entry.outcome()))
        && (from == null || !entry.at().isBefore(from))
        && (to == null || !entry.at().isAfter(to));
  }
}
