package io.signalbox.app.ui.routing.preview;

import io.signalbox.app.ui.control.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/**
 * A weight as a place on a line, with a mark where it is in force. The line is as long as the
 * largest weight needs.
 */
final class WeightSlider extends Region {

  private static final double KNOB = 16;
  private static final int LEAST = 10;
  private static final double STEP_PAGE = 5;

  private final Region track = part("weight-track");
  private final Region fill = part("weight-fill");
  private final Region inForce = part("weight-now");
  private final Region knob = part("weight-knob");
  private final List<Region> ticks = new ArrayList<>();
  private final DoubleConsumer moved;
  private double value;
  private double now = Double.NaN;
  private double max = LEAST;

  /**
   * @param moved called with whole weights as the user moves it
   */
  WeightSlider(DoubleConsumer moved) {
    this.moved = moved;
    getStyleClass().add("weight-slider");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.SLIDER);
    setMinSize(120, 30);
    setPrefSize(190, 30);
    for (int i = 0; i <= LEAST; i++) {
      ticks.add(part("weight-tick"));
    }
    getChildren().addAll(ticks);
    getChildren().addAll(track, fill, inForce, knob);
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::drag);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    addEventHandler(KeyEvent.KEY_PRESSED, this::press);
  }

  private static Region part(String styleClass) {
    Region part = new Region();
    part.getStyleClass().add(styleClass);
    part.setMouseTransparent(true);
    return part;
  }

  void show(double weight, double weightNow, double largest) {
    double room = LEAST;
    while (room < largest) {
      // 10, 20, 50, 100, ...
      room *= Math.log10(room / LEAST) % 1 > 0.5 ? 2 : Math.log10(room / LEAST) % 1 > 0.2 ? 2.5 : 2;
    }
    if (weight != value || weightNow != now || room != max) {
      value = weight;
      now = weightNow;
      max = room;
      notifyAccessibleAttributeChanged(AccessibleAttribute.VALUE);
      requestLayout();
    }
  }

  private void drag(MouseEvent event) {
    if (!isFocused()) {
      requestFocus();
    }
    double share = (event.getX() - KNOB / 2) / Math.max(1, getWidth() - KNOB);
    move(Math.rint(Math.clamp(share, 0, 1) * max / (max / LEAST / 2)) * (max / LEAST / 2));
    event.consume();
  }

  private void press(KeyEvent key) {
    double step = max / LEAST;
    double next =
        switch (key.getCode()) {
          case LEFT, DOWN -> value - step;
          case RIGHT, UP -> value + step;
          case PAGE_DOWN -> value - step * STEP_PAGE;
          case PAGE_UP -> value + step * STEP_PAGE;
          case HOME -> 0;
          default -> Double.NaN;
        };
    if (!Double.isNaN(next)) {
      move(Math.max(0, next));
      key.consume();
    }
  }

  private void move(double next) {
    if (next != value) {
      moved.accept(Math.rint(next * 100) / 100);
    }
  }

  @Override
  protected void layoutChildren() {
    double length = getWidth() - KNOB;
    double middle = getHeight() / 2;
    track.resizeRelocate(KNOB / 2, middle - 2, length, 4);
    double at = at(value, length);
    fill.resizeRelocate(KNOB / 2, middle - 2, at, 4);
    knob.resizeRelocate(at, middle - KNOB / 2, KNOB, KNOB);
    inForce.setVisible(!Double.isNaN(now) && now != value);
    inForce.resizeRelocate(KNOB / 2 + at(now, length) - 1, middle - 8, 2, 16);
    for (int i = 0; i < ticks.size(); i++) {
      ticks
          .get(i)
          .resizeRelocate(Math.round(KNOB / 2 + length * i / (ticks.size() - 1)), middle + 8, 1, 4);
    }
  }

  private double at(double weight, double length) {
    return Double.isNaN(weight) ? 0 : Math.clamp(weight / max, 0, 1) * length;
  }

  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return switch (attribute) {
      case VALUE -> value;
      case MIN_VALUE -> 0.0;
      case MAX_VALUE -> max;
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }

  void colour(int order) {
    Ui.mark(this, SeriesClass.ALL, SeriesClass.of(order));
  }
}
