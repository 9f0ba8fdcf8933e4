package io.signalbox.app.ui.control;

import io.signalbox.core.event.Event;
import io.signalbox.core.query.EventView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Line;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * Events along time, a lane for each kind; a label that would touch the next one is left to its
 * tooltip. An event keeps its glyph while it is in sight, so that its tooltip can be read. All of
 * them are one stop of Tab: the arrows go from one to the next and tell it, Enter opens it. On the
 * screen's thread only.
 */
public final class EventLanes extends Pane {

  private static final double LEFT = 96;
  private static final double RIGHT = 20;
  private static final double LANE = 24;
  private static final int TICKS = 6;

  /** In pixels: no label is shorter. */
  private static final double LEAST_LABEL = 30;

  private final List<Event.Lane> lanes;
  private final Consumer<EventView> open;
  private final List<Text> times = new ArrayList<>();
  private final List<Line> rules = new ArrayList<>();
  private final List<Line> laneLines = new ArrayList<>();
  private final Line nowLine = line("lane-now");
  private final Text nowText = text("now", "lane-label");
  private final Map<EventView, Sight> sights = new HashMap<>();
  private final EventChoice choice;
  private List<EventView> events = List.of();
  private Instant from = Instant.EPOCH;
  private Instant to = Instant.EPOCH.plusSeconds(1);

  /** An event's nodes. */
  private static final class Sight {
    private final Glyph glyph;
    // Made when there is room for it first: of hundreds of events most never have.
    private @Nullable Text label;

    Sight(Glyph glyph) {
      this.glyph = glyph;
    }
  }

  public EventLanes(List<Event.Lane> lanes, Consumer<EventView> open) {
    this.lanes = List.copyOf(lanes);
    this.open = open;
    this.choice = new EventChoice(this, open);
    getStyleClass().add("event-lanes");
    setMinHeight(LANE * lanes.size() + 22);
    setPrefHeight(LANE * lanes.size() + 22);
    for (int tick = 0; tick < TICKS; tick++) {
      rules.add(line("lane-grid"));
      times.add(text("", "lane-text"));
    }
    for (int i = 0; i < lanes.size(); i++) {
      Text name = text(word(lanes.get(i)), "lane-text");
      name.setX(12);
      name.setY(i * LANE + LANE / 2 + 4);
      laneLines.add(line("lane-line"));
    }
  }

  /** Calls back with the moment where the lanes are clicked beside every event. */
  public void onMoment(Consumer<Instant> chosen) {
    setOnMouseClicked(click -> {
      double width = getWidth() - LEFT - RIGHT;
      double share = (click.getX() - LEFT) / Math.max(1, width);
      if (share >= 0 && share <= 1) {
        long millis = Duration.between(from, to).toMillis();
        chosen.accept(from.plusMillis(Math.round(share * millis)));
      }
    });
  }

  /**
   * @param newest oldest first
   */
  public void show(List<EventView> newest, Instant from, Instant to) {
    events = List.copyOf(newest);
    this.from = from;
    this.to = to;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth();
    if (width < LEFT + RIGHT + 40) {
      return;
    }
    double bottom = LANE * lanes.size();
    for (int tick = 0; tick < TICKS; tick++) {
      Instant at = from.plus(Duration.between(from, to).multipliedBy(tick).dividedBy(TICKS));
      double x = x(at);
      put(rules.get(tick), x, 0, x, bottom);
      times.get(tick).setText(Units.minute(at));
      times.get(tick).setX(x - 16);
      times.get(tick).setY(bottom + 16);
    }
    double now = width - RIGHT;
    put(nowLine, now, 0, now, bottom);
    nowText.setX(now - 12);
    nowText.setY(bottom + 16);
    Map<EventView, Sight> seen = new HashMap<>();
    for (int i = 0; i < lanes.size(); i++) {
      double y = i * LANE + LANE / 2;
      put(laneLines.get(i), LEFT, y, now, y);
      drawLane(lanes.get(i), y, seen);
    }
    sights.forEach((event, sight) -> {
      if (!seen.containsKey(event)) {
        getChildren().remove(sight.glyph);
        getChildren().remove(sight.label);
      }
    });
    sights.clear();
    sights.putAll(seen);
    choice.show(
        seen.keySet(),
        event -> {
          Sight sight = sights.get(event);
          return sight == null ? null : sight.glyph;
        });
  }

