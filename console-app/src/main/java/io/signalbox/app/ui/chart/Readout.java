package io.signalbox.app.ui.chart;

import io.signalbox.app.ui.control.Series;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.error.Counted;
import java.util.function.DoubleFunction;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

/** The line at what is pointed at, and the values there. On the screen's thread only. */
final class Readout {

  private static final double AWAY = 8;

  private final Pane pane = new Pane();
  private final Line line = new Line();
  private final Label when = Ui.label("", "small", "semi");
  private final VBox rows = Ui.column(1);
  private final VBox box = Ui.column(2, when, rows);
  private final boolean stacked;
  private final DoubleFunction<String> text;

  /**
   * @param stacked whether the band of the others is a sum, and not a span
   * @param text a value with its unit
   */
  Readout(boolean stacked, DoubleFunction<String> text) {
    this.stacked = stacked;
    this.text = text;
    line.getStyleClass().add("crosshair");
    box.getStyleClass().add("readout");
    pane.getChildren().addAll(line, box);
    pane.setManaged(false);
    pane.setMouseTransparent(true);
    line.setManaged(false);
    box.setManaged(false);
    hide();
  }

  Pane node() {
    return pane;
  }

  void hide() {
    pane.setVisible(false);
  }

  /**
   * @param plot where the lines are drawn, in the chart's own coordinates
   */
  void show(Bounds plot, ChartData data, Reading reading) {
    boolean inside = reading.at() >= data.from() && reading.at() <= data.to();
    pane.setVisible(inside);
    if (!inside) {
      return;
    }
    pane.resizeRelocate(plot.getMinX(), plot.getMinY(), plot.getWidth(), plot.getHeight());
    double x =
        Math.round((reading.at() - data.from()) / (data.to() - data.from()) * plot.getWidth())
            + 0.5;
    line.setStartX(x);
    line.setEndX(x);
    line.setStartY(0);
    line.setEndY(plot.getHeight());
    when.setText(Units.clock(reading.instant()) + (reading.isEmpty() ? "  no data" : ""));
    rows.getChildren().clear();
    reading.values().forEach(each -> rows.getChildren().add(row(each)));
    if (reading.others() > 0) {
      double sum = reading.most() - reading.least();
      String value =
          stacked
              ? text.apply(sum)
              : text.apply(reading.least()) + " to " + text.apply(reading.most());
      rows.getChildren()
          .add(Ui.label(Counted.of(reading.others(), "other") + "  " + value, "small", "muted"));
    }
    box.applyCss();
    box.autosize();
    // Beside the line, where there is room, and never under the pointer.
    double left = x + AWAY;
    box.relocate(
        left + box.getWidth() <= plot.getWidth() ? left : Math.max(0, x - AWAY - box.getWidth()),
        2);
  }

  private HBox row(Reading.Value value) {
    return Ui.row(
        5,
        Series.sample(value.order()),
        Ui.label(value.name(), "small", "muted"),
        Ui.label(text.apply(value.value()), "small"));
  }
}
