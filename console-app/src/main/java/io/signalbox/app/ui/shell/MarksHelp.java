package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Ui;
import java.util.List;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** The marks with their words. */
final class MarksHelp {

  private static final double WIDE = 190;

  /** A mark, its colour, and what it says. */
  private record Mark(Glyph.Shape shape, String tone, String word) {}

  private static final List<Mark> MARKS =
      List.of(
          new Mark(Glyph.Shape.CHECK, "ok", "Healthy, complete"),
          new Mark(Glyph.Shape.TRIANGLE, "warn", "Degraded, warning"),
          new Mark(Glyph.Shape.CROSS, "bad", "Unhealthy, failed"),
          new Mark(Glyph.Shape.QUESTION, "unknown", "Unknown"),
          new Mark(Glyph.Shape.HALF_SQUARE, "hand", "Drained"),
          new Mark(Glyph.Shape.DIAMOND, "hand", "In maintenance, active"),
          new Mark(Glyph.Shape.SLASH, "hand", "Disabled"),
          new Mark(Glyph.Shape.LOCK, "hand", "Held by operator"),
          new Mark(Glyph.Shape.LEVER_FLAT, "ok", "Circuit CLOSED"),
          new Mark(Glyph.Shape.LEVER_RAISED, "bad", "Circuit OPEN"),
          new Mark(Glyph.Shape.LEVER_RAISED, "warn", "Circuit HALF-OPEN"),
          new Mark(Glyph.Shape.DOTS, "unknown", "Pending"),
          new Mark(Glyph.Shape.ARC, "accent", "Under way"),
          new Mark(Glyph.Shape.HALF, "warn", "Partial"),
          new Mark(Glyph.Shape.CLOCK, "bad", "Timed out"));

  private MarksHelp() {}

  static void show(Dialogs dialogs) {
    FlowPane marks = new FlowPane(12, 8);
    for (Mark each : MARKS) {
      var row = Ui.row(8, new Glyph(each.shape(), each.tone()), Ui.label(each.word()));
      row.setMinWidth(WIDE);
      marks.getChildren().add(row);
    }
    VBox body = Ui.column(12, Ui.label("What the marks mean", "screen-title"), marks);
    body.getChildren()
        .add(Ui.wrapped("Violet means that an operator's hand is on it.", "small", "muted"));
    body.getStyleClass().add("dialog-body");
    KeyboardMap.closable(dialogs, body);
  }
}
