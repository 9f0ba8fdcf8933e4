package io.signalbox.core.query;

import io.signalbox.core.activity.ActivityFilter;
import io.signalbox.core.activity.ActivityKey;
import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.preview.RulePreview;
import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.ConfigurationEdit;
import io.signalbox.core.config.EditCheck;
import io.signalbox.core.config.OverlayComparison;
import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.drill.DrillView;
import io.signalbox.core.drill.LoadReport;
import io.signalbox.core.drill.ScenarioView;
import io.signalbox.core.health.HealthChange;
import io.signalbox.core.metrics.RecentWindow;
import io.signalbox.core.metrics.SeriesPoint;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.readiness.ReadinessReport;
import io.signalbox.core.request.DryRun;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestCall;
import io.signalbox.core.request.RequestCost;
import io.signalbox.core.request.RequestSearch;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.request.TimelineEntry;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.SelectionCriteria;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.template.EditPreview;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.TemplateFile;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.ValidationLevel;
import io.signalbox.core.template.ValidationReport;
import io.signalbox.core.template.field.FieldDef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something to know. A record; its type parameter is what it answers with. No query changes
 * anything or moves a request.
 *
 * @param <R> the answer
 */
public sealed interface Query<R> {

  /** The state of everything, made anew: what screens are handed and {@code overview} prints. */
  record Snapshot() implements Query<ConsoleSnapshot> {}

  record ListProviders(boolean healthyOnly) implements Query<List<ProviderView>> {}

  /**
   * PROVIDER_NOT_FOUND if there is none of the name.
   *
   * @param window what its figures are over
   */
  record ShowProvider(String name, Duration window) implements Query<ProviderDetail> {

    /** With the figures that every screen shows. */
    public ShowProvider(String name) {
      this(name, RecentWindow.LENGTH);
    }
  }

  /**
   * Tries whether a provider can be used, without effect: it changes nothing at the provider, and
   * counts for no figure, health or circuit. Blocks up to 30 s; an interruption ends it.
   * PROVIDER_NOT_FOUND if there is none of the name.
   */
  record TestProvider(String name) implements Query<ConnectionReport> {}

  /**
   * What a form for a provider is made of; looks at this machine's own files too.
   *
   * @param provider that is edited; null for a new one
   */
  record ShowProviderForm(@Nullable String provider) implements Query<ProviderForm> {}

  /**
   * What an edit of a provider would do; nothing is written. PROVIDER_NOT_FOUND for what is none,
   * INVALID_INPUT for a file that is none.
   */
  record PreviewProvider(ProviderEdit edit) implements Query<ProviderPreview> {}

  /**
   * Tries a provider as an edit would make it, before it is saved: as {@link TestProvider}.
   * CONFIGURATION_INVALID where something refuses the edit.
   */
  record TestEdit(ProviderEdit edit) implements Query<ConnectionReport> {}

  /** What depends on a provider; PROVIDER_NOT_FOUND if there is none of the name. */
  record UsesOfProvider(String name) implements Query<ProviderUses> {}

  record HealthHistory(String provider, Instant from, Instant to)
      implements Query<List<HealthChange>> {}

  /** Provider to its series. */
  record Series(Instant from, Instant to, Duration step)
      implements Query<Map<String, List<SeriesPoint>>> {}

  /** Both filters may be null. */
  record ListTemplates(@Nullable String providerType, @Nullable String providerName)
      implements Query<List<TemplateSummary>> {}

  /** Those that somebody offers, in the order of the files, lowest layer first. */
  record OfferedTemplates() implements Query<List<TemplateSummary>> {}

  record ShowTemplate(String templateId, @Nullable String provider)
      implements Query<ResolvedTemplate> {}

  /**
   * @param templateId null for all: against every provider that offers it, and what several find
   *     alike is told for the first of them
   * @param live whether the provider's own checks run too
   */
  record ValidateTemplates(
      @Nullable String templateId, @Nullable String provider, ValidationLevel level, boolean live)
      implements Query<List<ValidationReport>> {}

  /** Another number whenever an answer about templates may be another; cheap. */
  record TemplatesVersion() implements Query<Long> {}

  record TemplateDiagnostics() implements Query<List<Diagnostic>> {}

