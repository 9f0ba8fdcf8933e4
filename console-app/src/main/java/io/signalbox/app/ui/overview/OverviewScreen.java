package io.signalbox.app.ui.overview;

import io.signalbox.app.ui.control.EventLanes;
import io.signalbox.app.ui.control.Navigator;
import io.signalbox.app.ui.control.Screen;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.event.Event;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.query.EventView;
import io.signalbox.core.query.OverviewView;
import io.signalbox.core.snapshot.ProviderView;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;

/**
 * Overview: totals, a tile for each provider, charts, problems and what an operator holds, events.
 */
public final class OverviewScreen implements Screen {

  private static final List<Event.Lane> LANES =
      List.of(Event.Lane.HEALTH, Event.Lane.BY_HAND, Event.Lane.REQUEST);

  private final OverviewViewModel model;
  private final Navigator navigator;
  private final VBox root = Ui.column(12);
  private final Totals totals = new Totals();
  private final TilePane tiles = new TilePane(12, 12);
  private final Map<String, ProviderTile> tileOf = new LinkedHashMap<>();
  private final TrafficCharts charts;
  private final ProblemList problems;
  private final EventLanes lanes;
  private final Label error = Ui.wrapped("", "bad");

  public OverviewScreen(UiServices services, Navigator navigator) {
    this.model = new OverviewViewModel(services);
    this.navigator = navigator;
    this.charts = new TrafficCharts(model);
    this.problems = new ProblemList(navigator);
    this.lanes = new EventLanes(LANES, this::open);
    error.managedProperty().bind(error.textProperty().isNotEmpty());
    error.textProperty().bind(model.errorProperty());
    tiles.setPrefTileHeight(152);
    tiles.widthProperty().addListener((property, old, width) -> sizeTiles());
    ScrollPane tileScroll = new ScrollPane(tiles);
    tileScroll.setFitToWidth(true);
    tileScroll.setMinHeight(154);
    tileScroll.setMaxHeight(318);
    tileScroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    HBox middle = new HBox(12, Ui.grow(charts.node()), problems.node());
    VBox.setVgrow(middle, Priority.ALWAYS);
    VBox events =
        new VBox(
            Ui.pad(
                Ui.row(
                    8,
                    Ui.label("Events", "semi"),
                    Ui.label("point at one to read it, click to go there", "small", "muted")),
                8,
                12,
                4,
                12),
            lanes);
    events.getStyleClass().add("card");
    events.setMinHeight(130);
    root.getChildren().addAll(error, totals, tileScroll, middle, events);
    model.overviewProperty().addListener((property, old, view) -> show(view));
    model.chartedProperty().addListener((property, old, charted) -> showCharts(charted));
  }

  private void open(EventView event) {
    switch (event.lane()) {
      case HEALTH, CIRCUIT, BY_HAND, ROUTING ->
          navigator.go(Navigator.Place.PROVIDERS, event.subject());
      case REQUEST -> navigator.go(Navigator.Place.REQUESTS, event.subject());
      case TEMPLATE, CONFIGURATION -> navigator.go(Navigator.Place.TEMPLATES, "");
    }
  }

  private void show(OverviewView view) {
    totals.show(view);
    List<String> names = view.providers().stream().map(ProviderView::name).toList();
    if (!List.copyOf(tileOf.keySet()).equals(names)) {
      tileOf.clear();
      for (ProviderView provider : view.providers()) {
        tileOf.put(
            provider.name(),
            new ProviderTile(
                provider, () -> navigator.go(Navigator.Place.PROVIDERS, provider.name())));
      }
      tiles.getChildren().setAll(tileOf.values());
      if (names.isEmpty()) {
        tiles
            .getChildren()
            .add(Ui.empty("No provider is configured. Add one under providers in config.json."));
      }
      sizeTiles();
    }
    showTiles(view);
    problems.show(view);
  }

  private void showTiles(OverviewView view) {
    OverviewViewModel.Charted charted = model.chartedProperty().get();
    for (ProviderView provider : view.providers()) {
      ProviderTile tile = tileOf.get(provider.name());
      if (tile != null) {
        tile.show(provider, charted.series().getOrDefault(provider.name(), List.of()), view.at());
      }
    }
  }

  private void showCharts(OverviewViewModel.Charted charted) {
    OverviewView view = model.overviewProperty().get();
    if (view == null) {
      return;
    }
    Map<String, Integer> orders = new HashMap<>();
    view.providers().forEach(each -> orders.put(each.name(), each.order()));
    charts.show(charted, orders);
    lanes.show(charted.events(), charted.from(), charted.to());
    showTiles(view);
  }

  /** Tiles share the width, at most six beside each other. */
  private void sizeTiles() {
    int count = Math.max(1, Math.min(6, tileOf.size()));
    double width = tiles.getWidth() - 2;
    int fit = Math.max(1, Math.min(count, (int) ((width + 12) / (216 + 12))));
    tiles.setPrefColumns(fit);
    tiles.setPrefTileWidth(Math.max(216, Math.floor((width - (fit - 1) * 12) / fit)));
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public void refresh() {
    model.refresh();
  }

  @Override
  public void select(String subject) {
    // Nothing is selected on this screen.
  }

  @Override
  public ObservableValue<String> context() {
    return new ReadOnlyStringWrapper("").getReadOnlyProperty();
  }

  /** The strip of totals. */
  private static final class Totals extends HBox {
    private final Label throughput = Ui.label("", "figure");
    private final Label success = Ui.label("", "figure");
    private final Label latency = Ui.label("", "figure");
    private final Label inFlight = Ui.label("", "figure");
    private final Label open = Ui.label("", "figure");
    private final Label running = Ui.label("", "figure");
    private final Label held = Ui.label("", "figure");

    Totals() {
      getStyleClass().add("card");
      setMinHeight(58);
      add("Throughput", throughput, "ops/s");
      add("Success", success, "%");
      add("Latency p95", latency, "");
      add("In flight", inFlight, "calls");
      add("Requests open", open, "");
      add("Machines running", running, "");
      add("Held by hand", held, "");
      getChildren().getLast().getStyleClass().add("last");
    }

    private void add(String name, Label figure, String unit) {
      HBox line = Ui.row(5, figure, Ui.label(unit, "small", "muted"));
      line.setAlignment(javafx.geometry.Pos.BASELINE_LEFT);
      VBox box = Ui.grow(Ui.column(1, Ui.label(name, "small", "muted"), line));
      box.getStyleClass().add("total");
      box.setPrefWidth(100);
      getChildren().add(box);
    }

    void show(OverviewView view) {
      WindowMetrics totals = view.totals();
      throughput.setText(Units.number(totals.operationsPerSecond()));
      success.setText(
          Double.isNaN(totals.successRate()) ? "–" : Units.number(totals.successRate()));
      latency.setText(Units.millis(totals.p95Millis(), "–"));
      inFlight.setText(String.valueOf(view.inFlight()));
      open.setText(String.valueOf(view.requestsOpen()));
      running.setText(String.valueOf(view.machinesRunning()));
      held.setText(String.valueOf(view.operatorHolds().size()));
      Ui.mark(held, List.of("hand"), view.operatorHolds().isEmpty() ? "" : "hand");
    }
  }
}
