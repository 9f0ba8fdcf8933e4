package io.signalbox.app.ui.templates.code;

import java.util.Map;
import java.util.WeakHashMap;
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
  // The area does not say which it has dropped.
  private final Map<Row, Boolean> rows = new WeakHashMap<>();
  private LineChanges changes = new LineChanges(0, 0);

  /**
   * @param first the first line's number
   */
  LineNumbers(int first) {
    this.first = first;
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
