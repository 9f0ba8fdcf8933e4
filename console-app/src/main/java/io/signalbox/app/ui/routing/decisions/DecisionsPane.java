package io.signalbox.app.ui.routing.decisions;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Icon;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.routing.preview.SeriesClass;
import io.signalbox.core.error.Counted;
import io.signalbox.core.routing.DecisionRecord;
import java.util.List;
import java.util.function.ToIntFunction;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Why past operations went where they went: a search, what it found, and one in full. */
public final class DecisionsPane {

  private final ToIntFunction<String> order;
  private final DecisionsModel model;
  private final TextField search = new TextField();
  private final ObservableList<DecisionRecord> items = FXCollections.observableArrayList();
  private final ListView<DecisionRecord> list = new ListView<>(items);
  private final Label none = Ui.wrapped("", "muted");
  private final Label count = Ui.label("", "small", "muted");
  private final Label title = Ui.ends("", "semi");
  private final Label detail = Ui.wrapped("", "small", "muted");
  private final DecisionView view;
  private final Button command = Ui.button(Act.DECISION_CLI, this::copyCommand, "compact");
  private final Button json = Ui.button(Act.DECISION_JSON, this::copyJson, "compact");
  private final VBox card;
  private boolean syncing;

  public DecisionsPane(DecisionsModel model, ToIntFunction<String> order) {
    this.order = order;
    this.model = model;
    this.view = new DecisionView(order);
    search.setPromptText("Trace id, template, machine or provider");
    search.setPrefWidth(320);
    search.setId("decision-search");
    Ui.knownByPrompt(search);
    search.textProperty().bindBidirectional(model.searchProperty());
    Button back = Ui.button(Act.DECISIONS_BACK, () -> model.openProperty().set(false), "compact");
    command.setGraphic(Icon.COPY.node("small-icon"));
    json.setGraphic(Icon.COPY.node("small-icon"));
    list.setId("decisions");
    list.setAccessibleText("Past decisions");
    list.setFixedCellSize(48);
    list.setPrefWidth(420);
    list.setMinWidth(300);
    list.setPlaceholder(none);
    none.setPadding(new javafx.geometry.Insets(24));
    list.setCellFactory(owner -> new Cell());
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((property, old, next) -> {
          if (!syncing && next != null) {
            model.selectedProperty().set(next);
          }
        });
    VBox full =
        Ui.pad(Ui.column(10, title, detail, view.node(), Ui.row(8, command, json)), 12, 16, 16, 16);
    ScrollPane right = new Scroll(full);
    right.getStyleClass().add("routing-scroll");
    right.setFitToWidth(true);
    right.getStyleClass().add("decision-full");
    HBox.setHgrow(right, Priority.ALWAYS);
    HBox body = Ui.grow(new HBox(list, right));
    card =
        Ui.card(
            List.of(Ui.label("Why was this chosen", "semi"), search, count, Ui.spacer(), back),
            body);
    card.getChildren().getFirst().getStyleClass().add("tall-head");
    model.shownProperty().addListener((property, old, next) -> show());
    model.selectedProperty().addListener((property, old, next) -> select());
    model.loadedProperty().addListener((property, old, next) -> show());
    model.errorProperty().addListener((property, old, next) -> show());
    model.searchProperty().addListener((property, old, next) -> show());
    show();
  }

  public Node node() {
    return card;
  }

  public void focus() {
    search.requestFocus();
  }

  private void show() {
    List<DecisionRecord> next = model.shownProperty().get();
    if (!next.equals(items)) {
      syncing = true;
      items.setAll(next);
      syncing = false;
    }
    String error = model.errorProperty().get();
    none.setText(
        !error.isEmpty()
            ? error
            : !model.loadedProperty().get()
                ? "Asking for the decisions."
                : model.searchProperty().get().isBlank()
                    ? "No operation was routed in the last 24 h."
                    : "No decision of the last 24 h fits, and none is kept under that trace id.");
    count.setText(next.isEmpty() ? "" : Counted.of(next.size(), "decision"));
    select();
  }

  private void select() {
    DecisionRecord record = model.selectedProperty().get();
    syncing = true;
    if (record == null) {
      list.getSelectionModel().clearSelection();
    } else {
      list.getSelectionModel().select(record);
    }
    syncing = false;
    view.show(record);
    title.setText(record == null ? "" : headline(record));
    detail.setText(
        record == null
            ? ""
            : Units.day(record.at())
                + " "
                + Units.clock(record.at())
                + " "
                + Units.zone(record.at())
                + ", "
                + DecisionView.word(record.operation())
                + (record.subject().isEmpty() ? "" : " of " + record.subject())
                + (record.count() > 1 ? ", count " + record.count() : "")
                + ", trace "
                + record.traceId());
    command.setVisible(record != null);
    json.setVisible(record != null);
  }

  private static String headline(DecisionRecord record) {
    return record.winner() == null ? "No provider" : record.winner();
  }

  private void copyCommand() {
    DecisionRecord record = model.selectedProperty().get();
    if (record != null) {
      Ui.copy(DecisionCopy.command(record));
    }
  }

  private void copyJson() {
    DecisionRecord record = model.selectedProperty().get();
    if (record != null) {
      Ui.copy(DecisionCopy.json(record));
    }
  }

  /** One found decision: when, what, where it went and why. */
  private final class Cell extends ListCell<DecisionRecord> {
    @Override
    protected void updateItem(DecisionRecord record, boolean empty) {
      super.updateItem(record, empty);
      setText(null);
      if (empty || record == null) {
        setGraphic(null);
        return;
      }
      Region key = new Region();
      String winner = record.winner();
      key.getStyleClass()
          .addAll(
              "provider-key",
              "series-key",
              SeriesClass.of(winner == null ? -1 : order.applyAsInt(winner)));
      Label where = Ui.ends(headline(record), "semi");
      if (winner == null) {
        where.getStyleClass().add("bad");
      }
      Label time = Ui.label(Units.clock(record.at()), "mono", "muted");
      time.setMinWidth(Region.USE_PREF_SIZE);
      Label why =
          Ui.ends(DecisionView.word(record.operation()) + ": " + record.reason(), "small", "muted");
      VBox texts = new VBox(Ui.row(8, key, where, Ui.spacer(), time), why);
      texts.setMaxWidth(list.getWidth() - 40);
      texts.setMinWidth(0);
      texts.prefWidthProperty().bind(list.widthProperty().subtract(44));
      setGraphic(texts);
    }
  }
}
