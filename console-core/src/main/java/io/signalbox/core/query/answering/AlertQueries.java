package io.signalbox.core.query.answering;

import io.signalbox.core.alert.Alert;
import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.AlertRepository;
import io.signalbox.core.alert.AlertRule;
import io.signalbox.core.alert.preview.Replay;
import io.signalbox.core.alert.preview.RulePreview;
import io.signalbox.core.alert.watching.Sample;
import io.signalbox.core.health.HealthChange;
import io.signalbox.core.health.HealthMonitor;
import io.signalbox.core.metrics.ProviderMetrics;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.query.AlertRuleView;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.SnapshotMaker;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers what is open, by which rules, and what a rule would have done. Thread-safe; blocks. */
public final class AlertQueries {

  /** What is over is told for as long. */
  private static final Duration DAY = Duration.ofHours(24);

  private final SnapshotMaker snapshots;
  private final AlertRepository alerts;
  private final AlertRules rules;
  private final ProviderMetrics metrics;
  private final HealthMonitor health;
  private final Supplier<List<String>> providers;
  private final TimeSource time;

  /**
   * @param providers names of those that are configured
   */
  public AlertQueries(
      SnapshotMaker snapshots,
      AlertRepository alerts,
      AlertRules rules,
      ProviderMetrics metrics,
      HealthMonitor health,
      Supplier<List<String>> providers,
      TimeSource time) {
    this.snapshots = snapshots;
    this.alerts = alerts;
    this.rules = rules;
    this.metrics = metrics;
    this.health = health;
    this.providers = providers;
    this.time = time;
  }

  List<Alert> list(boolean cleared) {
    List<Alert> open = snapshots.alerts();
    if (!cleared) {
      return open;
    }
    Instant since = time.now().minus(DAY);
    List<String> ids = open.stream().map(Alert::id).toList();
    return Stream.concat(
            open.stream(),
            alerts.list().stream()
                .filter(each -> !ids.contains(each.id()))
                .filter(each -> isSince(each.clearedAt(), since)))
        .toList();
  }

  private static boolean isSince(@Nullable Instant cleared, Instant since) {
    return cleared != null && !cleared.isBefore(since);
  }

  List<AlertRuleView> rules() {
    List<Alert> open = snapshots.alerts();
    Map<String, Integer> fired = alerts.fired(time.now().minus(DAY));
    return rules.all().values().stream()
        .map(rule ->
            new AlertRuleView(
                rule,
                rules.source(rule.name()),
                rules.isOverridden(rule.name()),
                (int) open.stream().filter(each -> each.rule().equals(rule.name())).count(),
                fired.getOrDefault(rule.name(), 0)))
        .toList();
  }

  RulePreview preview(Query.PreviewAlertRule asked) {
    AlertRule rule = rules.proposed(asked.name(), asked.settings());
    Instant to = time.now().truncatedTo(ChronoUnit.MINUTES);
    Instant from = to.minus(DAY);
    if (rule.metric().isMeasured()) {
      return Replay.of(rule, metrics.windows(from, to), from, to);
    }
    if (rule.metric() == AlertMetric.PROVIDER_UNHEALTHY) {
      return Replay.ofStates(rule, unhealthy(from, to), from, to);
    }
    int fired = alerts.fired(from).getOrDefault(rule.name(), 0);
    return new RulePreview(rule, from, to, false, List.of(), fired, Duration.ZERO, 0, 0, Map.of());
  }

  /** Minute by minute, from the changes of health that are stored. */
  private Map<String, List<Sample>> unhealthy(Instant from, Instant to) {
    Map<String, List<Sample>> states = new LinkedHashMap<>();
    for (String provider : providers.get()) {
      List<HealthChange> changes = health.history(provider, from, to);
      HealthState state =
          changes.isEmpty() ? health.view(provider).state() : changes.getFirst().from();
      List<Sample> samples = new ArrayList<>();
      int next = 0;
      for (Instant at = from; !at.isAfter(to); at = at.plus(1, ChronoUnit.MINUTES)) {
        while (next < changes.size() && !changes.get(next).at().isAfter(at)) {
          state = changes.get(next).to();
          next++;
        }
        // What nobody knew is a gap.
        double value =
            switch (state) {
              case UNHEALTHY -> 1;
              case HEALTHY, DEGRADED -> 0;
              case UNKNOWN -> Double.NaN;
            };
        samples.add(Sample.of(at, value, 0));
      }
      states.put(provider, samples);
    }
    return states;
  }
}
