package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.BesideOrBelow;
import io.signalbox.app.ui.control.Converters;
import io.signalbox.app.ui.control.Danger;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.templates.code.CodeEditor;
import io.signalbox.app.ui.templates.code.Mark;
import io.signalbox.core.config.source.Diagnostic;
import io.signalbox.core.config.source.Location;
import io.signalbox.core.template.EditPreview;
import io.signalbox.core.template.TemplateFile;
import java.util.List;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/** One layer's file: as it is on disk, in colour, or as text with what was typed into it. */
final class LayerEditor {

  private final TemplatesViewModel templates;
  private final EditorViewModel model;
  private final Dialogs dialogs;
  private final ComboBox<TemplateFile> layer = new ComboBox<>();
  private final ListView<String> reading = new ListView<>();
  private final CodeEditor editing;
  private final ToggleButton edit = new ToggleButton(Act.EDIT.label());
  private final Label unsaved = Ui.label("unsaved", "pill", "accent");
  private final Button save = Ui.button(Act.SAVE, this::save, "compact");
  private final Button discard;
  private final Button keep;
  private final Button take;
  private final Button fresh = Ui.button(Act.NEW_TEMPLATE, this::askForNew, "compact");
  private final Button delete =
      Ui.button(Act.DELETE_ENTRY, this::askToDelete, "compact", "danger-text");
  private final Label said = Ui.label("", "small", "muted");
  private final Tooltip saidWhole = new Tooltip();
  private final VBox card;
  // Whether somebody has scrolled or pressed since a line was marked.
  private boolean left;

  LayerEditor(TemplatesViewModel templates, Dialogs dialogs) {
    this.templates = templates;
    this.model = templates.editor();
    this.dialogs = dialogs;
    this.discard = Ui.button(Act.DISCARD, model::discard, "compact");
    this.keep = Ui.button(Act.KEEP_MINE, model::keepMine, "compact");
    this.take = Ui.button(Act.TAKE_FILES, model::discard, "compact");
    buildLayers();
    reading.setItems(FXCollections.observableArrayList());
    reading.setFixedCellSize(18);
    reading.getStyleClass().add("code-list");
    reading.setId("layer-lines");
    reading.setAccessibleText("Lines of the layer");
    layer.setAccessibleText("Layer");
    reading.setCellFactory(owner -> new LineCell());
    // Its height may come after the place that is shown; the list keeps a share of its length then,
    // and no line, so that it is laid out before a line is shown again.
    reading
        .heightProperty()
        .addListener((property, old, height) ->
            Platform.runLater(() -> {
              reading.layout();
              showMarked();
            }));
    reading.addEventFilter(ScrollEvent.ANY, scrolled -> left = true);
    reading.addEventFilter(MouseEvent.MOUSE_PRESSED, pressed -> left = true);
    reading.addEventFilter(KeyEvent.KEY_PRESSED, pressed -> left = true);
    editing =
        new CodeEditor(
            model.textProperty(),
            new TemplateWords(templates.preview()::fields, templates.resolved()));
    editing.node().setId("layer-text");
    Ui.named(edit, Act.EDIT);
    edit.getStyleClass().add("compact");
    edit.setMinHeight(26);
    edit.setMaxHeight(26);
    edit.setOnAction(event -> showMode());
    unsaved.setId("layer-unsaved");
    said.setId("layer-said");
    said.setTooltip(saidWhole);
    said.setMaxWidth(Double.MAX_VALUE);
    said.setWrapText(true);
    said.setMinHeight(Region.USE_PREF_SIZE);
    unsaved.visibleProperty().bind(model.dirtyProperty());
    StackPane body = Ui.grow(new StackPane(reading, editing.node()));
    body.setMinHeight(60);
    for (Node each : List.of(keep, take, discard)) {
      each.managedProperty().bind(each.visibleProperty());
    }
    Node acts = BesideOrBelow.ends(Ui.row(8, keep, take), Ui.row(8, discard, save));
    VBox foot = Ui.column(4, said, acts);
    foot.setStyle("-fx-border-color: -sb-border-muted transparent transparent transparent;");
    foot.setMinHeight(62);
    card =
        Ui.card(
            List.of(layer, unsaved),
            List.of(fresh, delete, edit),
            body,
            Ui.pad(foot, 5, 12, 6, 12));
    card.setMinHeight(200);
    // Before what is left over is shared with what is told beside it.
    card.setPrefSize(460, 240);
    model.fileProperty().addListener((property, old, file) -> show(file));
    model.spotProperty().addListener((property, old, spot) -> look(spot));
    templates.preview().previewProperty().addListener((property, old, now) -> mark(now));
    InvalidationListener state = changed -> showState();
    model.dirtyProperty().addListener(state);
    model.outdatedProperty().addListener(state);
    model.savingProperty().addListener(state);
    model.messageProperty().addListener(state);
    show(model.fileProperty().get());
    showMode();
    showState();
  }

