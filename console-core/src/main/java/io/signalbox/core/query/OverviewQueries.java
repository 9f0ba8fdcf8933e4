package io.signalbox.core.query;

import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.audit.AuditRepository;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.RequestRepository;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.holds.ManualState;
import io.signalbox.core.snapshot.Alert;
import io.signalbox.core.snapshot.Alerts;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.ProviderViews;
import io.signalbox.core.snapshot.SnapshotMaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Answers what the first screen shows, and what happened. Thread-safe. */
public final class OverviewQueries {

  private static final int MACHINES_COUNTED = 10_000;

  private final ProviderViews views;
  private final ProviderContext context;
  private final ProviderMetrics metrics;
  private final RequestRepository requests;
  private final AuditRepository audit;
  private final RecentEvents events;
  private final Alerts problems;
  private final Supplier<Configuration> configuration;
  private final IntSupplier overrides;
  private final TimeSource time;
  private final Runnable beforeHealth;
  private final SnapshotMaker snapshots;

  public OverviewQueries(
      ProviderViews views,
      ProviderContext context,
      ProviderMetrics metrics,
      RequestRepository requests,
      AuditRepository audit,
      RecentEvents events,
      Alerts problems,
      Supplier<Configuration> configuration,
      IntSupplier overrides,
      TimeSource time,
      Runnable beforeHealth,
      SnapshotMaker snapshots) {
    this.views = views;
    this.context = context;
    this.metrics = metrics;
    this.requests = requests;
    this.audit = audit;
    this.events = events;
    this.problems = problems;
    this.configuration = configuration;
    this.overrides = overrides;
    this.time = time;
    this.beforeHealth = beforeHealth;
    this.snapshots = snapshots;
  }

  ConsoleSnapshot snapshot() {
    return snapshots.make();
  }

  OverviewView overview(Duration window) {
    beforeHealth.run();
    Configuration current = configuration.get();
    List<ProviderView> providers = views.all(window);
    WindowMetrics totals =
        metrics.total(providers.stream().map(ProviderView::name).toList(), views.measured(window));
    List<Machine> machines = requests.machines(null, false, MACHINES_COUNTED);
    return new OverviewView(
        time.now(),
        current.environment(),
        current.version(),
        totals,
        providers.stream().mapToInt(ProviderView::inFlight).sum(),
        requests.openRequests().size(),
        (int) machines.stream().filter(m -> m.state() == MachineState.RUNNING).count(),
        overrides.getAsInt(),
        providers,
        problems
            .find(
                providers,
                requests.glance(time.now(), time.now().minus(Duration.ofMinutes(15)), 200))
            .stream()
            .map(OverviewQueries::problem)
            .toList(),
        operatorHolds());
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

  private List<OverviewView.Held> operatorHolds() {
    RoutingSnapshot snapshot = context.snapshot();
    Instant now = time.now();
    List<OverviewView.Held> held = new ArrayList<>();
    Activation activation = snapshot.activation();
    if (activation != null && !activation.isExpired(now)) {
      held.add(
          new OverviewView.Held(
              activation.provider(),
              "active",
              activation.who(),
              activation.why(),
              activation.since(),
              text(activation.until())));
    }
    snapshot.manual().values().stream()
        .filter(state -> !state.isExpired(now))
        .sorted(Comparator.comparing(ManualState::provider))
        .forEach(state ->
            held.add(
                new OverviewView.Held(
                    state.provider(),
                    word(state.kind()),
                    state.who(),
                    state.why(),
                    state.since(),
                    text(state.until()))));
    return List.copyOf(held);
  }

  private static String word(ManualState.Kind kind) {
    return switch (kind) {
      case ENABLED -> "enabled";
      case DRAINED -> "drained";
      case MAINTENANCE -> "maintenance";
      case DISABLED -> "disabled";
    };
  }

  private static String text(@org.jspecify.annotations.Nullable Instant until) {
    return until == null ? "" : until.toString();
  }
}
