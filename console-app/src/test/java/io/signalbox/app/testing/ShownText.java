package io.signalbox.app.testing;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Text;

/**
 * A text of a scene, as it is shown. On the screen's thread only.
 *
 * @param whole where it is laid out, in the scene
 * @param seen what of that no ancestor and no edge of the scene cuts off
 * @param opacity its own and its ancestors', 0 to 1
 */
public record ShownText(Text node, Bounds whole, Bounds seen, double opacity) {

  /** Every text of which something is seen, in the order in which they are drawn. */
  public static List<ShownText> in(Scene scene) {
    List<ShownText> found = new ArrayList<>();
    Bounds all = new BoundingBox(0, 0, scene.getWidth(), scene.getHeight());
    collect(scene.getRoot(), all, 1, found);
    return found;
  }

  private static void collect(Node node, Bounds room, double opacity, List<ShownText> found) {
    double here = opacity * node.getOpacity();
    if (!node.isVisible() || here == 0) {
      return;
    }
    Bounds within = room;
    if (node.getClip() != null) {
      within = common(room, node.localToScene(node.getClip().getBoundsInParent()));
    }
    if (node instanceof Text text && !text.getText().isBlank()) {
      Bounds whole = text.localToScene(text.getLayoutBounds());
      Bounds seen = common(whole, within);
      if (seen.getWidth() > 0 && seen.getHeight() > 0) {
        found.add(new ShownText(text, whole, seen, here));
      }
    }
    if (node instanceof Parent parent) {
      for (Node each : parent.getChildrenUnmodifiable()) {
        collect(each, within, here, found);
      }
    }
  }

  /** What two have in common; empty where that is nothing. */
  static Bounds common(Bounds one, Bounds other) {
    double x = Math.max(one.getMinX(), other.getMinX());
    double y = Math.max(one.getMinY(), other.getMinY());
    double width = Math.min(one.getMaxX(), other.getMaxX()) - x;
    double height = Math.min(one.getMaxY(), other.getMaxY()) - y;
    return new BoundingBox(x, y, Math.max(0, width), Math.max(0, height));
  }

  /** For a message: the text and the style classes that make it what it is. */
  String words() {
    Node styled = node.getParent() == null ? node : node.getParent();
    String text = node.getText().strip().replace('\n', ' ');
    return "'"
        + (text.length() > 60 ? text.substring(0, 60) : text)
        + "' "
        + String.join(".", styled.getStyleClass());
  }
}
