package io.signalbox.app.ui.routing.preview;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.routing.editing.SettingText;
import io.signalbox.core.query.SpreadPreview;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** One row of picks, each a letter in its box; or in the same place why there are none. */
final class PickStrip {

  private static final int RATIO = 4;
  private static final double HEIGHT = 28;

  /** Before a cycle that begins again. */
  private static final Insets CYCLE = new Insets(0, 0, 0, 8);

  /** Boxes shrink before they are cut. */
  private static final double LEAST = 340;

  private final boolean isProposed;
  private final Label name;
  private final HBox boxes = Ui.row(4);
  private final Label none = Ui.ends("", "muted");
  private final Label cycle;
  private final HBox row;
  private final List<Label> made = new ArrayList<>();
  private List<String> drawn = List.of();

  PickStrip(boolean isProposed) {
    this.isProposed = isProposed;
    name = Ui.label("", isProposed ? "semi" : "muted");
    name.setMinWidth(118);
    name.setPrefWidth(118);
    cycle = Ui.ends("", "small", isProposed ? "strong-text" : "muted");
    none.setMaxWidth(Double.MAX_VALUE);
    StackPane place = new StackPane(boxes, none);
    place.setMinWidth(LEAST);
    row = Ui.row(8, name, Ui.grow(place), cycle);
    cycle.visibleProperty().bind(row.widthProperty().greaterThan(PicksCard.WIDE));
    cycle.managedProperty().bind(cycle.visibleProperty());
    row.setMinHeight(HEIGHT);
    row.setMaxHeight(HEIGHT);
  }

  Region node() {
    return row;
  }

  /**
   * @param spread null where it is not known
   * @param without what stands in place of the picks; empty where there are picks
   */
  void show(@Nullable SpreadPreview spread, List<MemberRow> rows, String without) {
    none.setText(without);
    none.setVisible(!without.isEmpty());
    boxes.setVisible(without.isEmpty());
    String which = isProposed ? "Proposed" : "Now";
    if (spread != null && without.isEmpty()) {
      name.setText(which + ratio(spread, rows));
      cycle.setText(PickWords.cycle(spread, rows));
      draw(spread, rows);
    } else {
      name.setText(which);
      cycle.setText("");
    }
  }

  private static String ratio(SpreadPreview spread, List<MemberRow> rows) {
    return rows.size() > RATIO
        ? ""
        : " "
            + spread.weights().values().stream()
                .map(SettingText::plain)
                .collect(Collectors.joining("\u2009:\u2009"));
  }

  private void draw(SpreadPreview spread, List<MemberRow> rows) {
    Map<String, MemberRow> byName = new HashMap<>();
    rows.forEach(each -> byName.put(each.name(), each));
    int length = spread.cycle();
    List<String> next = new ArrayList<>();
    for (String pick : spread.picks()) {
      MemberRow member = byName.get(pick);
      next.add(member == null ? "? in-s0" : member.letter() + " " + SeriesClass.of(member.order()));
    }
    next.add(String.valueOf(length));
    if (next.equals(drawn)) {
      return;
    }
    drawn = next;
    while (made.size() < next.size() - 1) {
      Label box = Ui.label("", "pick");
      box.setMinWidth(20);
      if (isProposed) {
        box.getStyleClass().add("proposed");
      }
      made.add(box);
      boxes.getChildren().add(box);
    }
    while (made.size() > next.size() - 1) {
      boxes.getChildren().remove(made.removeLast());
    }
    for (int i = 0; i < made.size(); i++) {
      String[] parts = next.get(i).split(" ");
      Label box = made.get(i);
      box.setText(parts[0]);
      Ui.mark(box, SeriesClass.ALL, parts[1]);
      boolean begins = length > 1 && i > 0 && i % length == 0;
      HBox.setMargin(box, begins ? CYCLE : null);
    }
    boxes.setAccessibleText(String.join(" ", spread.picks()));
  }
}
