package io.signalbox.app.ui.control;

import io.signalbox.core.event.Event;
import io.signalbox.core.query.EventView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.text.Text;

/**
 * Events along time, a lane for each kind; a label that would touch the next one is left to its
 * tooltip.
 */
public final class EventLanes extends Pane {

  private static final double LEFT = 96;
  private static final double RIGHT = 20;
  private static final double LANE = 24;

  private final List<Event.Lane> lanes;
  private final Consumer<EventView> open;
  private List<EventView> events = List.of();
  private Instant from = Instant.EPOCH;
  private Instant to = Instant.EPOCH.plusSeconds(1);

  public EventLanes(List<Event.Lane> lanes, Consumer<EventView> open) {
    this.lanes = List.copyOf(lanes);
    this.open = open;
    setMinHeight(LANE * lanes.size() + 22);
    setPrefHeight(LANE * lanes.size() + 22);
    widthProperty().addListener((property, old, width) -> draw());
  }

  /**
   * @param events oldest first
   */
  public void show(List<EventView> events, Instant from, Instant to) {
    if (events.equals(this.events) && from.equals(this.from) && to.equals(this.to)) {
      return;
    }
    this.events = List.copyOf(events);
    this.from = from;
    this.to = to;
    draw();
  }

  private void draw() {
    getChildren().clear();
    double width = getWidth();
    if (width < LEFT + RIGHT + 40) {
      return;
    }
    double bottom = LANE * lanes.size();
    for (int tick = 0; tick < 6; tick++) {
      Instant at = from.plus(Duration.between(from, to).multipliedBy(tick).dividedBy(6));
      double x = x(at);
      line(x, 0, x, bottom, "lane-grid");
      text(x - 16, bottom + 16, Units.minute(at), "lane-text");
    }
    double now = width - RIGHT;
    line(now, 0, now, bottom, "lane-now");
    text(now - 12, bottom + 16, "now", "lane-label");
    for (int i = 0; i < lanes.size(); i++) {
      double y = i * LANE + LANE / 2;
      text(12, y + 4, word(lanes.get(i)), "lane-text");
      line(LEFT, y, now, y, "lane-line");
      drawLane(lanes.get(i), y);
    }
  }

  private void drawLane(Event.Lane lane, double y) {
    List<EventView> mine = new ArrayList<>();
    for (EventView event : events) {
      if (event.lane() == lane && !event.at().isBefore(from) && !event.at().isAfter(to)) {
        mine.add(event);
      }
    }
    double free = LEFT;
    for (int i = 0; i < mine.size(); i++) {
      EventView event = mine.get(i);
      double x = x(event.at());
      double next = i + 1 < mine.size() ? x(mine.get(i + 1).at()) - 10 : getWidth() - RIGHT - 4;
      Status status = Status.of(event.severity());
      Glyph glyph =
          new Glyph(
              lane == Event.Lane.BY_HAND ? Glyph.Shape.DIAMOND : status.shape(),
              lane == Event.Lane.BY_HAND ? "hand" : status.tone());
      glyph.setMouseTransparent(false);
      glyph.setOnMouseClicked(click -> open.accept(event));
      Ui.tooltip(glyph, Units.clock(event.at()) + " UTC  " + event.text());
      glyph.relocate(x - 7, y - 7);
      getChildren().add(glyph);
      Text label = new Text(Units.middle(event.text(), 46));
      label.getStyleClass().add("lane-label");
      double wide = label.getLayoutBounds().getWidth();
      if (x + 12 + wide <= next) {
        label.relocate(x + 12, y - 8);
        getChildren().add(label);
        free = x + 12 + wide;
        continue;
      } else if (i == mine.size() - 1 && x - 14 - wide > free) {
        label.relocate(x - 14 - wide, y - 8);
        getChildren().add(label);
      }
      free = Math.max(free, x + 12);
    }
  }

  private double x(Instant at) {
    double share =
        (double) Duration.between(from, at).toMillis()
            / Math.max(1, Duration.between(from, to).toMillis());
    return LEFT + share * (getWidth() - LEFT - RIGHT);
  }

  private void line(double x1, double y1, double x2, double y2, String styleClass) {
    Line line = new Line(x1, y1, x2, y2);
    line.getStyleClass().add(styleClass);
    getChildren().add(line);
  }

  private void text(double x, double y, String content, String styleClass) {
    Text text = new Text(x, y, content);
    text.getStyleClass().add(styleClass);
    getChildren().add(text);
  }

  private static String word(Event.Lane lane) {
    return switch (lane) {
      case HEALTH -> "Health";
      case CIRCUIT -> "Circuit";
      case BY_HAND -> "By hand";
      case ROUTING -> "Routing";
      case REQUEST -> "Requests";
      case CONFIGURATION -> "Config";
      case TEMPLATE -> "Templates";
    };
  }
}
