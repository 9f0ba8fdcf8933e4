package io.signalbox.app.ui.tracks.diagram;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.tracks.model.TrackWords;
import io.signalbox.app.ui.tracks.model.TracksViewModel;
import io.signalbox.core.routing.holds.Activation;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Over the diagram while an operator holds all traffic on one provider. */
final class ActivationNote {

  private final Label text = Ui.wrapped("", "small");
  private final HBox note;
  private String provider = "";

  ActivationNote(TracksViewModel model) {
    Button open = Ui.button("Open", () -> model.select(provider), "ghost", "compact");
    text.setMinWidth(0);
    note = Ui.row(8, new Glyph(Glyph.Shape.LOCK, "hand"), Ui.grow(text), open);
    note.getStyleClass().addAll("note", "hand");
    note.setId("activation");
    VBox.setMargin(note, new Insets(8, 16, 0, 16));
    show(null);
    model.snapshotProperty().addListener((property, old, view) -> show(view));
  }

  Node node() {
    return note;
  }

  private void show(@org.jspecify.annotations.Nullable ConsoleSnapshot view) {
    Activation held = view == null ? null : view.activation();
    note.setVisible(held != null);
    note.setManaged(held != null);
    if (held != null) {
      provider = held.provider();
      text.setText(
          "All traffic without pin or preference is held on "
              + held.provider()
              + " by "
              + held.who()
              + " since "
              + Units.minute(held.since())
              + ", "
              + TrackWords.until(held.until())
              + (held.why().isEmpty() ? "" : ": “" + held.why() + "”"));
    }
  }
}
