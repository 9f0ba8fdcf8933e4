package io.signalbox.app.ui.templates.code;

import java.util.IntSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.IntConsumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import jfx.incubator.scene.control.richtext.SideDecorator;

/**
 * The numbers of lines, with a bar at those that were changed. What is changed is told to the rows
 * there are: another decorator would have the area make its lines anew, two hundred of them. On the
 * screen's thread only.
 */
final class LineNumbers implements SideDecorator {

  private static final double WIDTH = 52;

  private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

  private final int first;
  private final IntConsumer shown;
  // The area does not say which it has dropped.
  private final Map<Row, Boolean> rows = new WeakHashMap<>();
  private LineChanges changes = new LineChanges(0, 0);

  /**
   * @param first the first line's number
   * @param shown is told of each line that is in sight, from 0, while the area lays them out
   */
  LineNumbers(int first, IntConsumer shown) {
    this.first = first;
    this.shown = shown;
  }

  int first() {
    return first;
  }

  void show(LineChanges next) {
    if (!next.equals(changes)) {
      changes = next;
      rows.keySet().forEach(Row::mark);
    }
  }

  /** The lines that were laid out last; empty before that. */
  Optional<Sight> sight() {
    IntSummaryStatistics lines =
        rows.keySet().stream()
            .filter(row -> row.getParent() != null)
            .mapToInt(row -> row.index)
            .summaryStatistics();
    return lines.getCount() == 0
        ? Optional.empty()
        : Optional.of(new Sight(lines.getMin(), lines.getMax()));
  }

  /**
   * Lines in sight, from 0.
   *
   * @param from the first
   * @param to the last
   */
  record Sight(int from, int to) {

    private static final int LEAST_PAGE = 20;

    boolean isNear(int line, int within) {
      return line >= from - within && line <= to + within;
    }

    /** How many lines are scrolled at once, or a few more. */
    int page() {
      return Math.max(LEAST_PAGE, to - from + 1);
    }
  }

  @Override
  public double getPrefWidth(double viewWidth) {
    return WIDTH;
  }

  @Override
  public Node getMeasurementNode(int index) {
    return new Row(index);
  }

  @Override
  public Node getNode(int index) {
    Row row = new Row(index);
    rows.put(row, true);
    return row;
  }

  /**
   * A number at the right, the bar behind it. No label in a box: the area looks up the style of
   * each node of each line with every key.
   */
  private final class Row extends Region {

    private static final double BAR = 9;
    private static final double LEAST = 16;

    private final int index;
    private final Text number;

    Row(int index) {
      this.index = index;
      this.number = new Text(String.valueOf(first + index));
      number.getStyleClass().addAll("mono", "line-number");
      number.setManaged(false);
      getStyleClass().add("line-side");
      getChildren().add(number);
      setMinWidth(WIDTH - 4);
      setMaxWidth(WIDTH - 4);
      parentProperty()
          .addListener((property, old, now) -> {
            if (now != null) {
              shown.accept(index);
            }
          });
      mark();
    }

    void mark() {
      pseudoClassStateChanged(CHANGED, changes.has(index));
    }

    @Override
    protected double computePrefHeight(double width) {
      return Math.max(LEAST, number.prefHeight(-1));
    }

    @Override
    protected void layoutChildren() {
      number.relocate(snapPositionX(getWidth() - BAR - number.prefWidth(-1)), 0);
    }
  }
}