  /** What is odd in the files themselves, and not in one entry: those that are not read, too. */
  record TemplateFileDiagnostics() implements Query<List<Diagnostic>> {}

  record TemplateFiles() implements Query<List<TemplateFile>> {}

  /** What saving a text as a layer's file would change; nothing is saved. */
  record PreviewTemplateEdit(String file, String text) implements Query<EditPreview> {

    /** Without the text: user data may stand in it. */
    @Override
    public String toString() {
      return "PreviewTemplateEdit[file=" + file + "]";
    }
  }

  /**
   * The fields a template may have, with what may be chosen for them.
   *
   * @param provider null for the fields that every type has
   */
  record TemplateFields(@Nullable String provider) implements Query<List<FieldDef>> {}

  /**
   * Asks whoever offers a template, and can tell, for its price where that is not known or over;
   * blocks, ten seconds at most. Costs nothing where nobody can tell; whether somebody can.
   */
  record AskPrices(String templateId) implements Query<Boolean> {}

  /**
   * What machines cost, by template and by provider that offers it; both filters may be null.
   *
   * @param ask first asks the providers for what is not known or over; else it is as last known
   */
  record ListPrices(@Nullable String templateId, @Nullable String provider, boolean ask)
      implements Query<List<TemplatePrice>> {}

  /** What a request costs, by estimate; REQUEST_NOT_FOUND if there is none. */
  record CostOfRequest(String requestId) implements Query<RequestCost> {}

  /**
   * What would be sent to a provider for machines of a template; sends nothing. Secrets and user
   * data are struck out.
   *
   * @param provider null for whoever would show it: the pinned, the default, the first that offers
   * @param count at least 1
   */
  record PreviewTemplate(String templateId, @Nullable String provider, int count)
      implements Query<TemplatePreview> {}

  record PreviewRequest(
      String templateId, int count, @Nullable String preference, @Nullable String providerType)
      implements Query<DryRun> {}

  /** Requests that are looked for, with how many there are. */
  record FindRequests(RequestSearch search, int limit) implements Query<RequestSearch.Found> {}

  /** {@code state} null for any; newest first. */
  record ListRequests(@Nullable RequestState state, Instant since, int limit)
      implements Query<List<MachineRequest>> {}

  /** As it stands in the store; REQUEST_NOT_FOUND if there is none. */
  record ShowRequest(String requestId) implements Query<MachineRequest> {}

  record RequestTimeline(String requestId) implements Query<List<TimelineEntry>> {}

  /** The calls of clouds' APIs that a request made, the newest 100, oldest first. */
  record CallsOfRequest(String requestId) implements Query<List<RequestCall>> {}

  /** {@code requestId} null for all. */
  record ListMachines(@Nullable String requestId, boolean includeGone, int limit)
      implements Query<List<Machine>> {}

  record ShowMachine(String machineId) implements Query<Machine> {}

  record ShowRouting() implements Query<RoutingView> {}

  /** A choice without executing or drawing; criteria null for the configured ones. */
  record SelectProvider(ProviderOperationType operation, @Nullable SelectionCriteria criteria)
      implements Query<DecisionRecord> {}

  record PreviewRouting(Map<String, Double> weights, int picks) implements Query<RoutingPreview> {}

  /** How many offered templates an activation of the provider would not reach, by id. */
  record ActivationReach(String provider) implements Query<List<String>> {}

  /** What traffic would do if the switch were thrown; nothing is changed. */
  record PreviewSwitch(SwitchChange change) implements Query<SwitchPreview> {}

  /**
   * What settings would do before they are applied.
   *
   * @param node the strategy whose spread is shown; empty for the policy over all providers
   * @param settings as {@code ChangeSettings} takes them
   * @param picks how many of the next picks, at most 1,000
   * @param replay how many of the last stored decisions are decided again, at most 500
   */
  record PreviewSettings(String node, Map<String, @Nullable Object> settings, int picks, int replay)
      implements Query<SettingsPreview> {}

  /** Changes of routing's settings, newest first. */
  record RoutingHistory(int limit) implements Query<List<RoutingChangeSet>> {}

  /** Why each operation went where it went, newest first. */
  record Decisions(Instant since, int limit) implements Query<List<DecisionRecord>> {}

