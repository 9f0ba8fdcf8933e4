package io.signalbox.app.ui.tracks.diagram;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.tracks.layout.TrackPicture;
import io.signalbox.app.ui.tracks.layout.TrackPicture.Port;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.FadeTransition;
import javafx.animation.Interpolator;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.CubicCurve;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeLineCap;
import javafx.util.Duration;

/** Points or a bar: takes the focus, opens with Enter or a click. */
final class PlateShape extends Pane {

  private final Tooltip tip = new Tooltip();

  private final Rectangle plate = new Rectangle();
  private final Pane drawing = new Pane();
  private final StackPane lock = new StackPane(new Glyph(Glyph.Shape.LOCK, "hand"));
  private List<Port> ports = List.of();
  private double drawnHeight;

  /**
   * @param enter called after Enter: the focus goes on to what was opened
   */
  PlateShape(Runnable open, Runnable enter) {
    Tooltip.install(this, tip);
    getStyleClass().add("track-node");
    plate.getStyleClass().add("track-plate");
    plate.setArcWidth(12);
    plate.setArcHeight(12);
    lock.getStyleClass().add("track-lock");
    lock.setManaged(false);
    drawing.setManaged(false);
    drawing.setMouseTransparent(true);
    plate.setManaged(false);
    setManaged(false);
    getChildren().addAll(plate, drawing, lock);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.BUTTON);
    acts(this, open, enter);
  }

  /** Makes a part of the diagram answer to click and Enter. */
  static void acts(Node node, Runnable open, Runnable enter) {
    node.addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        click -> {
          node.requestFocus();
          open.run();
        });
    node.addEventHandler(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (key.getCode() == KeyCode.ENTER) {
            open.run();
            enter.run();
            key.consume();
          }
        });
  }

  void show(TrackPicture.Plate shown, boolean selected) {
    TrackPicture.Box box = shown.box();
    resizeRelocate(box.x(), box.y(), box.width(), box.height());
    plate.setWidth(box.width());
    plate.setHeight(box.height());
    Ui.mark(this, List.of("selected"), selected ? "selected" : "");
    lock.setVisible(shown.held());
    lock.resizeRelocate(-6, -14, 24, 24);
    tip.setText(shown.spoken());
    setAccessibleText(shown.spoken() + ", press Enter to open it");
    List<Port> own = relative(shown.ports(), box);
    if (!own.equals(ports) || drawnHeight != box.height()) {
      boolean thrown = !ports.isEmpty() && !ways(own).equals(ways(ports));
      ports = own;
      drawnHeight = box.height();
      draw(shown.points(), box);
      if (thrown && getScene() != null && !getScene().getPreferences().isReducedMotion()) {
        FadeTransition fade = new FadeTransition(Duration.millis(200), drawing);
        fade.setFromValue(0.2);
        fade.setToValue(1);
        fade.setInterpolator(Interpolator.EASE_OUT);
        fade.play();
      }
    }
  }

  private static List<Boolean> ways(List<Port> ports) {
    return ports.stream().map(Port::active).toList();
  }

  private static List<Port> relative(List<Port> ports, TrackPicture.Box box) {
    return ports.stream()
        .map(port ->
            new Port(
                new TrackPicture.Point(port.at().x() - box.x(), port.at().y() - box.y()),
                port.text(),
                port.active(),
                port.preview(),
                port.tone()))
        .toList();
  }

  private void draw(boolean points, TrackPicture.Box box) {
    List<Node> nodes = new ArrayList<>();
    if (points) {
      // The set way lies on top.
      for (Port port : ports) {
        if (!port.active()) {
          nodes.add(tongue(port, box));
        }
      }
      for (Port port : ports) {
        if (port.active()) {
          nodes.add(tongue(port, box));
        }
      }
      Circle pivot = new Circle(13, box.height() / 2, 5.5);
      pivot.getStyleClass().add("track-pivot");
      nodes.add(pivot);
    } else {
      for (Port port : ports) {
        Circle hole = new Circle(port.at().x(), port.at().y(), 11);
        hole.getStyleClass().add("track-port");
        nodes.add(hole);
      }
    }
    drawing.getChildren().setAll(nodes);
  }

  /** From the pivot to where the line leaves. */
  private static CubicCurve tongue(Port port, TrackPicture.Box box) {
    double middle = box.height() / 2;
    double x = port.at().x();
    double y = port.at().y();
    CubicCurve curve = new CubicCurve(13, middle, 13, middle, x, y, x, y);
    if (Math.abs(y - middle) > 1) {
      curve.setControlX1(x);
      curve.setControlY1(middle);
      curve.setControlX2(x);
      curve.setControlY2(middle + (y - middle) / 2);
    }
    curve.setStrokeLineCap(StrokeLineCap.BUTT);
    curve.getStyleClass().add("track-tongue");
    if (port.active()) {
      curve.getStyleClass().addAll("set", port.tone());
    } else if (port.preview()) {
      curve.getStyleClass().add("preview");
    }
    return curve;
  }
}
