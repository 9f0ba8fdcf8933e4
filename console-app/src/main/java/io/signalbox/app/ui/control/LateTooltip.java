package io.signalbox.app.ui.control;

import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/**
 * A tooltip that is made when the pointer first comes to its node. Each is a window with a scene of
 * its own, some 15 KB, and of a hundred rows the pointer comes to few. On the screen's thread only.
 */
final class LateTooltip {

  /** In a node's properties: the text, and once it was needed the tooltip. */
  private static final String KEPT = "tooltip";

  private static final EventHandler<MouseEvent> MAKE = LateTooltip::make;

  private static final double MOST = 480;

  private LateTooltip() {}

  static boolean isSet(Node node) {
    return node.hasProperties() && node.getProperties().containsKey(KEPT);
  }

  static void set(Node node, String text) {
    if (text.isEmpty()) {
      clear(node);
    } else if (node.getProperties().get(KEPT) instanceof Tooltip made) {
      made.setText(text);
    } else if (node.getProperties().put(KEPT, text) == null) {
      node.addEventHandler(MouseEvent.MOUSE_ENTERED, MAKE);
    }
  }

  private static void clear(Node node) {
    if (isSet(node)) {
      node.removeEventHandler(MouseEvent.MOUSE_ENTERED, MAKE);
      if (node.getProperties().remove(KEPT) instanceof Tooltip made) {
        Tooltip.uninstall(node, made);
      }
    }
  }

  private static void make(MouseEvent entered) {
    if (entered.getSource() instanceof Node node
        && node.getProperties().get(KEPT) instanceof String text) {
      Tooltip made = new Tooltip(text);
      made.setWrapText(true);
      made.setMaxWidth(MOST);
      node.getProperties().put(KEPT, made);
      node.removeEventHandler(MouseEvent.MOUSE_ENTERED, MAKE);
      // The event that moved the pointer here is still to come to the node, and shows it.
      Tooltip.install(node, made);
    }
  }
}
