package io.signalbox.app.ui.activity;

import io.signalbox.app.report.ActivityDocument;
import io.signalbox.app.report.Documents;
import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Columns;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityKind;
import io.signalbox.core.audit.AuditEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;

/**
 * The list of entries, of which only those in sight have cells, and only those listed so far are
 * there. On the screen's thread only.
 */
final class ActivityList {

  /** Rows before the last listed one at which the next page is asked for. */
  private static final int AHEAD = 60;

  private static final double NARROW = 560;
  private static final double TIME = 116;

  private final ActivityViewModel model;
  private final ObservableValue<Instant> now;
  private final TableView<ActivityEntry> table = new TableView<>();

  ActivityList(ActivityViewModel model, ObservableValue<Instant> now) {
    this.model = model;
    this.now = now;
    table.setId("activity");
    table.setAccessibleText("Activity, newest first");
    table.setFixedCellSize(36);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
    table
        .getColumns()
        .setAll(
            List.of(
                column("", 104, 92, () -> Ui.label("", "mono", "muted"), this::showTime),
                column("By", 150, 84, () -> Ui.ends(""), ActivityList::showWho),
                column("What", 190, 108, () -> Ui.ends(""), ActivityList::showWhat),
                column("On", 190, 84, () -> Ui.ends(""), ActivityList::showOn),
                column("Result", 240, 100, () -> Ui.label(""), ActivityList::showResult)));
    table.setItems(model.rows());
    table.setMinHeight(120);
    table.getColumns().getFirst().setMaxWidth(TIME);
    now.addListener((property, old, at) -> showZone(at));
    showZone(now.getValue());
    // In a narrow window names stay whole; who did it stands in the panel beside the list.
    TableColumn<ActivityEntry, ?> by = table.getColumns().get(1);
    table
        .widthProperty()
        .addListener((property, old, width) -> by.setVisible(width.doubleValue() >= NARROW));
    placeholder();
    table.setRowFactory(owner ->
        new TableRow<>() {
          @Override
          protected void updateItem(ActivityEntry entry, boolean empty) {
            super.updateItem(entry, empty);
            setAccessibleText(
                empty || entry == null ? "" : ActivityWords.spoken(entry, now.getValue()));
            if (!empty && getIndex() > model.rows().size() - AHEAD) {
              // Not at once: the table is being laid out.
              Platform.runLater(model::showMore);
            }
          }
        });
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((property, old, entry) -> {
          if (entry != null) {
            model.selectedProperty().set(entry);
          }
        });
    model
        .selectedProperty()
        .addListener((property, old, entry) -> {
          ActivityEntry shown = table.getSelectionModel().getSelectedItem();
          if (entry == null) {
            table.getSelectionModel().clearSelection();
          } else if (!entry.equals(shown)) {
            table.getSelectionModel().select(entry);
          }
        });
    table.setContextMenu(copies());
  }

  /** What stands there while nothing is listed: why, and what to do. */
  private void placeholder() {
    Runnable show =
        () -> {
          String error = model.errorProperty().get();
          table.setPlaceholder(
              error.isEmpty()
                  ? Ui.empty(
                      "Nothing was done or happened that the filter lets through.",
                      Ui.button(Act.ACTIVITY_CLEAR, model.filters()::clear))
                  : Ui.empty("Activity could not be read. " + error));
        };
    model.errorProperty().addListener((property, old, error) -> show.run());
    show.run();
  }

  TableView<ActivityEntry> node() {
    return table;
  }

  private ContextMenu copies() {
    return new ContextMenu(
        copy("Copy as JSON", () -> Documents.json(ActivityDocument.of(chosen()))),
        copy("Copy as CSV", () -> ActivityDocument.csv(chosen(), true)),
        copy("Copy trace id", () -> chosen().traceId()));
  }

  private MenuItem copy(String words, Supplier<String> text) {
    MenuItem item = new MenuItem(words);
    item.setOnAction(event -> {
      if (model.selectedProperty().get() != null) {
        Ui.copy(text.get());
      }
    });
    return item;
  }

  private ActivityEntry chosen() {
    return Objects.requireNonNull(model.selectedProperty().get());
  }

  /** A column whose cells keep their label; the list is in the order of time, and in no other. */
  private static TableColumn<ActivityEntry, ActivityEntry> column(
      String name,
      double width,
      double least,
      Supplier<Label> make,
      BiConsumer<Label, ActivityEntry> show) {
    TableColumn<ActivityEntry, ActivityEntry> column =
        Columns.kept(
            name,
            width,
            ReadOnlyObjectWrapper::new,
            Comparator.comparing(ActivityEntry::key),
            make,
            show);
    column.setMinWidth(least);
    column.setSortable(false);
    return column;
  }

  /** What is listed is told anew where another zone was chosen meanwhile. */
  private void showZone(Instant at) {
    TableColumn<ActivityEntry, ?> time = table.getColumns().getFirst();
    String words = "Time, " + Units.zone(at);
    if (!words.equals(time.getText())) {
      time.setText(words);
      table.refresh();
    }
  }

  private void showTime(Label label, ActivityEntry entry) {
    label.setText(Units.moment(entry.at(), now.getValue()));
    Ui.tooltip(label, entry.at().toString());
  }

  private static void showWho(Label label, ActivityEntry entry) {
    boolean act = entry.kind() == ActivityKind.ACT;
    // The surface stands in the tooltip and in the panel.
    label.setText(AuditEntry.person(entry.who()));
    if (label.getGraphic() == null || label.getUserData() != entry.kind()) {
      label.setGraphic(ActivityIcon.of(entry.kind()));
      label.setUserData(entry.kind());
      Ui.mark(label, List.of("muted"), act ? "" : "muted");
    }
    Ui.tooltip(label, ActivityScreen.kind(entry.kind()) + " by " + entry.who());
  }

  private static void showWhat(Label label, ActivityEntry entry) {
    label.setText(ActivityWords.what(entry));
    Ui.mark(
        label,
        List.of("semi", "mono"),
        switch (entry.kind()) {
          case ACT -> "semi";
          case OPERATION -> "mono";
          case AUTOMATIC -> "";
        });
    Ui.tooltip(label, entry.reason().isEmpty() ? label.getText() : entry.reason());
  }

  private static void showOn(Label label, ActivityEntry entry) {
    label.setText(ActivityWords.on(entry));
    Ui.tooltip(label, label.getText());
  }

  private static void showResult(Label label, ActivityEntry entry) {
    Status result = ActivityWords.result(entry);
    if (!result.equals(label.getUserData())) {
      label.setText(result.word());
      label.setGraphic(new Glyph(result.shape(), result.tone()));
      label.setUserData(result);
      Ui.tooltip(label, result.word());
    }
  }
}
