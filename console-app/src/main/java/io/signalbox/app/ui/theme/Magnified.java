package io.signalbox.app.ui.theme;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.transform.Scale;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * How much larger a window's content is drawn, and with it its menus, lists and tooltips, which are
 * windows of their own. On the screen's thread only.
 */
final class Magnified {

  /** What the content is laid out in at least, px: the smallest window without its frame. */
  static final double LEAST_WIDTH = 1000;

  static final double LEAST_HEIGHT = 600;

  private final Scale scale = new Scale(1, 1, 0, 0);
  private final ReadOnlyDoubleWrapper factor = new ReadOnlyDoubleWrapper(1);
  // Held here, for the list of windows, which is the process's, holds it weakly.
  private final ListChangeListener<Window> opened =
      change -> {
        while (change.next()) {
          change.getAddedSubList().forEach(this::opened);
        }
      };
  private @Nullable Scene scene;

  Magnified() {
    Window.getWindows().addListener(new WeakListChangeListener<>(opened));
  }

  /** Draws a scene's root larger from now on. */
  void attach(Scene shown) {
    scene = shown;
    enlarge(shown.getRoot());
  }

  /**
   * How much larger content is drawn in a window of that size: as wanted, where it still has room,
   * and never smaller than it is.
   *
   * @param wanted 1 or more
   */
  static double within(double wanted, double width, double height) {
    return Math.max(1, Math.min(wanted, Math.min(width / LEAST_WIDTH, height / LEAST_HEIGHT)));
  }

  /** Draws as much larger as is wanted and a window of that size has room for. */
  void fit(double wanted, double width, double height) {
    double now = within(wanted, width, height);
    if (now != factor.get()) {
      scale.setX(now);
      scale.setY(now);
      factor.set(now);
    }
  }

  private void opened(Window window) {
    if (window instanceof PopupWindow popup && scene != null && ownerOf(popup) == scene) {
      // Not the root itself: a popup is as large as what its root contains.
      popup.getScene().getRoot().getChildrenUnmodifiable().forEach(this::enlarge);
    }
  }

  /** The scene in which a popup, or a menu of it, was opened. */
  private static @Nullable Scene ownerOf(PopupWindow popup) {
    Window owner = popup.getOwnerWindow();
    while (owner instanceof PopupWindow inner) {
      owner = inner.getOwnerWindow();
    }
    return owner == null ? null : owner.getScene();
  }

  private void enlarge(Node node) {
    if (!node.getTransforms().contains(scale)) {
      node.getTransforms().add(scale);
    }
  }

  /** 1 to 2; what is in force, which a small window has less of than is wanted. */
  ReadOnlyDoubleProperty factorProperty() {
    return factor.getReadOnlyProperty();
  }
}
