package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.control.Ui;
import java.nio.file.Path;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * The window's content until the core is open: its frame, and what is being opened. What cannot be
 * opened is told here, where it was waited for. On the screen's thread only.
 */
public final class OpeningView extends StackPane {

  private static final double WIDE = 560;

  private final Label title = Ui.label("Opening", "screen-title");
  private final Label what = Ui.wrapped("", "strong");
  private final Label more =
      Ui.wrapped("Reads the configuration, the templates and what was open before.", "muted");
  private final ProgressBar progress = new ProgressBar();
  private final Button close;

  /**
   * @param folder what is opened
   * @param closed is told that nothing is waited for any more
   */
  public OpeningView(Path folder, Runnable closed) {
    close = Ui.button("Close", closed);
    close.setId("opening-close");
    close.setVisible(false);
    what.setText("Opening " + folder + " …");
    what.setId("opening-what");
    more.setId("opening-more");
    progress.setMaxWidth(WIDE);
    progress.setMinHeight(4);
    progress.setMaxHeight(4);
    VBox text = Ui.column(12, what, progress, more, Ui.row(8, Ui.spacer(), close));
    text.setMaxSize(WIDE, Region.USE_PREF_SIZE);
    StackPane front = new StackPane(text);
    front.setAlignment(Pos.CENTER);
    front.getStyleClass().add("screen");
    HBox top = new HBox(title);
    top.getStyleClass().add("top-bar");
    top.setAlignment(Pos.CENTER_LEFT);
    VBox side = new VBox(NavigationView.brand());
    side.getStyleClass().add("nav");
    BorderPane content = new BorderPane(front);
    content.setTop(top);
    BorderPane all = new BorderPane(content);
    all.setLeft(side);
    Region edge = new Region();
    edge.getStyleClass().add("env-edge");
    getChildren().add(new VBox(edge, Ui.grow(all)));
  }

  /**
   * It could not be opened.
   *
   * @param code the stable code
   * @param message what happened, where, and what to do
   */
  public void refuse(String code, String message) {
    title.setText("Not opened");
    what.setText(code);
    more.setText(message);
    more.getStyleClass().remove("muted");
    progress.setVisible(false);
    close.setVisible(true);
    close.requestFocus();
  }
}
