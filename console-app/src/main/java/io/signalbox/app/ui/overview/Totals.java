package io.signalbox.app.ui.overview;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.control.Words;
import io.signalbox.core.error.Counted;
import io.signalbox.core.metrics.WindowMetrics;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The strip of totals, over the last five minutes. */
final class Totals extends HBox {

  /** Of each beside the others; all grow alike. */
  private static final double WIDTH = 100;

  private static final double LEAST_HEIGHT = 58;

  /** Where there is less, margins give way to names and units. */
  private static final double NARROW = 1_000;

  /** What the longest figure and unit need, and short counts can spare. */
  private static final double MORE = 24;

  private final Label providers = Ui.label("", "small", "muted");
  private final HBox states = Ui.row(10);
  private final VBox counted = Ui.column(6, providers, states);
  private final Label throughput = Ui.label("", "figure");
  private final Label success = Ui.label("", "figure");
  private final Label latency = Ui.label("", "figure");
  private final Label inFlight = Ui.label("", "figure");
  private final Label open = Ui.label("", "figure");
  private final Label running = Ui.label("", "figure");
  // Where there is little room, what it costs and of how many that is unknown.
  private final Label cost = Ui.ends("", "small", "muted");
  private final Label held = Ui.label("", "figure");
  private Map<Status, Integer> shown = Map.of();

  Totals() {
    getStyleClass().add("card");
    setMinHeight(USE_PREF_SIZE);
    widthProperty()
        .addListener((property, old, width) ->
            Ui.mark(this, List.of("narrow"), width.doubleValue() < NARROW ? "narrow" : ""));
    counted.getStyleClass().add("total");
    counted.setMinWidth(Region.USE_PREF_SIZE);
    counted.managedProperty().bind(counted.visibleProperty());
    getChildren().add(counted);
    add("Throughput", throughput, "ops/s").setPrefWidth(WIDTH + MORE);
    add("Success", success, "%");
    add("Latency p95", latency, "");
    add("In flight", inFlight, "calls").setPrefWidth(WIDTH - MORE / 2);
    add("Requests open", open, "").setPrefWidth(WIDTH - MORE / 2);
    // Their price is a sentence.
    add("Machines running", running, cost).setPrefWidth(2 * WIDTH);
    add("Held by operator", held, "");
    getChildren().getLast().getStyleClass().add("last");
  }

  private VBox add(String name, Label figure, String unit) {
    return add(name, figure, Ui.label(unit, "small", "muted"));
  }

  private VBox add(String name, Label figure, Label unit) {
    figure.setMinWidth(USE_PREF_SIZE);
    HBox line = Ui.row(5, figure, unit);
    line.setAlignment(Pos.BASELINE_LEFT);
    // A name that needs two lines leaves every figure in one.
    VBox box = Ui.grow(Ui.column(1, new Words(name, 0, "small", "muted"), line));
    box.setAlignment(Pos.BOTTOM_LEFT);
    box.getStyleClass().add("total");
    box.setPrefWidth(WIDTH);
    getChildren().add(box);
    return box;
  }

  /** As high as the names are in the widths they come to have. */
  @Override
  protected double computePrefHeight(double width) {
    if (width < 0) {
      return super.computePrefHeight(width);
    }
    List<Node> shown = getManagedChildren();
    double left = width - snappedLeftInset() - snappedRightInset();
    long growing = shown.stream().filter(each -> getHgrow(each) != null).count();
    for (Node each : shown) {
      left -= each.prefWidth(-1);
    }
    double high = 0;
    for (Node each : shown) {
      double more = getHgrow(each) == null ? 0 : left / growing;
      double wide = Math.max(each.minWidth(-1), each.prefWidth(-1) + more);
      high = Math.max(high, each.prefHeight(Math.floor(wide)));
    }
    return Math.max(LEAST_HEIGHT, snapSizeY(high) + snappedTopInset() + snappedBottomInset());
  }

  void show(ConsoleSnapshot snapshot) {
    WindowMetrics totals = snapshot.totals();
    throughput.setText(Units.number(snapshot.operationsPerSecond()));
    success.setText(Double.isNaN(totals.successRate()) ? "–" : Units.number(totals.successRate()));
    latency.setText(Units.millis(totals.p95Millis(), "–"));
    inFlight.setText(String.valueOf(snapshot.inFlight()));
    open.setText(String.valueOf(snapshot.requestsOpen()));
    running.setText(String.format(java.util.Locale.ROOT, "%,d", snapshot.machinesRunning()));
    cost.setText(snapshot.machinesRunning() == 0 ? "" : snapshot.cost().afterMachines());
    held.setText(String.valueOf(snapshot.held().size()));
    Ui.mark(held, List.of("hand"), snapshot.held().isEmpty() ? "" : "hand");
    count(snapshot.providers());
  }

  private void count(List<ProviderView> all) {
    counted.setVisible(all.size() > Folded.EACH);
    if (!counted.isVisible()) {
      return;
    }
    providers.setText(Counted.of(all.size(), "provider"));
    Map<Status, Integer> counts = new LinkedHashMap<>();
    all.forEach(each -> counts.merge(Status.of(each), 1, Integer::sum));
    if (counts.equals(shown)) {
      return;
    }
    shown = counts;
    List<Node> states = new ArrayList<>();
    counts.entrySet().stream()
        .sorted((one, other) -> Integer.compare(rank(one.getKey()), rank(other.getKey())))
        .forEach(each -> {
          Status status = each.getKey();
          Label figure = Ui.label(String.valueOf(each.getValue()), "semi");
          figure.setMinWidth(USE_PREF_SIZE);
          figure.setAccessibleText(each.getValue() + " " + status.word());
          figure.setGraphic(new Glyph(status.shape(), status.tone()));
          Ui.tooltip(figure, status.word());
          states.add(figure);
        });
    this.states.getChildren().setAll(states);
  }

  private static int rank(Status status) {
    return List.of("bad", "warn", "hand", "unknown", "ok").indexOf(status.tone());
  }
}
