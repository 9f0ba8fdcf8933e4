package io.signalbox.app.ui.activity;

import io.signalbox.app.ui.chart.ChartData;
import io.signalbox.app.ui.chart.ChartKind;
import io.signalbox.app.ui.chart.LineChart;
import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.KeptRows;
import io.signalbox.app.ui.control.Segments;
import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.error.Counted;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What changed around the open entry: latency then, and the nearest entries. */
final class AroundPane {

  private static final double CHART = 132;
  private static final double OFFSET = 52;

  private final ActivityViewModel model;
  private final LineChart chart = new LineChart(ChartKind.VALUES, null);
  private final FlowPane legend = new FlowPane(12, 2);
  private final Label none = Ui.label("No figures are kept of that time.", "small", "muted");
  private final VBox list = new VBox();
  private final KeptRows<Row, ActivityEntry> rows;
  private final Button more;
  private final VBox node;
  private @Nullable ActivityEntry entry;

  AroundPane(ActivityViewModel model) {
    this.model = model;
    this.rows = new KeptRows<>(list, Row::new, row -> row.button, Row::show);
    this.more = Ui.button(Act.ACTIVITY_AROUND, this::showAll, "ghost", "compact");
    chart.setMinHeight(CHART);
    chart.setMaxHeight(CHART);
    legend.setAlignment(Pos.CENTER_LEFT);
    StackPane plot = new StackPane(chart, none);
    plot.setMinHeight(CHART);
    Label title = Ui.label("Around this moment", "semi");
    title.setMinWidth(Region.USE_PREF_SIZE);
    Label unit = Ui.label("ms, p95", "small", "muted");
    unit.setMinWidth(Region.USE_PREF_SIZE);
    Segments<OpenEntry.Within> within =
        new Segments<>(
            List.of(OpenEntry.Within.values()),
            OpenEntry.Within::label,
            model.open().withinProperty());
    within.setMinWidth(Region.USE_PREF_SIZE);
    Label error = Ui.wrapped("", "small", "bad");
    error.textProperty().bind(model.open().errorProperty());
    error.managedProperty().bind(error.textProperty().isNotEmpty());
    node =
        Ui.pad(
            Ui.column(
                6,
                Ui.row(8, Ui.grow(title), within),
                error,
                Ui.row(8, unit, Ui.grow(legend)),
                plot,
                list,
                more),
            12,
            14,
            12,
            14);
  }

  Node node() {
    return node;
  }

  /**
   * @param detail null until it is known
   */
  void show(ActivityEntry opened, OpenEntry.@Nullable Detail detail) {
    entry = opened;
    ChartData latency = detail == null ? ChartData.NONE : detail.latency();
    boolean figures = !latency.lines().isEmpty();
    chart.setVisible(figures);
    none.setVisible(!figures);
    chart.show(latency, List.of(new LineChart.Mark(opened.at(), ActivityWords.result(opened))));
    List<Node> samples = new ArrayList<>();
    latency
        .lines()
        .forEach(each ->
            samples.add(
                Ui.row(5, Series.sample(each.order()), Ui.label(each.name(), "small", "muted"))));
    legend.getChildren().setAll(samples);
    rows.show(detail == null ? List.of(opened) : detail.around());
    int others = detail == null ? 0 : detail.more();
    more.setText(
        others == 0
            ? "Show them in the list"
            : "Show them and " + Counted.of(others, "other") + " in the list");
  }

  private void showAll() {
    ActivityEntry at = entry;
    if (at != null) {
      model.filters().around(at.at());
    }
  }

  /** An entry near the open one; a press opens it. */
  private final class Row {
    private final Label offset = Ui.label("", "mono", "muted");
    private final StackPane glyph = new StackPane();
    private final Label what = Ui.label("", "small", "semi");
    private final Label on = Ui.ends("", "small", "muted");
    private final Button button = new Button();
    private @Nullable ActivityEntry near;

    Row() {
      offset.setMinWidth(OFFSET);
      offset.setAlignment(Pos.CENTER_RIGHT);
      what.setMinWidth(Region.USE_PREF_SIZE);
      button.getStyleClass().addAll("ghost", "around-row");
      button.setGraphic(Ui.row(8, offset, glyph, what, on));
      button.setContentDisplay(javafx.scene.control.ContentDisplay.GRAPHIC_ONLY);
      button.setMaxWidth(Double.MAX_VALUE);
      button.setMinWidth(0);
      button.setAlignment(Pos.CENTER_LEFT);
      button.setOnAction(event -> {
        ActivityEntry other = near;
        if (other != null) {
          model.selectedProperty().set(other);
        }
      });
    }

    void show(ActivityEntry next) {
      near = next;
      ActivityEntry opened = entry;
      boolean own = opened != null && opened.key().equals(next.key());
      Status result = ActivityWords.result(next);
      offset.setText(opened == null ? "" : ActivityWords.offset(next.at(), opened.at()));
      glyph.getChildren().setAll(new Glyph(result.shape(), result.tone()));
      what.setText(ActivityWords.what(next));
      on.setText(own ? "this entry" : ActivityWords.on(next));
      button.setAccessibleText(offset.getText() + ", " + what.getText() + ", " + on.getText());
      button.setTooltip(new Tooltip(next.who() + ": " + what.getText() + ", " + result.word()));
      Ui.mark(button, List.of("selected"), own ? "selected" : "");
    }
  }
}
