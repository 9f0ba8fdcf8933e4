package io.signalbox.app.ui.activity;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Icon;
import io.signalbox.app.ui.control.KeptRows;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.switching.UndoActs;
import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityKind;
import io.signalbox.core.query.UndoPlan;
import java.time.Instant;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * One entry in full: who, why, before and after, its undoing, and what changed around it. Its rows
 * are there for every entry, so that nothing moves when another one is opened.
 */
final class ActivityPanel {

  private static final double WIDTH = 380;
  private static final double NARROW = 330;
  private static final double NAME = 56;

  private final ActivityViewModel model;
  private final UndoActs undo;
  private final ObservableValue<Instant> now;
  private final StackPane icon = new StackPane();
  private final Label title = Ui.ends("", "screen-title");
  private final Label when = Ui.label("");
  private final Label age = Ui.label("", "small", "muted");
  private final Label by = Ui.ends("");
  private final Label on = Ui.ends("");
  private final Label reason = Ui.wrapped("");
  private final Label result = Ui.wrapped("");
  private final Label trace = Ui.ends("", "mono");
  private final Button copy = Ui.button(Act.ACTIVITY_TRACE, this::copyTrace, "ghost", "compact");
  private final Label changedHint = Ui.label("", "small", "muted");
  private final VBox lines = new VBox();
  private final KeptRows<Label, ActivityWords.Line> changes;
  private final VBox changedBox;
  private final StackPane undoGlyph = new StackPane();
  private final Label undoTitle = Ui.label("", "semi");
  private final Label undoWords = Ui.wrapped("", "small", "muted");
  private final Button undoButton = Ui.button(Act.ACTIVITY_UNDO, this::undo);
  private final HBox undoBox;
  private final AroundPane around;
  private final VBox all = new VBox();
  private final ScrollPane scroll = new Scroll(all);
  private @Nullable ActivityEntry shown;
  private @Nullable UndoPlan plan;

  /**
   * @param shut closes it
   */
  ActivityPanel(
      ActivityViewModel model, UndoActs undo, ObservableValue<Instant> now, Runnable shut) {
    this.model = model;
    this.undo = undo;
    this.now = now;
    this.around = new AroundPane(model);
    lines.getStyleClass().add("diff");
    changes = new KeptRows<>(lines, () -> Ui.label("", "diff-line"), label -> label, this::line);
    Button close = Ui.button(Act.ACTIVITY_CLOSE, shut, "ghost", "compact");
    copy.setGraphic(Icon.COPY.node("accent-icon"));
    Label changedTitle = Ui.label("Before and after", "semi");
    changedBox = Ui.column(6, Ui.row(8, changedTitle, Ui.spacer(), changedHint), lines);
    undoBox = Ui.row(10, undoGlyph, Ui.grow(Ui.column(1, undoTitle, undoWords)), undoButton);
    undoBox.getStyleClass().add("undo-box");
    VBox facts =
        Ui.column(
            4,
            fact("When", Ui.row(8, when, age)),
            fact("By", by),
            fact("On", on),
            fact("Result", result),
            fact("Reason", reason),
            fact("Trace", Ui.row(4, trace, copy)));
    VBox upper = Ui.column(12, Ui.row(8, icon, Ui.grow(title), close), facts, changedBox, undoBox);
    all.getChildren().addAll(Ui.pad(upper, 12, 14, 12, 14), Ui.line(), around.node());
    all.getStyleClass().add("activity-panel");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("activity-side");
    scroll.setId("activity-panel");
    when.setMinWidth(Region.USE_PREF_SIZE);
    age.setMinWidth(0);
    setNarrow(false);
    model.selectedProperty().addListener((property, old, entry) -> show(entry));
    model.open().detailProperty().addListener((property, old, detail) -> show(detail));
    now.addListener((property, old, at) -> {
      showAge();
      gate();
    });
  }

  Node node() {
    return scroll;
  }

  void setNarrow(boolean narrow) {
    double width = narrow ? NARROW : WIDTH;
    scroll.setMinWidth(width);
    scroll.setPrefWidth(width);
    scroll.setMaxWidth(width);
  }

