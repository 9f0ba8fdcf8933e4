package io.signalbox.app.ui.routing.decisions;

import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.routing.preview.MemberRow;
import io.signalbox.core.query.ReplayReport;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What a replay comes to, in five figures. */
final class ReplayFigures {

  private static final List<String> TONES = List.of("ok", "bad", "muted");
  private static final double WIDE = 620;
  private static final double THOUSAND = 1_000;

  private final Figure success = new Figure("Success");
  private final Figure latency = new Figure("Mean latency");
  private final Figure busiest = new Figure("Busiest member");
  private final Figure refused = new Figure("Refused");
  private final Figure changes = new Figure("Requests that move");
  private final List<VBox> cells =
      List.of(success.box, latency.box, busiest.box, refused.box, changes.box);
  private final GridPane grid = new GridPane();
  private int columns;

  ReplayFigures() {
    grid.getStyleClass().add("figures");
    changes.box.getStyleClass().add("last");
    grid.widthProperty().addListener((property, old, width) -> lay(width.doubleValue()));
    lay(WIDE);
  }

  GridPane node() {
    return grid;
  }

  /** All in one row where there is room, else in two. */
  private void lay(double width) {
    int next = width >= WIDE ? cells.size() : 3;
    if (next == columns) {
      return;
    }
    columns = next;
    grid.getChildren().clear();
    grid.getColumnConstraints().clear();
    for (int i = 0; i < columns; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100.0 / columns);
      grid.getColumnConstraints().add(column);
    }
    for (int i = 0; i < cells.size(); i++) {
      grid.add(cells.get(i), i % columns, i / columns);
    }
  }

  void show(ReplayReport report, List<ReplayRow> rows) {
    double gained = report.successProposed() - report.successNow();
    success.show(
        percent(report.successNow()),
        percent(report.successProposed()),
        Double.isNaN(gained)
            ? "was not recorded"
            : Math.abs(gained) < 0.05
                ? "no change"
                : String.format(Locale.ROOT, "%+.1f points", gained).replace('-', '−'),
        tone(gained, 0.05));
    double slower = report.meanMillisProposed() - report.meanMillisNow();
    latency.show(
        Units.millis(report.meanMillisNow(), "–"),
        Units.millis(report.meanMillisProposed(), "–"),
        Double.isNaN(slower)
            ? "was not recorded"
            : Math.abs(slower) < 0.5 ? "no change" : (slower < 0 ? "−" : "+") + length(slower),
        tone(-slower, 0.5));
    rows.stream()
        .max(Comparator.comparingInt(ReplayRow::proposed))
        .ifPresent(max -> {
          double of = Math.max(1, report.comparable());
          String name = max.letter().isEmpty() ? max.name() : max.letter() + ", " + max.name();
          busiest.show(
              MemberRow.percent(max.now() / of),
              MemberRow.percent(max.proposed() / of),
              name,
              "muted");
        });
    int more = report.refusedProposed() - report.refusedNow();
    refused.show(
        String.valueOf(report.refusedNow()),
        String.valueOf(report.refusedProposed()),
        more == 0 ? "no change" : (more > 0 ? "+" : "−") + Math.abs(more),
        tone(-more, 0.5));
    changes.only(
        report.moved() + " of " + report.comparable(),
        report.comparable() == 0
            ? "none is comparable"
            : MemberRow.percent((double) report.moved() / report.comparable()));
  }

  private static String percent(double value) {
    return Units.percent(Math.rint(value * 10) / 10, "–");
  }

  private static String length(double millis) {
    double by = Math.abs(millis);
    return by >= THOUSAND ? Units.millis(by, "") : Math.round(by) + "\u2009ms";
  }

  private static String tone(double better, double least) {
    return better >= least ? "ok" : better <= -least ? "bad" : "muted";
  }

  /** One of them: what it is, from what to what, and the difference. */
  private static final class Figure {
    private final Label before = Ui.label("", "muted");
    private final Label after = Ui.label("", "semi");
    private final Label below = Ui.wrapped("", "small");
    private final VBox box;

    Figure(String name) {
      Label head = Ui.ends(name, "small", "muted");
      HBox change = Ui.row(4, before, after);
      before.setMinWidth(Region.USE_PREF_SIZE);
      after.setMinWidth(Region.USE_PREF_SIZE);
      box = Ui.column(2, head, change, below);
      box.getStyleClass().add("figure-cell");
      box.setPrefWidth(170);
      box.setMinWidth(0);
      Ui.grow(box);
    }

    void show(String was, String next, String note, String tone) {
      boolean same = was.equals(next);
      before.setText(same ? "" : was + " →");
      before.setVisible(!same);
      before.setManaged(!same);
      after.setText(next);
      below.setText(note);
      Ui.mark(below, TONES, tone);
    }

    void only(String value, String note) {
      show(value, value, note, "muted");
    }
  }
}
