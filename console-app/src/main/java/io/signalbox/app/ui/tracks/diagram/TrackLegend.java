package io.signalbox.app.ui.tracks.diagram;

import io.signalbox.app.ui.control.BesideOrBelow;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Ui;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;

/** What the lines mean. */
public final class TrackLegend {

  private TrackLegend() {}

  public static Region node() {
    Line share = line(12, "track-line");
    Line standby = line(2, "track-line", "idle");
    standby.getStrokeDashArray().setAll(6.0, 5.0);
    Line preview = line(4, "track-preview-line");
    preview.getStrokeDashArray().setAll(8.0, 5.0);
    Line arm = line(3, "track-stop", "hand");
    arm.setEndX(12);
    Line post = new Line(13, -6, 13, 6);
    post.getStyleClass().addAll("track-stop", "hand");
    HBox meanings =
        Ui.row(
            16,
            entry(share, "width = share"),
            entry(standby, "standby"),
            entry(preview, "preview"),
            entry(new Group(arm, post), "line closed"),
            entry(new Glyph(Glyph.Shape.LOCK, "hand"), "held by operator"));
    HBox keys =
        Ui.row(
            16,
            entry(Ui.whole("Tab", "kbd"), "next switch"),
            entry(Ui.whole("Enter", "kbd"), "open"));
    BesideOrBelow legend = BesideOrBelow.ends(meanings, keys);
    legend.getStyleClass().add("tracks-legend");
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
    return Ui.row(6, sample, Ui.whole(word, "small", "muted"));
  }
}