  private static HBox fact(String name, Node value) {
    Label label = Ui.label(name, "small", "muted");
    label.setMinWidth(NAME);
    HBox row = Ui.row(8, label, Ui.grow(value));
    row.setAlignment(javafx.geometry.Pos.TOP_LEFT);
    return row;
  }

  private void show(@Nullable ActivityEntry entry) {
    shown = entry;
    if (entry == null) {
      return;
    }
    icon.getChildren().setAll(ActivityIcon.of(entry.kind()));
    title.setText(ActivityWords.what(entry));
    when.setTooltip(new Tooltip(entry.at().toString()));
    by.setText(entry.who());
    on.setText(ActivityWords.on(entry).isEmpty() ? "nothing named" : ActivityWords.on(entry));
    result.setText(ActivityWords.result(entry).word());
    reason.setText(entry.reason().isEmpty() ? "none given" : entry.reason());
    Ui.mark(reason, List.of("muted"), entry.reason().isEmpty() ? "muted" : "");
    trace.setText(entry.traceId().isEmpty() ? "none" : entry.traceId());
    trace.setTooltip(new Tooltip(trace.getText()));
    Ui.enable(copy, entry.traceId().isEmpty() ? "Nothing led to it." : "");
    List<ActivityWords.Line> told = ActivityWords.changes(entry);
    changes.show(told);
    visible(changedBox, !told.isEmpty());
    long changed = told.stream().filter(each -> each.sign() == '+').count();
    changedHint.setText(changed == 0 ? "" : changed + " changed");
    visible(undoBox, entry.kind() == ActivityKind.ACT);
    showAge();
    show(model.open().detailProperty().get());
  }

  private void line(Label label, ActivityWords.Line line) {
    label.setText(line.sign() + "  " + line.text());
    label.setMaxWidth(Double.MAX_VALUE);
    label.setTooltip(new Tooltip(line.text()));
    Ui.mark(
        label,
        List.of("gone", "come"),
        switch (line.sign()) {
          case '-' -> "gone";
          case '+' -> "come";
          default -> "";
        });
  }

  private void show(OpenEntry.@Nullable Detail detail) {
    ActivityEntry entry = shown;
    if (entry == null) {
      return;
    }
    boolean known = detail != null && detail.entry().key().equals(entry.key());
    around.show(entry, known ? detail : null);
    UndoPlan found = known && detail != null ? detail.undo() : null;
    plan = found;
    boolean possible = found != null && found.possible();
    undoGlyph
        .getChildren()
        .setAll(
            possible
                ? new Glyph(Glyph.Shape.CHECK, "ok")
                : new Glyph(found == null ? Glyph.Shape.DOTS : Glyph.Shape.SLASH, "unknown"));
    undoTitle.setText(found == null ? "Undo" : possible ? "Can be undone." : "Cannot be undone.");
    undoWords.setText(
        found == null
            ? "Looking whether it was changed since."
            : possible ? found.effect() + " Not changed since." : found.refusal());
    undoButton.setText(found != null && undo.opensForm(found) ? "Undo…" : "Undo");
    gate();
  }

  /** The window may be locked or unlocked by now. */
  private void gate() {
    UndoPlan open = plan;
    Ui.enable(
        undoButton,
        open == null
            ? "It is being looked at."
            : open.possible() ? model.readOnlyRefusal() : open.refusal());
  }

  private void showAge() {
    ActivityEntry entry = shown;
    if (entry != null) {
      // In another zone, where one was chosen meanwhile.
      when.setText(Units.exact(entry.at()));
      age.setText(Units.age(entry.at(), now.getValue()) + " ago, " + Units.day(entry.at()));
    }
  }

  private void undo() {
    ActivityEntry entry = shown;
    if (entry != null) {
      undo.undo(entry.key().id());
    }
  }

  private void copyTrace() {
    ActivityEntry entry = shown;
    if (entry != null) {
      Ui.copy(entry.traceId());
    }
  }

  private static void visible(Region node, boolean seen) {
    node.setVisible(seen);
    node.setManaged(seen);
  }
}
