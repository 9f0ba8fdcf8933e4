package io.signalbox.app.ui.templates.code;

import io.signalbox.app.ui.control.Ui;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import jfx.incubator.scene.control.richtext.SideDecorator;

/** The numbers of lines, with a bar at those that were changed. On the screen's thread only. */
final class LineNumbers implements SideDecorator {

  private static final double WIDTH = 52;

  private final int first;
  private final LineChanges changes;

  /**
   * @param first the first line's number
   */
  LineNumbers(int first, LineChanges changes) {
    this.first = first;
    this.changes = changes;
  }

  @Override
  public double getPrefWidth(double viewWidth) {
    return WIDTH;
  }

  @Override
  public Node getMeasurementNode(int index) {
    return getNode(index);
  }

  @Override
  public Node getNode(int index) {
    Label number = Ui.label(String.valueOf(first + index), "mono", "line-number");
    number.setAlignment(Pos.TOP_RIGHT);
    number.setMaxWidth(Double.MAX_VALUE);
    Region bar = new Region();
    bar.setMinWidth(3);
    bar.setMaxWidth(3);
    bar.setMinHeight(16);
    if (changes.has(index)) {
      bar.getStyleClass().add("edit-bar");
    }
    HBox row = new HBox(6, Ui.grow(number), bar);
    row.setMinWidth(WIDTH - 4);
    row.setMaxWidth(WIDTH - 4);
    return row;
  }
}
