package io.signalbox.app.ui.requests;

import io.signalbox.app.report.Csv;
import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.ChipMenu;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.LookBack;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Screen;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.preference.KeptTable;
import io.signalbox.core.provider.TimeSource;
import io.signalbox.core.request.MachineRequest;
import io.signalbox.core.request.RequestSearch;
import io.signalbox.core.request.RequestState;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.time.Instant;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Requests: the table, the form with its dry run, and one request in full beside them. */
public final class RequestsScreen implements Screen {

  private static final double WIDE = 1_200;

  /** The heads and two rows, px. */
  private static final double LEAST_TABLE = 104;

  private final RequestsViewModel model;
  private final SweepModel sweep;
  private final TimeSource time;
  // The time ages are of; ticks.
  private final ReadOnlyObjectWrapper<Instant> now;
  private final SubmitView submitting;
  private final SweepView sweeping;
  private final BorderPane root = new BorderPane();
  private final TableView<RequestRow> table = new TableView<>();

  public RequestsScreen(UiServices services, Dialogs dialogs, Navigator navigator) {
    this.model = new RequestsViewModel(services);
    this.time = services.time();
    this.now = new ReadOnlyObjectWrapper<>(time.now());
    this.sweep = new SweepModel(services, model::refreshList);
    this.submitting = new SubmitView(model.submit());
    this.sweeping = new SweepView(sweep, dialogs);
    RequestDetailView detail = new RequestDetailView(model.selected(), dialogs, navigator, now);
    buildTable();
    KeptTable.keep(services.preferences(), "requests", table);
    VBox tableCard = new VBox(Ui.grow(table), foot());
    tableCard.getStyleClass().add("card");
    VBox.setVgrow(tableCard, Priority.ALWAYS);
    Region form = submitting.node();
    Region swept = sweeping.node();
    // As high, so that nothing moves.
    swept.minHeightProperty().bind(form.minHeightProperty());
    swept.maxHeightProperty().bind(form.maxHeightProperty());
    form.visibleProperty().bind(swept.visibleProperty().not());
    RequestDays days = new RequestDays();
    StackPane below = new StackPane(form, swept);
    VBox main = Ui.column(12, toolbar(), days.node(), tableCard, below);
    // Who looks back for days reads; who looks at today submits too.
    BooleanExpression today =
        Bindings.createBooleanBinding(
            () -> model.backProperty().get().isWithinADay(), model.backProperty());
    for (Region each : List.of(below, days.node())) {
      each.visibleProperty().bind(each == below ? today.or(swept.visibleProperty()) : today.not());
      each.managedProperty().bind(each.visibleProperty());
    }
    model.foundProperty().addListener((property, old, now) -> days.show(now.days()));
    root.setCenter(main);
    root.setRight(detail.node());
    root.widthProperty()
        .addListener((property, old, width) -> detail.setNarrow(width.doubleValue() < WIDE));
    root.setPadding(new javafx.geometry.Insets(0));
    BorderPane.setMargin(main, new javafx.geometry.Insets(0, 16, 0, 0));
    // The detail stands at the window's edge, over the screen's own margin.
    BorderPane.setMargin(detail.node(), new javafx.geometry.Insets(-16, -16, -16, 0));
  }

  /** How many there are, what went wrong, and the way to older ones: one line, always there. */
  private HBox foot() {
    Label counted = Ui.label("", "small", "muted");
    Label error = Ui.label("", "small", "bad");
    error.textProperty().bind(model.errorProperty());
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(model.errorProperty());
    error.setTooltip(whole);
    Button more = Ui.button(Act.REQUESTS_MORE, model::showMore, "compact");
    more.visibleProperty().bind(model.moreProperty());
    InvalidationListener count = changed -> counted.setText(counted(model));
    model.foundProperty().addListener(count);
    model.openProperty().addListener(count);
    count.invalidated(model.foundProperty());
    HBox foot = Ui.row(8, counted, Ui.grow(error), more);
    foot.setMinHeight(34);
    foot.setStyle("-fx-border-color: -sb-border-muted transparent transparent transparent;");
    return Ui.pad(foot, 0, 12, 0, 12);
  }

