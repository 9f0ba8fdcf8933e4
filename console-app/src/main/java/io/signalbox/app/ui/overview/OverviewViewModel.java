package io.signalbox.app.ui.overview;

import io.signalbox.app.ui.control.TimeRange;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.metrics.SeriesPoint;
import io.signalbox.core.query.EventView;
import io.signalbox.core.query.OverviewView;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Instant;
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
 * The Overview without a control. On the screen's thread only. A failed refresh keeps the old
 * values and says so; an answer older than what is shown, or for another range, is dropped; a slow
 * answer is not dropped because a newer question is under way, or a busy core would never be seen.
 */
public final class OverviewViewModel {

  private final UiServices services;
  private final ObjectProperty<TimeRange> range = new SimpleObjectProperty<>(TimeRange.MINUTES_15);
  private final ReadOnlyObjectWrapper<@Nullable OverviewView> overview =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<Charted> charted =
      new ReadOnlyObjectWrapper<>(new Charted(Map.of(), Instant.EPOCH, Instant.EPOCH, List.of()));
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private long asked;
  private long shown;
  private long drawn;

  /**
   * What the charts and lanes show.
   *
   * @param series provider to its points, in configured order
   * @param events oldest first
   */
  public record Charted(
      Map<String, List<SeriesPoint>> series, Instant from, Instant to, List<EventView> events) {}

  public OverviewViewModel(UiServices services) {
    this.services = services;
    range.addListener((property, old, next) -> refresh());
  }

  public void refresh() {
    long ask = ++asked;
    TimeRange over = range.get();
    Instant now = services.time().now();
    Instant from = now.minus(over.length());
    services.ask(
        new Query.Overview(over.length()),
        view -> {
          if (ask > shown && over == range.get()) {
            shown = ask;
            error.set("");
            overview.set(view);
            askSeries(ask, view, from, now, over);
          }
        },
        this::fail);
  }

  private void askSeries(long ask, OverviewView view, Instant from, Instant now, TimeRange over) {
    services.ask(
        new Query.Series(from, now, over.step()),
        series ->
            services.ask(
                new Query.Events(from, 500),
                events -> {
                  if (ask > drawn && over == range.get()) {
                    drawn = ask;
                    charted.set(new Charted(ordered(view, series), from, now, events));
                  }
                },
                this::fail),
        this::fail);
  }

  private static Map<String, List<SeriesPoint>> ordered(
      OverviewView view, Map<String, List<SeriesPoint>> series) {
    Map<String, List<SeriesPoint>> ordered = new LinkedHashMap<>();
    for (ProviderView provider : view.providers()) {
      List<SeriesPoint> points = series.get(provider.name());
      if (points != null) {
        ordered.put(provider.name(), points);
      }
    }
    return ordered;
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

  ReadOnlyObjectProperty<@Nullable OverviewView> overviewProperty() {
    return overview.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Charted> chartedProperty() {
    return charted.getReadOnlyProperty();
  }

  ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }
}