  /** The decisions of one operation, oldest first; empty if none is kept. */
  record DecisionsOf(String traceId) implements Query<List<DecisionRecord>> {}

  /**
   * Routes a read to a provider and carries it out. INVALID_INPUT for a create or termination:
   * those go through requests.
   *
   * @param parameters {@code instance_ids}, {@code tags} or {@code template_id}, as the operation
   *     takes
   * @param provider null for whoever is chosen
   * @param session keeps its provider where sessions are sticky; null for none
   * @param key what HASH_BASED goes by; null for the operation's own parameters
   * @param criteria null for the configured ones
   */
  record ExecuteRead(
      ProviderOperationType operation,
      Map<String, Object> parameters,
      @Nullable String provider,
      @Nullable String session,
      @Nullable String key,
      @Nullable SelectionCriteria criteria,
      String traceId)
      implements Query<OperationView> {}

  /**
   * Sends reads through the configured routing to simulated stand-ins of the configured providers,
   * in real time; nothing configured is touched. Blocks until it is over.
   *
   * @param operations 1 to 1,000,000
   * @param workers calls under way at once, 1 to 100,000
   */
  record LoadTest(int operations, int workers) implements Query<LoadReport> {}

  record DrillScenarios() implements Query<List<ScenarioView>> {}

  /** The drill that runs, or ran last, in this process; empty before the first. */
  record CurrentDrill() implements Query<Optional<DrillView>> {}

  /** The deployment checklist as it stands, and how far the checks are that run here; blocks. */
  record Readiness() implements Query<ReadinessReport> {}

  record ShowConfiguration() implements Query<Configuration> {}

  /** What operators changed at run time, by key. */
  record Overrides() implements Query<List<SettingOverride>> {}

  /**
   * What the files in force say otherwise than with another overlay, overrides left out.
   *
   * @param other the environment to compare with; empty for the main file alone
   */
  record CompareOverlays(String other) implements Query<OverlayComparison> {}

  /** What {@code Edit} would meet, forced: nothing is said of a last way out. Writes nothing. */
  record CheckEdit(ConfigurationEdit edit) implements Query<EditCheck> {}

  record ValidateConfiguration(@Nullable Path file) implements Query<List<Diagnostic>> {}

  record ConfigurationSchema() implements Query<Map<String, Object>> {}

  /**
   * Open alerts, worst first: what fires, what was acknowledged, what is muted.
   *
   * @param cleared those of the last 24 hours that are over come behind
   */
  record ListAlerts(boolean cleared) implements Query<List<Alert>> {}

  /** Rules of alerts, the built-in ones first. */
  record ListAlertRules() implements Query<List<AlertRuleView>> {}

  /**
   * What a rule would have done in the last 24 hours; nothing is changed. INVALID_INPUT where it
   * cannot be such a rule.
   *
   * @param settings as {@code SetRule} takes them; empty for the rule as it is
   */
  record PreviewAlertRule(String name, Map<String, @Nullable Object> settings)
      implements Query<RulePreview> {}

  /** What people did, newest first. */
  record Activity(Instant since, int limit) implements Query<List<AuditEntry>> {}

  /**
   * What was done and what happened, newest first, a page at a time.
   *
   * @param after the last entry of the page before; null for the first page
   * @param limit 1 to 10,000
   */
  record ListActivity(ActivityFilter filter, @Nullable ActivityKey after, int limit)
      implements Query<ActivityPage> {}

  /** How many entries there are; where they are very many, at least how many. */
  record CountActivity(ActivityFilter filter) implements Query<Long> {}

  /** Whom activity can be filtered by: persons, then the parts of the program. */
  record ActivityNames() implements Query<List<String>> {}

  /**
   * What taking an act back would do, and whether it can be.
   *
   * @param act its id in the audit; INVALID_INPUT if there is none
   */
  record ShowUndo(long act) implements Query<UndoPlan> {}

  /**
   * The last act of a person, within the last 1,000 changes, that can be taken back, or the
   * registering of a provider after it, which is refused; empty if there is neither.
   *
   * @param person without the surface: {@code "ana"}
   */
  record LastUndo(String person) implements Query<Optional<UndoPlan>> {}

  /** Events of the last while, oldest first; what this process saw and what the store kept. */
  record Events(Instant since, int limit) implements Query<List<EventView>> {}
}
