package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.config.source.Location;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What both halves of the grid are made of. Stateless. */
final class GridCells {

  private GridCells() {}

  static VBox head(Node title, Node below) {
    VBox head = Ui.column(2, title, below);
    head.getStyleClass().add("grid-head");
    return head;
  }

  static HBox cell(String styleClass, Node... parts) {
    HBox cell = Ui.row(6, parts);
    cell.getStyleClass().add("grid-cell");
    if (!styleClass.isEmpty()) {
      cell.getStyleClass().add(styleClass);
    }
    return cell;
  }

  /**
   * A place that leads to its line in the editor, by mouse and keys, where it is a layer's file.
   */
  static void lead(Label chip, Location place, EditorViewModel editor) {
    chip.setMinWidth(Region.USE_PREF_SIZE);
    boolean leads = place.file().endsWith("templates.json");
    if (leads) {
      chip.setOnMouseClicked(click -> editor.open(place.file(), place.line()));
      chip.setOnKeyPressed(key -> {
        if (key.getCode() == KeyCode.ENTER) {
          editor.open(place.file(), place.line());
          key.consume();
        }
      });
      chip.setFocusTraversable(true);
      chip.setAccessibleRole(AccessibleRole.BUTTON);
      chip.setStyle("-fx-cursor: hand;");
    }
  }
}
