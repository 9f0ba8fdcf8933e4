package io.signalbox.app.ui.control;

import io.signalbox.core.event.Event;
import io.signalbox.core.query.EventView;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * One of the events in sight, chosen with the keyboard: a ring around it, its words below it and
 * read aloud. On the screen's thread only.
 */
final class EventChoice {

  private static final double RING = 20;

  private final Pane lanes;
  private final Consumer<EventView> open;
  private final Rectangle ring = new Rectangle(RING, RING);
  private final Tooltip told = new Tooltip();
  private List<EventView> inSight = List.of();
  private Function<EventView, @Nullable Node> glyphs = event -> null;
  private @Nullable EventView chosen;

  EventChoice(Pane lanes, Consumer<EventView> open) {
    this.lanes = lanes;
    this.open = open;
    ring.getStyleClass().add("event-ring");
    ring.setArcWidth(8);
    ring.setArcHeight(8);
    ring.setManaged(false);
    ring.setVisible(false);
    ring.setMouseTransparent(true);
    lanes.getChildren().add(ring);
    lanes.setFocusTraversable(true);
    lanes.setAccessibleRole(AccessibleRole.LIST_VIEW);
    lanes.setAccessibleText("Events: arrows choose, Enter opens");
    lanes.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    lanes.focusedProperty().addListener((property, old, focused) -> place());
  }

  /**
   * @param seen what is in sight now
   * @param glyphOf the mark of one of them
   */
  void show(Collection<EventView> seen, Function<EventView, @Nullable Node> glyphOf) {
    inSight = seen.stream().sorted(Comparator.comparing(EventView::at)).toList();
    glyphs = glyphOf;
    place();
  }

  private void key(KeyEvent key) {
    if (inSight.isEmpty() || key.isShortcutDown() || key.isAltDown()) {
      return;
    }
    EventView now = chosen;
    int at = now == null ? -1 : inSight.indexOf(now);
    KeyCode code = key.getCode();
    if (code == KeyCode.ENTER) {
      if (at >= 0) {
        open.accept(inSight.get(at));
        key.consume();
      }
      return;
    }
    int last = inSight.size() - 1;
    int next =
        switch (code) {
          case LEFT -> at < 0 ? last : Math.max(0, at - 1);
          case RIGHT -> at < 0 ? last : Math.min(last, at + 1);
          case UP -> otherLane(at, -1);
          case DOWN -> otherLane(at, 1);
          case HOME -> 0;
          case END -> last;
          default -> -1;
        };
    if (next >= 0) {
      chosen = inSight.get(next);
      place();
      key.consume();
    }
  }

  /** The nearest in time of the next lane that has one. */
  private int otherLane(int at, int by) {
    if (at < 0) {
      return inSight.size() - 1;
    }
    Event.Lane own = inSight.get(at).lane();
    int found = at;
    for (int i = 0; i < inSight.size(); i++) {
      int step = Integer.signum(y(inSight.get(i)) - y(inSight.get(at)));
      boolean nearer =
          found == at
              || Math.abs(y(inSight.get(i)) - y(inSight.get(at)))
                  < Math.abs(y(inSight.get(found)) - y(inSight.get(at)))
              || inSight.get(i).lane() == inSight.get(found).lane()
                  && Math.abs(i - at) < Math.abs(found - at);
      if (inSight.get(i).lane() != own && step == by && nearer) {
        found = i;
      }
    }
    return found;
  }

  private int y(EventView event) {
    Node glyph = glyphs.apply(event);
    return glyph == null ? 0 : (int) glyph.getLayoutY();
  }

  /** Puts the ring where the chosen one is now. */
  private void place() {
    EventView now = chosen;
    Node glyph = now == null || !inSight.contains(now) ? null : glyphs.apply(now);
    boolean shown = lanes.isFocused() && glyph != null;
    ring.setVisible(shown);
    if (now == null || glyph == null || !shown) {
      told.hide();
      return;
    }
    ring.setX(glyph.getLayoutX() - (RING - 14) / 2);
    ring.setY(glyph.getLayoutY() - (RING - 14) / 2);
    String words = Units.clock(now.at()) + " " + Units.zone(now.at()) + "  " + now.text();
    if (!words.equals(told.getText()) || !told.isShowing()) {
      told.setText(words);
      lanes.setAccessibleText(words);
      lanes.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
      Bounds at = glyph.localToScreen(glyph.getLayoutBounds());
      if (at != null) {
        told.show(lanes, at.getMinX(), at.getMaxY() + 6);
      }
    }
  }
}
