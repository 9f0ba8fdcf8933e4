package io.signalbox.app.ui.routing;

import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One member with its weight and its share. Shows new values in place. */
final class LegLine {

  private final RoutingEdits edits;
  private final GridPane grid;
  private final Label letter = Ui.label("", "leg-letter");
  private final Label name = Ui.ends("", "semi");
  private final Label detail = Ui.ends("", "small", "muted");
  private final VBox texts = new VBox(name, detail);
  private final StatusLabel state = new StatusLabel();
  private final Tooltip why = new Tooltip();
  private final WeightSlider slider;
  private final WeightField field;
  private final Label now = Ui.label("", "mono");
  private final Label effective = Ui.label("", "mono");
  private final ShareBars bars = new ShareBars();
  private final Label before = Ui.label("", "muted");
  private final Label after = Ui.label("", "semi");
  private @Nullable Status status;
  private String key = "";

  LegLine(RoutingEdits edits) {
    this.edits = edits;
    slider = new WeightSlider(weight -> edits.set(key, weight));
    field = new WeightField(edits);
    why.setWrapText(true);
    why.setMaxWidth(360);
    texts.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    texts.setMinWidth(0);
    grid = grid();
    grid.getStyleClass().add("leg-row");
    grid.add(Ui.row(8, letter, Ui.grow(texts)), 0, 0);
    grid.add(state, 1, 0);
    grid.add(slider, 2, 0);
    grid.add(field.node(), 3, 0);
    grid.add(now, 4, 0);
    grid.add(effective, 5, 0);
    grid.add(bars, 6, 0);
    grid.add(Ui.row(4, Ui.spacer(), before, after), 7, 0);
  }

  /** Columns that every line and the heading share. */
  static GridPane grid() {
    GridPane grid = new GridPane();
    double[] widths = {140, 108, 168, 68, 40, 60, 70, 118};
    for (int i = 0; i < widths.length; i++) {
      ColumnConstraints column = new ColumnConstraints(widths[i]);
      boolean grows = i == 0 || i == 6;
      column.setHgrow(grows ? Priority.ALWAYS : Priority.NEVER);
      column.setMaxWidth(grows ? Double.MAX_VALUE : widths[i]);
      if (i == 4 || i == 5) {
        column.setHalignment(HPos.RIGHT);
      }
      grid.getColumnConstraints().add(column);
    }
    grid.setHgap(10);
    return grid;
  }

  Region node() {
    return grid;
  }

  /**
   * @param largest of all weights, for the sliders' length
   * @param compact whether there are many of them
   */
  void show(LegRow leg, double largest, boolean compact) {
    key = leg.key();
    letter.setText(leg.letter());
    Ui.mark(letter, SeriesClass.ALL, SeriesClass.of(leg.order()));
    name.setText(leg.name());
    RoutingEdits.Edit edit = leg.key().isEmpty() ? null : edits.edit(leg.key());
    String problem = edit == null ? "" : edit.problem();
    detail.setText(problem.isEmpty() ? leg.detail() : problem);
    Ui.mark(detail, List.of("muted", "bad"), problem.isEmpty() ? "muted" : "bad");
    boolean second = !compact || !problem.isEmpty();
    detail.setVisible(second);
    detail.setManaged(second);
    why.setText(
        leg.name()
            + ", "
            + leg.detail() + (leg.why().isEmpty() ? "" : "\n" + leg.why()));
    Tooltip.install(texts, why);
    Tooltip.install(state, why);
    if (!leg.status().equals(status)) {
      status = leg.status();
      state.show(leg.status());
    }
    boolean weighted = !key.isEmpty();
    slider.setVisible(weighted);
    field.node().setVisible(weighted);
    if (weighted) {
      Object shown = edits.shown(key);
      double weight = shown instanceof Number number ? number.doubleValue() : leg.now();
      slider.colour(leg.order());
      slider.setAccessibleText("Weight of " + leg.name());
      slider.show(weight, leg.now(), largest);
      field.sync(leg);
    }
    now.setText(Double.isNaN(leg.now()) ? "" : SettingText.plain(leg.now()));
    effective.setText(
        Double.isNaN(leg.effective()) ? "" : String.format(Locale.ROOT, "%.1f", leg.effective()));
    bars.show(leg.shareNow(), leg.shareProposed(), leg.order());
    boolean moves = !text(leg.shareNow()).equals(text(leg.shareProposed()));
    before.setText(moves ? text(leg.shareNow()) + " →" : "");
    after.setText(text(leg.shareProposed()) + "\u2009%");
    if (Double.isNaN(leg.shareProposed())) {
      after.setText("–");
    }
    Ui.mark(grid, List.of("changed", "compact-row"), edit != null ? "changed" : "");
    if (compact) {
      grid.getStyleClass().add("compact-row");
    }
  }

  private static String text(double share) {
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f", share * 100);
  }

  /** A share of the whole, for a sentence. */
  static String percent(double share) {
    return Units.percent(Math.rint(share * 1000) / 10, "–");
  }
}
