package io.signalbox.app.ui.providers;

import io.signalbox.app.ui.chart.ChartData;
import io.signalbox.app.ui.chart.ChartKind;
import io.signalbox.app.ui.chart.ChartSource;
import io.signalbox.app.ui.control.TimeRange;
import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.Preferences;
import io.signalbox.app.ui.providers.connection.ConnectionTestModel;
import io.signalbox.core.metrics.SeriesPoint;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.query.ProviderDetail;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.QueryBus;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.Held;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/**
 * The Providers screen without a control: rows, the selected provider in full, and a check of it.
 *
 * <p>On the screen's thread only; everything that blocks is asked in the background, once at a
 * time. A failed question keeps the old values and says so in {@link #errorProperty}.
 */
public final class ProvidersViewModel {

  private static final Duration HISTORY = Duration.ofHours(24);
  private static final int HISTORY_BARS = 144;

  /** A bar is ten minutes. */
  private static final Duration HISTORY_PACE = Duration.ofSeconds(30);

  private static final Duration SLOWEST = Duration.ofMinutes(1);

  private final UiServices services;
  private final ObservableList<ProviderRow> rows = FXCollections.observableArrayList();
  private final FilteredList<ProviderRow> shown = new FilteredList<>(rows);
  private final StringProperty filter = new SimpleStringProperty("");
  private final ObjectProperty<@Nullable HealthState> health = new SimpleObjectProperty<>();
  private final StringProperty type = new SimpleStringProperty("");
  private final ObjectProperty<TimeRange> range = new SimpleObjectProperty<>(TimeRange.MINUTES_15);
  private final ObjectProperty<@Nullable ProviderRow> selected = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<@Nullable ProviderDetail> detail =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable HealthBars> history = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<ChartData> latency =
      new ReadOnlyObjectWrapper<>(ChartData.NONE);
  private final CheckNow check;
  private final ConnectionTestModel connectionTest;
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final Question detailAsked;
  private final Question seriesAsked;
  private final Question historyAsked;
  private @Nullable ConsoleSnapshot snapshot;
  private Instant seriesDue = Instant.MIN;
  private Instant historyDue = Instant.MIN;
  private String wanted = "";

  public ProvidersViewModel(UiServices services) {
    this.services = services;
    this.detailAsked = new Question(services, this::showError);
    this.seriesAsked = new Question(services, this::showError);
    this.historyAsked = new Question(services, this::showError);
    this.check = new CheckNow(services);
    this.connectionTest = new ConnectionTestModel(services);
    Preferences kept = services.preferences();
    kept.keep("providers", "filter", filter);
    kept.keepOrNone("providers", "health", HealthState.class, health);
    kept.keep("providers", "range", TimeRange.class, range);
    filter.addListener((property, old, text) -> narrow());
    health.addListener((property, old, state) -> narrow());
    type.addListener((property, old, text) -> narrow());
    range.addListener((property, old, next) -> askAtOnce());
    selected.addListener((property, old, row) -> {
      if (row != null) {
        kept.set("providers", "selected", row.name());
      }
      detail.set(null);
      history.set(null);
      latency.set(ChartData.NONE);
      check.forget();
      connectionTest.close();
      askAtOnce();
    });
  }

  /** Shows a snapshot, and asks for what the selected provider alone has. */
  public void show(ConsoleSnapshot newest) {
    boolean first = snapshot == null;
    snapshot = newest;
    apply(newest.providers());
    if (first) {
      tick();
    }
    refreshDetail();
  }

  /** A second has passed: what is told for a while ends. */
  void tick() {
    Instant now = services.time().now();
    rows.forEach(row -> row.tick(now));
    check.tick(now);
    connectionTest.tick(now);
  }

  /** Selects by name, now or when the provider shows up; a filter that hides it is taken off. */
  public void select(String name) {
    wanted = name;
    chooseSelection(rows);
  }

  /** A check of the selected provider's health. */
  CheckNow check() {
    return check;
  }

  /** A test of the selected provider's connection. */
  ConnectionTestModel connectionTest() {
    return connectionTest;
  }

  private void apply(List<ProviderView> providers) {
    boolean same = rows.size() == providers.size();
    for (int i = 0; same && i < rows.size(); i++) {
      same = rows.get(i).name().equals(providers.get(i).name());
    }
    if (same) {
      // Only what changed is touched: a view that did not is the same object.
      boolean matches = true;
      for (int i = 0; i < rows.size(); i++) {
        ProviderRow row = rows.get(i);
        if (row.view() != providers.get(i)) {
          boolean before = isShown(row);
          row.update(providers.get(i));
          matches &= before == isShown(row);
        }
      }
      if (!matches) {
        applyFilters();
      }
    } else {
      replace(providers);
    }
    chooseSelection(rows);
  }

