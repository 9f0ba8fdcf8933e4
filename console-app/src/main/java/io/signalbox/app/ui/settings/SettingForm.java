package io.signalbox.app.ui.settings;

import io.signalbox.app.ui.control.Danger;
import io.signalbox.app.ui.control.DangerLevel;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Ui;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** One setting to be written into a file. Every row has its place from the first frame. */
final class SettingForm {

  private static final double MESSAGE = 54;

  private SettingForm() {}

  /**
   * @param environment where this is, which says how careful to be
   */
  static void open(Dialogs dialogs, SettingEdit edit, String environment) {
    String key = edit.row().key();
    String typedName = DangerLevel.typedFor(environment, key);
    DangerLevel level = DangerLevel.of(environment, DangerLevel.Effect.ofSetting(key));
    TextField value = new TextField();
    value.setId("setting-value");
    value.getStyleClass().add("mono");
    value.textProperty().bindBidirectional(edit.valueProperty());
    ComboBox<String> file = new ComboBox<>();
    file.setId("setting-file");
    file.getItems().setAll(edit.files());
    file.setMaxWidth(Double.MAX_VALUE);
    file.valueProperty().bindBidirectional(edit.fileProperty());
    Label message = Ui.wrapped("", "small", "muted");
    message.setId("setting-message");
    message.setMinHeight(MESSAGE);
    message.setMaxHeight(MESSAGE);
    Runnable saving = () -> save(dialogs, edit, environment, typedName);
    Button save = Ui.button("Save", saving, typedName.isEmpty() ? "primary" : "danger");
    save.setId("setting-save");
    Runnable[] close = new Runnable[1];
    Button cancel = Ui.button("Cancel", () -> close[0].run());
    Runnable tell =
        () -> {
          String why = edit.notSaveableProperty().get();
          String said = edit.saidProperty().get();
          Ui.enable(save, why);
          save.setText("Save in " + edit.fileProperty().get());
          message.setText(!said.isEmpty() ? said : why);
        };
    edit.notSaveableProperty().addListener((property, old, now) -> tell.run());
    edit.saidProperty().addListener((property, old, now) -> tell.run());
    edit.fileProperty().addListener((property, old, now) -> tell.run());
    edit.doneProperty()
        .addListener((property, old, words) -> {
          close[0].run();
          dialogs.toast(words, "", () -> {});
        });
    // Enter is enough where nothing is disturbed, and nowhere else.
    value.setOnAction(event -> {
      if (level == DangerLevel.REVERSIBLE) {
        saving.run();
      } else {
        save.requestFocus();
      }
    });
    tell.run();
    VBox body =
        Ui.column(
            10,
            Ui.label("Edit a setting", "screen-title"),
            Ui.ends(key, "mono", "semi"),
            named("Value: JSON, or plain text; empty takes it out of the file", value),
            named("File", file),
            Ui.wrapped(
                "All else in the file stays as it is. It is in force at once, here and in every"
                    + " process.",
                "small",
                "muted"),
            message,
            Ui.row(8, Ui.spacer(), cancel, save));
    body.getStyleClass().add("dialog-body");
    close[0] = dialogs.overlay(body);
    value.requestFocus();
  }

  /** What may move production traffic is confirmed, as on every screen. */
  private static void save(
      Dialogs dialogs, SettingEdit edit, String environment, String typedName) {
    String key = edit.row().key();
    if (typedName.isEmpty() || !edit.notSaveableProperty().get().isEmpty()) {
      edit.save("", refused -> askAgain(dialogs, edit, environment, refused));
      return;
    }
    String value = edit.valueProperty().get().strip();
    dialogs.ask(
        new Danger(
            "Save " + key + " in " + edit.fileProperty().get() + "?",
            List.of(
                value.isEmpty() ? key + " leaves the file" : key + " becomes " + value,
                "It is in force at once, in every process, and may move production traffic"),
            "Save",
            true,
            false,
            typedName),
        answer ->
            edit.save(answer.reason(), refused -> askAgain(dialogs, edit, environment, refused)));
  }

  /** Somebody would be left without a way: that has a reason, wherever it is. */
  private static void askAgain(
      Dialogs dialogs, SettingEdit edit, String environment, String refused) {
    String key = edit.row().key();
    boolean red =
        DangerLevel.of(environment, DangerLevel.Effect.LAST_WAY) == DangerLevel.MOVES_PRODUCTION;
    dialogs.ask(
        new Danger(
            "Save " + key + " in " + edit.fileProperty().get() + " all the same?",
            List.of(refused),
            "Save all the same",
            true,
            false,
            !red ? "" : environment.isEmpty() ? key : environment),
        answer -> edit.saveAllTheSame(answer.reason()));
  }

  private static VBox named(String name, Node input) {
    return Ui.labelled(name, input);
  }
}
