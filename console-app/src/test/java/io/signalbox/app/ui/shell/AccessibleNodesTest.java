package io.signalbox.app.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.SampleWindow;
import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Danger;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Navigator.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/**
 * Whatever takes the keyboard tells who does not see it what it is. A screen reader asks as this
 * test does: the toolkit's bridges to the systems' readers put these questions to each node, from
 * the scene's root on, and hand the answers over. Linux has no such bridge.
 */
@OnScreen
class AccessibleNodesTest {

  /** Roles that say nothing of what can be done. */
  private static final Set<AccessibleRole> NO_ROLES =
      EnumSet.of(AccessibleRole.NODE, AccessibleRole.PARENT);

  /** What can be acted on or read in cells, which says nothing without a text. */
  private static final Set<AccessibleRole> SAY_SOMETHING =
      EnumSet.of(
          AccessibleRole.BUTTON,
          AccessibleRole.CHECK_BOX,
          AccessibleRole.COMBO_BOX,
          AccessibleRole.HYPERLINK,
          AccessibleRole.MENU_BUTTON,
          AccessibleRole.RADIO_BUTTON,
          AccessibleRole.TOGGLE_BUTTON,
          AccessibleRole.TABLE_COLUMN);

  /** A walk that comes to none of these has walked nowhere. */
  private static final Set<AccessibleRole> HEARD =
      EnumSet.of(
          AccessibleRole.BUTTON,
          AccessibleRole.TEXT,
          AccessibleRole.TEXT_FIELD,
          AccessibleRole.TABLE_VIEW,
          AccessibleRole.TABLE_ROW,
          AccessibleRole.TABLE_CELL,
          AccessibleRole.TOGGLE_BUTTON);

  /** What can be done on every screen is as good as no screen. */
  private static final int LEAST = 12;

  @TempDir Path folder;
  private final List<String> nameless = new ArrayList<>();
  private final List<String> silent = new ArrayList<>();
  private final Set<AccessibleRole> heard = EnumSet.noneOf(AccessibleRole.class);
  private int seen;

  @Test
  void everyNodeThatTakesTheFocusHasANameAndARole() throws Exception {
    try (SampleWindow window = SampleWindow.open(folder)) {
      for (Place place : Place.values()) {
        window.go(place, "");
        seen = 0;
        window.interact(() -> {
          Parent root = window.<Node>lookup(".nav").getScene().getRoot();
          root.applyCss();
          root.layout();
          look(place.title(), root);
          hear(place.title(), root);
        });
        assertThat(seen).as("nodes of " + place).isGreaterThan(LEAST);
      }
    }
    assertThat(nameless).as("nodes that take the focus and say nothing").isEmpty();
    assertThat(silent).as("what a reader comes to and nothing is said of").isEmpty();
    assertThat(heard).as("roles").containsAll(HEARD);
  }

  @Test
  void aToastIsToldAsItComes() {
    StackPane host = new StackPane();
    new FxRobot().interact(() -> new Dialogs(host).toast("east is drained", "Undo", () -> {}));
    assertThat(host.lookup(".toast").lookup(".label").getAccessibleText())
        .isEqualTo("east is drained");
    assertThat(host.lookup(".toast").lookup(".label").getAccessibleRole())
        .isEqualTo(AccessibleRole.TEXT);
  }

  @Test
  void anOverlayIsADialogWithTheNameOfItsTitle() {
    StackPane host = new StackPane();
    new FxRobot()
        .interact(() ->
            new Dialogs(host)
                .ask(
                    Danger.confirm(Act.CANCEL_REQUEST.label(), "It ends.", "Cancel request"),
                    answer -> {}));
    Node card = host.lookup(".dialog-card");
    assertThat(card.getAccessibleRole()).isEqualTo(AccessibleRole.DIALOG);
    assertThat(card.getAccessibleText()).isEqualTo("Cancel request…");
  }

  private void look(String where, Parent parent) {
    for (Node each : parent.getChildrenUnmodifiable()) {
      if (!each.isVisible()) {
        continue;
      }
      if (each.isFocusTraversable()) {
        seen++;
        if (name(each).isBlank() || NO_ROLES.contains(each.getAccessibleRole())) {
          nameless.add(
              where
                  + ": "
                  + each.getClass().getSimpleName()
                  + " "
                  + each.getId()
                  + " "
                  + each.getStyleClass()
                  + ", "
                  + each.getAccessibleRole());
        }
      }
      if (each instanceof Parent inner) {
        look(where, inner);
      }
    }
  }

  /** As a bridge walks: by what each node says its children are, its place and its text asked. */
  private void hear(String where, Node node) {
    AccessibleRole role = (AccessibleRole) node.queryAccessibleAttribute(AccessibleAttribute.ROLE);
    heard.add(role);
    node.queryAccessibleAttribute(AccessibleAttribute.BOUNDS);
    node.queryAccessibleAttribute(AccessibleAttribute.HELP);
    if (SAY_SOMETHING.contains(role) && said(node).isBlank()) {
      silent.add(where + ": " + role + " " + node.getId() + " " + node.getStyleClass());
    }
    if (role == AccessibleRole.TABLE_VIEW) {
      int columns = (int) node.queryAccessibleAttribute(AccessibleAttribute.COLUMN_COUNT);
      int rows = (int) node.queryAccessibleAttribute(AccessibleAttribute.ROW_COUNT);
      for (int column = 0; rows > 0 && column < columns; column++) {
        Node cell =
            (Node) node.queryAccessibleAttribute(AccessibleAttribute.CELL_AT_ROW_COLUMN, 0, column);
        assertThat(cell).as("cell %d of a row, %s %s", column, where, node.getId()).isNotNull();
      }
    }
    if (node.queryAccessibleAttribute(AccessibleAttribute.CHILDREN) instanceof List<?> children) {
      for (Object child : children) {
        if (child instanceof Node each && each.isVisible()) {
          hear(where, each);
        }
      }
    }
  }

  /** What a bridge calls a node; by what names it where it has no text, as a menu button. */
  private static String said(Node node) {
    Object text = node.queryAccessibleAttribute(AccessibleAttribute.TEXT);
    if (text == null
        && node.queryAccessibleAttribute(AccessibleAttribute.LABELED_BY) instanceof Node label) {
      text = label.queryAccessibleAttribute(AccessibleAttribute.TEXT);
    }
    return text == null ? "" : text.toString();
  }

  private static String name(Node node) {
    String told = node.getAccessibleText();
    if (told != null && !told.isBlank()) {
      return told;
    }
    if (node.queryAccessibleAttribute(AccessibleAttribute.LABELED_BY) instanceof Label label) {
      return String.valueOf(label.getText());
    }
    return node instanceof Labeled labeled && labeled.getText() != null ? labeled.getText() : "";
  }
}
