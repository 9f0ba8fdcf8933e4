package io.signalbox.app.ui.control;

import javafx.scene.Group;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;

/** One of the status shapes, 14 px, coloured by its tone. */
public final class Glyph extends StackPane {

  private static final String CIRCLE = "M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 8 .8Z";
  private static final String RING = "M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6Z";
  private static final String SQUARE =
      "M2.8 1.2h10.4a1.6 1.6 0 0 1 1.6 1.6v10.4a1.6 1.6 0 0 1-1.6 1.6H2.8a1.6 1.6 0 0"
          + " 1-1.6-1.6V2.8a1.6 1.6 0 0 1 1.6-1.6Z";

  private static final String CONTACTS =
      "M4 5.8a2.2 2.2 0 1 1 0 4.4A2.2 2.2 0 0 1 4 5.8ZM12 5.8a2.2 2.2 0 1 1 0 4.4A2.2 2.2 0 0 1"
          + " 12 5.8Z";

  /** The shapes: a filled part, what is cut out of it, and strokes. */
  public enum Shape {
    CHECK(CIRCLE, "M4.6 8.2l2.4 2.4 4.5-5", ""),
    TRIANGLE("M8 .9L15.4 14.6H.6Z", "M8 5.4v4.4M8 11.4v1.9", ""),
    CROSS(SQUARE, "M4.8 4.8l6.4 6.4M11.2 4.8l-6.4 6.4", ""),
    QUESTION("", "", RING + "M5.9 6.4a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.6-.9 1.3M8 11v1.4"),
    DIAMOND("M8 .6L15.4 8 8 15.4.6 8Z", "M4.8 8h6.4", ""),
    HALF_SQUARE("M2 1.5h6v13H2Z", "", "M2 1.5h12v13H2Z"),
    HALF("M8 1.6a6.4 6.4 0 0 1 0 12.8Z", "", RING),
    SLASH("", "", RING + "M3.6 12.4 12.4 3.6"),
    CLOCK("", "", RING + "M8 4.4V8l2.6 1.6"),
    ARC("", "", "M8 1.6a6.4 6.4 0 1 1-6.4 6.4"),
    DOTS(
        "M8 .8a1 1 0 1 1 0 2 1 1 0 0 1 0-2ZM13.1 2.9a1 1 0 1 1 0 2 1 1 0 0 1 0-2ZM15.2 8a1 1 0 1"
            + " 1-2 0 1 1 0 0 1 2 0ZM13.1 11.1a1 1 0 1 1 0 2 1 1 0 0 1 0-2ZM8 13.2a1 1 0 1 1 0 2 1"
            + " 1 0 0 1 0-2ZM2.9 11.1a1 1 0 1 1 0 2 1 1 0 0 1 0-2ZM2.8 8a1 1 0 1 1-2 0 1 1 0 0 1 2"
            + " 0ZM2.9 2.9a1 1 0 1 1 0 2 1 1 0 0 1 0-2Z",
        "",
        ""),
    DOT("M8 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8Z", "", ""),
    LEVER_FLAT(CONTACTS, "", "M.8 8h14.4"),
    LEVER_RAISED(CONTACTS, "", "M.8 8H4L12.6 2.6M12 8h3.2"),
    LOCK(
        "M4 4a4 4 0 0 1 8 0v2h.25c.966 0 1.75.784 1.75 1.75v5.5A1.75 1.75 0 0 1 12.25 15h-8.5A1.75"
            + " 1.75 0 0 1 2 13.25v-5.5C2 6.784 2.784 6 3.75 6H4Zm8.25 3.5h-8.5a.25.25 0 0"
            + " 0-.25.25v5.5c0 .138.112.25.25.25h8.5a.25.25 0 0 0 .25-.25v-5.5a.25.25 0 0"
            + " 0-.25-.25ZM10.5 6V4a2.5 2.5 0 1 0-5 0v2Z",
        "",
        "");

    private final String fill;
    private final String cut;
    private final String line;

    Shape(String fill, String cut, String line) {
      this.fill = fill;
      this.cut = cut;
      this.line = line;
    }
  }

  public Glyph(Shape shape, String tone) {
    getStyleClass().addAll("glyph", tone);
    // The transparent square keeps every shape at the same size and place.
    Group drawing = new Group(path("M0 0h16v16H0Z", ""));
    drawing.getChildren().getFirst().setOpacity(0);
    if (!shape.fill.isEmpty()) {
      drawing.getChildren().add(path(shape.fill, "fill"));
    }
    if (!shape.line.isEmpty()) {
      drawing.getChildren().add(path(shape.line, "line"));
    }
    if (!shape.cut.isEmpty()) {
      drawing.getChildren().add(path(shape.cut, "cut"));
    }
    drawing.setScaleX(14.0 / 16);
    drawing.setScaleY(14.0 / 16);
    getChildren().add(new Group(drawing));
    setMouseTransparent(true);
  }

  private static SVGPath path(String content, String styleClass) {
    SVGPath path = new SVGPath();
    path.setContent(content);
    path.setStrokeLineCap(StrokeLineCap.ROUND);
    if (!styleClass.isEmpty()) {
      path.getStyleClass().add(styleClass);
    }
    return path;
  }
}
