package io.signalbox.core.query.answering;

import io.signalbox.core.config.Configuration;
import io.signalbox.core.config.overlay.OverrideKey;
import io.signalbox.core.config.service.ConfigurationService;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.table.RoutingKeys;
import io.signalbox.core.provider.ProviderOperationType;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.ReplayReport;
import io.signalbox.core.query.RoutingChangeSet;
import io.signalbox.core.query.RoutingPreview;
import io.signalbox.core.query.RoutingSetting;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.query.SettingsPreview;
import io.signalbox.core.query.SpreadPreview;
import io.signalbox.core.query.undo.SettingHistory;
import io.signalbox.core.routing.DecisionRecord;
import io.signalbox.core.routing.ProviderContext;
import io.signalbox.core.routing.RouteRequest;
import io.signalbox.core.routing.RoutingSnapshot;
import io.signalbox.core.routing.SelectionCriteria;
import io.signalbox.core.routing.Traffic;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.routing.holds.SwitchHold;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.ProviderViews;
import io.signalbox.core.snapshot.Tracks;
import io.signalbox.core.template.TemplateSummary;
import io.signalbox.core.template.catalog.TemplateCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what is asked about routing. Thread-safe. */
public final class RoutingQueries {

  private static final int PICKS_SHOWN = 12;

  private final ProviderContext context;
  private final ProviderViews views;
  private final TemplateCatalog templates;
  private final ConfigurationService configuration;
  private final SettingHistory history;
  private final Replay replay;

  public RoutingQueries(
      ProviderContext context,
      ProviderViews views,
      TemplateCatalog templates,
      ConfigurationService configuration,
      SettingHistory history) {
    this.context = context;
    this.views = views;
    this.templates = templates;
    this.configuration = configuration;
    this.history = history;
    this.replay = new Replay(context);
  }

  /** Routing as it stands now. */
  public RoutingView show() {
    ProviderViews.Now all = views.now();
    Traffic traffic = all.traffic();
    RoutingSnapshot snapshot = traffic.snapshot();
    Instant now = all.at();
    Activation activation = snapshot.activation();
    List<SwitchHold> holds =
        snapshot.holds().values().stream()
            .filter(hold -> !hold.isExpired(now))
            .sorted(Comparator.comparing(SwitchHold::at))
            .toList();
    return new RoutingView(
        snapshot.settings(),
        views.weights(),
        traffic.shares(),
        traffic.nextPicks(PICKS_SHOWN),
        activation == null || activation.isExpired(now) ? null : activation,
        Held.of(snapshot, now),
        new Tracks().root(traffic, all.rates(), now),
        traffic.circuits(),
        holds,
        fields());
  }

  private List<RoutingSetting> fields() {
    return RoutingKeys.of(configuration.current()).stream()
        .map(key ->
            new RoutingSetting(key.node(), key.key(), key.field(), key.value(), key.origin()))
        .toList();
  }

  DecisionRecord select(ProviderOperationType operation, @Nullable SelectionCriteria criteria) {
    return context.choose(RouteRequest.of(operation).judgedBy(criteria), false);
  }

  RoutingPreview preview(Map<String, Double> weights, int picks) {
    weights.keySet().forEach(views::registration);
    Traffic weighted = context.traffic().weighted(weights);
    return new RoutingPreview(weighted.shares(), weighted.nextPicks(picks));
  }

  /** What settings would do; problems instead where they cannot be applied. */
  SettingsPreview previewSettings(Query.PreviewSettings asked) {
    int picks = Math.clamp(asked.picks(), 0, 1_000);
    Traffic now = context.traffic();
    SpreadPreview before = leg(now, asked.node(), picks);
    ConfigurationService.Preview read = configuration.preview(asked.settings());
    Configuration proposed = read.configuration();
    List<String> problems = problems(asked.settings(), read.diagnostics());
    if (proposed == null || !problems.isEmpty()) {
      return new SettingsPreview(
          problems, before, before, now.shares(), now.shares(), ReplayReport.NONE);
    }
    Traffic after = asked.settings().isEmpty() ? now : now.under(proposed.routing());
    return new SettingsPreview(
        problems,
        before,
        leg(after, asked.node(), picks),
        now.shares(),
        after.shares(),
        replay.of(now, after, Math.clamp(asked.replay(), 0, 500)));
  }

  /**
   * Errors, and what would have no effect although routing is asked for it, or would be left out
   * although it is asked for. A provider's own weight or priority may be set before the policy that
   * goes by it: that is told, and not refused.
   */
  public static List<String> problems(
      Map<String, @Nullable Object> settings, List<Diagnostic> diagnostics) {
    List<String> problems = new ArrayList<>();
    for (Diagnostic each : diagnostics) {
      boolean asked =
          settings.keySet().stream()
              .anyMatch(key ->
                  settings.get(key) != null
                      && key.startsWith(OverrideKey.ROUTING)
                      && each.key().endsWith(key.substring(OverrideKey.ROUTING.length())));
      boolean leftOut =
          each.code().equals("UNKNOWN_PROVIDER")
              && settings.keySet().stream()
                  .anyMatch(key -> settings.get(key) != null && each.key().startsWith(key + "."));
      if (each.severity() == Diagnostic.Severity.ERROR
          || each.severity() == Diagnostic.Severity.WARNING
              && (leftOut || each.code().equals("NO_EFFECT") && asked)) {
        problems.add(each.message());
      }
    }
    return problems;
  }

  private static SpreadPreview leg(Traffic traffic, String node, int picks) {
    Traffic.Spread spread = traffic.spread(node, picks);
    return new SpreadPreview(
        spread.weights(), spread.effective(), spread.shares(), spread.picks(), spread.cycle());
  }

  List<RoutingChangeSet> history(int limit) {
    return history.list(limit);
  }

  List<DecisionRecord> decisions(Instant since, int limit) {
    return context.decisions(since, limit);
  }

  List<DecisionRecord> decisionsOf(String traceId) {
    return context.decisionsOf(traceId);
  }

  /** The offered templates that traffic made active at the provider would not reach. */
  List<String> notReached(String provider) {
    views.registration(provider);
    return templates.list(null, null).stream()
        .filter(template -> !template.offeredBy().isEmpty() && !reaches(template, provider))
        .map(TemplateSummary::templateId)
        .toList();
  }

  private static boolean reaches(TemplateSummary template, String provider) {
    // A pin comes before an activation.
    boolean pinnedElsewhere = !template.pins().isEmpty() && !template.pins().contains(provider);
    return !pinnedElsewhere && template.offeredBy().contains(provider);
  }
}
