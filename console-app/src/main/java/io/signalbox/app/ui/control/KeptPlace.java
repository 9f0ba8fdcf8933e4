package io.signalbox.app.ui.control;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ButtonBase;

/**
 * Where the keyboard is while the button that had it cannot be pressed: around that button. The
 * toolkit alone would hand it to the button after it, which a second press of Space would fire. On
 * the screen's thread only.
 */
public final class KeptPlace {

  private static final Object KEY = new Object();

  /**
   * @param keys whether it was reached by Tab, and not by the pointer
   */
  private record Left(ButtonBase by, boolean keys) {}

  private KeptPlace() {}

  /** Disables or enables a button; one that gave the keyboard away gets it back. */
  static void disable(ButtonBase button, boolean disabled) {
    Parent place = button.getParent();
    if (place != null && disabled && hasKeyboard(button)) {
      place.getProperties().put(KEY, new Left(button, button.isFocusVisible()));
      place.requestFocus();
    }
    button.setDisable(disabled);
    if (place != null
        && !disabled
        && hasKeyboard(place)
        && place.getProperties().get(KEY) instanceof Left left
        && left.by == button) {
      place.getProperties().remove(KEY);
      giveBack(place, left);
    }
  }

  /** Reached by keys it is reached by them again, for only then is it marked and has Space. */
  private static void giveBack(Parent place, Left left) {
    Node at = place;
    for (int i = 0; left.keys && at != left.by && i < place.getChildrenUnmodifiable().size(); i++) {
      at.requestFocusTraversal(TraversalDirection.NEXT);
      at = place.getScene().getFocusOwner();
    }
    if (at != left.by) {
      left.by.requestFocus();
    }
  }

  private static boolean hasKeyboard(Node node) {
    return node.getScene() != null && node.getScene().getFocusOwner() == node;
  }

  /** Whether it stands in for a button that was pressed with Space. */
  public static boolean isOf(Node node) {
    return node.getProperties().get(KEY) instanceof Left left && left.keys;
  }
}