  Node node() {
    return card;
  }

  private void buildLayers() {
    layer.setItems(model.files());
    layer.setConverter(
        Converters.of(file -> file.layer().number() + "  " + file.name() + mark(file)));
    layer.setCellFactory(owner -> new LayerCell());
    layer.setButtonCell(new LayerCell());
    layer.setPrefWidth(250);
    // It alone gives way in a narrow card.
    layer.setMinWidth(120);
    for (Region each : List.of(unsaved, fresh, delete, edit)) {
      each.setMinWidth(Region.USE_PREF_SIZE);
    }
    layer.setId("layer");
    layer
        .valueProperty()
        .addListener((property, old, file) -> {
          TemplateFile open = model.fileProperty().get();
          if (file != null && (open == null || !file.name().equals(open.name()))) {
            model.open(file.name(), 0);
          }
        });
    model.files().addListener((InvalidationListener) changed -> choose());
  }

  private String mark(TemplateFile file) {
    return model.unsaved().contains(file.name()) ? "  •  unsaved" : "";
  }

  private void choose() {
    TemplateFile open = model.fileProperty().get();
    if (open != null) {
      model.files().stream()
          .filter(each -> each.name().equals(open.name()))
          .findFirst()
          .ifPresent(layer::setValue);
    }
  }

  private void show(@Nullable TemplateFile file) {
    if (file == null) {
      return;
    }
    choose();
    reading.getItems().setAll(file.lines());
    showGutter(file);
  }

  private void showGutter(TemplateFile file) {
    LinePart part = model.part();
    List<String> saved = file.lines();
    editing.compareWith(part.first(), part.isAll() ? saved : part.text().lines().toList());
  }

  /** Shows a place, in whichever way the file is shown, with the caret at it. */
  private void look(EditorViewModel.Spot spot) {
    TemplateFile file = model.fileProperty().get();
    if (file != null) {
      showGutter(file);
    }
    int line = spot.line();
    if (line <= 0) {
      reading.getSelectionModel().clearSelection();
      reading.scrollTo(0);
      editing.goTo(0, 0);
      return;
    }
    reading.getSelectionModel().clearAndSelect(line - 1);
    left = false;
    showMarked();
    editing.goTo(model.part().indexOf(line), spot.column() - 1);
  }

  /** The marked line, near the top; where somebody has gone elsewhere since, nothing moves. */
  private void showMarked() {
    int marked = reading.getSelectionModel().getSelectedIndex();
    if (!left && marked >= 0) {
      reading.scrollTo(Math.max(0, marked - 3));
    }
  }

  private void showMode() {
    boolean writes = edit.isSelected();
    editing.node().setVisible(writes);
    reading.setVisible(!writes);
    edit.setText(writes ? "Read" : "Edit");
    if (writes) {
      EditorViewModel.Spot spot = model.spotProperty().get();
      editing.node().requestFocus();
      editing.goTo(model.part().indexOf(spot.line()), spot.column() - 1);
    }
  }

