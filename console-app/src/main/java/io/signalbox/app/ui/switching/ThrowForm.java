package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.control.DangerLevel;
import io.signalbox.app.ui.control.Icon;
import io.signalbox.app.ui.control.Scroll;
import io.signalbox.app.ui.control.Ui;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be done: the action, what traffic would do, why, until when, and the button.
 * Every row is there from the first frame and keeps its place while the form is open: what comes
 * and goes with traffic must not move a field from under the pointer.
 */
final class ThrowForm {

  private static final double MESSAGE = 34;

  /** Of what scrolls in a low window; the button stays in sight. */
  private static final double LEAST = 120;

  /** Below the field that is typed into. */
  private static final double EDGE = 8;

  private final SwitchThrow thrown;
  private final ActionChoice actions;
  private final TrafficBars bars;
  private final WaysLeft ways;
  private final AskedFields fields;
  private final Button command;
  private final Button confirm;
  private final Label message = Ui.wrapped("", "small");
  private final Tooltip whole = new Tooltip();
  private final ScrollPane body;
  private final VBox foot;
  private @Nullable SwitchAction open;

  ThrowForm(SwitchThrow thrown) {
    this.thrown = thrown;
    this.actions = new ActionChoice(thrown);
    this.bars = new TrafficBars(thrown);
    this.ways = new WaysLeft(thrown);
    this.fields = new AskedFields(thrown);
    VBox rows =
        Ui.column(
            8,
            actions.node(),
            Ui.line(),
            bars.node(),
            Ui.line(),
            ways.node(),
            Ui.line(),
            fields.node());
    body = new Scroll(Ui.pad(rows, 8, 16, 10, 16));
    body.setFitToWidth(true);
    body.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    body.setFocusTraversable(false);
    body.setMinHeight(LEAST);
    // Two lines are reserved; what is longer is in the tooltip, so that nothing moves.
    message.setMinHeight(MESSAGE);
    message.setMaxHeight(MESSAGE);
    message.setAlignment(Pos.TOP_LEFT);
    message.setTooltip(whole);
    message.setId("throw-message");
    whole.setWrapText(true);
    whole.setMaxWidth(480);
    confirm = Ui.button("", thrown::confirm);
    confirm.setId("throw-confirm");
    confirm.setMinWidth(60);
    Button discard = Ui.button("Discard", thrown::discard);
    discard.setId("throw-discard");
    discard.setGraphic(Ui.label("Esc", "kbd"));
    discard.setContentDisplay(ContentDisplay.RIGHT);
    command = Ui.button("CLI", () -> Ui.copy(thrown.commandLine()));
    command.setId("throw-cli");
    command.setGraphic(Icon.COPY.node());
    command.setAccessibleText("Copy the command line that does the same");
    Ui.tooltip(command, "Copies the command line that does the same");
    HBox buttons = Ui.row(8, discard, command, Ui.spacer(), confirm);
    foot = Ui.column(4, message, buttons);
    foot.getStyleClass().add("switch-foot");
    for (ObservableValue<?> each :
        List.of(
            thrown.pendingProperty(),
            thrown.previewProperty(),
            thrown.snapshotProperty(),
            thrown.errorProperty(),
            thrown.missingProperty(),
            thrown.busyProperty(),
            thrown.lastWayOutProperty(),
            thrown.input().typed(),
            thrown.input().hold())) {
      each.addListener((property, old, now) -> show());
    }
    show();
  }

  /** What scrolls where the window is low. */
  Node body() {
    return body;
  }

  /** What is always in sight. */
  Node foot() {
    return foot;
  }

  /** Takes the focus to the first thing that is not answered yet, in sight in a low window too. */
  void focus() {
    body.setVvalue(0);
    Node asked = fields.focus();
    body.getScene().getRoot().layout();
    Node rows = body.getContent();
    double end = rows.sceneToLocal(asked.localToScene(asked.getLayoutBounds())).getMaxY() + EDGE;
    double seen = body.getViewportBounds().getHeight();
    double rest = rows.getLayoutBounds().getHeight() - seen;
    if (rest > 0 && end > seen) {
      body.setVvalue(Math.min(1, (end - seen) / rest));
    }
  }

  private void show() {
    SwitchAction action = thrown.pendingProperty().get();
    if (action == null) {
      open = null;
      return;
    }
    if (action != open) {
      open = action;
      bars.open();
    }
    actions.show();
    bars.show();
    ways.show(action);
    fields.show(action);
    confirm.setText(thrown.actionName());
    boolean red = thrown.level() == DangerLevel.MOVES_PRODUCTION;
    Ui.mark(confirm, List.of("danger", "primary"), red ? "danger" : "primary");
    String missing = thrown.missingProperty().get();
    Ui.enable(confirm, thrown.busyProperty().get() ? "Under way" : missing);
    String error = thrown.errorProperty().get();
    String text = error.isEmpty() ? missing : error;
    message.setText(text.isEmpty() ? ready() : text);
    whole.setText(message.getText());
    Ui.mark(message, List.of("bad", "muted"), error.isEmpty() ? "muted" : "bad");
  }

  /** What pressing the button means, where nothing is missing. */
  private String ready() {
    return switch (thrown.level()) {
      case REVERSIBLE -> "No traffic moves. Enter does it; it can be undone.";
      case DISTURBING -> "The button does it; it can be undone.";
      case MOVES_PRODUCTION -> "The red button moves production traffic; it can be undone.";
    };
  }
}
