package io.signalbox.app.ui.shell;

import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.error.SignalboxException;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * The window's content until the core is open: its frame, and what is being opened. What cannot be
 * opened is told here, where it was waited for, with what to do about it. On the screen's thread
 * only.
 */
public final class OpeningView extends StackPane {

  private static final double WIDE = 560;

  /** Many mistakes in one configuration scroll. */
  private static final double HIGH = 260;

  private static final String READS =
      "Reads the configuration, the templates and what was open before.";

  private final Path folder;
  private final Label title = Ui.label("Opening", "screen-title");
  private final Label what = Ui.wrapped("", "strong");
  private final Label more = Ui.wrapped(READS, "muted");
  private final Label todo = Ui.wrapped("");
  private final ProgressBar progress = new ProgressBar();
  private final Button again;
  private final Button copy;
  private final Button close;

  /**
   * @param folder what is opened
   * @param retry opens it once more
   * @param closed is told that nothing is waited for any more
   */
  public OpeningView(Path folder, Runnable retry, Runnable closed) {
    this.folder = folder;
    again =
        Ui.button(
            "Try again",
            () -> {
              waits();
              retry.run();
            },
            "primary");
    again.setId("opening-again");
    copy = Ui.button("Copy", () -> Ui.copy(what.getText() + "\n" + more.getText()));
    copy.setId("opening-copy");
    copy.setAccessibleText("Copy what went wrong");
    close = Ui.button("Close", closed);
    close.setId("opening-close");
    what.setId("opening-what");
    more.setId("opening-more");
    todo.setId("opening-todo");
    progress.setMaxWidth(WIDE);
    progress.setMinHeight(4);
    progress.setMaxHeight(4);
    progress.setAccessibleText("Opening");
    progress.setFocusTraversable(false);
    ScrollPane told = new Scroll(more);
    told.setFitToWidth(true);
    told.getStyleClass().add("bare");
    told.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    told.prefViewportHeightProperty().bind(Bindings.min(more.heightProperty(), HIGH));
    told.setMaxHeight(HIGH);
    told.setFocusTraversable(false);
    VBox text =
        Ui.column(12, what, progress, told, todo, Ui.row(8, copy, Ui.spacer(), close, again));
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
    waits();
  }

  private void waits() {
    title.setText("Opening");
    what.setText("Opening " + folder + " …");
    more.setText(READS);
    Ui.mark(more, List.of("muted"), "muted");
    show(false);
  }

  private void show(boolean refused) {
    progress.setVisible(!refused);
    todo.setVisible(refused);
    for (Button each : List.of(again, copy, close)) {
      each.setVisible(refused);
    }
  }

  /** It could not be opened: what happened, where, and what to do. */
  public void refuse(SignalboxException e) {
    title.setText("Not opened");
    what.setText(e.code().name());
    more.setText(e.getMessage());
    Ui.mark(more, List.of("muted"), "");
    todo.setText(remedy(e));
    show(true);
    setAccessibleRole(AccessibleRole.DIALOG);
    setAccessibleText("Not opened: " + e.code().name() + ". " + todo.getText());
    again.requestFocus();
  }

  /** What to do, beyond what the message says of the case itself. */
  static String remedy(SignalboxException e) {
    return switch (e.code()) {
      case CONFIGURATION_INVALID, TEMPLATE_INVALID, INVALID_INPUT, TYPE_NOT_INSTALLED ->
          "Nothing was changed. Mend what is named above, then try again; “signalbox config"
              + " validate” checks the same without opening anything.";
      case STORE_UNAVAILABLE ->
          "The configuration is not touched. Once what is said above is done, try again; what was"
              + " written before is still there.";
      case INTERNAL_ERROR ->
          "This is a fault of the program. Copy what it says and report it with the log's file;"
              + " trying again may help where a disk or a mount was away.";
      default -> "Nothing was changed. Do what is said above, then try again.";
    };
  }
}
