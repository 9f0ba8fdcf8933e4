package io.signalbox.app.ui.drill;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.core.drill.DrillView;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * What happened, oldest first. It follows the newest while its end is in sight, and stays where the
 * operator scrolled otherwise.
 */
final class HappeningList {

  private static final double WIDTH = 308;
  // What is left beside the time, the glyph, the gaps and a scroll bar.
  private static final double WORDS = WIDTH - 36 - 14 - 2 * 8 - 2 * 12 - 12;

  private final ListView<DrillView.Happening> list = new ListView<>();
  private final Label count = Ui.label("0", "count");
  private final VBox card;
  private String drill = "";

  HappeningList() {
    list.setId("happenings");
    list.setAccessibleText("What happened");
    list.getStyleClass().add("happenings");
    list.setPlaceholder(Ui.empty("Nothing has happened yet. What changes is listed here."));
    list.setCellFactory(owner -> new Cell());
    list.setMinHeight(0);
    list.setPrefHeight(100);
    VBox.setVgrow(list, Priority.ALWAYS);
    card =
        Ui.card(
            List.of(
                Ui.label("What happened", "semi"),
                count,
                Ui.spacer(),
                Ui.label("played time", "small", "muted")),
            list);
    card.setMinWidth(WIDTH);
    card.setMaxWidth(WIDTH);
  }

  Node node() {
    return card;
  }

  void show(DrillView view) {
    List<DrillView.Happening> now = view.happenings();
    List<DrillView.Happening> had = list.getItems();
    boolean fresh = !view.id().equals(drill);
    drill = view.id();
    count.setText(String.valueOf(now.size()));
    if (!fresh && now.equals(had)) {
      return;
    }
    boolean follows = fresh || atEnd();
    if (!fresh && now.size() >= had.size() && now.subList(0, had.size()).equals(had)) {
      list.getItems().addAll(now.subList(had.size(), now.size()));
    } else {
      list.getItems().setAll(now);
    }
    if (follows && view.state() == DrillView.State.RUNNING && !now.isEmpty()) {
      list.scrollTo(now.size() - 1);
    }
  }

  private boolean atEnd() {
    if (list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
      var last = flow.getLastVisibleCell();
      return last == null || last.getIndex() >= list.getItems().size() - 1;
    }
    return true;
  }

  private static final class Cell extends ListCell<DrillView.Happening> {
    private final Label time = Ui.label("", "small", "muted");
    private final HBox glyph = new HBox();
    private final Label subject = Ui.ends("", "semi");
    private final Label lane = Ui.label("", "small", "muted");
    private final Label text = Ui.wrapped("", "small", "muted");
    private final HBox content;

    Cell() {
      time.setMinWidth(36);
      lane.setMinWidth(USE_PREF_SIZE);
      subject.setMaxWidth(Double.MAX_VALUE);
      HBox top = Ui.row(8, Ui.grow(subject), lane);
      VBox words = Ui.column(1, top, text);
      words.setMinWidth(WORDS);
      words.setPrefWidth(WORDS);
      words.setMaxWidth(WORDS);
      content = new HBox(8, time, glyph, words);
      time.setPadding(new javafx.geometry.Insets(1, 0, 0, 0));
      glyph.setPadding(new javafx.geometry.Insets(2, 0, 0, 0));
      glyph.setMinWidth(14);
      // The text wraps within the list's own width instead of making it scroll sideways.
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(DrillView.@Nullable Happening item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setGraphic(null);
        setAccessibleText("");
        return;
      }
      Status status = Status.of(item.severity());
      time.setText(DrillWords.played(item.at()));
      glyph.getChildren().setAll(new Glyph(status.shape(), status.tone()));
      subject.setText(item.subject());
      lane.setText(DrillWords.lane(item.lane()));
      text.setText(item.text());
      setGraphic(content);
      setAccessibleText(
          time.getText()
              + ", "
              + status.word()
              + ", "
              + lane.getText()
              + ", "
              + item.subject()
              + ": "
              + item.text());
    }
  }
}
