package io.signalbox.app.ui.tracks.diagram;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.tracks.layout.TrackPicture;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Who closed a line, until when and why. */
final class NoteShape extends HBox {

  private final Label title = Ui.label("", "small", "semi");
  private final Label text = Ui.label("", "small", "muted");

  NoteShape() {
    super(8);
    getStyleClass().addAll("note", "hand", "track-note");
    VBox lines = new VBox(1, title, text);
    lines.setAlignment(Pos.CENTER_LEFT);
    text.managedProperty().bind(text.textProperty().isNotEmpty());
    getChildren().addAll(new Glyph(Glyph.Shape.LOCK, "hand"), lines);
    setAlignment(Pos.CENTER_LEFT);
    setManaged(false);
  }

  void show(TrackPicture.Note note) {
    title.setText(note.title());
    text.setText(note.text());
    TrackPicture.Box box = note.box();
    resizeRelocate(box.x(), box.y(), box.width(), box.height());
  }
}
