package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.control.Ui;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * Says under the pointer the whole of a text that has no room; one that has a tooltip already keeps
 * it. On the screen's thread only.
 */
final class Shortened {

  private final Tooltip whole = new Tooltip();
  private @Nullable Labeled told;

  void listen(Node window) {
    whole.setWrapText(true);
    whole.setMaxWidth(420);
    window.addEventFilter(MouseEvent.MOUSE_MOVED, moved -> look(moved.getTarget()));
  }

  private void look(EventTarget target) {
    Labeled under = target instanceof Node node ? shortened(node) : null;
    if (under == told && (under == null || under.getText().equals(whole.getText()))) {
      return;
    }
    if (told != null && told.getTooltip() == whole) {
      told.setTooltip(null);
    }
    told = null;
    if (under != null && !Ui.hasTooltip(under)) {
      whole.setText(under.getText());
      under.setTooltip(whole);
      told = under;
    }
  }

  private static @Nullable Labeled shortened(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (at instanceof Labeled labeled) {
        return labeled.isTextTruncated() ? labeled : null;
      }
    }
    return null;
  }
}
