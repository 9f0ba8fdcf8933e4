package io.signalbox.app.ui.routing.decisions;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.routing.preview.SeriesClass;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Replayed decisions of one member, now and under what is typed. */
final class ReplayLine {

  private final Region key = new Region();
  private final Label name = Ui.wrapped("");
  private final Label now = Ui.label("", "mono");
  private final Label proposed = Ui.label("", "mono", "strong");
  private final Label change = Ui.label("", "mono");
  private final ChangeBar bar = new ChangeBar();
  private final GridPane grid = grid();

  ReplayLine() {
    key.getStyleClass().addAll("provider-key", "series-key");
    grid.getStyleClass().add("replay-row");
    grid.addRow(0, Ui.row(8, key, Ui.grow(name)), now, proposed, change, bar);
  }

  private static GridPane grid() {
    GridPane grid = new GridPane();
    grid.setHgap(10);
    double[] widths = {130, 44, 60, 50, 110};
    for (int i = 0; i < widths.length; i++) {
      ColumnConstraints column = new ColumnConstraints(widths[i]);
      column.setHgrow(i == 0 || i == 4 ? Priority.ALWAYS : Priority.NEVER);
      column.setMaxWidth(i == 0 || i == 4 ? Double.MAX_VALUE : widths[i]);
      if (i > 0 && i < 4) {
        column.setHalignment(HPos.RIGHT);
      }
      grid.getColumnConstraints().add(column);
    }
    return grid;
  }

  static Node heads() {
    GridPane heads = grid();
    heads.getStyleClass().add("member-heads");
    heads.addRow(
        0,
        Ui.label("Requests per member", "small", "muted"),
        Ui.label("Now", "small", "muted"),
        Ui.label("Proposed", "small", "muted"),
        Ui.label("Change", "small", "muted"));
    return heads;
  }

  Node node() {
    return grid;
  }

  /**
   * @param max the largest change of all lines
   */
  void show(ReplayRow row, int max, boolean compact) {
    int by = row.change();
    Ui.mark(key, SeriesClass.ALL, SeriesClass.of(row.order()));
    name.setText(row.name());
    now.setText(String.valueOf(row.now()));
    proposed.setText(String.valueOf(row.proposed()));
    change.setText(by == 0 ? "0" : (by > 0 ? "+" : "−") + Math.abs(by));
    bar.show(by, max, row.order());
    Ui.mark(grid, List.of("compact-row"), compact ? "compact-row" : "");
  }

  /** A bar to the right of the middle for more, to the left for fewer. */
  private static final class ChangeBar extends Region {
    private final Region axis = new Region();
    private final Region fill = new Region();
    private int by;
    private int max;

    ChangeBar() {
      axis.getStyleClass().add("change-axis");
      fill.getStyleClass().add("bar-proposed");
      getChildren().addAll(fill, axis);
      setMinSize(60, 18);
      setPrefSize(110, 18);
      setMaxHeight(18);
    }

    void show(int change, int largest, int order) {
      by = change;
      max = largest;
      Ui.mark(this, SeriesClass.ALL, SeriesClass.of(order));
      requestLayout();
    }

    @Override
    protected void layoutChildren() {
      double middle = Math.round(getWidth() / 2);
      double length = max == 0 ? 0 : Math.round(middle * Math.abs(by) / max);
      axis.resizeRelocate(middle, 1, 1, 16);
      fill.resizeRelocate(by >= 0 ? middle : middle - length, 4, length, 10);
    }
  }
}
