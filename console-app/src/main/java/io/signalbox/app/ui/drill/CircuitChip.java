package io.signalbox.app.ui.drill;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.routing.failover.CircuitView;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import org.jspecify.annotations.Nullable;

/** A circuit as lever, word and colour. */
final class CircuitChip extends Label {

  private static final List<String> TONES = List.of("ok", "warn", "bad", "unknown");

  private CircuitView.@Nullable State shown;
  private boolean drawn;

  CircuitChip() {
    getStyleClass().add("circuit-chip");
    setMinWidth(USE_PREF_SIZE);
  }

  void show(@Nullable CircuitView circuit) {
    CircuitView.State state = circuit == null ? null : circuit.state();
    if (drawn && state == shown) {
      return;
    }
    drawn = true;
    shown = state;
    Ui.mark(this, TONES, state == null ? "unknown" : DrillWords.circuitTone(state));
    setText(state == null ? "none" : DrillWords.circuit(state));
    setGraphic(state == null ? null : lever(state));
  }

  private static Node lever(CircuitView.State state) {
    return switch (state) {
      case CLOSED, FORCED_CLOSED -> new Glyph(Glyph.Shape.LEVER_FLAT, "ok");
      case OPEN, FORCED_OPEN -> new Glyph(Glyph.Shape.LEVER_RAISED, "bad");
      case HALF_OPEN -> midway();
    };
  }

  /** The lever midway, dashed: a trial may pass. */
  private static Node midway() {
    Line lever = new Line(3.5, 7, 10.5, 4);
    lever.getStyleClass().add("lever-midway");
    Circle left = new Circle(3.5, 7, 1.9);
    Circle right = new Circle(10.5, 7, 1.9);
    left.getStyleClass().add("lever-contact");
    right.getStyleClass().add("lever-contact");
    Pane drawing = new Pane(lever, left, right);
    drawing.setMinSize(14, 14);
    drawing.setMaxSize(14, 14);
    return drawing;
  }
}
