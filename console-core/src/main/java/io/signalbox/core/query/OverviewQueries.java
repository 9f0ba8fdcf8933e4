package io.signalbox.core.query;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.audit.AuditRepository;
import io.signalbox.core.snapshot.Alert;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
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

  OverviewView overview() {
    ConsoleSnapshot all = snapshots.make();
    return new OverviewView(
        all.at(),
        all.environment(),
        all.version(),
        all.totals(),
        all.inFlight(),
        all.requestsOpen(),
        all.machinesRunning(),
        all.overrides(),
        all.providers(),
        all.alerts().stream().map(OverviewQueries::problem).toList(),
        all.held().stream().map(OverviewQueries::held).toList());
  }

  private static OverviewView.Held held(Held held) {
    Instant until = held.until();
    return new OverviewView.Held(
        held.subject(),
        held.words(),
        held.who(),
        held.why(),
        held.since(),
        until == null ? "" : until.toString());
  }

  private static OverviewView.Problem problem(Alert alert) {
    return new OverviewView.Problem(
        alert.severity(),
        alert.kind(),
        alert.subject(),
        alert.title(),
        alert.detail(),
        alert.location(),
        alert.since());
  }

  List<AuditEntry> activity(Instant since, int limit) {
    return audit.list(since, limit);
  }

  List<EventView> events(Instant since, int limit) {
    return events.list(since, limit);
  }
}
