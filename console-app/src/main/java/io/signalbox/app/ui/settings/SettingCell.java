package io.signalbox.app.ui.settings;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Ui;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** A line of the list: a heading, or key, value, where it stands, and what can be done. */
final class SettingCell extends ListCell<SettingRow> {

  /** What a line can do. */
  interface Acts {
    void remove(SettingRow row);

    void edit(SettingRow row);
  }

  private static final double KEY = 312;
  private static final double LONGEST_KEY = 500;
  private static final double PLACE = 136;
  private static final double ACTION = 64;

  private final Label heading = Ui.label("", "semi");
  private final Label key = Ui.ends("", "mono");
  private final Label value = Ui.ends("", "mono");
  private final Label place = Ui.label("", "source-chip");
  private final Label note = Ui.label("", "small");
  private final Tooltip whole = new Tooltip();
  private final Button action;
  private final HBox line;
  private final Supplier<String> notChangeable;

  SettingCell(Acts acts, Supplier<String> notChangeable) {
    this.notChangeable = notChangeable;
    action = Ui.button("", () -> {}, "ghost", "compact", "row-act");
    action.setOnAction(event -> told(getItem(), acts));
    // By keyboard the list has the focus, and Enter is for the line.
    action.setFocusTraversable(false);
    for (Label each : List.of(key, value, note)) {
      each.setMinWidth(0);
    }
    key.setPrefWidth(KEY);
    // All lines alike, so that they stand in columns: the key has what is left over, then value and
    // note.
    HBox.setHgrow(key, Priority.ALWAYS);
    key.setMaxWidth(LONGEST_KEY);
    value.setPrefWidth(140);
    note.setPrefWidth(60);
    for (Label each : List.of(value, note)) {
      HBox.setHgrow(each, Priority.SOMETIMES);
      each.setMaxWidth(Double.MAX_VALUE);
    }
    HBox where = new HBox(place);
    where.setAlignment(Pos.CENTER_LEFT);
    where.setMinWidth(PLACE);
    where.setMaxWidth(PLACE);
    HBox what = new HBox(action);
    what.setMinWidth(ACTION);
    what.setMaxWidth(ACTION);
    what.setAlignment(Pos.CENTER_RIGHT);
    line = Ui.row(10, key, value, where, note, what);
    line.setMinWidth(0);
    line.setMinHeight(Region.USE_PREF_SIZE);
    getStyleClass().add("setting-cell");
    setMinWidth(0);
    setPrefWidth(1);
  }

  /** Removes what is an override's own line, else edits; nothing for a heading. */
  static void told(@Nullable SettingRow row, Acts acts) {
    if (row == null || row.isHeading() || row.value().isEmpty()) {
      return;
    }
    if (row.override() != null) {
      acts.remove(row);
    } else {
      acts.edit(row);
    }
  }

  @Override
  protected void updateItem(SettingRow row, boolean empty) {
    super.updateItem(row, empty);
    Ui.mark(
        this,
        List.of("override", "group"),
        empty || row == null ? "" : row.isHeading() ? "group" : hand(row) ? "override" : "");
    if (empty || row == null) {
      setGraphic(null);
      setTooltip(null);
      return;
    }
    if (row.isHeading()) {
      heading.setText(row.group());
      setGraphic(heading);
      setTooltip(null);
      return;
    }
    key.setText(row.key());
    value.setText(row.value().isEmpty() ? "not in force" : row.value());
    place.setText(row.place().isEmpty() ? row.source() : row.place());
    Ui.mark(
        place,
        List.of("source-chip", "pill", "hand", "muted", "small"),
        row.place().isEmpty() ? "small" : "source-chip");
    if (row.source().equals("override")) {
      place.getStyleClass().addAll("pill", "hand");
    }
    note.setText(row.note());
    note.setGraphic(row.warning() ? new Glyph(Glyph.Shape.TRIANGLE, "warn") : null);
    action.setText(row.override() == null ? "Edit" : "Remove");
    Ui.enable(action, notChangeable.get());
    action.setVisible(!row.value().isEmpty());
    action.setAccessibleText(action.getText() + " " + row.key());
    whole.setText(
        row.key()
            + "\n"
            + row.value()
            + (row.place().isEmpty() ? "" : "\n" + row.place())
            + (row.note().isEmpty() ? "" : "\n" + row.note()));
    setTooltip(whole);
    setGraphic(line);
  }

  private static boolean hand(SettingRow row) {
    return row.source().equals("override");
  }
}
