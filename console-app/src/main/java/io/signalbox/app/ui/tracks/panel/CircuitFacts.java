package io.signalbox.app.ui.tracks.panel;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.tracks.model.TrackWords;
import io.signalbox.core.routing.failover.CircuitView;
import io.signalbox.core.routing.failover.ForcedCircuit;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A circuit in figures. */
final class CircuitFacts {

  private final Label title = Ui.wrapped("", "semi");
  private final Label state = Ui.whole("", "chip-state");
  private final GridPane grid = new GridPane(8, 4);
  private final VBox box = Ui.column(8, Ui.line(), Ui.row(8, title, Ui.spacer(), state), grid);
  private Map<String, String> shown = Map.of();

  Node node() {
    return box;
  }

  void show(@Nullable CircuitView circuit, Instant now) {
    box.setVisible(circuit != null);
    box.setManaged(circuit != null);
    if (circuit == null) {
      return;
    }
    title.setText("Circuit of " + circuit.name());
    state.setText(TrackWords.state(circuit.state()));
    Ui.mark(state, List.of("ok", "warn", "bad"), TrackWords.tone(circuit.state()));
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("In this state", Units.age(circuit.since(), now));
    facts.put(
        "Failures in a row, rate",
        circuit.failureCount()
            + " of "
            + circuit.threshold()
            + ", "
            + Units.percent(circuit.failureRate(), "none counted"));
    facts.put("Counted calls", circuit.successful() + " of " + circuit.total() + " good");
    Instant failure = circuit.lastFailure();
    facts.put("Last failure", failure == null ? "none" : Units.clock(failure));
    Instant trial = circuit.nextTrial();
    if (trial != null) {
      facts.put("Next trial", Units.clock(trial) + ", " + circuit.maxTrials() + " at once");
    }
    ForcedCircuit forced = circuit.forced();
    if (forced != null) {
      facts.put("Forced by", forced.who() + ", " + TrackWords.until(forced.until()));
      facts.put("Why", forced.why());
    }
    if (!facts.equals(shown)) {
      shown = facts;
      grid.getChildren().clear();
      int row = 0;
      for (Map.Entry<String, String> fact : facts.entrySet()) {
        Label value = Ui.wrapped(fact.getValue(), "small");
        Ui.grow(value);
        value.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        Label key = Ui.wrapped(fact.getKey(), "small", "muted");
        key.setMinWidth(90);
        GridPane.setHgrow(value, javafx.scene.layout.Priority.ALWAYS);
        grid.addRow(row++, key, value);
      }
    }
  }
}
