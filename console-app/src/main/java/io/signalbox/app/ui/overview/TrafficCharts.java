package io.signalbox.app.ui.overview;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Segments;
import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.TimeChart;
import io.signalbox.app.ui.control.TimeRange;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.event.Event;
import io.signalbox.core.query.EventView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Latency, throughput and success of every provider over the chosen time. */
final class TrafficCharts {

  /** Names that fit beside the range picker. */
  private static final int LEGEND = 4;

  /** More markers than this hide the lines. */
  static final int MARKS = 12;

  private final TimeChart latency = new TimeChart(false, false);
  private final TimeChart throughput = new TimeChart(true, false);
  private final TimeChart success = new TimeChart(false, true);
  private final HBox legend = Ui.row(12);
  private final Label successUnit = Ui.label("% of operations", "small", "muted");
  private final VBox card;
  private List<String> named = List.of();

  TrafficCharts(OverviewViewModel model) {
    latency.threshold(2_000, "degraded over 2 s", false);
    success.threshold(95, "degraded under 95 %", true);
    Segments<TimeRange> range =
        new Segments<>(List.of(TimeRange.values()), TimeRange::label, model.rangeProperty());
    HBox upper =
        new HBox(
            Ui.grow(titled("Latency", Ui.label("ms, p95", "small", "muted"), latency)),
            Ui.grow(
                titled("Throughput", Ui.label("ops/s, stacked", "small", "muted"), throughput)));
    VBox.setVgrow(upper, Priority.ALWAYS);
    VBox lower = titled("Success", successUnit, success);
    lower.setStyle("-fx-border-color: -sb-border-muted transparent transparent transparent;");
    VBox.setVgrow(lower, Priority.ALWAYS);
    Label title = Ui.label("Traffic and latency", "semi");
    title.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    card = Ui.card(List.of(title, legend, Ui.spacer(), range), upper, lower);
    HBox.setHgrow(card, Priority.ALWAYS);
  }

  private static VBox titled(String title, Label unit, TimeChart chart) {
    VBox box = Ui.column(0, Ui.label(title, "semi"), unit, Ui.grow(chart));
    box.setPrefWidth(100);
    box.setPrefHeight(100);
    return Ui.pad(box, 8, 12, 6, 12);
  }

  Node node() {
    return card;
  }

  void show(OverviewViewModel.Charted charted, Map<String, Integer> orders) {
    List<TimeChart.Mark> marks = marks(charted.events());
    latency.show(
        charted.series(), orders, point -> point.p95Millis(), charted.from(), charted.to(), marks);
    throughput.show(
        charted.series(),
        orders,
        point -> point.operationsPerSecond(),
        charted.from(),
        charted.to(),
        marks);
    success.show(
        charted.series(),
        orders,
        point -> point.successRate(),
        charted.from(),
        charted.to(),
        marks);
    successUnit.setText(
        success.axisStart() > 0
            ? "% of operations, axis starts at " + (int) success.axisStart()
            : "% of operations");
    List<String> names = List.copyOf(charted.series().keySet());
    if (!names.equals(named)) {
      named = names;
      legend.getChildren().clear();
      names.stream()
          .limit(LEGEND)
          .forEach(name ->
              legend
                  .getChildren()
                  .add(
                      Ui.row(
                          5,
                          Series.sample(orders.getOrDefault(name, 0)),
                          Ui.label(name, "small", "muted"))));
      if (names.size() > LEGEND) {
        legend
            .getChildren()
            .add(Ui.label("and " + (names.size() - LEGEND) + " more", "small", "muted"));
      }
    }
  }

  /**
   * The newest of what went wrong or was done by an operator.
   *
   * @param events oldest first
   */
  static List<TimeChart.Mark> marks(List<EventView> events) {
    List<TimeChart.Mark> marks = new ArrayList<>();
    for (EventView event : events) {
      boolean told = event.lane() == Event.Lane.HEALTH || event.lane() == Event.Lane.BY_HAND;
      boolean grave =
          event.severity() == Event.Severity.WARNING || event.severity() == Event.Severity.ERROR;
      if (told && grave) {
        marks.add(new TimeChart.Mark(event.at(), statusOf(event.lane(), event.severity())));
      }
    }
    return List.copyOf(marks.subList(Math.max(0, marks.size() - MARKS), marks.size()));
  }

  private static Status statusOf(Event.Lane lane, Event.Severity severity) {
    return lane == Event.Lane.BY_HAND
        ? new Status(Glyph.Shape.DIAMOND, "By hand", "hand")
        : Status.of(severity);
  }
}
