package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.control.Ui;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What can be done to what the form is open on, one of it chosen, and what that means. */
final class ActionChoice {

  private static final double LINE = 18;

  private final SwitchThrow thrown;
  private final Map<SwitchAction, ToggleButton> choices = new EnumMap<>(SwitchAction.class);
  private final Label meaning = Ui.label("", "small", "muted");
  private final VBox box;

  ActionChoice(SwitchThrow thrown) {
    this.thrown = thrown;
    HBox row = new HBox();
    row.getStyleClass().addAll("segments", "switch-actions");
    ToggleGroup group = new ToggleGroup();
    for (SwitchAction action : SwitchAction.values()) {
      ToggleButton choice = new ToggleButton(action.choice());
      choice.setId("throw-as-" + action.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      choice.setMnemonicParsing(false);
      choice.setToggleGroup(group);
      choice.setMaxWidth(Double.MAX_VALUE);
      // Arrow keys select a button without an action of its own.
      choice
          .selectedProperty()
          .addListener((property, was, on) -> {
            if (on && action != thrown.pendingProperty().get()) {
              thrown.choose(action);
              show();
            }
          });
      // One of them is always on.
      choice.setOnAction(event -> show());
      HBox.setHgrow(choice, javafx.scene.layout.Priority.ALWAYS);
      choices.put(action, choice);
      row.getChildren().add(choice);
    }
    row.getChildren().getLast().getStyleClass().add("last");
    meaning.setMinHeight(LINE);
    meaning.setMaxHeight(LINE);
    meaning.setId("throw-meaning");
    box = Ui.column(4, row, meaning);
  }

  Node node() {
    return box;
  }

  /** Marks the chosen one, and says of each that cannot be chosen why. */
  void show() {
    @Nullable SwitchAction pending = thrown.pendingProperty().get();
    if (pending == null) {
      return;
    }
    choices.forEach((action, choice) -> {
      choice.setSelected(action == pending);
      // The chosen one stays as it is: what takes the focus away moves the operator's place.
      Ui.enable(choice, action == pending ? "" : thrown.refusal(action));
    });
    meaning.setText(pending.meaning());
  }
}
