package io.signalbox.core.wiring;

import io.signalbox.core.alert.watching.AlertWatch;
import io.signalbox.core.command.CommandBus;
import io.signalbox.core.command.handling.AlertCommands;
import io.signalbox.core.command.handling.AuditTrail;
import io.signalbox.core.command.handling.CommandGate;
import io.signalbox.core.command.handling.ConfigCommands;
import io.signalbox.core.command.handling.Installation;
import io.signalbox.core.command.handling.LastProviderGuard;
import io.signalbox.core.command.handling.ProviderCommands;
import io.signalbox.core.command.handling.ProviderSaves;
import io.signalbox.core.command.handling.Recovery;
import io.signalbox.core.command.handling.RequestCommands;
import io.signalbox.core.command.handling.RoutingCommands;
import io.signalbox.core.command.handling.SettingChanges;
import io.signalbox.core.command.handling.SettingInput;
import io.signalbox.core.command.handling.TemplateCommands;
import io.signalbox.core.command.handling.UndoCommands;
import io.signalbox.core.config.ProviderInstance;
import io.signalbox.core.error.StillOpen;
import io.signalbox.core.query.QueryBus;
import io.signalbox.core.query.answering.ActivityQueries;
import io.signalbox.core.query.answering.AlertQueries;
import io.signalbox.core.query.answering.AlertRules;
import io.signalbox.core.query.answering.ConfigurationQueries;
import io.signalbox.core.query.answering.OperationQueries;
import io.signalbox.core.query.answering.OverviewQueries;
import io.signalbox.core.query.answering.PriceQueries;
import io.signalbox.core.query.answering.ProviderEdits;
import io.signalbox.core.query.answering.ProviderForms;
import io.signalbox.core.query.answering.ProviderQueries;
import io.signalbox.core.query.answering.QueryDesk;
import io.signalbox.core.query.answering.RequestQueries;
import io.signalbox.core.query.answering.RoutingQueries;
import io.signalbox.core.query.answering.TemplateQueries;
import io.signalbox.core.query.answering.TrackQueries;
import io.signalbox.core.query.undo.SettingHistory;
import io.signalbox.core.query.undo.UndoPlans;
import io.signalbox.core.request.HourlyCost;
import io.signalbox.core.snapshot.Alerts;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.LiveSnapshots;
import io.signalbox.core.snapshot.ProviderViews;
import io.signalbox.core.snapshot.SnapshotMaker;
import io.signalbox.core.snapshot.Snapshots;
import io.signalbox.core.snapshot.StoreFigures;
import io.signalbox.core.snapshot.StoreRead;
import java.time.Duration;
import java.time.Instant;

/** Where an open folder is asked and told, and what it hands to screens. Thread-safe. */
public final class Desks implements AutoCloseable {

  /** How long a request that ended badly stays an alert. */
  private static final Duration RECENT = Duration.ofMinutes(15);

  private final CommandBus commands;
  private final QueryBus queries;
  private final LiveSnapshots snapshots;
  private final SnapshotMaker maker;
  private final AlertDuty alertDuty;
  private final AlertWatch alerts;
  private final StillOpen open;

  /**
   * @param observes whether this process only looks
   */
  public Desks(Parts parts, boolean observes) {
    this.open = new StillOpen(parts.configuration().current().folder().toString());
    Installation installation = new StoredInstallation(parts.store());
    ProviderViews views =
        new ProviderViews(
            parts.providers(),
            parts.health(),
            parts.metrics(),
            parts.time(),
            parts.mode() == Mode.ONE_SHOT);
    RoutingQueries routing =
        new RoutingQueries(
            parts.providers(),
            views,
            parts.templates(),
            parts.configuration(),
            new SettingHistory(parts.store().audit()));
    LastProviderGuard lastProviderGuard = new LastProviderGuard(views, parts.templates());
    ProviderForms forms =
        new ProviderForms(
            parts.configuration(),
            parts.factories(),
            parts.variables(),
            parts::variable,
            views,
            parts.templates(),
            parts.store().requests(),
            lastProviderGuard::strandedBy,
            parts.time());
    TrackQueries tracks =
        new TrackQueries(
            parts.providers(),
            views,
            routing,
            parts.time(),
            lastProviderGuard::strandedBy,
            name -> forms.uses(name).sentences());
    ProviderEdits edits =
        new ProviderEdits(
            parts.configuration(),
            parts.providers(),
            parts.factories(),
            parts::draft,
            parts.time());
    this.alertDuty = parts.alertDuty();
    this.alerts = parts.alerts();
    this.maker = maker(parts, views, installation, beforeHealth(parts));
    AlertRules rules = new AlertRules(parts.configuration(), parts.store().overrides());
    this.snapshots =
        new LiveSnapshots(
            maker,
            parts.events(),
            parts.time(),
            // On a played clock nothing runs by itself.
            parts.mode() == Mode.PLAYED ? task -> {} : Thread::startVirtualThread,
            open);
    UndoPlans undo =
        new UndoPlans(
            parts.store().audit(),
            parts.store().overrides(),
            parts.providers(),
            () -> parts.configuration().current().folder(),
            parts.time());
    this.queries = queries(parts, views, forms, edits, routing, tracks, undo, maker, rules, open);
    this.commands =
        commands(
            parts,
            views,
            forms,
            edits,
            routing,
            tracks,
            undo,
            lastProviderGuard,
            installation,
            maker,
            rules,
            observes,
            open);
  }

