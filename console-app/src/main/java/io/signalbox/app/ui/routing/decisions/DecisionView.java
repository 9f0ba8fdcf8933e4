package io.signalbox.app.ui.routing.decisions;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.routing.preview.SeriesClass;
import io.signalbox.core.routing.DecisionRecord;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToIntFunction;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A decision record in full: every candidate with its verdict, and what decided. */
final class DecisionView {

  private final ToIntFunction<String> order;
  private final GridPane candidates = new GridPane();
  private final VBox facts = Ui.column(3);
  private final VBox box = Ui.column(8, candidates, facts);
  private @Nullable DecisionRecord shown;

  /**
   * @param order the place of a provider in the configuration, for its colour
   */
  DecisionView(ToIntFunction<String> order) {
    this.order = order;
    candidates.setHgap(12);
    ColumnConstraints name = new ColumnConstraints();
    name.setMinWidth(90);
    name.setPrefWidth(150);
    ColumnConstraints verdict = new ColumnConstraints();
    verdict.setMinWidth(Region.USE_PREF_SIZE);
    ColumnConstraints reason = new ColumnConstraints();
    reason.setHgrow(Priority.ALWAYS);
    reason.setMinWidth(60);
    candidates.getColumnConstraints().addAll(name, verdict, reason);
  }

  Node node() {
    return box;
  }

  /** Shows a record; null for none. */
  void show(@Nullable DecisionRecord record) {
    if (Objects.equals(record, shown)) {
      return;
    }
    shown = record;
    candidates.getChildren().clear();
    facts.getChildren().clear();
    if (record == null) {
      return;
    }
    int row = 0;
    for (DecisionRecord.Candidate each : record.candidates()) {
      boolean won = each.provider().equals(record.winner());
      Label provider = Ui.ends(each.provider(), won ? "semi" : "plain-text");
      Region key = new Region();
      key.getStyleClass()
          .addAll("provider-key", "series-key", SeriesClass.of(order.applyAsInt(each.provider())));
      StatusLabel verdict =
          new StatusLabel(
              each.accepted()
                  ? new Status(Glyph.Shape.CHECK, "Accepted", "ok")
                  : new Status(Glyph.Shape.CROSS, "Refused", "bad"));
      verdict.getStyleClass().add("small");
      Label why = Ui.wrapped(won ? "Winner" + behind(each.reason()) : each.reason(), "small");
      if (won) {
        why.getStyleClass().add("strong-text");
      }
      if (!each.accepted()) {
        Ui.tooltip(why, "Refused at " + word(each.step()));
      }
      candidates.addRow(row++, Ui.row(8, key, provider), verdict, why);
    }
    candidates.setVgap(record.candidates().size() > 6 ? 4 : 6);
    fact(record.winner() == null ? "Refused" : "Why", record.reason());
    fact(
        "Decided by",
        word(record.authority()) + (record.policy() == null ? "" : ", " + record.policy()));
    if (!record.alternatives().isEmpty()) {
      fact("Next in line", String.join(", ", record.alternatives()));
    }
    if (record.error() != null) {
      fact("Code", record.error().name());
    }
    record.notes().forEach(note -> fact("Note", note));
  }

  private static String behind(String reason) {
    return reason.isEmpty() || reason.equals("Chosen") ? "" : ", " + reason;
  }

  private void fact(String name, String text) {
    Label key = Ui.label(name, "small", "muted");
    key.setMinWidth(78);
    Label value = Ui.wrapped(text, "small");
    javafx.scene.layout.HBox line = Ui.row(8, key, Ui.grow(value));
    line.setAlignment(javafx.geometry.Pos.TOP_LEFT);
    facts.getChildren().add(line);
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
