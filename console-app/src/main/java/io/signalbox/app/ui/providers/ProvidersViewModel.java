package io.signalbox.app.ui.providers;

import io.signalbox.app.ui.control.TimeRange;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.metrics.SeriesPoint;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.query.ProviderDetail;
import io.signalbox.core.query.Query;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
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
 * The Providers screen without a control: rows, the selected provider in full, and the actions on
 * it.
 *
 * <p>On the screen's thread only; everything that blocks goes through {@link UiServices}. A failed
 * refresh keeps the old values and says so in {@link #errorProperty}.
 */
public final class ProvidersViewModel {

  private static final Duration HISTORY = Duration.ofHours(24);
  private static final int HISTORY_BARS = 144;

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
  private final ReadOnlyObjectWrapper<List<SeriesPoint>> series =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ProviderActions actions;
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private long asked;
  private long answered;
  private String wanted = "";

  public ProvidersViewModel(UiServices services) {
    this.services = services;
    this.actions = new ProviderActions(services, selected, this::refresh);
    filter.addListener((property, old, text) -> applyFilters());
    health.addListener((property, old, state) -> applyFilters());
    type.addListener((property, old, text) -> applyFilters());
    range.addListener((property, old, next) -> refresh());
    selected.addListener((property, old, row) -> {
      detail.set(null);
      history.set(null);
      series.set(List.of());
      actions.forgetOutcome();
      refreshDetail();
    });
  }

  /** Asks for everything shown; called by the feed and after every action. */
  public void refresh() {
    long ask = ++asked;
    services.ask(
        new Query.ListProviders(false),
        providers -> {
          // A slow answer counts unless a newer one is shown: else a busy core would never be seen.
          if (ask > answered) {
            answered = ask;
            error.set("");
            loaded.set(true);
            apply(providers);
          }
        },
        this::showError);
    refreshDetail();
  }

  /** Selects by name, now or when the provider shows up. */
  public void select(String name) {
    wanted = name;
    rows.stream().filter(row -> row.name().equals(name)).findFirst().ifPresent(selected::set);
  }

  /** What can be done to the selected provider. */
  ProviderActions actions() {
    return actions;
  }

  private void apply(List<ProviderView> providers) {
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
    if (!next.equals(rows)) {
      ProviderRow before = selected.get();
      rows.setAll(next);
      selected.set(before != null && next.contains(before) ? before : null);
    }
    applyFilters();
    chooseSelection(next);
  }

  private void chooseSelection(List<ProviderRow> next) {
    if (!wanted.isEmpty()) {
      next.stream()
          .filter(row -> row.name().equals(wanted))
          .findFirst()
          .ifPresent(row -> {
            wanted = "";
            selected.set(row);
          });
    }
    if (selected.get() == null && !next.isEmpty()) {
      selected.set(next.getFirst());
    }
  }

  private void refreshDetail() {
    ProviderRow row = selected.get();
    if (row == null) {
      return;
    }
    Instant now = services.time().now();
    TimeRange over = range.get();
    services.ask(
        new Query.ShowProvider(row.name(), over.length()),
        answer -> ifSelected(row, () -> detail.set(answer)),
        this::showError);
    services.ask(
        new Query.HealthHistory(row.name(), now.minus(HISTORY), now),
        changes ->
            ifSelected(
                row,
                () ->
                    history.set(
                        HealthBars.of(
                            changes,
                            row.view().health().state(),
                            now.minus(HISTORY),
                            now,
                            HISTORY_BARS))),
        this::showError);
    services.ask(
        new Query.Series(now.minus(over.length()), now, over.step()),
        answer -> ifSelected(row, () -> series.set(answer.getOrDefault(row.name(), List.of()))),
        this::showError);
  }

  /** An answer for a provider that is no longer the selected one is dropped. */
  private void ifSelected(ProviderRow row, Runnable apply) {
    if (selected.get() == row) {
      apply.run();
    }
  }

  private void applyFilters() {
    String text = filter.get().trim().toLowerCase(Locale.ROOT);
    HealthState state = health.get();
    String only = type.get();
    shown.setPredicate(row ->
        (text.isEmpty()
                || row.name().toLowerCase(Locale.ROOT).contains(text)
                || row.view().displayType().toLowerCase(Locale.ROOT).contains(text))
            && (state == null || row.view().health().state() == state)
            && (only.isEmpty() || row.view().type().equals(only)));
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

  ReadOnlyObjectProperty<List<SeriesPoint>> seriesProperty() {
    return series.getReadOnlyProperty();
  }

  /** Whether a first answer has come: before it, an empty table means "loading", not "none". */
  ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }

  ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }
}
