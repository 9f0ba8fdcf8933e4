package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.control.DangerLevel;
import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Segments;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.control.Units;
import java.time.Instant;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Why, until when, and the typed name: always all three, whatever is asked of them. */
final class AskedFields {

  private static final double UNTIL = 286;
  private static final double HEAD = 18;

  private final SwitchThrow thrown;
  private final TextField reason = new TextField();
  private final Label reasonHint = Ui.label("", "small", "muted");
  private final Label until = Ui.label("", "small", "muted");
  private final Segments<HoldTime> hold;
  private final TextField typed = new TextField();
  private final Label typedLabel = Ui.ends("", "small", "semi");
  private final Label typedHint = Ui.label("", "small", "muted");
  private final Glyph right = new Glyph(Glyph.Shape.CHECK, "ok");
  private final VBox box;

  AskedFields(SwitchThrow thrown) {
    this.thrown = thrown;
    reason.setId("throw-reason");
    reason.textProperty().bindBidirectional(thrown.input().reason());
    reason.setOnAction(event -> confirmAtOnce());
    typed.setId("throw-name");
    typed.accessibleTextProperty().bind(typedLabel.textProperty());
    reason.setAccessibleText("Reason");
    typed.getStyleClass().add("mono");
    typed.textProperty().bindBidirectional(thrown.input().typed());
    hold = new Segments<>(List.of(HoldTime.values()), HoldTime::label, thrown.input().hold());
    hold.setId("throw-hold");
    VBox why =
        Ui.column(4, head(Ui.label("Reason", "small", "semi"), reasonHint, Ui.spacer()), reason);
    VBox end = Ui.column(4, head(Ui.label("Until", "small", "semi"), Ui.spacer(), until), hold);
    end.setMinWidth(UNTIL);
    end.setMaxWidth(UNTIL);
    right.setVisible(false);
    StackPane.setAlignment(right, Pos.CENTER_RIGHT);
    StackPane.setMargin(right, new Insets(0, 10, 0, 0));
    right.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    VBox name = Ui.column(4, head(typedLabel, typedHint, Ui.spacer()), new StackPane(typed, right));
    box = Ui.column(8, Ui.row(12, Ui.grow(why), end), name);
  }

  private static HBox head(Node... nodes) {
    HBox head = Ui.row(6, nodes);
    head.setMinHeight(HEAD);
    head.setMaxHeight(HEAD);
    return head;
  }

  Node node() {
    return box;
  }

  /** Takes the focus to the first thing that is not answered yet, and says which that is. */
  Node focus() {
    if (thrown.input().reason().get().isEmpty() || !thrown.asksName()) {
      reason.requestFocus();
      reason.selectAll();
      return reason;
    }
    typed.requestFocus();
    return typed;
  }

  /** Enter is enough where nothing is disturbed, and nowhere else. */
  private void confirmAtOnce() {
    if (thrown.level() == DangerLevel.REVERSIBLE) {
      thrown.confirm();
    }
  }

  void show(SwitchAction action) {
    Instant end = thrown.input().hold().get().until(thrown.now());
    hold.setDisable(!action.holds());
    until.setText(
        !action.holds()
            ? "does not end by itself"
            : end == null
                ? "nothing ends it by itself"
                : Units.minute(end) + " " + Units.zone(end) + ", then automatic");
    reasonHint.setText(
        thrown.asked().asksReason() ? "required, kept in Activity" : "kept in Activity");
    reason.setPromptText(action.prompt());
    boolean production = DangerLevel.isProduction(thrown.environment());
    typedLabel.setText("Type " + thrown.name());
    // In production the field stays a field whatever the preview says: who types keeps the focus.
    typed.setDisable(!production);
    typedHint.setText(
        !production
            ? "not asked: this is " + thrown.environment()
            : thrown.previewProperty().get() == null || thrown.asksName()
                ? "it moves production traffic"
                : "not asked: no traffic moves");
    right.setVisible(
        !thrown.name().isEmpty() && thrown.input().typed().get().trim().equals(thrown.name()));
  }
}
