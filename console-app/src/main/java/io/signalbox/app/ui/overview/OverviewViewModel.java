package io.signalbox.app.ui.overview;

import io.signalbox.app.ui.chart.ChartData;
import io.signalbox.app.ui.chart.ChartKind;
import io.signalbox.app.ui.chart.ChartSource;
import io.signalbox.app.ui.control.TimeRange;
import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.metrics.SeriesPoint;
import io.signalbox.core.query.EventView;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.QueryBus;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The Overview without a control. On the screen's thread only. Everything but the past is in the
 * snapshot; the past is asked at the pace at which it changes, its lines are worked out in the
 * background. A failed question keeps what is shown and says so.
 */
public final class OverviewViewModel {

  /** A chart of a day is not drawn again with every step of a quarter of an hour only. */
  private static final Duration SLOWEST = Duration.ofMinutes(1);

  private static final Duration EVENTS = Duration.ofSeconds(1);

  private final UiServices services;
  private final Question series;
  private final Question events;
  private final ObjectProperty<TimeRange> range = new SimpleObjectProperty<>(TimeRange.MINUTES_15);
  private final ObjectProperty<Folded.By> by = new SimpleObjectProperty<>(Folded.By.TREE);
  private final ReadOnlyObjectWrapper<@Nullable ConsoleSnapshot> snapshot =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Charted> charted = new ReadOnlyObjectWrapper<>(Charted.NONE);
  private final ReadOnlyObjectWrapper<Happened> happened =
      new ReadOnlyObjectWrapper<>(new Happened(List.of(), Instant.EPOCH, Instant.EPOCH));
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private Instant seriesDue = Instant.MIN;
  private Instant eventsDue = Instant.MIN;

  /**
   * What the charts show.
   *
   * @param named the providers with a line of their own, in configured order
   * @param others how many more there are
   * @param rates provider to its rates, oldest first, for the small line on its tile
   */
  record Charted(
      ChartData latency,
      ChartData throughput,
      ChartData success,
      List<String> named,
      int others,
      Map<String, List<Double>> rates) {

    static final Charted NONE =
        new Charted(ChartData.NONE, ChartData.NONE, ChartData.NONE, List.of(), 0, Map.of());
  }

  /**
   * What happened.
   *
   * @param events oldest first
   */
  record Happened(List<EventView> events, Instant from, Instant to) {}

  public OverviewViewModel(UiServices services) {
    this.services = services;
    this.series = new Question(services, this::fail);
    this.events = new Question(services, this::fail);
    services.preferences().keep("overview", "range", TimeRange.class, range);
    services.preferences().keep("overview", "by", Folded.By.class, by);
    range.addListener((property, old, next) -> {
      seriesDue = Instant.MIN;
      eventsDue = Instant.MIN;
      askPast();
    });
  }

  /** Shows a snapshot, and asks for the past where that is due. */
  public void show(ConsoleSnapshot newest) {
    snapshot.set(newest);
    askPast();
  }

  private void askPast() {
    ConsoleSnapshot shown = snapshot.get();
    if (shown == null) {
      return;
    }
    TimeRange over = range.get();
    Instant now = services.time().now();
    Instant from = now.minus(over.length());
    if (!now.isBefore(seriesDue)) {
      Duration step = over.step().compareTo(SLOWEST) < 0 ? over.step() : SLOWEST;
      seriesDue = now.plus(step);
      List<ProviderView> providers = shown.providers();
      series.prepare(
          over,
          queries -> charted(queries, providers, from, now, over),
          answer -> {
            error.set("");
            charted.set(answer);
          });
    }
    if (!now.isBefore(eventsDue)) {
      eventsDue = now.plus(EVENTS);
      events.ask(
          over, new Query.Events(from, 500), found -> happened.set(new Happened(found, from, now)));
    }
  }

  /** In the background. */
  private static Charted charted(
      QueryBus queries, List<ProviderView> providers, Instant from, Instant to, TimeRange over) {
    Map<String, List<SeriesPoint>> answer = queries.ask(new Query.Series(from, to, over.step()));
    Map<String, List<SeriesPoint>> ordered = new LinkedHashMap<>();
    Map<String, Integer> orders = new HashMap<>();
    Map<String, List<Double>> rates = new HashMap<>();
    for (ProviderView provider : providers) {
      List<SeriesPoint> points = answer.get(provider.name());
      if (points != null) {
        ordered.put(provider.name(), points);
        orders.put(provider.name(), provider.order());
        List<Double> own = new ArrayList<>(points.size());
        points.forEach(point -> own.add(point.operationsPerSecond()));
        rates.put(provider.name(), List.copyOf(own));
      }
    }
    ChartSource source = ChartSource.of(ordered, orders, from, to);
    return new Charted(
        ChartData.of(ChartKind.VALUES, source, SeriesPoint::p95Millis, Double.NaN),
        ChartData.of(ChartKind.STACKED, source, SeriesPoint::operationsPerSecond, Double.NaN),
        ChartData.of(ChartKind.PERCENT, source, SeriesPoint::successRate, Double.NaN),
        List.copyOf(source.named().keySet()),
        source.others().size(),
        Map.copyOf(rates));
  }

  private void fail(RuntimeException failure) {
    error.set(UiServices.textOf(failure));
  }

  Instant now() {
    return services.time().now();
  }

  ObjectProperty<TimeRange> rangeProperty() {
    return range;
  }

  /** What healthy providers are folded by where there are many. */
  ObjectProperty<Folded.By> byProperty() {
    return by;
  }

  /** Null before the first. */
  ReadOnlyObjectProperty<@Nullable ConsoleSnapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Charted> chartedProperty() {
    return charted.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Happened> happenedProperty() {
    return happened.getReadOnlyProperty();
  }

  ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }
}
