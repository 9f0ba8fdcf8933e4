package io.signalbox.app.ui.templates.code;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Ui;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import jfx.incubator.scene.control.richtext.SideDecorator;

/**
 * What is odd, on its line; where there is little room, a glyph that tells it. On the screen's
 * thread only.
 */
final class LineMessages implements SideDecorator {

  private static final double WIDEST = 320;

  /** Beside a narrower text words would leave nothing of it. */
  private static final double ROOMY = 640;

  private static final double GLYPH = 24;

  private final List<Mark> marks;
  private boolean roomy;

  LineMessages(List<Mark> marks) {
    this.marks = List.copyOf(marks);
  }

  @Override
  public double getPrefWidth(double viewWidth) {
    roomy = viewWidth >= ROOMY;
    return roomy ? Math.min(WIDEST, viewWidth * 2 / 5) : GLYPH;
  }

  @Override
  public Node getMeasurementNode(int index) {
    return getNode(index);
  }

  @Override
  public Node getNode(int index) {
    Optional<Mark> worst =
        marks.stream()
            .filter(mark -> mark.line() == index)
            .reduce((one, other) -> one.bad() || !other.bad() ? one : other);
    if (worst.isEmpty()) {
      return new Region();
    }
    Mark mark = worst.get();
    String tone = mark.bad() ? "bad" : "warn";
    HBox row = Ui.row(4, new Glyph(mark.bad() ? Glyph.Shape.CROSS : Glyph.Shape.TRIANGLE, tone));
    if (roomy) {
      Label message = Ui.label(mark.message(), "small", tone);
      message.setMinWidth(0);
      row.getChildren().add(Ui.grow(message));
    }
    row.setMaxWidth(WIDEST);
    row.setAccessibleText(mark.message());
    Ui.tooltip(row, mark.message());
    return row;
  }
}
