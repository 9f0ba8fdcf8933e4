package io.signalbox.app.ui.shell;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * Says under the pointer why a control cannot be used. A control that is disabled gets no events,
 * so that a tooltip of its own would never show: the window looks for what is under the pointer.
 */
final class WhyNot {

  private static final double BELOW = 18;

  private final Tooltip told = new Tooltip();
  private @Nullable Node shown;

  void listen(Node window) {
    told.setWrapText(true);
    told.setMaxWidth(420);
    window.addEventFilter(MouseEvent.MOUSE_MOVED, this::look);
    window.addEventFilter(MouseEvent.MOUSE_PRESSED, pressed -> hide());
    window.addEventFilter(MouseEvent.MOUSE_EXITED, left -> hide());
  }

  private void look(MouseEvent moved) {
    Node under =
        moved.getTarget() instanceof Parent parent
            ? disabled(parent, moved.getSceneX(), moved.getSceneY())
            : null;
    if (under == shown) {
      return;
    }
    hide();
    String why = under == null ? "" : under.getAccessibleHelp();
    if (under != null && why != null && !why.isEmpty()) {
      shown = under;
      told.setText(why);
      told.show(under, moved.getScreenX(), moved.getScreenY() + BELOW);
    }
  }

  private void hide() {
    shown = null;
    told.hide();
  }

  /** What is disabled there and says why; null for nothing. */
  private static @Nullable Node disabled(Parent parent, double x, double y) {
    for (Node each : parent.getChildrenUnmodifiable()) {
      if (!each.isVisible() || !contains(each, x, y)) {
        continue;
      }
      if (each.isDisabled() && each.getAccessibleHelp() != null) {
        return each;
      }
      Node within = each instanceof Parent inner ? disabled(inner, x, y) : null;
      if (within != null) {
        return within;
      }
    }
    return null;
  }

  private static boolean contains(Node node, double x, double y) {
    Bounds at = node.localToScene(node.getBoundsInLocal());
    return at != null && at.contains(x, y);
  }
}
