package io.signalbox.app.ui.control;

import java.util.List;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/**
 * A few choices side by side, one of them on.
 *
 * @param <T> the choice
 */
public final class Segments<T> extends HBox {

  private final List<T> choices;
  private final Function<T, String> text;

  public Segments(List<T> choices, Function<T, String> text, Property<T> value) {
    this.choices = List.copyOf(choices);
    this.text = text;
    getStyleClass().add("segments");
    setMaxWidth(Region.USE_PREF_SIZE);
    ToggleGroup group = new ToggleGroup();
    for (T choice : choices) {
      ToggleButton button = new ToggleButton(text.apply(choice));
      button.setUserData(choice);
      button.setToggleGroup(group);
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.setSelected(choice.equals(value.getValue()));
      // One of them is always on.
      button.setOnAction(event -> button.setSelected(true));
      getChildren().add(button);
    }
    // Arrow keys select a button without an action of its own.
    group
        .selectedToggleProperty()
        .addListener((property, old, now) -> {
          if (now != null) {
            value.setValue(this.choices.get(group.getToggles().indexOf(now)));
          }
        });
    getChildren().getLast().getStyleClass().add("last");
    value.addListener((property, old, choice) -> {
      for (Toggle toggle : group.getToggles()) {
        toggle.setSelected(toggle.getUserData().equals(choice));
      }
    });
  }

  /** Writes the choices' texts again, where they show figures. */
  public void refreshTexts() {
    for (int i = 0; i < choices.size(); i++) {
      ((ToggleButton) getChildren().get(i)).setText(text.apply(choices.get(i)));
    }
  }
}
