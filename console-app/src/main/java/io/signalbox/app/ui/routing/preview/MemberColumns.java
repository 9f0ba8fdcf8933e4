package io.signalbox.app.ui.routing.preview;

import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/**
 * The columns that every member's line and the heading share. Where there is too little room the
 * slider goes first, whose figure stands beside it, then the bars; names, states and figures stay.
 */
final class MemberColumns {

  static final int NAME = 0;
  static final int STATE = 1;
  static final int SLIDER = 2;
  static final int FIELD = 3;
  static final int BACK = 4;
  static final int NOW = 5;
  static final int EFFECTIVE = 6;
  static final int BARS = 7;
  static final int BEFORE = 8;
  static final int AFTER = 9;
  static final int SWITCH = 10;

  private static final double[] WIDTHS = {160, 112, 140, 68, 22, 44, 62, 80, 62, 58, 30};
  private static final List<Integer> RIGHT = List.of(NOW, EFFECTIVE, BEFORE, AFTER);
  private static final double GAP = 9;

  /** Between the fewest columns: with more of it they are wider than the smallest window. */
  private static final double SMALL_GAP = 6;

  private static final double PADDING = 24;

  private MemberColumns() {}

  /** What stands in a line of that width. */
  enum Fit {
    ALL(List.of()),
    NO_SLIDER(List.of(SLIDER)),
    NO_BARS(List.of(SLIDER, BARS)),
    FEWEST(List.of(SLIDER, BARS, EFFECTIVE));

    private final List<Integer> left;

    Fit(List<Integer> left) {
      this.left = left;
    }

    static Fit of(double width) {
      for (Fit fit : values()) {
        double needed = PADDING;
        for (int i = 0; i < WIDTHS.length; i++) {
          needed += fit.left.contains(i) ? 0 : WIDTHS[i] + GAP;
        }
        if (needed <= width) {
          return fit;
        }
      }
      return FEWEST;
    }
  }

  static GridPane grid() {
    GridPane grid = new GridPane();
    for (int i = 0; i < WIDTHS.length; i++) {
      ColumnConstraints column = new ColumnConstraints();
      if (RIGHT.contains(i)) {
        column.setHalignment(HPos.RIGHT);
      }
      grid.getColumnConstraints().add(column);
    }
    fit(grid, Fit.ALL);
    return grid;
  }

  static void fit(GridPane grid, Fit fit) {
    for (int i = 0; i < WIDTHS.length; i++) {
      boolean left = fit.left.contains(i);
      double width = left ? 0 : WIDTHS[i];
      ColumnConstraints column = grid.getColumnConstraints().get(i);
      column.setMinWidth(i == NAME ? 80 : width);
      column.setPrefWidth(width);
      column.setMaxWidth(i == NAME ? Double.MAX_VALUE : width);
      column.setHgrow(i == NAME ? Priority.ALWAYS : Priority.NEVER);
    }
    grid.setHgap(fit == Fit.FEWEST ? SMALL_GAP : GAP);
    for (Node child : grid.getChildren()) {
      boolean left = fit.left.contains(GridPane.getColumnIndex(child));
      child.setManaged(!left);
      child.setOpacity(left ? 0 : 1);
      child.setDisable(left);
    }
  }
}