  private void replace(List<ProviderView> providers) {
    Map<String, ProviderRow> known = new HashMap<>();
    rows.forEach(row -> known.put(row.name(), row));
    List<ProviderRow> next = new ArrayList<>();
    for (ProviderView provider : providers) {
      ProviderRow row = known.get(provider.name());
      if (row == null) {
        row = new ProviderRow(provider);
      } else {
        row.update(provider);
      }
      next.add(row);
    }
    ProviderRow before = selected.get();
    rows.setAll(next);
    selected.set(before != null && next.contains(before) ? before : null);
    applyFilters();
  }

  private void chooseSelection(List<ProviderRow> next) {
    if (!wanted.isEmpty()) {
      next.stream()
          .filter(row -> row.name().equals(wanted))
          .findFirst()
          .ifPresent(row -> {
            wanted = "";
            if (!isShown(row)) {
              filter.set("");
              health.set(null);
              type.set("");
            }
            selected.set(row);
          });
    }
    if (selected.get() == null && !shown.isEmpty()) {
      String last = services.preferences().find("providers", "selected").orElse("");
      selected.set(
          shown.stream()
              .filter(row -> row.name().equals(last))
              .findFirst()
              .orElse(shown.getFirst()));
    }
  }

  /**
   * Somebody filters: nothing acts on a provider that he does not see. One that comes or goes by
   * its health stays selected, for whoever is about to press a button.
   */
  private void narrow() {
    applyFilters();
    ProviderRow row = selected.get();
    if (row == null || !isShown(row)) {
      selected.set(shown.isEmpty() ? null : shown.getFirst());
    }
  }

  private void refreshDetail() {
    ProviderRow row = selected.get();
    if (row == null) {
      detailAsked.forget();
      seriesAsked.forget();
      historyAsked.forget();
      return;
    }
    Instant now = services.time().now();
    TimeRange over = range.get();
    detailAsked.ask(
        List.of(row.name(), over),
        new Query.ShowProvider(row.name(), over.length()),
        answer -> {
          error.set("");
          detail.set(answer);
        });
    if (!now.isBefore(seriesDue)) {
      seriesDue = now.plus(over.step().compareTo(SLOWEST) < 0 ? over.step() : SLOWEST);
      int order = row.view().order();
      seriesAsked.prepare(
          List.of(row.name(), over),
          queries -> chart(queries, row.name(), order, now, over),
          latency::set);
    }
    if (!now.isBefore(historyDue)) {
      historyDue = now.plus(HISTORY_PACE);
      HealthState current = row.view().health().state();
      historyAsked.prepare(
          row.name(),
          queries ->
              HealthBars.of(
                  queries.ask(new Query.HealthHistory(row.name(), now.minus(HISTORY), now)),
                  current,
                  now.minus(HISTORY),
                  now,
                  HISTORY_BARS),
          history::set);
    }
  }

  /** In the background. */
  private static ChartData chart(
      QueryBus queries, String provider, int order, Instant now, TimeRange over) {
    Instant from = now.minus(over.length());
    List<SeriesPoint> points =
        queries.ask(new Query.Series(from, now, over.step())).getOrDefault(provider, List.of());
    return ChartData.of(
        ChartKind.VALUES,
        ChartSource.of(Map.of(provider, points), Map.of(provider, order), from, now),
        SeriesPoint::p95Millis,
        Double.NaN);
  }

  private void askAtOnce() {
    seriesDue = Instant.MIN;
    historyDue = Instant.MIN;
    refreshDetail();
  }

  private void applyFilters() {
    shown.setPredicate(this::isShown);
  }

  private boolean isShown(ProviderRow row) {
    String text = filter.get().trim().toLowerCase(Locale.ROOT);
    HealthState state = health.get();
    String only = type.get();
    return (text.isEmpty()
            || row.name().toLowerCase(Locale.ROOT).contains(text)
            || row.view().displayType().toLowerCase(Locale.ROOT).contains(text))
        && (state == null || row.view().health().state() == state)
        && (only.isEmpty() || row.view().type().equals(only));
  }

  private void showError(RuntimeException failure) {
    error.set(UiServices.textOf(failure));
  }

  ObservableList<ProviderRow> shown() {
    return shown;
  }

  /** Every configured provider, filtered or not. */
  ObservableList<ProviderRow> rows() {
    return rows;
  }

  StringProperty filterProperty() {
    return filter;
  }

  /** Null for any. */
  ObjectProperty<@Nullable HealthState> healthProperty() {
    return health;
  }

  /** Empty for any. */
  StringProperty typeProperty() {
    return type;
  }

  ObjectProperty<TimeRange> rangeProperty() {
    return range;
  }

  ObjectProperty<@Nullable ProviderRow> selectedProperty() {
    return selected;
  }

  ReadOnlyObjectProperty<@Nullable ProviderDetail> detailProperty() {
    return detail.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable HealthBars> historyProperty() {
    return history.getReadOnlyProperty();
  }

  /** The selected provider's latency over the range. */
  ReadOnlyObjectProperty<ChartData> latencyProperty() {
    return latency.getReadOnlyProperty();
  }

  /** What an operator's hand is on of a provider, by weight. */
  List<Held> heldOf(String provider) {
    ConsoleSnapshot newest = snapshot;
    return newest == null ? List.of() : newest.heldOf(provider);
  }

  ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }
}
