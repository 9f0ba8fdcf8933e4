package io.signalbox.app.ui.tracks;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Segments;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.query.SwitchPreview;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is about to be done: what traffic would do, why, for how long, and the button. */
final class ThrowForm {

  private final TracksViewModel model;
  private final SwitchThrow thrown;
  private final TrafficBars bars;
  private final VBox notes = Ui.column(6);
  private final VBox holds;
  private final Label until = Ui.label("", "small", "muted");
  private final TextField reason = new TextField();
  private final Label reasonHint = Ui.label("", "small", "muted");
  private final TextField typed = new TextField();
  private final Label typedLabel = Ui.label("", "small", "semi");
  private final VBox name;
  private final CheckBox force = new CheckBox("Force it: it closes the last healthy way");
  private final Button confirm;
  private final Label missing = Ui.wrapped("", "small", "muted");
  private final Label error = Ui.wrapped("", "small", "bad");
  private final VBox box = Ui.column(10);
  private List<String> written = List.of();

  ThrowForm(TracksViewModel model) {
    this.model = model;
    this.thrown = model.thrown();
    this.bars = new TrafficBars(model);
    Segments<HoldTime> hold =
        new Segments<>(List.of(HoldTime.values()), HoldTime::label, thrown.holdProperty());
    holds = Ui.column(4, Ui.label("Hold", "semi"), Ui.row(8, hold, until));
    reason.setId("throw-reason");
    typedLabel.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    typed.setId("throw-name");
    typed.getStyleClass().add("mono");
    reason.textProperty().bindBidirectional(thrown.reasonProperty());
    typed.textProperty().bindBidirectional(thrown.typedProperty());
    force.selectedProperty().bindBidirectional(thrown.forceProperty());
    force.setId("throw-force");
    name =
        Ui.column(
            4, Ui.row(6, typedLabel, Ui.label("production traffic", "small", "muted")), typed);
    confirm = Ui.button("", thrown::confirm);
    confirm.setId("throw-confirm");
    confirm.setMinWidth(60);
    Button discard = Ui.button("Discard", thrown::discard);
    discard.setId("throw-discard");
    discard.setGraphic(Ui.label("Esc", "kbd"));
    discard.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
    box.getChildren()
        .addAll(
            bars.node(),
            notes,
            holds,
            Ui.column(4, Ui.row(6, Ui.label("Reason", "small", "semi"), reasonHint), reason),
            name,
            force,
            error,
            buttons(discard, confirm),
            missing);
    for (javafx.beans.value.ObservableValue<?> each :
        List.of(
            thrown.pendingProperty(),
            thrown.previewProperty(),
            thrown.errorProperty(),
            thrown.missingProperty(),
            thrown.busyProperty(),
            thrown.lastWayOutProperty(),
            thrown.holdProperty())) {
      each.addListener((property, old, now) -> show());
    }
    show();
  }

  Node node() {
    return box;
  }

  private void show() {
    SwitchAction action = thrown.pendingProperty().get();
    visible(box, action != null);
    if (action == null) {
      return;
    }
    SwitchPreview preview = thrown.previewProperty().get();
    bars.show(preview);
    showNotes(preview);
    visible(holds, action.holds());
    Instant end = thrown.holdProperty().get().until(thrown.now());
    until.setText(end == null ? "" : "until " + Units.minute(end) + " UTC");
    reasonHint.setText(thrown.asksReason() ? "required, kept in Activity" : "kept in Activity");
    reason.setPromptText(action.prompt());
    boolean asksName = thrown.asksName();
    visible(name, asksName);
    typedLabel.setText("Type " + thrown.name() + " to confirm");
    visible(force, thrown.lastWayOutProperty().get());
    error.setText(thrown.errorProperty().get());
    visible(error, !error.getText().isEmpty());
    confirm.setText(action.named(thrown.name()));
    Ui.mark(
        confirm,
        List.of("danger", "primary"),
        asksName || force.isVisible() ? "danger" : "primary");
    Ui.enable(confirm, thrown.busyProperty().get() ? "Under way" : thrown.missingProperty().get());
    missing.setText(thrown.missingProperty().get());
    visible(missing, !missing.getText().isEmpty());
  }

  /** Side by side, or one below the other where the action's name is long. */
  private static FlowPane buttons(Button discard, Button confirm) {
    FlowPane pane = new FlowPane(8, 8, discard, confirm);
    pane.setAlignment(Pos.CENTER_RIGHT);
    pane.setPrefWrapLength(320);
    confirm.setMaxWidth(328);
    return pane;
  }

  private static void visible(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private void showNotes(@Nullable SwitchPreview preview) {
    List<String> texts = new ArrayList<>();
    if (preview != null) {
      preview.warnings().forEach(each -> texts.add("w" + each));
      if (preview.lastWayOut()) {
        texts.add("wIt leaves a template without a healthy way.");
      }
      if (!preview.templatesNotReached().isEmpty()) {
        texts.add("w" + notReached(preview.templatesNotReached()));
      }
      preview.notes().forEach(each -> texts.add("n" + each));
    }
    if (texts.equals(written)) {
      return;
    }
    written = texts;
    notes.getChildren().clear();
    for (String text : texts) {
      boolean warning = text.charAt(0) == 'w';
      HBox note =
          Ui.row(
              8,
              new Glyph(
                  warning ? Glyph.Shape.TRIANGLE : Glyph.Shape.DOT, warning ? "warn" : "accent"),
              Ui.grow(Ui.wrapped(text.substring(1), "small")));
      note.setAlignment(javafx.geometry.Pos.TOP_LEFT);
      note.getStyleClass().add("note");
      if (warning) {
        note.getStyleClass().add("warn");
      }
      notes.getChildren().add(note);
    }
    visible(notes, !texts.isEmpty());
  }

  private static String notReached(List<String> templates) {
    int max = 4;
    String first = String.join(", ", templates.subList(0, Math.min(max, templates.size())));
    return (templates.size() == 1 ? "1 template is" : templates.size() + " templates are")
        + " not reached: "
        + first
        + (templates.size() > max ? " and " + (templates.size() - max) + " more" : "");
  }
}
