package io.signalbox.app.ui.routing.editing;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.provider.ConfigField;
import io.signalbox.core.query.RoutingSetting;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One setting: its name, the input that fits its type, and what is wrong with what was typed. */
public final class FieldEditor {

  private static final double MESSAGE = 16;

  private final RoutingEdits edits;
  private final String key;
  private final FieldInput input;
  private final Button back = Ui.button("", this::goBack, "ghost", "inline-link");
  private final Label range = Ui.label("", "small", "muted");
  private final Label message = Ui.label("", "small");
  private final Label last;
  private final Label name;
  private final VBox box = Ui.column(3);

  public FieldEditor(RoutingEdits edits, RoutingSetting setting) {
    this.edits = edits;
    this.key = setting.key();
    ConfigField field = setting.field();
    input = FieldInput.of(edits, setting);
    String label = SettingGroup.label(key);
    name = Ui.label(label, "small", "semi");
    name.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    last = Ui.ends(SettingGroup.last(key), "mono", "muted");
    input.control().setAccessibleText(label + ", " + field.description());
    input.control().setId("setting-" + SettingGroup.last(key));
    range.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    back.setMinHeight(16);
    back.setMaxHeight(16);
    if (field.kind() == ConfigField.Kind.BOOLEAN) {
      HBox row = Ui.row(8, input.node(), name, last, Ui.spacer(), back);
      row.setMinHeight(24);
      box.getChildren().add(row);
    } else {
      HBox head = Ui.row(6, name, last, Ui.spacer(), range, back);
      head.setMinHeight(16);
      box.getChildren().addAll(head, input.node());
    }
    // Its line is there from the first frame: what is told moves nothing.
    message.setMinHeight(MESSAGE);
    message.setMaxHeight(MESSAGE);
    message.setMinWidth(0);
    box.getChildren().add(message);
    sync();
  }

  public Node node() {
    return box;
  }

  /** Shows what is typed, or in force; what the user is typing stays as it is. */
  public void sync() {
    RoutingSetting setting = edits.setting(key);
    if (setting == null) {
      return;
    }
    RoutingEdits.Edit edit = edits.edit(key);
    String wrong = edit == null ? "" : edit.problem();
    String told = wrong.isEmpty() ? edits.conflict(key) : wrong;
    message.setText(told);
    Ui.mark(message, List.of("bad", "warn"), wrong.isEmpty() ? "warn" : "bad");
    boolean override = RoutingEdits.isOverride(setting);
    String way = edit != null ? "Undo" : override ? "Reset override" : "";
    back.setText(way);
    Ui.mark(back, List.of("hand"), edit == null && override ? "hand" : "");
    back.setVisible(!way.isEmpty());
    back.setManaged(!way.isEmpty());
    back.setAccessibleText(way + ": " + SettingGroup.label(key));
    boolean typed = input instanceof FieldInput.Typed;
    String was =
        edit == null
            ? ""
            : edit.configured() ? "no override" : "was " + SettingText.of(setting.value());
    range.setText(
        typed ? edit == null && !override ? SettingText.range(setting.field()) : "" : was);
    String tip = tip(setting);
    for (Node each : List.of(name, last, input.node())) {
      Ui.tooltip(each, tip);
    }
    input.sync(setting, edit, suffix(setting, edit));
    Ui.mark(
        box,
        List.of("changed", "wrong"),
        edit == null ? "" : wrong.isEmpty() ? "changed" : "wrong");
  }

  private static String suffix(RoutingSetting setting, RoutingEdits.@Nullable Edit edit) {
    String unit = setting.field().unit();
    if (edit == null) {
      return unit;
    }
    String was = "was " + SettingText.of(setting.value());
    return unit.isEmpty() ? was : unit + ", " + was;
  }

  private static String tip(RoutingSetting setting) {
    ConfigField field = setting.field();
    String standard = SettingText.of(field.defaultValue());
    return setting.key()
        + "\n"
        + field.description()
        + ".\nTakes "
        + SettingText.expected(field)
        + ". Default: "
        + standard
        + ".\nIn force: "
        + SettingText.of(setting.value())
        + ", "
        + (setting.origin().isEmpty() ? "by default" : "from " + setting.origin());
  }

  private void goBack() {
    if (edits.edit(key) != null) {
      edits.discard(key);
    } else {
      edits.toConfigured(key);
    }
    input.control().requestFocus();
  }
}
