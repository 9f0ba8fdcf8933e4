package io.signalbox.app.ui.overview;

import io.signalbox.app.ui.chart.ChartExport;
import io.signalbox.app.ui.chart.ChartKind;
import io.signalbox.app.ui.chart.Crosshair;
import io.signalbox.app.ui.chart.LineChart;
import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Segments;
import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.TimeRange;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.error.Counted;
import io.signalbox.core.event.Event;
import io.signalbox.core.query.EventView;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/** Latency, throughput and success over the chosen time: the busiest providers, and the rest. */
final class TrafficCharts {

  /** More markers than this hide the lines. */
  static final int MARKS = 12;

  /** How high a legend may be in the head, px: two lines. */
  private static final double IN_HEAD = 38;

  /** How high the card is at least where its legend takes lines from the charts, px. */
  private static final double WITH_LEGEND_BELOW = 222;

  private static final LineChart.Threshold SUCCESS =
      new LineChart.Threshold(95, "degraded under 95 %");

  private final LineChart latency = new LineChart(ChartKind.VALUES, null);
  private final LineChart throughput = new LineChart(ChartKind.STACKED, null);
  private final LineChart success = new LineChart(ChartKind.PERCENT, SUCCESS);
  private final FlowPane legend = new FlowPane(14, 2);
  private final Label successUnit = Ui.label("", "small", "muted");
  private final VBox latencyBox = titled("Latency", Ui.label("ms, p95", "small", "muted"), latency);
  private final VBox throughputBox =
      titled("Throughput", Ui.label("ops/s, stacked", "small", "muted"), throughput);
  private final VBox successBox = titled("Success", successUnit, success);

  /** Where there is too little room for the legend beside what is pressed. */
  private final HBox below = Ui.pad(Ui.row(8), 4, 12, 0, 12);

  private final HBox beginning = Ui.grow(Ui.row(0));
  private final HBox upper = Ui.grow(new HBox());
  private final VBox body = Ui.grow(new VBox());
  private final VBox card;
  private final BiConsumer<WritableImage, Path> save;
  private OverviewViewModel.Charted drawn = OverviewViewModel.Charted.NONE;
  private List<LineChart.Mark> marks = List.of();
  private List<Object> named = List.of();
  private boolean beside;

  /**
   * @param save writes a picture to a file, in the background
   * @param moment is told which moment of a chart was chosen
   */
  TrafficCharts(
      OverviewViewModel model, BiConsumer<WritableImage, Path> save, Consumer<Instant> moment) {
    this.save = save;
    for (LineChart each : List.of(latency, throughput, success)) {
      each.onMoment(moment);
    }
    Segments<TimeRange> range =
        new Segments<>(List.of(TimeRange.values()), TimeRange::label, model.rangeProperty());
    range.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(legend, Priority.ALWAYS);
    legend.setAlignment(Pos.CENTER_LEFT);
    legend.setMinWidth(0);
    Crosshair crosshair = new Crosshair();
    latency.follow(crosshair, value -> Units.millis(value, "none"));
    throughput.follow(crosshair, Units::rate);
    success.follow(crosshair, value -> Units.percent(value, "none"));
    latency.setAccessibleText(
        "Latency, p95. Left and right read the values of a moment, Enter tells what changed then");
    throughput.setAccessibleText(
        "Throughput. Left and right read the values of a moment, Enter tells what changed then");
    success.setAccessibleText(
        "Success. Left and right read the values of a moment, Enter tells what changed then");
    Button csv = Ui.button(Act.CHARTS_CSV, () -> Ui.copy(csv()), "compact");
    Button png = Ui.button(Act.CHARTS_PNG, this::savePicture, "compact");
    beginning.setMinWidth(0);
    beginning.getChildren().add(legend);
    beginning.widthProperty().addListener((property, old, width) -> placeLegend());
    beginning.sceneProperty().addListener((property, old, scene) -> placeLegend());
    card = Ui.card(List.of(beginning, range, csv, png), body);
    HBox.setHgrow(card, Priority.ALWAYS);
    card.setMinWidth(0);
    arrange();
  }

  private String csv() {
    return ChartExport.csv(
        List.of(
            new ChartExport.Named("latency_p95", "ms", drawn.latency()),
            new ChartExport.Named("throughput", "ops/s", drawn.throughput()),
            new ChartExport.Named("success", "%", drawn.success())));
  }

