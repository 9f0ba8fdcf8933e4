package io.signalbox.app.ui.providers;

import io.signalbox.app.report.Csv;
import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Columns;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Screen;
import io.signalbox.app.ui.control.Segments;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.TimeRange;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.KeptTable;
import io.signalbox.app.ui.providers.form.ProviderFormView;
import io.signalbox.app.ui.switching.SwitchForm;
import io.signalbox.core.provider.HealthState;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Providers: the table of all, and one in full below it. */
public final class ProvidersScreen implements Screen {

  private static final double LOW = 720;

  private final ProvidersViewModel model;
  private final ProviderFormView registration;
  private final RemoveProvider removal;
  private final ProviderDetailView detail;
  private final Button register;
  private final VBox root = Ui.column(12);
  private final TextField filter = new TextField();
  private final TableView<ProviderRow> table = new TableView<>();
  private String wanted = "";

  public ProvidersScreen(UiServices services, Dialogs dialogs, SwitchForm form) {
    this.model = new ProvidersViewModel(services);
    this.registration = new ProviderFormView(services, dialogs, this::select);
    this.removal = new RemoveProvider(services, dialogs);
    this.detail = new ProviderDetailView(model, form, registration, removal);
    register = Ui.button(Act.REGISTER_PROVIDER, registration::register, "primary");
    Label error = Ui.wrapped("", "bad");
    error.textProperty().bind(model.errorProperty());
    error.managedProperty().bind(error.textProperty().isNotEmpty());
    VBox tableCard = new VBox(table);
    tableCard.getStyleClass().add("card");
    buildTable(services);
    KeptTable.keep(services.preferences(), "providers", table);
    Node lower = detail.node();
    VBox.setVgrow(lower, Priority.ALWAYS);
    root.getChildren().addAll(toolbar(), error, tableCard, lower);
  }

  private HBox toolbar() {
    filter.setPromptText("Filter providers");
    filter.setPrefWidth(220);
    filter.setId("provider-filter");
    Ui.knownByPrompt(filter);
    filter.textProperty().bindBidirectional(model.filterProperty());
    Button health =
        Ui.button("", () -> model.healthProperty().set(next(model.healthProperty().get())), "chip");
    health.setId("provider-health");
    model.healthProperty().addListener((property, old, state) -> show(health, state));
    // What was chosen before a restart is chosen already.
    show(health, model.healthProperty().get());
    Segments<TimeRange> range =
        new Segments<>(
            List.of(TimeRange.MINUTES_15, TimeRange.HOUR, TimeRange.DAY),
            TimeRange::label,
            model.rangeProperty());
    Button csv = Ui.button(Act.PROVIDERS_CSV, () -> Ui.copy(csv()), "compact");
    Label over = Ui.label("table over 5 min, the one below over", "small", "muted");
    over.setMinWidth(0);
    return Ui.row(8, filter, health, Ui.spacer(), over, range, csv, register);
  }

  private static void show(Button chip, @Nullable HealthState state) {
    chip.setText("health: " + (state == null ? "any" : state.name().toLowerCase(Locale.ROOT)));
    Ui.mark(chip, List.of("on"), state == null ? "" : "on");
  }

  private static @Nullable HealthState next(@Nullable HealthState state) {
    if (state == null) {
      return HealthState.values()[0];
    }
    int following = state.ordinal() + 1;
    return following < HealthState.values().length ? HealthState.values()[following] : null;
  }

