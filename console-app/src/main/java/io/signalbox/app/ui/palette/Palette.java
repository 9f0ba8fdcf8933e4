package io.signalbox.app.ui.palette;

import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.query.QueryBus;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/**
 * Ctrl K: everything there is to go to or to do, by its name, with the keyboard alone. Built once
 * for a window. On the screen's thread only.
 */
public final class Palette {

  private static final double ROW = 30;
  private static final int ROWS = 12;
  private static final double KIND = 74;
  private static final double MARGIN = 34;
  private static final int PAGE = 10;

  private final Dialogs dialogs;
  private final Supplier<List<Entry>> atOnce;
  private final PaletteModel model;
  private final TextField search = new TextField();
  private final Label asking = Ui.label("", "pill", "accent");
  private final ListView<Entry> list = new ListView<>();
  private final VBox body;
  private Runnable close = () -> {};

  /**
   * @param atOnce what there is without reading
   * @param names all there is, read in the background
   */
  public Palette(
      UiServices services,
      Dialogs dialogs,
      Supplier<List<Entry>> atOnce,
      Function<QueryBus, List<Entry>> names) {
    this.dialogs = dialogs;
    this.atOnce = atOnce;
    this.model = new PaletteModel(services, names);
    search.setId("palette");
    Ui.knownByPrompt(search);
    search.textProperty().bindBidirectional(model.typedProperty());
    search.promptTextProperty().bind(model.promptProperty());
    search.setOnAction(event -> model.whenFound(this::choose));
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    asking.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    asking.managedProperty().bind(asking.visibleProperty());
    asking.setVisible(false);
    list.setId("palette-list");
    list.setAccessibleText("What was found");
    list.setFixedCellSize(ROW);
    list.setPrefHeight(ROW * ROWS + 2);
    list.setMinHeight(ROW * 4);
    list.setFocusTraversable(false);
    list.setPlaceholder(Ui.label("Nothing is called so.", "muted"));
    list.setCellFactory(owner -> new Cell(owner, this::choose));
    // Its line is there whether it says something or not.
    Label error = Ui.ends("", "small", "bad");
    error.setId("palette-error");
    error.textProperty().bind(model.errorProperty());
    Label keys = Ui.label("↑ ↓ choose   Enter does it   Esc back", "small", "muted");
    keys.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    body = Ui.column(8, Ui.row(8, asking, Ui.grow(search)), list, Ui.row(8, Ui.grow(error), keys));
    VBox.setVgrow(list, javafx.scene.layout.Priority.ALWAYS);
    body.getStyleClass().add("dialog-body");
    body.sceneProperty()
        .addListener((property, old, scene) -> {
          if (scene == null) {
            close = () -> {};
            model.close();
          }
        });
    model.shownProperty().addListener((property, old, found) -> show(found));
    model
        .askingProperty()
        .addListener((property, old, entry) -> {
          asking.setVisible(entry != null);
          asking.setText(entry == null ? "" : entry.text());
        });
  }

  private void show(List<Entry> found) {
    list.getItems().setAll(found);
    list.getSelectionModel().selectFirst();
    list.scrollTo(0);
  }

  /** Opens it over the window; does nothing while a question is open. */
  public void open() {
    if (dialogs.isOpen()) {
      return;
    }
    model.open(atOnce.get());
    close = dialogs.overlay(body, "palette-card");
    body.applyCss();
    search.requestFocus();
  }

  private void choose() {
    Entry chosen = list.getSelectionModel().getSelectedItem();
    Runnable action = chosen == null ? null : model.choose(chosen);
    if (action != null) {
      close.run();
      action.run();
    }
  }

  private void key(KeyEvent key) {
    switch (key.getCode()) {
      case DOWN -> move(1);
      case UP -> move(-1);
      case PAGE_DOWN -> move(PAGE);
      case PAGE_UP -> move(-PAGE);
      case ESCAPE -> {
        if (!model.back(atOnce.get())) {
          return;
        }
      }
      case BACK_SPACE -> {
        if (!search.getText().isEmpty() || !model.back(atOnce.get())) {
          return;
        }
      }
      default -> {
        return;
      }
    }
    key.consume();
  }

  private void move(int by) {
    int last = list.getItems().size() - 1;
    if (last >= 0) {
      int next = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, last);
      list.getSelectionModel().select(next);
      list.scrollTo(Math.max(0, next - ROWS / 2));
      search.setAccessibleHelp(list.getItems().get(next).text());
    }
  }

  /** What it is, its name, and what stands beside it; why not, where it cannot be chosen. */
  private static final class Cell extends ListCell<Entry> {
    private final Label kind = Ui.label("", "small", "muted");
    private final Label text = Ui.ends("");
    private final Label detail = Ui.ends("", "small", "muted");
    private final HBox row = Ui.row(8, kind, text, Ui.spacer(), detail);

    /**
     * @param chosen run by a click on it; the second of a double click would be on what came there
     */
    Cell(ListView<Entry> owner, Runnable chosen) {
      setOnMouseClicked(click -> {
        if (!isEmpty() && click.getButton() == MouseButton.PRIMARY && click.getClickCount() == 1) {
          chosen.run();
        }
      });
      kind.setMinWidth(KIND);
      text.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
      // As wide as the list whatever it says: what is long loses its middle, not its end.
      row.setMinWidth(0);
      row.prefWidthProperty().bind(owner.widthProperty().subtract(MARGIN));
    }

    @Override
    protected void updateItem(Entry entry, boolean empty) {
      super.updateItem(entry, empty);
      if (empty || entry == null) {
        setGraphic(null);
        return;
      }
      String refusal = entry.refusal().get();
      kind.setText(entry.kind().word());
      text.setText(entry.text());
      Ui.mark(text, List.of("muted", "strong"), refusal.isEmpty() ? "strong" : "muted");
      detail.setText(refusal.isEmpty() ? entry.detail() : refusal);
      setAccessibleText(kind.getText() + ", " + text.getText() + ", " + detail.getText());
      setGraphic(row);
    }
  }
}
