package io.signalbox.core.query.answering;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.audit.AuditRepository;
import io.signalbox.core.query.EventView;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.SnapshotMaker;
import java.time.Instant;
import java.util.List;

/** Answers how everything stands, and what happened. Thread-safe. */
public final class OverviewQueries {

  private final SnapshotMaker snapshots;
  private final AuditRepository audit;
  private final RecentEvents events;

  public OverviewQueries(SnapshotMaker snapshots, AuditRepository audit, RecentEvents events) {
    this.snapshots = snapshots;
    this.audit = audit;
    this.events = events;
  }

  ConsoleSnapshot snapshot() {
    return snapshots.make();
  }

  List<AuditEntry> activity(Instant since, int limit) {
    return audit.list(since, limit);
  }

  List<EventView> events(Instant since, int limit) {
    return events.list(since, limit);
  }
}