  private void savePicture() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save the charts");
    chooser.setInitialFileName("signalbox-traffic.png");
    File file = chooser.showSaveDialog(card.getScene().getWindow());
    if (file != null) {
      save.accept(card.snapshot(null, null), file.toPath());
    }
  }

  private static VBox titled(String title, Label unit, LineChart chart) {
    Label name = Ui.label(title, "semi");
    name.setMinWidth(Region.USE_PREF_SIZE);
    unit.setMinWidth(0);
    VBox box = Ui.grow(Ui.column(0, Ui.row(8, name, unit), Ui.grow(chart)));
    box.setPrefWidth(100);
    box.setPrefHeight(100);
    box.setMinWidth(0);
    return Ui.pad(box, 6, 12, 2, 12);
  }

  Node node() {
    return card;
  }

  /** Puts all three beside each other, where there is little height, or success below. */
  void setBeside(boolean all) {
    if (beside != all) {
      beside = all;
      arrange();
    }
  }

  private void placeLegend() {
    if (beginning.getScene() == null) {
      // Behind another screen nothing is styled: it is placed once it is in front again.
      return;
    }
    // Names that were not styled yet are of another width.
    legend.applyCss();
    boolean fits = legend.prefHeight(beginning.getWidth()) <= IN_HEAD;
    HBox place = fits ? beginning : below;
    if (legend.getParent() != place) {
      place.getChildren().setAll(legend);
      card.setMinHeight(fits ? Region.USE_COMPUTED_SIZE : WITH_LEGEND_BELOW);
      arrange();
    }
  }

  private void arrange() {
    body.getChildren().clear();
    if (legend.getParent() == below) {
      body.getChildren().add(below);
    }
    upper.getChildren().clear();
    upper.getChildren().addAll(latencyBox, throughputBox);
    body.getChildren().add(upper);
    if (beside) {
      upper.getChildren().add(successBox);
    } else {
      body.getChildren().addAll(Ui.line(), successBox);
    }
  }

  void show(OverviewViewModel.Charted charted) {
    drawn = charted;
    draw();
    successUnit.setText(
        success.axisStart() > 0 ? "%, axis starts at " + (int) success.axisStart() : "%");
    legend(charted);
  }

  void show(List<EventView> events) {
    List<LineChart.Mark> newest = marks(events);
    if (!newest.equals(marks)) {
      marks = newest;
      draw();
    }
  }

  private void draw() {
    latency.show(drawn.latency(), marks);
    throughput.show(drawn.throughput(), marks);
    success.show(drawn.success(), marks);
  }

  private void legend(OverviewViewModel.Charted charted) {
    Map<String, Integer> colours = new LinkedHashMap<>();
    charted.latency().lines().forEach(each -> colours.put(each.name(), each.order()));
    List<Object> key = List.of(colours, charted.others());
    if (key.equals(named)) {
      return;
    }
    named = key;
    List<Node> samples = new ArrayList<>();
    colours.forEach((name, colour) -> {
      Label label = Ui.label(name, "small", "muted");
      label.setMinWidth(Region.USE_PREF_SIZE);
      samples.add(Ui.row(5, Series.sample(colour), label));
    });
    if (charted.others() > 0) {
      Region band = new Region();
      band.getStyleClass().add("others-key");
      Label rest = Ui.label(Counted.of(charted.others(), "other"), "small", "muted");
      rest.setMinWidth(Region.USE_PREF_SIZE);
      samples.add(Ui.row(5, band, rest));
    }
    legend.getChildren().setAll(samples);
    placeLegend();
  }

  /**
   * The newest of what went wrong or was done by an operator.
   *
   * @param events oldest first
   */
  static List<LineChart.Mark> marks(List<EventView> events) {
    List<LineChart.Mark> marks = new ArrayList<>();
    for (EventView event : events) {
      boolean told = event.lane() == Event.Lane.HEALTH || event.lane() == Event.Lane.BY_HAND;
      boolean grave =
          event.severity() == Event.Severity.WARNING || event.severity() == Event.Severity.ERROR;
      if (told && grave) {
        marks.add(new LineChart.Mark(event.at(), statusOf(event.lane(), event.severity())));
      }
    }
    return List.copyOf(marks.subList(Math.max(0, marks.size() - MARKS), marks.size()));
  }

  private static Status statusOf(Event.Lane lane, Event.Severity severity) {
    return lane == Event.Lane.BY_HAND
        ? new Status(Glyph.Shape.DIAMOND, "By an operator", "hand")
        : Status.of(severity);
  }
}
