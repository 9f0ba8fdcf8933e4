package io.signalbox.app.ui.activity;

import io.signalbox.app.ui.chart.ChartData;
import io.signalbox.app.ui.chart.ChartKind;
import io.signalbox.app.ui.chart.ChartSource;
import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityFilter;
import io.signalbox.core.activity.ActivityKey.Source;
import io.signalbox.core.activity.ActivityKind;
import io.signalbox.core.event.Event.Severity;
import io.signalbox.core.metrics.SeriesPoint;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.QueryBus;
import io.signalbox.core.query.UndoPlan;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The entry that is open: whether it can be undone, and what changed around it. On the screen's
 * thread only.
 */
final class OpenEntry {

  /** Entries around it that are told, the nearest. */
  static final int AROUND = 24;

  private static final int READ = 200;
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final UiServices services;
  private final Question question;
  private final ObjectProperty<Within> within = new SimpleObjectProperty<>(Within.MINUTES_10);
  private final ReadOnlyObjectWrapper<@Nullable Detail> detail = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private List<ProviderView> providers = List.of();
  private @Nullable ActivityEntry entry;
  private Instant askedAt = Instant.MIN;

  /** How long before and after. */
  enum Within {
    MINUTES_2("2 min", Duration.ofMinutes(2), Duration.ofSeconds(10)),
    MINUTES_10("10 min", Duration.ofMinutes(10), Duration.ofSeconds(30)),
    HOUR("1 h", Duration.ofHours(1), Duration.ofMinutes(2));

    private final String label;
    private final Duration length;
    private final Duration step;

    Within(String label, Duration length, Duration step) {
      this.label = label;
      this.length = length;
      this.step = step;
    }

    String label() {
      return label;
    }
  }

  /**
   * @param undo null where it is no act of a person
   * @param around the nearest, oldest first, with the entry itself
   * @param more how many more there are around it
   * @param latency p95 of who worked most
   */
  record Detail(
      ActivityEntry entry,
      @Nullable UndoPlan undo,
      List<ActivityEntry> around,
      int more,
      ChartData latency) {}

  /** What is asked about. */
  private record About(ActivityEntry entry, Within within) {}

  OpenEntry(UiServices services) {
    this.services = services;
    this.question = new Question(services, failure -> error.set(UiServices.textOf(failure)));
    services.preferences().keep("activity", "within", Within.class, within);
    within.addListener((property, old, chosen) -> ask());
  }

  void take(ConsoleSnapshot snapshot) {
    providers = snapshot.providers();
  }

  /** Opens another one; null for none. */
  void show(@Nullable ActivityEntry other) {
    ActivityEntry before = entry;
    entry = other;
    error.set("");
    if (other == null || before == null || !before.key().equals(other.key())) {
      detail.set(null);
    }
    if (other == null) {
      question.forget();
    } else {
      ask();
    }
  }

  /** Looks again whether it can be undone and what came after it, now and then. */
  void refresh() {
    Instant now = services.time().now();
    if (entry != null && Duration.between(askedAt, now).compareTo(AGAIN) >= 0) {
      ask();
    }
  }

  void ask() {
    ActivityEntry asked = entry;
    if (asked == null) {
      return;
    }
    Instant now = services.time().now();
    askedAt = now;
    Within span = within.get();
    List<ProviderView> known = providers;
    question.prepare(
        new About(asked, span),
        queries -> detail(queries, asked, span, known, now),
        answer -> {
          error.set("");
          if (!answer.equals(detail.get())) {
            detail.set(answer);
          }
        });
  }

  /** In the background. */
  private static Detail detail(
      QueryBus queries, ActivityEntry entry, Within within, List<ProviderView> known, Instant now) {
    UndoPlan undo =
        entry.key().source() == Source.ACT
            ? queries.ask(new Query.ShowUndo(entry.key().id()))
            : null;
    ActivityFilter near = ActivityFilter.around(entry.at(), within.length);
    List<ActivityEntry> found = new ArrayList<>();
    found.addAll(list(queries, near.ofKinds(Set.of(ActivityKind.ACT, ActivityKind.AUTOMATIC))));
    found.addAll(
        list(
            queries,
            near.ofKinds(Set.of(ActivityKind.OPERATION)).withOutcomes(Set.of(Severity.ERROR))));
    found.removeIf(each -> each.key().equals(entry.key()));
    found.sort(Comparator.comparing(each -> Duration.between(entry.at(), each.at()).abs()));
    List<ActivityEntry> nearest = new ArrayList<>(found.subList(0, Math.min(AROUND, found.size())));
    nearest.add(entry);
    nearest.sort(Comparator.comparing(ActivityEntry::key).reversed());
    return new Detail(
        entry,
        undo,
        List.copyOf(nearest),
        Math.max(0, found.size() - AROUND),
        latency(queries, entry.at(), within, known, now));
  }

  private static List<ActivityEntry> list(QueryBus queries, ActivityFilter filter) {
    return queries.ask(new Query.ListActivity(filter, null, READ)).entries();
  }

  private static ChartData latency(
      QueryBus queries, Instant at, Within within, List<ProviderView> known, Instant now) {
    Instant from = at.minus(within.length);
    Instant to = at.plus(within.length).isAfter(now) ? now : at.plus(within.length);
    Map<String, List<SeriesPoint>> answer = queries.ask(new Query.Series(from, to, within.step));
    Map<String, List<SeriesPoint>> ordered = new LinkedHashMap<>();
    Map<String, Integer> orders = new HashMap<>();
    for (ProviderView provider : known) {
      List<SeriesPoint> points = answer.get(provider.name());
      if (points != null) {
        ordered.put(provider.name(), points);
        orders.put(provider.name(), provider.order());
      }
    }
    return ordered.isEmpty()
        ? ChartData.NONE
        : ChartData.of(
            ChartKind.VALUES,
            ChartSource.of(ordered, orders, from, to),
            SeriesPoint::p95Millis,
            Double.NaN);
  }

  ObjectProperty<Within> withinProperty() {
    return within;
  }

  /** Null until it is known. */
  ReadOnlyObjectProperty<@Nullable Detail> detailProperty() {
    return detail.getReadOnlyProperty();
  }

  ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }
}
