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
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;
import org.jspecify.annotations.Nullable;

/** One member with its weight and its share. Shows new values in place. */
final class MemberLine {

  private static final int LONG = 20;

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
  private final SwitchMenu menu;
  private MemberColumns.Fit fitted = MemberColumns.Fit.ALL;
  private @Nullable Status status;
  private String key = "";

  MemberLine(RoutingEdits edits, SwitchMenu menu) {
    this.edits = edits;
    this.menu = menu;
    slider = new WeightSlider(weight -> edits.set(key, weight));
    field = new WeightField(edits);
    why.setWrapText(true);
    why.setMaxWidth(360);
    back.setGraphic(arrow);
    back.setTooltip(backTip);
    texts.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    texts.setMinWidth(0);
    letter.setMinWidth(Region.USE_PREF_SIZE);
    grid = MemberColumns.grid();
    grid.getStyleClass().add("member-row");
    grid.add(Ui.row(8, letter, Ui.grow(texts)), MemberColumns.NAME, 0);
    grid.add(state, MemberColumns.STATE, 0);
    grid.add(slider, MemberColumns.SLIDER, 0);
    grid.add(field.node(), MemberColumns.FIELD, 0);
    grid.add(back, MemberColumns.BACK, 0);
    grid.add(now, MemberColumns.NOW, 0);
    grid.add(effective, MemberColumns.EFFECTIVE, 0);
    grid.add(bars, MemberColumns.BARS, 0);
    grid.add(before, MemberColumns.BEFORE, 0);
    grid.add(after, MemberColumns.AFTER, 0);
    grid.add(menu.node(), MemberColumns.SWITCH, 0);
    Tooltip.install(texts, why);
    Tooltip.install(state, why);
  }

  void fit(MemberColumns.Fit fit) {
    if (fit != fitted) {
      fitted = fit;
      MemberColumns.fit(grid, fit);
    }
  }

  Region node() {
    return grid;
  }

  /**
   * @param largest of all weights, for the sliders' length
   * @param compact whether there are many of them
   */
  void show(MemberRow member, double largest, boolean compact) {
    key = member.key();
    menu.show(member.name());
    letter.setText(member.letter());
    Ui.mark(letter, SeriesClass.ALL, SeriesClass.of(member.order()));
    boolean isLong = member.name().length() > LONG || fitted == MemberColumns.Fit.FEWEST;
    name.setText(member.name());
    Ui.mark(name, List.of("small"), isLong ? "small" : "");
    RoutingEdits.Edit edit = member.key().isEmpty() ? null : edits.edit(member.key());
    String problem = edit == null ? "" : edit.problem();
    detail.setText(problem.isEmpty() ? member.detail() : "Takes 0 or more");
    Ui.mark(detail, List.of("muted", "bad"), problem.isEmpty() ? "muted" : "bad");
    boolean second = !compact && !isLong || !problem.isEmpty();
    detail.setVisible(second);
    detail.setManaged(second);
    why.setText(
        member.name()
            + ", "
            + member.detail()
            + (member.why().isEmpty() ? "" : "\n" + member.why()));
    if (!member.status().equals(status)) {
      status = member.status();
      state.show(member.status());
    }
    boolean weighted = !key.isEmpty();
    showBack(member, edit);
    slider.setVisible(weighted);
    field.node().setVisible(weighted);
    if (weighted) {
      Object shown = edits.shown(key);
      double weight = shown instanceof Number number ? number.doubleValue() : member.now();
      slider.colour(member.order());
      slider.setAccessibleText("Weight of " + member.name());
      slider.show(weight, member.now(), largest);
      field.sync(member);
    }
    now.setText(Double.isNaN(member.now()) ? "" : SettingText.plain(member.now()));
    effective.setText(
        Double.isNaN(member.effective()) || Double.isNaN(member.now())
            ? ""
            : String.format(Locale.ROOT, "%.1f", member.effective()));
    bars.show(member.shareNow(), member.shareProposed(), member.order());
    boolean moves = !text(member.shareNow()).equals(text(member.shareProposed()));
    before.setText(moves ? text(member.shareNow()) + " →" : "");
    after.setText(
        Double.isNaN(member.shareProposed()) ? "–" : text(member.shareProposed()) + "\u2009%");
    Ui.mark(grid, List.of("changed"), edit != null ? "changed" : "");
    Ui.mark(grid, List.of("compact-row"), compact ? "compact-row" : "");
  }

  private void showBack(MemberRow member, RoutingEdits.@Nullable Edit edit) {
    RoutingSetting setting = member.key().isEmpty() ? null : edits.setting(member.key());
    boolean override = setting != null && RoutingEdits.isOverride(setting);
    back.setVisible(edit != null || override);
    String what = edit != null ? "Undo the edit of " : "Take back the override of ";
    back.setAccessibleText(what + "the weight of " + member.name());
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
