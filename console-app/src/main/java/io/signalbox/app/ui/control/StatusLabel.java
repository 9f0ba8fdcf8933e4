package io.signalbox.app.ui.control;

import java.util.List;
import javafx.scene.control.Label;

/** A state's glyph and word in its colour. */
public final class StatusLabel extends Label {

  private static final List<String> TONES =
      List.of("ok", "warn", "bad", "hand", "accent", "unknown", "plain");

  public StatusLabel() {
    getStyleClass().add("status");
    setMinWidth(USE_PREF_SIZE);
  }

  public StatusLabel(Status status) {
    this();
    show(status);
  }

  public void show(Status status) {
    setText(status.word());
    setGraphic(new Glyph(status.shape(), status.tone()));
    Ui.mark(this, TONES, status.tone());
  }
}
