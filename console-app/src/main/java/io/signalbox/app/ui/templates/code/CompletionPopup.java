package io.signalbox.app.ui.templates.code;

import io.signalbox.app.ui.control.Ui;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;

/** The choices under the caret; the text keeps the focus. On the screen's thread only. */
final class CompletionPopup {

  private static final double ROW = 28;
  private static final double WIDTH = 560;
  private static final int ROWS = 8;

  private final Popup popup = new Popup();
  private final ListView<Completion.Choice> list = new ListView<>();
  private final Consumer<Completion.Choice> take;

  CompletionPopup(Consumer<Completion.Choice> take) {
    this.take = take;
    list.setId("completion");
    list.setFixedCellSize(ROW);
    list.setFocusTraversable(false);
    list.setCellFactory(owner -> new ChoiceCell());
    list.setPrefWidth(WIDTH);
    list.setOnMouseClicked(event -> takeSelected());
    VBox box =
        new VBox(
            list,
            Ui.pad(
                Ui.row(
                    12,
                    Ui.label("Enter take", "small", "muted"),
                    Ui.label("Esc close", "small", "muted"),
                    Ui.label("Ctrl Space open again", "small", "muted")),
                4,
                8,
                4,
                8));
    box.getStyleClass().add("completion");
    popup.getContent().add(box);
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
  }

  boolean isShowing() {
    return popup.isShowing();
  }

  void hide() {
    popup.hide();
  }

  /**
   * @param caret where the caret stands on the screen
   */
  void show(Node owner, Bounds caret, Completion completion) {
    list.getItems().setAll(completion.choices());
    list.getSelectionModel().selectFirst();
    list.scrollTo(0);
    list.setPrefHeight(ROW * Math.min(ROWS, completion.choices().size()) + 2);
    if (!popup.isShowing()) {
      // A popup has a root of its own, which is to have the window's colours.
      popup.getScene().getRoot().getStyleClass().setAll(owner.getScene().getRoot().getStyleClass());
      popup.show(owner, caret.getMinX(), caret.getMaxY() + 2);
    } else {
      popup.setAnchorX(caret.getMinX());
      popup.setAnchorY(caret.getMaxY() + 2);
    }
  }

  /** Moves, takes or closes by a key; consumes it where it did. */
  void press(KeyEvent key) {
    switch (key.getCode()) {
      case DOWN -> move(1);
      case UP -> move(-1);
      case ENTER, TAB -> takeSelected();
      case ESCAPE -> hide();
      default -> {
        return;
      }
    }
    key.consume();
  }

  private void move(int by) {
    int size = list.getItems().size();
    int next = Math.floorMod(list.getSelectionModel().getSelectedIndex() + by, size);
    list.getSelectionModel().select(next);
    list.scrollTo(Math.max(0, next - ROWS + 1));
  }

  private void takeSelected() {
    Completion.Choice chosen = list.getSelectionModel().getSelectedItem();
    hide();
    if (chosen != null) {
      take.accept(chosen);
    }
  }

  private static final class ChoiceCell extends ListCell<Completion.Choice> {
    private final Label name = Ui.label("", "mono", "semi");
    private final Label explanation = Ui.label("", "small", "muted");
    private final Label now = Ui.label("", "source-chip");
    private final HBox row = Ui.row(12, name, Ui.grow(explanation), now);

    ChoiceCell() {
      setPrefWidth(0);
      name.setMinWidth(150);
      explanation.setMinWidth(0);
      explanation.setMaxWidth(Double.MAX_VALUE);
    }

    @Override
    protected void updateItem(Completion.@Nullable Choice choice, boolean empty) {
      super.updateItem(choice, empty);
      setText(null);
      if (empty || choice == null) {
        setGraphic(null);
        return;
      }
      name.setText(choice.name());
      explanation.setText(choice.explanation());
      now.setText(choice.now());
      now.setVisible(!choice.now().isEmpty());
      setGraphic(row);
      setAccessibleText(choice.name() + ", " + choice.explanation());
    }
  }
}
