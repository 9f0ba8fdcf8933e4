package io.signalbox.app.ui.control;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Skin;
import javafx.scene.control.skin.ScrollPaneSkin;

/**
 * Scrolls its content, and draws it as everything else is drawn. The toolkit's own keeps a picture
 * of what is in sight, drawn anew whole whenever something in it changes; that of a window that is
 * closed it never gives back.
 */
public final class Scroll extends ScrollPane {

  public Scroll() {}

  public Scroll(Node content) {
    super(content);
  }

  @Override
  protected Skin<?> createDefaultSkin() {
    ScrollPaneSkin skin = new ScrollPaneSkin(this);
    skin.getChildren().forEach(each -> each.setCache(false));
    return skin;
  }
}
