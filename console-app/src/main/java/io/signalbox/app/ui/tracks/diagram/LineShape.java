package io.signalbox.app.ui.tracks.diagram;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.tracks.layout.TrackPicture;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/** A line with its flow, its preview and, where it is closed, its buffer stop. */
final class LineShape extends Group {

  private static final List<String> TONES = List.of("s1", "s2", "s3", "s4", "s5", "neutral");

  private final Polyline track = new Polyline();
  private final Polyline moving = new Polyline();
  private final Polyline preview = new Polyline();
  private final Line post = new Line();
  private final Line arm = new Line();
  private double rate;

  LineShape() {
    track.getStyleClass().add("track-line");
    moving.getStyleClass().add("track-flow");
    preview.getStyleClass().add("track-preview-line");
    for (Polyline each : List.of(track, moving, preview)) {
      each.setStrokeLineJoin(StrokeLineJoin.ROUND);
      each.setStrokeLineCap(StrokeLineCap.BUTT);
    }
    moving.setStrokeLineCap(StrokeLineCap.ROUND);
    moving.getStrokeDashArray().setAll(3.0, 13.0);
    preview.getStrokeDashArray().setAll(8.0, 5.0);
    post.getStyleClass().add("track-stop");
    arm.getStyleClass().add("track-stop");
    getChildren().addAll(track, moving, preview, post, arm);
  }

  void show(TrackPicture.Line line) {
    Double[] points = new Double[line.points().size() * 2];
    for (int i = 0; i < line.points().size(); i++) {
      points[2 * i] = line.points().get(i).x();
      points[2 * i + 1] = line.points().get(i).y();
    }
    List<Double> wanted = List.of(points);
    if (!track.getPoints().equals(wanted)) {
      track.getPoints().setAll(points);
      moving.getPoints().setAll(points);
      preview.getPoints().setAll(points);
    }
    rate = line.idle() ? 0 : line.operationsPerSecond();
    track.setStrokeWidth(line.width());
    moving.setStrokeWidth(Math.max(1.4, Math.min(3, line.width() / 5)));
    moving.setVisible(!line.idle());
    preview.setVisible(line.preview() > 0);
    preview.setStrokeWidth(line.preview());
    String look = line.idle() ? "idle" : line.tone();
    if (!track.getStyleClass().contains(look)) {
      track.getStyleClass().removeAll(TONES);
      track.getStyleClass().remove("idle");
      track.getStyleClass().add(look);
      if (line.idle()) {
        track.getStrokeDashArray().setAll(6.0, 5.0);
      } else {
        track.getStrokeDashArray().clear();
      }
    }
    TrackPicture.Point stop = line.stop();
    post.setVisible(stop != null);
    arm.setVisible(stop != null);
    if (stop != null) {
      double half = Math.max(10, line.width() / 2 + 5);
      place(post, stop.x(), stop.y() - half, stop.x(), stop.y() + half);
      place(arm, stop.x() - 10, stop.y(), stop.x(), stop.y());
      for (Line each : List.of(post, arm)) {
        Ui.mark(each, List.of("hand", "bad"), line.stoppedByOperator() ? "hand" : "bad");
      }
    }
  }

  private static void place(Line line, double x1, double y1, double x2, double y2) {
    line.setStartX(x1);
    line.setStartY(y1);
    line.setEndX(x2);
    line.setEndY(y2);
  }

  /** Moves the dashes by what flows in the time; 4 to 60 px a second. */
  void advance(double seconds) {
    if (rate > 0) {
      double speed = Math.min(60, 4 + rate * 2);
      double offset = (moving.getStrokeDashOffset() - speed * seconds) % 16;
      moving.setStrokeDashOffset(offset);
    }
  }
}
