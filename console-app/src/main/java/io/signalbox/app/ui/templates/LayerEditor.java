package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.control.Converters;
import io.signalbox.app.ui.control.Danger;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.template.TemplateFile;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One layer's file: highlighted for reading, as text for editing. */
final class LayerEditor {

  private final TemplatesViewModel model;
  private final Dialogs dialogs;
  private final ComboBox<TemplateFile> layer = new ComboBox<>();
  private final VBox lines = new VBox();
  private final ScrollPane reading = new ScrollPane(lines);
  private final TextArea editing = new TextArea();
  private final ToggleButton edit = new ToggleButton("Edit");
  private final Button save = Ui.button("Save", this::save, "compact");
  private final Label message = Ui.wrapped("", "small", "muted");
  private final VBox card;
  private int marked;

  LayerEditor(TemplatesViewModel model, Dialogs dialogs) {
    this.model = model;
    this.dialogs = dialogs;
    layer.setItems(model.files());
    layer.setConverter(Converters.of(file -> file.layer().number() + "  " + file.name()));
    layer.setPrefWidth(250);
    layer.setId("layer");
    layer
        .valueProperty()
        .addListener((property, old, file) -> {
          TemplateFile open = model.fileProperty().get();
          if (file != null && (open == null || !file.name().equals(open.name()))) {
            model.open(file);
          }
        });
    editing.getStyleClass().add("code-area");
    editing.textProperty().bindBidirectional(model.textProperty());
    editing.setId("layer-text");
    edit.setId("edit");
    edit.getStyleClass().add("compact");
    edit.setMinHeight(26);
    edit.setMaxHeight(26);
    edit.setOnAction(event -> showMode());
    editing.addEventHandler(
        KeyEvent.KEY_PRESSED,
        key -> {
          if (key.isShortcutDown() && key.getCode() == KeyCode.S) {
            save();
            key.consume();
          }
        });
    message.textProperty().bind(model.messageProperty());
    Button discard = Ui.button("Discard", model::discard, "compact");
    discard.visibleProperty().bind(model.dirtyProperty());
    Button fresh = Ui.button("New", this::askForNew, "compact");
    Button delete = Ui.button("Delete entry", this::askToDelete, "compact", "danger-text");
    reading.setFitToWidth(true);
    StackPane body = Ui.grow(new StackPane(reading, editing));
    HBox foot = Ui.row(8, Ui.grow(message), discard, save);
    foot.setStyle("-fx-border-color: -sb-border-muted transparent transparent transparent;");
    card =
        Ui.card(List.of(layer, Ui.spacer(), fresh, delete, edit), body, Ui.pad(foot, 6, 12, 6, 12));
    card.setMinHeight(170);
    card.setPrefSize(100, 240);
    model.fileProperty().addListener((property, old, file) -> show(file));
    model.dirtyProperty().addListener((property, old, dirty) -> showSave());
    model.selectedProperty().addListener((property, old, id) -> markSelected());
    showMode();
    showSave();
  }

  Node node() {
    return card;
  }

  /** Shows a line of a file. */
  void goTo(String file, int line) {
    model.openNamed(file);
    mark(line);
  }

  private void show(@org.jspecify.annotations.Nullable TemplateFile file) {
    if (file == null) {
      return;
    }
    model.files().stream()
        .filter(each -> each.name().equals(file.name()))
        .findFirst()
        .ifPresent(layer::setValue);
    lines.getChildren().setAll(JsonLines.of(file.lines()));
    markSelected();
  }

  private void markSelected() {
    TemplateFile file = model.fileProperty().get();
    String id = model.selectedProperty().get();
    if (file == null || id.isEmpty()) {
      return;
    }
    List<String> all = file.lines();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).contains("\"" + id + "\"")) {
        mark(i + 1);
        return;
      }
    }
    mark(0);
  }

  private void mark(int line) {
    if (marked > 0 && marked <= lines.getChildren().size()) {
      lines.getChildren().get(marked - 1).getStyleClass().remove("marked");
    }
    marked = line;
    if (line > 0 && line <= lines.getChildren().size()) {
      lines.getChildren().get(line - 1).getStyleClass().add("marked");
      double share = lines.getChildren().size() < 2 ? 0 : (line - 3.0) / lines.getChildren().size();
      reading.setVvalue(Math.max(0, Math.min(1, share)));
    }
  }

  private void showMode() {
    editing.setVisible(edit.isSelected());
    reading.setVisible(!edit.isSelected());
    edit.setText(edit.isSelected() ? "Read" : "Edit");
  }

  private void showSave() {
    Ui.enable(save, model.saveRefusal());
    Ui.mark(save, List.of("primary"), model.saveRefusal().isEmpty() ? "primary" : "");
  }

  private void save() {
    if (model.saveRefusal().isEmpty()) {
      model.save();
    }
  }

  private void askForNew() {
    TemplateFile file = model.fileProperty().get();
    if (file == null) {
      return;
    }
    TextField id = new TextField();
    id.setPromptText("template_id");
    VBox body = Ui.column(12, Ui.label("New template in " + file.name(), "screen-title"), id);
    body.getStyleClass().add("dialog-body");
    Runnable[] close = new Runnable[1];
    body.getChildren()
        .add(
            Ui.row(
                8,
                Ui.spacer(),
                Ui.button("Cancel", () -> close[0].run()),
                Ui.button(
                    "Add the template",
                    () -> {
                      close[0].run();
                      model.create(id.getText());
                    },
                    "primary")));
    close[0] = dialogs.overlay(body);
    id.requestFocus();
  }

  private void askToDelete() {
    TemplateFile file = model.fileProperty().get();
    String id = model.selectedProperty().get();
    if (file != null && !id.isEmpty()) {
      dialogs.ask(
          Danger.confirm(
              "Take " + id + " out of " + file.name(),
              "Other layers keep their entries; the file before stays beside it as .bak.",
              "Take " + id + " out"),
          answer -> model.deleteSelected());
    }
  }
}
