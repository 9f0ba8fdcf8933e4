package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Segments;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.error.Counted;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.snapshot.ProviderView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be done: what traffic would do, why, for how long, and the button. Every row is
 * there from the first frame and keeps its place while the form is open: what comes and goes with
 * traffic must not move a field from under the pointer.
 */
public final class ThrowForm {

  private static final double NOTES = 96;
  private static final double MESSAGE = 50;

  private final SwitchThrow thrown;
  private final TrafficBars bars;
  private final VBox notes = Ui.column(6);
  private final ScrollPane noteRoom = new ScrollPane(notes);
  private final VBox holds;
  private final Label until = Ui.label("", "small", "muted");
  private final TextField reason = new TextField();
  private final Label reasonHint = Ui.label("", "small", "muted");
  private final TextField typed = new TextField();
  private final Label typedLabel = Ui.label("", "small", "semi");
  private final Label typedHint = Ui.label("", "small", "muted");
  private final VBox name;
  private final CheckBox force = new CheckBox();
  private final Button confirm;
  private final Label message = Ui.wrapped("", "small");
  private final Tooltip whole = new Tooltip();
  private final VBox box = Ui.column(10);
  private List<String> written = List.of();
  private @Nullable SwitchAction open;

  /**
   * @param providers as they are now, in the tree's order
   */
  public ThrowForm(SwitchThrow thrown, Supplier<List<ProviderView>> providers) {
    this.thrown = thrown;
    this.bars = new TrafficBars(providers, thrown);
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
    force.setMaxWidth(Double.MAX_VALUE);
    name = Ui.column(4, Ui.row(6, typedLabel, typedHint), typed);
    noteRoom.setFitToWidth(true);
    noteRoom.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    noteRoom.setFocusTraversable(false);
    noteRoom.setMinHeight(NOTES);
    noteRoom.setMaxHeight(NOTES);
    // Three lines are reserved; what is longer is in the tooltip, so that nothing moves.
    message.setMinHeight(MESSAGE);
    message.setMaxHeight(MESSAGE);
    message.setAlignment(Pos.TOP_LEFT);
    message.setTooltip(whole);
    whole.setWrapText(true);
    whole.setMaxWidth(480);
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
            noteRoom,
            holds,
            Ui.column(4, Ui.row(6, Ui.label("Reason", "small", "semi"), reasonHint), reason),
            name,
            force,
            buttons(discard, confirm),
            message);
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

  public Node node() {
    return box;
  }

  /** Takes the focus to the first thing that is asked. */
  public void focus() {
    reason.requestFocus();
  }

  private void show() {
    SwitchAction action = thrown.pendingProperty().get();
    visible(box, action != null);
    if (action == null) {
      open = null;
      return;
    }
    if (action != open) {
      open = action;
      bars.open();
      visible(holds, action.holds());
      visible(name, thrown.isProduction());
    }
    SwitchPreview preview = thrown.previewProperty().get();
    bars.show(preview);
    showNotes(preview);
    Instant end = thrown.holdProperty().get().until(thrown.now());
    until.setText(end == null ? "" : "until " + Units.minute(end) + " UTC");
    reasonHint.setText(thrown.asksReason() ? "required, kept in Activity" : "kept in Activity");
    reason.setPromptText(action.prompt());
    boolean asksName = thrown.asksName();
    if (asksName) {
      // Became production meanwhile: that the name is asked for matters more than its place.
      visible(name, true);
    }
    typedLabel.setText("Type " + thrown.name() + " to confirm");
    typedHint.setText(asksName || preview == null ? "production traffic" : "no traffic moves");
    boolean lastWay = thrown.lastWayOutProperty().get();
    force.setDisable(!lastWay);
    force.setText(
        lastWay
            ? action.label() + " even so: no other way is left"
            : action.label() + " even so: not needed, ways are left");
    confirm.setText(action.named(thrown.name()));
    Ui.mark(confirm, List.of("danger", "primary"), asksName || lastWay ? "danger" : "primary");
    String missing = thrown.missingProperty().get();
    Ui.enable(confirm, thrown.busyProperty().get() ? "Under way" : missing);
    String error = thrown.errorProperty().get();
    message.setText(error.isEmpty() ? missing : error);
    whole.setText(message.getText());
    Ui.mark(message, List.of("bad", "muted"), error.isEmpty() ? "muted" : "bad");
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
        texts.add("wNo other way left for a template.");
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
  }

  private static String notReached(List<String> templates) {
    int max = 4;
    String first = String.join(", ", templates.subList(0, Math.min(max, templates.size())));
    return Counted.of(templates.size(), "template")
        + " not reached: "
        + first
        + (templates.size() > max ? " and " + (templates.size() - max) + " more" : "");
  }
}
