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

/** Whatever takes the keyboard tells who does not see it what it is. */
@OnScreen
class AccessibleNodesTest {

  /** Roles that say nothing of what can be done. */
  private static final Set<AccessibleRole> NO_ROLES =
      EnumSet.of(AccessibleRole.NODE, AccessibleRole.PARENT);

  /** What can be done on every screen is as good as no screen. */
  private static final int LEAST = 12;

  @TempDir Path folder;
  private final List<String> nameless = new ArrayList<>();
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
        });
        assertThat(seen).as("nodes of " + place).isGreaterThan(LEAST);
      }
    }
    assertThat(nameless).as("nodes that take the focus and say nothing").isEmpty();
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