  private void drawLane(Event.Lane lane, double y, Map<EventView, Sight> seen) {
    List<EventView> mine = new ArrayList<>();
    for (EventView event : events) {
      if (event.lane() == lane && !event.at().isBefore(from) && !event.at().isAfter(to)) {
        mine.add(event);
      }
    }
    double free = LEFT;
    for (int i = 0; i < mine.size(); i++) {
      EventView event = mine.get(i);
      if (seen.containsKey(event)) {
        continue;
      }
      Sight known = sights.get(event);
      Sight sight = known == null ? sight(event) : known;
      seen.put(event, sight);
      double x = x(event.at());
      double next = i + 1 < mine.size() ? x(mine.get(i + 1).at()) - 10 : getWidth() - RIGHT - 4;
      sight.glyph.resizeRelocate(Math.round(x - 7), y - 7, 14, 14);
      boolean last = i == mine.size() - 1;
      if (next - x - 12 < LEAST_LABEL && !last) {
        if (sight.label != null) {
          sight.label.setVisible(false);
        }
        free = Math.max(free, x + 12);
        continue;
      }
      Text label = label(sight, event);
      double wide = label.getLayoutBounds().getWidth();
      boolean after = x + 12 + wide <= next;
      boolean before = !after && last && x - 14 - wide > free;
      label.setVisible(after || before);
      label.setX(after ? x + 12 : x - 14 - wide);
      label.setY(y + 4);
      free = Math.max(free, after ? x + 12 + wide : x + 12);
    }
  }

  private Text label(Sight sight, EventView event) {
    Text label = sight.label;
    if (label == null) {
      label = text(Units.middle(event.text(), 46), "lane-label");
      sight.label = label;
    }
    return label;
  }

  private Sight sight(EventView event) {
    Status status = Status.of(event.severity());
    boolean hand = event.lane() == Event.Lane.BY_HAND;
    Glyph glyph =
        new Glyph(hand ? Glyph.Shape.DIAMOND : status.shape(), hand ? "hand" : status.tone());
    glyph.setMouseTransparent(false);
    glyph.setManaged(false);
    glyph.setOnMouseClicked(click -> {
      open.accept(event);
      click.consume();
    });
    Ui.tooltip(glyph, Units.clock(event.at()) + " " + Units.zone(event.at()) + "  " + event.text());
    getChildren().add(glyph);
    return new Sight(glyph);
  }

  private double x(Instant at) {
    double share =
        (double) Duration.between(from, at).toMillis()
            / Math.max(1, Duration.between(from, to).toMillis());
    return LEFT + share * (getWidth() - LEFT - RIGHT);
  }

  private Line line(String styleClass) {
    Line line = new Line();
    line.getStyleClass().add(styleClass);
    line.setManaged(false);
    getChildren().add(line);
    return line;
  }

  private static void put(Line line, double x1, double y1, double x2, double y2) {
    line.setStartX(x1);
    line.setStartY(y1);
    line.setEndX(x2);
    line.setEndY(y2);
  }

  private Text text(String content, String styleClass) {
    Text text = new Text(content);
    text.getStyleClass().add(styleClass);
    text.setManaged(false);
    getChildren().add(text);
    return text;
  }

  private static String word(Event.Lane lane) {
    return switch (lane) {
      case HEALTH -> "Health";
      case CIRCUIT -> "Circuit";
      case BY_HAND -> "Operator";
      case ROUTING -> "Routing";
      case REQUEST -> "Requests";
      case CONFIGURATION -> "Config";
      case TEMPLATE -> "Templates";
      case ALERT -> "Alerts";
    };
  }
}
