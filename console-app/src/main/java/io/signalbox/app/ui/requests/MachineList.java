package io.signalbox.app.ui.requests;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.KeptRows;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.provider.MachineState;
import io.signalbox.core.request.Attempt;
import io.signalbox.core.request.Machine;
import io.signalbox.core.request.MachineRequest;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The machines of one request, and what providers said against them. */
final class MachineList {

  /** More are counted: a panel is read, not scrolled through by the thousand. */
  private static final int MOST = 100;

  private final Label types = Ui.label("", "small", "muted");
  private final Label rest = Ui.label("", "small", "muted");
  private final StatusLabel notMade = new StatusLabel();
  private final VBox machines = Ui.column(0);
  private final VBox notes = Ui.column(6);
  private final KeptRows<Row, Numbered> rows =
      new KeptRows<>(machines, Row::new, Row::node, Row::show);
  private final KeptRows<Note, Attempt> said =
      new KeptRows<>(notes, Note::new, Note::node, Note::show);
  private final VBox box =
      Ui.column(
          0,
          Ui.pad(Ui.row(8, Ui.label("Machines", "semi"), Ui.spacer(), types), 10, 14, 4, 14),
          machines,
          Ui.pad(new VBox(notMade), 4, 14, 0, 42),
          Ui.pad(new VBox(rest), 4, 14, 4, 14),
          Ui.pad(notes, 2, 14, 6, 14));

  /** A machine, with its number. */
  private record Numbered(int number, Machine machine) {

    /** Why it does not run, where its provider or the core has said; else its address. */
    String beside() {
      boolean ended = machine.state().isGone() || machine.state() == MachineState.UNKNOWN;
      return ended && !machine.reason().isEmpty()
          ? machine.reason()
          : Objects.toString(machine.privateAddress(), "not yet");
    }
  }

  MachineList() {
    notMade.managedProperty().bind(notMade.visibleProperty());
  }

  Node node() {
    return box;
  }

  void show(MachineRequest request) {
    List<Machine> all = request.machines();
    types.setText(
        String.join(", ", all.stream().map(Machine::instanceType).distinct().limit(3).toList()));
    List<Numbered> numbered =
        IntStream.range(0, Math.min(MOST, all.size()))
            .mapToObj(i -> new Numbered(i + 1, all.get(i)))
            .toList();
    rows.show(numbered);
    rest.setText(
        all.isEmpty() ? "None yet." : all.size() > MOST ? all.size() - MOST + " more" : "");
    String missing = RequestWords.neverMade(request);
    notMade.setVisible(!missing.isEmpty());
    notMade.show(new Status(Glyph.Shape.SLASH, missing, "bad"));
    // What the request itself says of one is not said again.
    said.show(
        request.attempts().stream()
            .filter(each -> !each.code().isEmpty())
            .filter(each -> each.message().isEmpty() || !request.message().contains(each.message()))
            .toList());
  }

  private static final class Row {
    private final Label place = Ui.label("", "small", "muted");
    private final Label id = Ui.ends("", "mono");
    private final Label address = Ui.label("", "mono", "muted");
    private final StackPane state = new StackPane();
    private final Tooltip whole = new Tooltip();
    private final HBox box = Ui.row(6, place, id, state, Ui.spacer(), address);
    private String word = "";

    Row() {
      place.setMinWidth(22);
      id.setMinWidth(96);
      id.setTooltip(whole);
      // A reason is longer than an address, and gives way; it is whole in the tooltip.
      address.setMinWidth(64);
      box.setMinHeight(27);
      box.setStyle("-fx-border-color: -sb-border-muted transparent transparent transparent;");
      Ui.pad(box, 0, 14, 0, 14);
    }

    Node node() {
      return box;
    }

    void show(Numbered numbered) {
      Machine machine = numbered.machine();
      place.setText(String.valueOf(numbered.number()));
      id.setText(Units.middle(machine.machineId(), 20));
      whole.setText(
          machine.machineId() + (machine.reason().isEmpty() ? "" : "\n" + machine.reason()));
      address.setText(numbered.beside());
      if (!machine.state().word().equals(word)) {
        word = machine.state().word();
        state.getChildren().setAll(new StatusLabel(Status.of(machine.state())));
      }
    }
  }

  private static final class Note {
    private final Label text = Ui.wrapped("");
    private final HBox box = Ui.row(8, new Glyph(Glyph.Shape.TRIANGLE, "warn"), Ui.grow(text));

    Note() {
      box.getStyleClass().addAll("note", "warn");
    }

    Node node() {
      return box;
    }

    void show(Attempt attempt) {
      text.setText(attempt.provider() + ": " + attempt.code() + ", " + attempt.message());
    }
  }
}
