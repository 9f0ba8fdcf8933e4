package io.signalbox.app.ui.routing.editing;

import io.signalbox.app.ui.control.Ui;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;

/** A heading that opens and closes what is under it; closed, one line says what that is. */
public final class Fold {

  private static final List<String> TONES = List.of("muted", "accent", "bad");

  private final Button head;
  private final SVGPath arrow = RoutingIcon.RIGHT.node();
  private final Label summary = Ui.ends("", "small", "muted");
  private final VBox box;
  private boolean open;

  public Fold(String title) {
    Label name = Ui.label(title, "small", "semi");
    name.setMinWidth(Region.USE_PREF_SIZE);
    summary.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
    summary.setMinWidth(0);
    HBox content = Ui.row(8, arrow, name, Ui.grow(summary));
    head = Ui.button("", this::toggle, "fold");
    head.setGraphic(content);
    head.setMinWidth(0);
    head.setMaxWidth(Double.MAX_VALUE);
    content.prefWidthProperty().bind(head.widthProperty().subtract(18));
    head.setAccessibleText(title);
    head.setId("fold-" + title.toLowerCase(Locale.ROOT).replace(' ', '-'));
    box = new VBox(head);
  }

  public Node node() {
    return box;
  }

  public void body(Node body) {
    box.getChildren().setAll(head, body);
    show();
  }

  public void summary(String text, String tone) {
    summary.setText(text);
    Ui.mark(summary, TONES, tone);
    head.setAccessibleHelp(text);
  }

  private void toggle() {
    open = !open;
    show();
  }

  private void show() {
    arrow.setRotate(open ? 90 : 0);
    box.getChildren().stream()
        .skip(1)
        .forEach(body -> {
          body.setVisible(open);
          body.setManaged(open);
        });
  }
}