  private void buildTable(UiServices services) {
    TableColumn<ProviderRow, ProviderView> type =
        column("Type", 124, false, ProviderView::displayType);
    type.setMinWidth(124);
    TableColumn<ProviderRow, ProviderView> priority =
        number(
            "Priority",
            74,
            view -> (double) view.priority(),
            view -> String.valueOf(view.priority()));
    TableColumn<ProviderRow, ProviderView> work =
        column("New work", 128, false, view -> ProviderRow.work(view, services.time().now()));
    work.setMinWidth(128);
    TableColumn<ProviderRow, ProviderView> weight =
        number("Weight", 68, ProviderView::weight, view -> Units.number(view.weight()));
    TableColumn<ProviderRow, ProviderView> rate =
        number(
            "ops/s",
            62,
            view -> view.metrics().operationsPerSecond(),
            view -> Units.number(view.metrics().operationsPerSecond()));
    TableColumn<ProviderRow, ProviderView> p50 =
        number(
            "p50",
            68,
            view -> view.metrics().p50Millis(),
            view -> Units.millis(view.metrics().p50Millis(), "–"));
    TableColumn<ProviderRow, ProviderView> calls =
        number(
            "In flight",
            78,
            view -> (double) view.inFlight(),
            view -> view.inFlight() + " / " + view.maxInFlight());
    TableColumn<ProviderRow, ?> checked =
        Columns.text("Checked", 88, true, ProviderRow::checkedProperty, Function.identity(), null);
    checked.setMinWidth(88);
    // In a narrow window names and what is wrong stay, each whole; the others are below the table.
    List<List<TableColumn<ProviderRow, ?>>> dispensable =
        List.of(
            List.of(checked),
            List.of(rate, p50, calls),
            List.of(weight),
            List.of(type),
            List.of(priority));
    table.widthProperty().addListener((property, old, width) -> Columns.fit(table, dispensable));
    table.setId("providers");
    table.setAccessibleText("Providers");
    table.setFixedCellSize(36);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
    table
        .getColumns()
        .setAll(
            List.of(
                Columns.kept(
                    "Health",
                    176,
                    ProviderRow::viewProperty,
                    Comparator.comparing(view -> Status.of(view).word()),
                    HealthCell::new,
                    (cell, view) -> cell.show(view, model.heldOf(view.name()))),
                Columns.kept(
                    "Provider",
                    186,
                    ProviderRow::viewProperty,
                    Comparator.comparing(ProviderView::name),
                    NameCell::new,
                    NameCell::show),
                type,
                work,
                number("Share", 68, ProviderView::share, view -> Units.share(view.share())),
                rate,
                number(
                    "Errors, %",
                    92,
                    view -> view.metrics().errorRate(),
                    view ->
                        Double.isNaN(view.metrics().errorRate())
                            ? "–"
                            : Units.number(view.metrics().errorRate())),
                p50,
                number(
                    "p95",
                    68,
                    view -> view.metrics().p95Millis(),
                    view -> Units.millis(view.metrics().p95Millis(), "–")),
                calls,
                weight,
                priority,
                checked));
    SortedList<ProviderRow> sorted = new SortedList<>(model.shown());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.setPlaceholder(Ui.empty("No provider matches the filter."));
    sorted.addListener(
        (javafx.collections.ListChangeListener<ProviderRow>) change -> sizeTable(sorted.size()));
    root.heightProperty().addListener((property, old, height) -> sizeTable(sorted.size()));
    sizeTable(sorted.size());
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((property, old, row) -> {
          if (row != null) {
            model.selectedProperty().set(row);
          }
        });
    model
        .selectedProperty()
        .addListener((property, old, row) -> {
          table.getSelectionModel().select(row);
          reveal();
        });
  }

  /** Brings the row that was asked for by its name into sight. */
  private void reveal() {
    ProviderRow row = model.selectedProperty().get();
    if (row == null || !row.name().equals(wanted)) {
      return;
    }
    wanted = "";
    int at = table.getItems().indexOf(row);
    boolean seen =
        table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
            && flow.getFirstVisibleCell() != null
            && at > flow.getFirstVisibleCell().getIndex()
            && at < flow.getLastVisibleCell().getIndex();
    if (!seen) {
      table.scrollTo(at);
    }
  }

  private void sizeTable(int rows) {
    double height =
        34
            + 36
                * Math.max(
                    1, Math.min(root.getHeight() > 0 && root.getHeight() < LOW ? 5 : 8, rows));
    table.setMinHeight(Math.min(height, 34 + 36 * 4));
    table.setPrefHeight(height);
    table.setMaxHeight(height);
  }

  private static TableColumn<ProviderRow, ProviderView> column(
      String name, double width, boolean right, Function<ProviderView, String> text) {
    return Columns.text(
        name, width, right, ProviderRow::viewProperty, text, Comparator.comparing(text));
  }

  private static TableColumn<ProviderRow, ProviderView> number(
      String name,
      double width,
      Function<ProviderView, Double> value,
      Function<ProviderView, String> text) {
    TableColumn<ProviderRow, ProviderView> column =
        Columns.text(
            name, width, true, ProviderRow::viewProperty, text, Comparator.comparing(value));
    column.setMinWidth(width);
    return column;
  }

  private String csv() {
    StringBuilder csv =
        new StringBuilder(
            "provider,type,health,share,operations_per_second,error_percent,p50_ms,p95_ms,weight\n");
    for (ProviderRow row : table.getItems()) {
      ProviderView view = row.view();
      csv.append(
          Csv.line(
              List.of(
                  view.name(),
                  view.type(),
                  view.health().state(),
                  Csv.number(view.share(), 4),
                  Csv.number(view.metrics().operationsPerSecond(), 3),
                  Csv.number(view.metrics().errorRate(), 3),
                  Csv.number(view.metrics().p50Millis(), 1),
                  Csv.number(view.metrics().p95Millis(), 1),
                  view.weight())));
    }
    return csv.toString();
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void show(ConsoleSnapshot snapshot) {
    registration.show(snapshot);
    removal.show(snapshot);
    Ui.enable(register, registration.refusal());
    model.show(snapshot);
  }

  @Override
  public void tick() {
    registration.tick();
    model.tick();
    detail.tick();
    Ui.enable(register, registration.refusal());
  }

  @Override
  public void select(String subject) {
    wanted = subject;
    model.select(subject);
    reveal();
  }

  @Override
  public ObservableValue<String> context() {
    return new ReadOnlyStringWrapper("").getReadOnlyProperty();
  }
}
