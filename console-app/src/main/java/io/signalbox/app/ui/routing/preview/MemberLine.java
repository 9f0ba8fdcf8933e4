package io.signalbox.app.ui.routing.preview;

import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.StatusLabel;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.routing.editing.RoutingEdits;
import io.signalbox.app.ui.routing.editing.RoutingIcon;
import io.signalbox.app.ui.routing.editing.SettingText;
import io.signalbox.core.query.RoutingSetting;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;
import org.jspecify.annotations.Nullable;

/** One member with its weight and its share. Shows new values in place. */
final class MemberLine {

  private final RoutingEdits edits;
  private final GridPane grid;
  private final Label letter = Ui.label("", "member-letter");
  private final Label name = Ui.ends("", "semi");
  private final Label detail = Ui.ends("", "small", "muted");
  private final VBox texts = new VBox(name, detail);
  private final SVGPath arrow = RoutingIcon.AGAIN.node("small-icon");
  private final Tooltip backTip = new Tooltip();
  private final StatusLabel state = new StatusLabel();
  private final Tooltip why = new Tooltip();
  private final WeightSlider slider;
  private final WeightField field;
  private final Button back = Ui.button("", this::goBack, "ghost", "icon-link");
  private final Label now = Ui.label("", "mono");
  private final Label effective = Ui.label("", "mono");
  private final ShareBars bars = new ShareBars();
  private final Label before = Ui.label("", "muted");
  private final Label after = Ui.label("", "semi");
  private @Nullable Status status;
  private String key = "";

  MemberLine(RoutingEdits edits) {
    this.edits = edits;
    slider = new WeightSlider(weight -> edits.set(key, weight));
    field = new WeightField(edits);
    why.setWrapText(true);
    why.setMaxWidth(360);
    back.setGraphic(arrow);
    back.setTooltip(backTip);
    texts.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    texts.setMinWidth(0);
    grid = grid();
    grid.getStyleClass().add("member-row");
    grid.add(Ui.row(8, letter, Ui.grow(texts)), 0, 0);
    grid.add(state, 1, 0);
    grid.add(slider, 2, 0);
    grid.add(field.node(), 3, 0);
    grid.add(back, 4, 0);
    grid.add(now, 5, 0);
    grid.add(effective, 6, 0);
    grid.add(bars, 7, 0);
    grid.add(Ui.row(4, Ui.spacer(), before, after), 8, 0);
  }

  /** Columns that every line and the heading share. */
  static GridPane grid() {
    GridPane grid = new GridPane();
    double[] widths = {140, 108, 152, 68, 22, 36, 60, 70, 118};
    for (int i = 0; i < widths.length; i++) {
      ColumnConstraints column = new ColumnConstraints(widths[i]);
      boolean grows = i == 0 || i == 7;
      column.setHgrow(grows ? Priority.ALWAYS : Priority.NEVER);
      column.setMaxWidth(grows ? Double.MAX_VALUE : widths[i]);
      if (i == 5 || i == 6) {
        column.setHalignment(HPos.RIGHT);
      }
      grid.getColumnConstraints().add(column);
    }
    grid.setHgap(9);
    return grid;
  }

  Region node() {
    return grid;
  }

  /**
   * @param largest of all weights, for the sliders' length
   * @param compact whether there are many of them
   */
  void show(MemberRow leg, double largest, boolean compact) {
    key = leg.key();
    letter.setText(leg.letter());
    Ui.mark(letter, SeriesClass.ALL, SeriesClass.of(leg.order()));
    name.setText(leg.name());
    RoutingEdits.Edit edit = leg.key().isEmpty() ? null : edits.edit(leg.key());
    String problem = edit == null ? "" : edit.problem();
    detail.setText(problem.isEmpty() ? leg.detail() : "Takes 0 or more");
    Ui.mark(detail, List.of("muted", "bad"), problem.isEmpty() ? "muted" : "bad");
    boolean second = !compact || !problem.isEmpty();
    detail.setVisible(second);
    detail.setManaged(second);
    why.setText(leg.name() + ", " + leg.detail() + (leg.why().isEmpty() ? "" : "\n" + leg.why()));
    Tooltip.install(texts, why);
    Tooltip.install(state, why);
    if (!leg.status().equals(status)) {
      status = leg.status();
      state.show(leg.status());
    }
    boolean weighted = !key.isEmpty();
    showBack(leg, edit);
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

  private void showBack(MemberRow leg, RoutingEdits.@Nullable Edit edit) {
    RoutingSetting setting = leg.key().isEmpty() ? null : edits.setting(leg.key());
    boolean override = setting != null && RoutingEdits.isOverride(setting);
    back.setVisible(edit != null || override);
    String what = edit != null ? "Undo the edit of " : "Take back the override of ";
    back.setAccessibleText(what + "the weight of " + leg.name());
    backTip.setText(what + "this weight");
    Ui.mark(arrow, List.of("accent-icon", "hand-icon"), edit != null ? "accent-icon" : "hand-icon");
  }

  private void goBack() {
    if (edits.edit(key) != null) {
      edits.discard(key);
    } else {
      edits.toConfigured(key);
    }
  }

  private static String text(double share) {
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f", share * 100);
  }
}
