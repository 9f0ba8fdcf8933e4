package io.signalbox.app.ui.routing.decisions;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Others;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.routing.preview.SeriesClass;
import io.signalbox.core.routing.DecisionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToIntFunction;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A decision record in full: its candidates with their verdicts, and what decided. */
final class DecisionView {

  /** So many are named of those that would be tried next. */
  private static final int NEXT = 5;

  /** So many have their reasons in whole; of more they are one line each, whole in a tooltip. */
  private static final int FEW = 6;

  private static final List<String> LOOKS = List.of("semi", "plain-text");

  private final ToIntFunction<String> order;
  private final List<Line> lines = new ArrayList<>();
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
    name.setMinWidth(176);
    name.setPrefWidth(196);
    name.setHgrow(Priority.SOMETIMES);
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
    facts.getChildren().clear();
    if (record == null) {
      lines.forEach(each -> each.setVisible(false));
      return;
    }
    DecisionRecord best = record.bounded();
    int row = 0;
    for (DecisionRecord.Candidate each : best.candidates()) {
      line(row++).show(each, each.provider().equals(record.winner()));
    }
    for (DecisionRecord.Others each : best.others()) {
      line(row++).show(each);
    }
    boolean many = row > FEW;
    for (int i = 0; i < lines.size(); i++) {
      lines.get(i).setVisible(i < row);
      lines.get(i).setWhole(!many);
    }
    candidates.setVgap(many ? 4 : 6);
    fact(record.winner() == null ? "Refused" : "Why", record.reason());
    fact(
        "Decided by",
        word(record.authority()) + (record.policy() == null ? "" : ", " + record.policy()));
    if (!record.alternatives().isEmpty()) {
      List<String> next = record.alternatives();
      int more = next.size() - NEXT;
      fact(
          "Next in line",
          String.join(", ", next.subList(0, Math.min(NEXT, next.size())))
              + (more > 0 ? " and more" : ""));
    }
    if (record.error() != null) {
      fact("Code", record.error().name());
    }
    record.notes().forEach(note -> fact("Note", note));
  }

  private Line line(int row) {
    while (lines.size() <= row) {
      Line line = new Line();
      candidates.addRow(lines.size(), line.name, line.verdict, line.why);
      lines.add(line);
    }
    return lines.get(row);
  }

  /** A candidate's nodes, which stay for the next record. */
  private final class Line {
    private final Region key = new Region();
    private final Label provider = Ui.wrapped("");
    private final HBox name = Ui.row(8, key, provider);
    private final StatusLabel verdict = new StatusLabel();
    private final Label why = Ui.label("", "small");
    private final Tooltip whole = new Tooltip();

    Line() {
      why.setTooltip(whole);
      why.setMinWidth(0);
      key.getStyleClass().addAll("provider-key", "series-key");
      verdict.getStyleClass().add("small");
    }

    void show(DecisionRecord.Candidate each, boolean won) {
      // A name is never cut: where there is little room it stands in two lines.
      provider.setText(each.provider());
      Ui.mark(provider, LOOKS, won ? "semi" : "plain-text");
      key.setVisible(true);
      Ui.mark(key, SeriesClass.ALL, SeriesClass.of(order.applyAsInt(each.provider())));
      show(each.accepted(), each.step());
      why.setText(
          won
              ? "Winner" + behind(each.reason())
              : each.reason().equals("Accepted") ? "" : each.reason());
      Ui.mark(why, List.of("strong-text"), won ? "strong-text" : "");
    }

    void show(DecisionRecord.Others others) {
      provider.setText(Others.count(others));
      Ui.mark(provider, LOOKS, "plain-text");
      key.setVisible(false);
      show(others.accepted(), others.step());
      why.setText(Others.words(others));
      Ui.mark(why, List.of("strong-text"), "");
    }

    private void show(boolean accepted, DecisionRecord.Step at) {
      verdict.show(
          accepted
              ? new Status(Glyph.Shape.CHECK, "Accepted", "ok")
              : new Status(Glyph.Shape.CROSS, "Refused", "bad"));
      whole.setText(accepted ? "" : "Refused at " + word(at));
    }

    /** A label that wraps has its whole column measured again and again: a few may. */
    void setWhole(boolean wraps) {
      why.setWrapText(wraps);
      why.setMinHeight(Region.USE_PREF_SIZE);
      String step = whole.getText();
      whole.setText(step.isEmpty() ? why.getText() : why.getText() + "\n" + step);
    }

    void setVisible(boolean visible) {
      for (Node each : List.of(name, verdict, why)) {
        each.setVisible(visible);
        each.setManaged(visible);
      }
    }
  }

  private static String behind(String reason) {
    return reason.isEmpty() || reason.equals("Chosen") ? "" : ", " + reason;
  }

  private void fact(String name, String text) {
    Label key = Ui.label(name, "small", "muted");
    key.setMinWidth(78);
    Label value = Ui.wrapped(text, "small");
    HBox line = Ui.row(8, key, Ui.grow(value));
    line.setAlignment(javafx.geometry.Pos.TOP_LEFT);
    facts.getChildren().add(line);
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
