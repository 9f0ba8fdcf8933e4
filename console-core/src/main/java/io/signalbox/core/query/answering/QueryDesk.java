package io.signalbox.core.query.answering;

import io.signalbox.core.drill.Drills;
import io.signalbox.core.error.BlockingCall;
import io.signalbox.core.error.StillOpen;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.QueryBus;
import io.signalbox.core.readiness.Readiness;

/** Hands each query to the handler of its area. Thread-safe: it holds nothing. */
public final class QueryDesk implements QueryBus {

  private final OverviewQueries overview;
  private final ActivityQueries activity;
  private final ProviderQueries providers;
  private final ProviderForms forms;
  private final ProviderEdits edits;
  private final RoutingQueries routing;
  private final TrackQueries tracks;
  private final OperationQueries operations;
  private final TemplateQueries templates;
  private final RequestQueries requests;
  private final PriceQueries prices;
  private final ConfigurationQueries configuration;
  private final AlertQueries alerts;
  private final Drills drills;
  private final Readiness readiness;
  private final StillOpen open;

  public QueryDesk(
      OverviewQueries overview,
      ActivityQueries activity,
      ProviderQueries providers,
      ProviderForms forms,
      ProviderEdits edits,
      RoutingQueries routing,
      TrackQueries tracks,
      OperationQueries operations,
      TemplateQueries templates,
      RequestQueries requests,
      PriceQueries prices,
      ConfigurationQueries configuration,
      AlertQueries alerts,
      Drills drills,
      Readiness readiness,
      StillOpen open) {
    this.overview = overview;
    this.activity = activity;
    this.providers = providers;
    this.forms = forms;
    this.edits = edits;
    this.routing = routing;
    this.tracks = tracks;
    this.operations = operations;
    this.templates = templates;
    this.requests = requests;
    this.prices = prices;
    this.configuration = configuration;
    this.alerts = alerts;
    this.drills = drills;
    this.readiness = readiness;
    this.open = open;
  }

  @Override
  @SuppressWarnings("unchecked") // each record answers with what its handler returns
  public <R> R ask(Query<R> query) {
    BlockingCall.check("A query");
    open.check();
    Object answer;
    try {
      answer = answer(query);
    } catch (RuntimeException e) {
      open.check();
      throw e;
    }
    // Parts that were closed meanwhile may have said that there is nothing.
    open.check();
    return (R) answer;
  }

  private Object answer(Query<?> query) {
    return switch (query) {
      case Query.Snapshot q -> overview.snapshot();
      case Query.Activity q -> overview.activity(q.since(), q.limit());
      case Query.ListActivity q -> activity.list(q.filter(), q.after(), q.limit());
      case Query.CountActivity q -> activity.count(q.filter());
      case Query.ActivityNames q -> activity.names();
      case Query.ShowUndo q -> activity.undo(q.act());
      case Query.LastUndo q -> activity.lastUndo(q.person());
      case Query.Events q -> overview.events(q.since(), q.limit());
      case Query.ListProviders q -> providers.list(q.healthyOnly());
      case Query.ShowProvider q -> providers.show(q.name(), q.window());
      case Query.TestProvider q -> providers.test(q.name());
      case Query.ShowProviderForm q -> forms.form(q.provider());
      case Query.PreviewProvider q -> edits.preview(q.edit());
      case Query.TestEdit q -> edits.test(q.edit());
      case Query.UsesOfProvider q -> forms.uses(q.name());
      case Query.HealthHistory q -> providers.history(q.provider(), q.from(), q.to());
      case Query.Series q -> providers.series(q.from(), q.to(), q.step());
      case Query.ShowRouting q -> routing.show();
      case Query.SelectProvider q -> routing.select(q.operation(), q.criteria());
      case Query.PreviewRouting q -> routing.preview(q.weights(), q.picks());
      case Query.ActivationReach q -> routing.notReached(q.provider());
      case Query.PreviewSwitch q -> tracks.preview(q.change());
      case Query.PreviewSettings q -> routing.previewSettings(q);
      case Query.RoutingHistory q -> routing.history(q.limit());
      case Query.Decisions q -> routing.decisions(q.since(), q.limit());
      case Query.DecisionsOf q -> routing.decisionsOf(q.traceId());
      case Query.ExecuteRead q -> operations.execute(q);
      case Query.LoadTest q -> drills.load(q.operations(), q.workers());
      case Query.DrillScenarios q -> drills.scenarios();
      case Query.CurrentDrill q -> drills.current();
      case Query.Readiness q -> readiness.report();
      case Query.OfferedTemplates q -> templates.offered();
      case Query.ListTemplates q -> templates.list(q.providerType(), q.providerName());
      case Query.ShowTemplate q -> templates.show(q.templateId(), q.provider());
      case Query.ValidateTemplates q ->
          templates.validate(q.templateId(), q.provider(), q.level(), q.live());
      case Query.PreviewTemplate q -> templates.preview(q.templateId(), q.provider(), q.count());
      case Query.TemplatesVersion q -> templates.version();
      case Query.TemplateDiagnostics q -> templates.diagnostics();
      case Query.TemplateFileDiagnostics q -> templates.fileDiagnostics();
      case Query.TemplateFiles q -> templates.files();
      case Query.PreviewTemplateEdit q -> templates.previewEdit(q.file(), q.text());
      case Query.TemplateFields q -> templates.fields(q.provider());
      case Query.AskPrices q -> prices.ask(q.templateId());
      case Query.ListPrices q -> prices.list(q.templateId(), q.provider(), q.ask());
      case Query.CostOfRequest q -> prices.cost(q.requestId());
      case Query.PreviewRequest q -> requests.preview(q);
      case Query.FindRequests q -> requests.find(q.search(), q.limit());
      case Query.ListRequests q -> requests.list(q.state(), q.since(), q.limit());
      case Query.ShowRequest q -> requests.show(q.requestId());
      case Query.RequestTimeline q -> requests.timeline(q.requestId());
      case Query.CallsOfRequest q -> requests.calls(q.requestId());
      case Query.ListMachines q -> requests.machines(q.requestId(), q.includeGone(), q.limit());
      case Query.ShowMachine q -> requests.machine(q.machineId());
      case Query.ListAlerts q -> alerts.list(q.cleared());
      case Query.ListAlertRules q -> alerts.rules();
      case Query.PreviewAlertRule q -> alerts.preview(q);
      case Query.ShowConfiguration q -> configuration.show();
      case Query.Overrides q -> configuration.overrides();
      case Query.CompareOverlays q -> configuration.compare(q.other());
      case Query.CheckEdit q -> configuration.tryOut(q.edit());
      case Query.ValidateConfiguration q -> configuration.validate(q.file());
      case Query.ConfigurationSchema q -> configuration.schema();
    };
  }
}
