package io.signalbox.app.ui.routing.editing;

import atlantafx.base.controls.ToggleSwitch;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.query.RoutingSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The input that fits a setting's type. What is typed goes to the edits at once. */
abstract sealed class FieldInput {

  static FieldInput of(RoutingEdits edits, RoutingSetting setting) {
    return switch (setting.field().kind()) {
      case BOOLEAN -> new Switch(edits, setting.key());
      case TEXT_LIST -> new Chips(edits, setting);
      case TEXT ->
          setting.field().allowed().isEmpty()
              ? new Typed(edits, setting.key())
              : new Choice(edits, setting);
      case INTEGER, NUMBER, MAP -> new Typed(edits, setting.key());
    };
  }

  abstract Node node();

  /** What takes the focus. */
  abstract Control control();

  abstract void sync(RoutingSetting setting, RoutingEdits.@Nullable Edit edit, String suffix);

  /** A text, with its unit and what it was behind it. */
  static final class Typed extends FieldInput {
    private final TextField text = new TextField();
    private final Label suffix = Ui.label("", "small", "muted");
    private final HBox box;
    private boolean syncing;

    Typed(RoutingEdits edits, String key) {
      suffix.setMinWidth(Region.USE_PREF_SIZE);
      text.setMinWidth(40);
      text.setPrefColumnCount(4);
      box = Ui.row(4, Ui.grow(text), suffix);
      box.getStyleClass().add("affix-field");
      text.textProperty()
          .addListener((property, old, typed) -> {
            if (!syncing) {
              edits.type(key, typed);
            }
          });
    }

    @Override
    Node node() {
      return box;
    }

    @Override
    Control control() {
      return text;
    }

    @Override
    void sync(RoutingSetting setting, RoutingEdits.@Nullable Edit edit, String words) {
      suffix.setText(words);
      text.setPromptText(edit != null && edit.configured() ? "no override" : "none");
      String should = edit == null ? SettingText.typed(setting.value()) : edit.text();
      // 5.0 says what 5 says: nobody's typing is corrected under his hands.
      boolean saysIt =
          edit == null
              && text.isFocused()
              && SettingText.same(
                  SettingText.read(setting.field(), text.getText()).value(), setting.value())
              && !text.getText().isBlank();
      if (!saysIt && !text.getText().equals(should)) {
        syncing = true;
        text.setText(should);
        syncing = false;
      }
      boolean wrong = edit != null && !edit.problem().isEmpty();
      Ui.mark(box, List.of("bad"), wrong ? "bad" : "");
    }
  }

  /** One of a few words. */
  static final class Choice extends FieldInput {
    private final ComboBox<String> choice = new ComboBox<>();
    private boolean syncing;

    Choice(RoutingEdits edits, RoutingSetting setting) {
      choice.getItems().setAll(setting.field().allowed());
      choice.setMaxWidth(Double.MAX_VALUE);
      choice
          .valueProperty()
          .addListener((property, old, chosen) -> {
            if (!syncing && chosen != null) {
              edits.set(setting.key(), chosen);
            }
          });
    }

    @Override
    Node node() {
      return choice;
    }

    @Override
    Control control() {
      return choice;
    }

    @Override
    void sync(RoutingSetting setting, RoutingEdits.@Nullable Edit edit, String words) {
      boolean back = edit != null && edit.configured();
      Object value = edit == null || back ? setting.value() : edit.value();
      String should = value == null ? null : value.toString();
      if (!Objects.equals(choice.getValue(), should)) {
        syncing = true;
        choice.setValue(should);
        syncing = false;
      }
    }
  }

  /** On or off. */
  static final class Switch extends FieldInput {
    private final ToggleSwitch toggle = new ToggleSwitch();
    private boolean syncing;

    Switch(RoutingEdits edits, String key) {
      toggle.setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
      toggle
          .selectedProperty()
          .addListener((property, old, on) -> {
            if (!syncing) {
              edits.set(key, on);
            }
          });
    }

    @Override
    Node node() {
      return toggle;
    }

    @Override
    Control control() {
      return toggle;
    }

    @Override
    void sync(RoutingSetting setting, RoutingEdits.@Nullable Edit edit, String words) {
      Object value = edit == null || edit.configured() ? setting.value() : edit.value();
      syncing = true;
      toggle.setSelected(Boolean.TRUE.equals(value));
      syncing = false;
    }
  }

  /** Several names, each with a way to take it off, and a field to add one. */
  static final class Chips extends FieldInput {
    private final RoutingEdits edits;
    private final String key;
    private final FlowPane chips = new FlowPane(6, 6);
    private final TextField add = new TextField();
    private final VBox box = Ui.column(6, chips, add);
    private List<String> shown = List.of();

    Chips(RoutingEdits edits, RoutingSetting setting) {
      this.edits = edits;
      this.key = setting.key();
      String what = SettingGroup.last(key);
      add.setPromptText(
          what.endsWith("capabilities") ? "Add a capability" : "Add a name, then Enter");
      add.setOnAction(event -> {
        List<String> next = new ArrayList<>(shown);
        for (String each : add.getText().split(",")) {
          if (!each.isBlank() && !next.contains(each.trim())) {
            next.add(each.trim());
          }
        }
        add.clear();
        edits.set(key, next);
      });
      chips.setVisible(false);
      chips.setManaged(false);
    }

    @Override
    Node node() {
      return box;
    }

    @Override
    Control control() {
      return add;
    }

    @Override
    void sync(RoutingSetting setting, RoutingEdits.@Nullable Edit edit, String words) {
      boolean back = edit != null && edit.configured();
      Object value = edit == null || back ? setting.value() : edit.value();
      List<String> next =
          value instanceof List<?> list ? list.stream().map(Object::toString).toList() : List.of();
      if (next.equals(shown)) {
        return;
      }
      shown = next;
      chips.getChildren().clear();
      for (String name : next) {
        Button chip =
            Ui.button(
                name,
                () -> edits.set(key, shown.stream().filter(each -> !each.equals(name)).toList()),
                "chip");
        chip.setGraphic(RoutingIcon.CLOSE.node("small-icon"));
        chip.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        chip.setAccessibleText("Remove " + name);
        chips.getChildren().add(chip);
      }
      chips.setVisible(!next.isEmpty());
      chips.setManaged(!next.isEmpty());
    }
  }
}