  /** What is odd in the text as typed, on its lines. */
  private void mark(@Nullable EditPreview preview) {
    int first = model.part().first();
    editing.mark(
        preview == null
            ? List.of()
            : preview.diagnostics().stream()
                .filter(each -> each.severity() != Diagnostic.Severity.INFO)
                .flatMap(each -> {
                  Location place = each.location();
                  return place == null
                      ? Stream.empty()
                      : Stream.of(
                          new Mark(
                              place.line() - first,
                              Math.max(0, place.column() - 1),
                              each.severity() == Diagnostic.Severity.ERROR,
                              EditPreviewModel.message(each)));
                })
                .toList());
    showState();
  }

  /** The window may be locked or unlocked by now, and another one may have typed. */
  void tick() {
    model.follow();
    showState();
  }

  private void showState() {
    String refusal = model.saveRefusal();
    Ui.enable(save, refusal);
    Ui.mark(save, List.of("primary"), refusal.isEmpty() ? "primary" : "");
    boolean outdated = model.outdatedProperty().get();
    keep.setVisible(outdated);
    take.setVisible(outdated);
    discard.setVisible(model.dirtyProperty().get() && !outdated);
    Ui.enable(fresh, model.entryRefusal());
    Ui.enable(delete, model.entryRefusal());
    String told = model.messageProperty().get();
    String text = outdated || told.isEmpty() ? refusal : told;
    boolean wrong = text.isEmpty() ? hasErrors() : text.equals(told) && model.isRefused();
    said.setText(text.isEmpty() ? kept() : text);
    saidWhole.setText(said.getText());
    String tone = wrong ? "bad" : outdated ? "warn" : "muted";
    if (!said.getStyleClass().contains(tone)) {
      Ui.mark(said, List.of("bad", "warn", "muted"), tone);
      said.setGraphic(
          wrong
              ? new Glyph(Glyph.Shape.CROSS, "bad")
              : outdated ? new Glyph(Glyph.Shape.TRIANGLE, "warn") : null);
    }
  }

  private boolean hasErrors() {
    return !model.problem().isEmpty() || templates.preview().hasErrors();
  }

  private String kept() {
    String odd = templates.preview().sum();
    return !model.problem().isEmpty()
        ? model.problem()
        : odd.isEmpty() ? "Not saved; kept until you save or discard it" : "Not saved; " + odd;
  }

  private void save() {
    model.save();
  }

  private void askForNew() {
    TemplateFile file = model.fileProperty().get();
    if (file == null) {
      return;
    }
    TextField id = new TextField();
    id.setPromptText("template_id");
    Ui.knownByPrompt(id);
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
                      templates.create(file, id.getText());
                    },
                    "primary")));
    close[0] = dialogs.overlay(body);
    id.requestFocus();
  }

  private void askToDelete() {
    TemplateFile file = model.fileProperty().get();
    String id = templates.selectedProperty().get();
    if (file != null && !id.isEmpty()) {
      dialogs.ask(
          Danger.confirm(
              "Delete " + id + " from " + file.name(),
              "Other layers keep their entries; the file before stays beside it as .bak.",
              "Delete " + id),
          answer -> model.delete(file, id));
    }
  }

  /** A line of the file; the nodes are made for lines in sight only. */
  private static final class LineCell extends ListCell<String> {
    private final TextFlow flow = new TextFlow();

    LineCell() {
      getStyleClass().add("code-line");
    }

    @Override
    protected void updateItem(String line, boolean empty) {
      super.updateItem(line, empty);
      setText(null);
      if (empty || line == null) {
        setGraphic(null);
        return;
      }
      flow.getChildren().setAll(JsonLines.line(getIndex() + 1, line));
      setGraphic(flow);
    }
  }

  /** A layer in the box, with whether something of it is unsaved. */
  private final class LayerCell extends ListCell<TemplateFile> {
    LayerCell() {
      model
          .unsaved()
          .addListener((InvalidationListener) changed -> updateItem(getItem(), isEmpty()));
    }

    @Override
    protected void updateItem(@Nullable TemplateFile file, boolean empty) {
      super.updateItem(file, empty);
      setText(empty || file == null ? null : layer.getConverter().toString(file));
    }
  }
}
