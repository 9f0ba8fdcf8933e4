package io.signalbox.app.ui.tracks.diagram;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Ui;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Line;

/** What the lines mean. */
public final class TrackLegend {

  private TrackLegend() {}

  public static HBox node() {
    Line share = line(12, "track-line");
    Line standby = line(2, "track-line", "idle");
    standby.getStrokeDashArray().setAll(6.0, 5.0);
    Line preview = line(4, "track-preview-line");
    preview.getStrokeDashArray().setAll(8.0, 5.0);
    Line arm = line(3, "track-stop", "hand");
    arm.setEndX(12);
    Line post = new Line(13, -6, 13, 6);
    post.getStyleClass().addAll("track-stop", "hand");
    HBox legend =
        Ui.row(
            16,
            entry(share, "width = share"),
            entry(standby, "standby"),
            entry(preview, "preview"),
            entry(new Group(arm, post), "line closed"),
            entry(new Glyph(Glyph.Shape.LOCK, "hand"), "held by operator"),
            Ui.spacer(),
            Ui.row(6, Ui.label("Tab", "kbd"), Ui.label("next switch", "small", "muted")),
            Ui.row(6, Ui.label("Enter", "kbd"), Ui.label("open", "small", "muted")));
    legend.getStyleClass().add("tracks-legend");
    // The words stay whole; what is past the edge in a narrow window are the keys.
    legend
        .lookupAll(".label")
        .forEach(node ->
            ((javafx.scene.control.Label) node)
                .setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE));
    return legend;
  }

  private static Line line(double width, String... classes) {
    Line line = new Line(0, 0, 26, 0);
    line.setStrokeWidth(width);
    line.setStrokeLineCap(javafx.scene.shape.StrokeLineCap.BUTT);
    line.getStyleClass().addAll(classes);
    return line;
  }

  private static HBox entry(Node sample, String word) {
    return Ui.row(6, sample, Ui.label(word, "small", "muted"));
  }
}