  private static Runnable beforeHealth(Parts parts) {
    return parts.mode() == Mode.ONE_SHOT ? freshHealth(parts)::checkUnknown : () -> {};
  }

  private static FreshHealth freshHealth(Parts parts) {
    return new FreshHealth(parts.providers(), parts.health(), parts.time());
  }

  private static SnapshotMaker maker(
      Parts parts, ProviderViews views, Installation installation, Runnable beforeHealth) {
    return new SnapshotMaker(
        views,
        new StoreFigures(() -> read(parts, installation), parts.store()::edition, parts.time()),
        new Alerts(
            parts.configuration(),
            parts.templates(),
            parts.types().problems(),
            parts.alerts(),
            parts.alertDuty(),
            parts.time()),
        parts.configuration()::current,
        beforeHealth);
  }

  private static StoreRead read(Parts parts, Installation installation) {
    Instant now = parts.time().now();
    return new StoreRead(
        parts.store().requests().glance(now, now.minus(RECENT), ConsoleSnapshot.OPEN_REQUESTS),
        HourlyCost.of(parts.store().requests().running(), parts.prices()),
        parts.store().overrides().overrides().size(),
        installation.refusal(),
        parts.problems().list(),
        parts.store().alerts().list(),
        parts.store().alerts().found());
  }

  private static QueryBus queries(
      Parts parts,
      ProviderViews views,
      ProviderForms forms,
      ProviderEdits edits,
      RoutingQueries routing,
      TrackQueries tracks,
      UndoPlans undo,
      SnapshotMaker maker,
      AlertRules rules,
      StillOpen open) {
    Runnable beforeHealth = beforeHealth(parts);
    RequestQueries requests = new RequestQueries(parts.requests(), parts.store().requests());
    PriceQueries prices =
        new PriceQueries(
            parts.prices(),
            parts.priceQuestions(),
            parts.templates(),
            views,
            requests,
            parts.time());
    return new QueryDesk(
        new OverviewQueries(maker, parts.store().audit(), parts.recentEvents()),
        new ActivityQueries(parts.store().activity(), undo),
        new ProviderQueries(
            views,
            parts.providers(),
            parts.health(),
            parts.metrics(),
            parts.configuration()::current,
            parts.factories(),
            prices::at,
            beforeHealth,
            parts.mode() == Mode.ONE_SHOT,
            parts.time()),
        forms,
        edits,
        routing,
        tracks,
        new OperationQueries(
            parts.providers(), parts.templates(), parts.store().requests(), parts.time()),
        new TemplateQueries(parts.templates(), parts.providers(), views, parts.time()),
        requests,
        prices,
        new ConfigurationQueries(parts.configuration()),
        new AlertQueries(
            maker,
            parts.store().alerts(),
            rules,
            parts.metrics(),
            parts.health(),
            () ->
                parts.configuration().current().providers().stream()
                    .map(ProviderInstance::name)
                    .toList(),
            parts.time()),
        parts.drills(),
        parts.readiness(),
        open);
  }

  private static CommandBus commands(
      Parts parts,
      ProviderViews views,
      ProviderForms forms,
      ProviderEdits edits,
      RoutingQueries routing,
      TrackQueries tracks,
      UndoPlans undo,
      LastProviderGuard lastProviderGuard,
      Installation installation,
      SnapshotMaker maker,
      AlertRules rules,
      boolean observes,
      StillOpen open) {
    SettingInput input =
        new SettingInput(parts.configuration(), parts.store().overrides(), parts.factories());
    SettingChanges settings =
        new SettingChanges(
            parts.configuration(),
            parts.store().overrides(),
            parts.providers(),
            new SettingHistory(parts.store().audit()),
            lastProviderGuard);
    ProviderCommands providers =
        new ProviderCommands(
            parts.providers(), views, parts.health(), lastProviderGuard, input, settings);
    RoutingCommands routes =
        new RoutingCommands(
            parts.providers(), views, routing, lastProviderGuard, input, settings, tracks);
    return new CommandGate(
        new AuditTrail(parts.store().audit(), parts.store().unitOfWork(), parts.time()),
        providers,
        routes,
        new RequestCommands(
            parts.requests(),
            installation,
            parts.store().alerts(),
            parts.mode() == Mode.ONE_SHOT ? freshHealth(parts) : Recovery.NONE),
        new TemplateCommands(parts.templates(), parts.store().overrides()),
        new ConfigCommands(
            parts.configuration(),
            parts.store().overrides(),
            settings,
            installation,
            new ProviderSaves(
                parts.configuration(),
                parts.store().overrides(),
                edits,
                forms,
                settings,
                lastProviderGuard)),
        new UndoCommands(
            undo,
            providers,
            routes,
            settings,
            parts.configuration(),
            parts.templates(),
            parts.store().overrides()),
        new AlertCommands(maker, parts.store().alerts(), rules, settings, parts.events()),
        parts.drills(),
        parts.readiness(),
        observes,
        open);
  }

  public CommandBus commands() {
    return commands;
  }

  public QueryBus queries() {
    return queries;
  }

  public Snapshots snapshots() {
    return snapshots;
  }

  /** Judges what is open, where this process has that duty; forgets it where it has not. */
  public void watch() {
    if (alertDuty.get() == AlertWatch.Role.READS) {
      alerts.leave();
    } else {
      maker.watch();
    }
  }

  /** Whoever asks from now on is refused, and no more snapshots are made. */
  @Override
  public void close() {
    open.close();
    snapshots.close();
  }
}
