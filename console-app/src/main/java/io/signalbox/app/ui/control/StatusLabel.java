package io.signalbox.app.ui.control;

import java.util.List;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/** A state's glyph and word in its colour. */
public final class StatusLabel extends Label {

  private static final List<String> TONES =
      List.of("ok", "warn", "bad", "hand", "accent", "unknown", "plain");

  private @Nullable Status shown;

  public StatusLabel() {
    getStyleClass().add("status");
    setMinWidth(USE_PREF_SIZE);
  }

  public StatusLabel(Status status) {
    this();
    show(status);
  }

  /** A status that is shown already changes nothing. */
  public void show(Status status) {
    if (status.equals(shown)) {
      return;
    }
    shown = status;
    setText(status.word());
    setGraphic(new Glyph(status.shape(), status.tone()));
    Ui.mark(this, TONES, status.tone());
  }
}
