package io.signalbox.app.ui.routing.preview;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.routing.editing.RoutingEdits;
import io.signalbox.app.ui.routing.editing.RoutingIcon;
import io.signalbox.app.ui.routing.editing.SettingText;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A weight as a number, with steps of one. */
final class WeightField {

  private final RoutingEdits edits;
  private final TextField text = new TextField();
  private final HBox box;
  private String key = "";
  private boolean syncing;

  WeightField(RoutingEdits edits) {
    this.edits = edits;
    text.getStyleClass().add("mono");
    text.setPrefColumnCount(3);
    text.setMinWidth(30);
    text.textProperty()
        .addListener((property, old, typed) -> {
          if (!syncing) {
            edits.type(key, typed);
          }
        });
    text.addEventFilter(
        KeyEvent.KEY_PRESSED,
        pressed -> {
          if (pressed.getCode() == KeyCode.UP || pressed.getCode() == KeyCode.DOWN) {
            step(pressed.getCode() == KeyCode.UP ? 1 : -1);
            pressed.consume();
          }
        });
    VBox steps = new VBox(arrow(RoutingIcon.UP, 1), arrow(RoutingIcon.DOWN, -1));
    steps.setAlignment(Pos.CENTER);
    box = Ui.row(0, Ui.grow(text), steps);
    box.getStyleClass().addAll("affix-field", "weight-field");
  }

  private Button arrow(RoutingIcon icon, double by) {
    Button arrow = Ui.button("", () -> step(by), "step");
    arrow.setGraphic(icon.node());
    // The arrow keys do the same from the field.
    arrow.setFocusTraversable(false);
    arrow.setAccessibleText(by > 0 ? "One more" : "One less");
    return arrow;
  }

  private void step(double by) {
    Object value = edits.shown(key);
    double now = value instanceof Number number ? number.doubleValue() : 0;
    edits.set(key, Math.max(0, now + by));
  }

  HBox node() {
    return box;
  }

  void sync(MemberRow leg) {
    key = leg.key();
    RoutingEdits.Edit edit = edits.edit(key);
    text.setAccessibleText("Weight of " + leg.name());
    text.setId("weight-" + leg.name());
    String should =
        edit == null ? SettingText.plain(leg.now()) : edit.configured() ? "" : edit.text();
    text.setPromptText("file");
    Object says = edit == null ? Double.valueOf(leg.now()) : edit.value();
    boolean saysIt =
        text.isFocused()
            && !text.getText().isBlank()
            && says instanceof Number number
            && isNumber(text.getText(), number.doubleValue());
    if (!saysIt && !text.getText().equals(should)) {
      syncing = true;
      text.setText(should);
      syncing = false;
    }
    boolean wrong = edit != null && !edit.problem().isEmpty();
    Ui.mark(box, List.of("bad"), wrong ? "bad" : "");
  }

  private static boolean isNumber(String text, double number) {
    try {
      return Double.parseDouble(text.trim()) == number;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
