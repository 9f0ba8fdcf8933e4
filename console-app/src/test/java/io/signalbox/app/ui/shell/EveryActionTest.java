package io.signalbox.app.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.app.testing.OnScreen;
import io.signalbox.app.testing.SampleWindow;
import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Navigator.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every button of every screen does an act of the table, which the palette offers. */
@OnScreen
class EveryActionTest {

  /**
   * Style classes of what is no act: it leads to a place, chooses what is shown, or belongs to one
   * row or field.
   */
  private static final Set<String> NO_ACTS =
      Set.of(
          "nav-item",
          "nav-held",
          "top-button",
          "fold",
          "strategy-row",
          "step",
          "kbd-button",
          "row-menu",
          "row-act",
          "tile-more",
          "icon-link",
          "inline-link",
          "around-row",
          "tour-button",
          "chip");

  private static final List<String> NO_ACTS_BY_TEXT =
      List.of(
          // The same as the button of the table, where nothing was played yet.
          "Start Black hole",
          // The same as the act of the table, with what it would do now.
          "Lock for reading only",
          // Leads to another screen, or to what is held on this one.
          "Keyboard map",
          "Open",
          "more in Providers");

  @TempDir Path folder;

  @Test
  void everyButtonDoesAnActOfTheTable() throws Exception {
    Set<String> ids =
        Arrays.stream(Act.values()).map(Act::id).collect(Collectors.toCollection(TreeSet::new));
    Set<String> labels =
        // What is done anywhere has a button in many places: a switch.
        Arrays.stream(Act.values())
            .filter(each -> each.place() == null)
            .map(Act::label)
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> others = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    try (SampleWindow window = SampleWindow.open(folder)) {
      for (Place place : Place.values()) {
        window.go(place, "");
        for (ButtonBase button : window.buttons()) {
          if (!isAct(button)) {
            continue;
          }
          seen.add(button.getId());
          if (!ids.contains(String.valueOf(button.getId()))
              && !labels.contains(String.valueOf(button.getText()))) {
            others.add(place + ": " + button.getText() + ", " + button.getAccessibleText());
          }
        }
      }
    }
    assertThat(others).as("buttons that the palette does not know").isEmpty();
    assertThat(seen)
        .contains(
            Act.CHECK.id(), Act.ROUTING_APPLY.id(), Act.SUBMIT.id(), Act.SAVE.id(), "start-drill");
  }

  private static boolean isAct(ButtonBase button) {
    if (button instanceof RadioButton || button instanceof CheckBox) {
      return false;
    }
    for (Parent at = button.getParent(); at != null; at = at.getParent()) {
      if (at.getStyleClass().contains("segments") || at.getStyleClass().contains("combo-box")) {
        return false;
      }
    }
    String text = String.valueOf(button.getText());
    return classes(button).noneMatch(NO_ACTS::contains)
        && NO_ACTS_BY_TEXT.stream().noneMatch(text::contains);
  }

  private static Stream<String> classes(Node node) {
    return node.getStyleClass().stream();
  }
}
