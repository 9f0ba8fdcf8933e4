package io.signalbox.app.ui.tracks.diagram;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.tracks.layout.TrackPicture;
import io.signalbox.app.ui.tracks.model.TrackWords;
import io.signalbox.core.routing.failover.CircuitView;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import org.jspecify.annotations.Nullable;

/** A circuit: lever, word and, where there is room, what matters next. */
public final class ChipShape extends HBox {

  private static final List<String> TONES = List.of("ok", "warn", "bad", "off");

  private final StackPane lever = new StackPane();
  private final Label state = Ui.label("", "chip-state");
  private final Label detail = Ui.label("", "small", "muted");
  private final Glyph lock = new Glyph(Glyph.Shape.LOCK, "hand");
  private CircuitView.@Nullable State drawn;
  private String tone = "";

  ChipShape() {
    super(5);
    getStyleClass().add("track-chip");
    setManaged(false);
    for (Label each : List.of(state, detail)) {
      each.setMinWidth(Region.USE_PREF_SIZE);
    }
    getChildren().addAll(lever, state, detail, lock);
    detail.managedProperty().bind(detail.textProperty().isNotEmpty());
    lock.managedProperty().bind(lock.visibleProperty());
  }

  void show(TrackPicture.Chip chip) {
    if (chip.state() != drawn || !chip.tone().equals(tone)) {
      drawn = chip.state();
      tone = chip.tone();
      lever.getChildren().setAll(lever(chip.state(), tone));
      state.setText(TrackWords.state(chip.state()));
      Ui.mark(this, TONES, tone);
      Ui.mark(state, TONES, tone);
    }
    detail.setText(chip.detail());
    lock.setVisible(chip.heldByOperator());
    Ui.mark(this, List.of("hand"), chip.heldByOperator() ? "hand" : "");
    TrackPicture.Box box = chip.box();
    resizeRelocate(box.x(), box.y(), box.width(), box.height());
  }

  public static Node lever(CircuitView.State state) {
    return lever(state, TrackWords.tone(state));
  }

  /** A lever on two contacts: flat, raised, or midway. */
  private static Node lever(CircuitView.State state, String tone) {
    Group drawing = new Group();
    SVGPath size = path("M0 0h18v12H0Z", "lever", tone);
    size.setOpacity(0);
    drawing.getChildren().add(size);
    switch (state) {
      case CLOSED, FORCED_CLOSED ->
          drawing
              .getChildren()
              .addAll(
                  path("M1 6h16", "lever", tone),
                  dots(
                      "M4 3.6a2.4 2.4 0 1 1 0 4.8a2.4 2.4 0 0 1 0-4.8ZM14 3.6a2.4 2.4 0 1 1 0"
                          + " 4.8a2.4 2.4 0 0 1 0-4.8Z",
                      tone));
      case OPEN, FORCED_OPEN ->
          drawing
              .getChildren()
              .addAll(
                  path("M1 9h3M14 9h3M4 9L11.5 1.6", "lever", tone),
                  dots(
                      "M4 6.8a2.2 2.2 0 1 1 0 4.4a2.2 2.2 0 0 1 0-4.4ZM14 6.8a2.2 2.2 0 1 1 0"
                          + " 4.4a2.2 2.2 0 0 1 0-4.4Z",
                      tone));
      case HALF_OPEN -> {
        SVGPath midway = path("M4 8L13 4", "lever", tone);
        midway.getStrokeDashArray().setAll(2.4, 1.6);
        drawing
            .getChildren()
            .addAll(
                path(
                    "M1 8h3M15.6 8h1.6M14 6.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 0 1 0-3.6Z",
                    "lever-thin",
                    tone),
                midway,
                dots("M4 5.8a2.2 2.2 0 1 1 0 4.4a2.2 2.2 0 0 1 0-4.4Z", tone));
      }
    }
    return drawing;
  }

  private static SVGPath dots(String content, String tone) {
    return path(content, "lever-dots", tone);
  }

  private static SVGPath path(String content, String... classes) {
    SVGPath path = new SVGPath();
    path.setContent(content);
    path.getStyleClass().addAll(classes);
    return path;
  }
}