  /** {@code 200 newest of 1,284 found, 100,000 kept, 3 open}. */
  private static String counted(RequestsViewModel model) {
    RequestSearch.Found found = model.foundProperty().get();
    String shown =
        model.shown().size() < found.found()
            ? Units.number(model.shown().size()) + " newest of " + Units.number(found.found())
            : Units.number(found.found());
    return shown
        + " found, "
        + Units.number(found.all())
        + " kept, "
        + Units.number(model.openProperty().get())
        + " open";
  }

  private HBox toolbar() {
    TextField filter = new TextField();
    filter.setPromptText("Filter requests");
    filter.setPrefWidth(190);
    filter.setMinWidth(120);
    filter.setId("request-filter");
    Ui.knownByPrompt(filter);
    filter.textProperty().bindBidirectional(model.filterProperty());
    ChipMenu back =
        ChipMenu.one(
            List.of(LookBack.values()), LookBack::label, LookBack.DAY, model.backProperty());
    back.setId("request-back");
    ChipMenu state =
        ChipMenu.several(
            "state", List.of(RequestState.values()), RequestState::word, model.statesProperty());
    state.setId("request-states");
    ChipMenu provider = ChipMenu.named("provider", model.providers(), model.providerProperty());
    provider.setId("request-provider");
    Button csv = Ui.button(Act.REQUESTS_CSV, () -> Ui.copy(csv()), "compact");
    Button look = Ui.button(Act.SWEEP, sweep::look, "compact");
    FlowPane chips = new FlowPane(8, 4, back, state, provider);
    chips.setAlignment(Pos.CENTER_LEFT);
    chips.setMinWidth(120);
    return Ui.row(8, filter, Ui.grow(chips), look, csv);
  }

  private void buildTable() {
    table.setId("requests");
    table.setAccessibleText("Requests");
    table.setFixedCellSize(36);
    new RequestColumns(now).putInto(table);
    SortedList<RequestRow> sorted = new SortedList<>(model.shown());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.setMinHeight(LEAST_TABLE);
    table.setPlaceholder(
        Ui.empty("No request here. Look further back or for others, or submit one."));
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((property, old, row) -> {
          if (row != null) {
            model.selected().rowProperty().set(row);
          }
        });
    model
        .selected()
        .rowProperty()
        .addListener((property, old, row) -> table.getSelectionModel().select(row));
  }

  /** What tells requests apart on a screen: its kind and its end, for its front is the time. */
  static String shortId(String id) {
    return id.length() > 12 ? id.substring(0, 4) + "…" + id.substring(id.length() - 7) : id;
  }

  private String csv() {
    StringBuilder csv =
        new StringBuilder("request,state,template,requested,provider,created,message\n");
    for (RequestRow row : table.getItems()) {
      MachineRequest request = row.request();
      csv.append(
          Csv.line(
              List.of(
                  request.requestId(),
                  request.state().word(),
                  request.templateId(),
                  request.requested(),
                  String.join(" ", request.machinesAt()),
                  request.createdAt(),
                  request.message())));
    }
    return csv.toString();
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void show(ConsoleSnapshot snapshot) {
    now.set(time.now());
    model.show(snapshot);
  }

  @Override
  public void tick() {
    now.set(time.now());
    submitting.tick();
    sweeping.tick();
    model.tick();
  }

  @Override
  public boolean opens(Act act) {
    return act == Act.NEW_REQUEST;
  }

  /** Who submits looks at today. */
  @Override
  public void open(Act act) {
    model.backProperty().set(LookBack.DAY);
  }

  @Override
  public void select(String subject) {
    model.select(subject);
  }

  @Override
  public ObservableValue<String> context() {
    return new ReadOnlyStringWrapper("").getReadOnlyProperty();
  }
}
