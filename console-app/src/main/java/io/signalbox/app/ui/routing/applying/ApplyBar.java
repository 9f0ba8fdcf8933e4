package io.signalbox.app.ui.routing.applying;

import io.signalbox.app.ui.control.Act;
import io.signalbox.app.ui.control.DangerLevel;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.routing.editing.EditSummary;
import io.signalbox.app.ui.routing.editing.RoutingEdits;
import io.signalbox.app.ui.routing.editing.RoutingIcon;
import io.signalbox.app.ui.routing.preview.PreviewModel;
import io.signalbox.app.ui.switching.UndoActs;
import io.signalbox.core.error.Counted;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;

/** What was typed and not applied, why, and the two ways on. */
public final class ApplyBar {

  private static final List<String> TONES = List.of("muted", "bad");

  /** In pixels: room for every word that the button says in turn. */
  private static final double REVERT_WIDTH = 104;

  private final ApplyModel apply;
  private final RoutingEdits edits;
  private final Dialogs dialogs;
  private final UndoActs undo;
  private final SVGPath pencil = RoutingIcon.PENCIL.node();
  private final Label title = Ui.label("", "semi");
  private final Label detail = Ui.ends("", "small", "muted");
  private final TextField reason = new TextField();
  private final Button discard = Ui.button(Act.ROUTING_REVERT, this::discard);
  private final Button go = Ui.button(Act.ROUTING_APPLY, this::ask);
  private final Button again = Ui.button(Act.ROUTING_AGAIN, this::askAgain, "danger-text");
  private final HBox bar;

  public ApplyBar(
      ApplyModel apply, RoutingEdits edits, PreviewModel preview, Dialogs dialogs, UndoActs undo) {
    this.apply = apply;
    this.edits = edits;
    this.dialogs = dialogs;
    this.undo = undo;
    VBox texts = Ui.column(1, title, detail);
    // What is said takes the room that is left and asks for none: no text moves what is pressed.
    texts.setMinWidth(120);
    texts.setPrefWidth(120);
    texts.setAlignment(Pos.CENTER_LEFT);
    reason.setPromptText("Why? It goes into the activity log");
    reason.setPrefWidth(330);
    reason.setMinWidth(140);
    reason.setId("routing-reason");
    Ui.knownByPrompt(reason);
    reason.textProperty().bindBidirectional(apply.reasonProperty());
    Label named = Ui.label("Reason", "small", "semi");
    named.setMinWidth(Region.USE_PREF_SIZE);
    named.setLabelFor(reason);
    Label kept = Ui.label("Kept as an override.\nFiles stay as they are.", "small", "muted");
    kept.setMinWidth(Region.USE_PREF_SIZE);
    kept.setTextAlignment(javafx.scene.text.TextAlignment.RIGHT);
    HBox.setHgrow(texts, javafx.scene.layout.Priority.ALWAYS);
    // One place for both, so that a refusal that can be forced moves nothing.
    kept.visibleProperty().bind(again.visibleProperty().not());
    StackPane aside = new StackPane(kept, again);
    aside.setMinWidth(Region.USE_PREF_SIZE);
    aside.setAlignment(Pos.CENTER_RIGHT);
    discard.setPrefWidth(REVERT_WIDTH);
    bar = Ui.row(12, pencil, texts, named, reason, aside, discard, go);
    bar.getStyleClass().add("apply-bar");
    edits.versionProperty().addListener((property, old, version) -> show());
    preview.previewProperty().addListener((property, old, next) -> show());
    apply.sendingProperty().addListener((property, old, sending) -> show());
    apply
        .outcomeProperty()
        .addListener((property, old, outcome) -> {
          show();
          told(outcome);
        });
    show();
  }

  public Node node() {
    return bar;
  }

  /** Shows whether it can be applied: the window may have been locked meanwhile. */
  public void show() {
    int count = edits.count();
    boolean any = !edits.isEmpty();
    ApplyModel.Outcome outcome = apply.outcomeProperty().get();
    boolean refused = outcome != null && !outcome.done();
    List<String> problems = apply.problems();
    title.setText(
        apply.sendingProperty().get()
            ? "Applying"
            : refused
                ? any ? "Refused; the edits are kept" : "Refused"
                : !any
                    ? "No changes"
                    : !problems.isEmpty()
                        ? Counted.of(count, "change")
                            + ", "
                            + Counted.of(problems.size(), "problem")
                        : Counted.of(count, "change") + " not applied");
    String text =
        refused
            ? outcome.text()
            : !problems.isEmpty()
                ? problems.getFirst()
                : any
                    ? String.join(
                        ", ",
                        Stream.concat(edits.conflicts().stream(), EditSummary.of(edits).stream())
                            .toList())
                    : "What you edit is previewed here, and applied as one change.";
    detail.setText(text);
    if (detail.getTooltip() == null || !detail.getTooltip().getText().equals(text)) {
      detail.setTooltip(new javafx.scene.control.Tooltip(text));
    }
    Ui.mark(detail, TONES, refused || !problems.isEmpty() ? "bad" : "muted");
    Ui.mark(
        bar,
        List.of("edited", "wrong"),
        refused || !problems.isEmpty() ? "wrong" : any ? "edited" : "");
    discard.setText(count == 2 ? "Revert both" : count > 2 ? "Revert all " + count : "Revert");
    if (refused && !any) {
      discard.setText("Dismiss");
    }
    Ui.enable(discard, any || refused ? "" : "Nothing is changed");
    go.setText(apply.actionName());
    String refusal = apply.refusal();
    Ui.enable(go, refusal);
    Ui.mark(go, List.of("primary"), refusal.isEmpty() ? "primary" : "");
    boolean force = refused && outcome.again() != null;
    again.setVisible(force);
    reason.setDisable(!any);
  }

  private void told(ApplyModel.@org.jspecify.annotations.Nullable Outcome outcome) {
    if (outcome == null || !outcome.done()) {
      return;
    }
    long act = outcome.act();
    String text =
        outcome.text().length() > 110 ? outcome.text().substring(0, 109) + "…" : outcome.text();
    dialogs.toast(text, act > 0 ? "Undo" : "", () -> undo.undo(act));
    apply.forgetOutcome();
  }

  private void discard() {
    edits.discardAll();
    apply.forgetOutcome();
  }

  private void ask() {
    if (!apply.refusal().isEmpty()) {
      return;
    }
    if (apply.level() == DangerLevel.REVERSIBLE) {
      apply.apply();
      return;
    }
    dialogs.ask(
        apply.question(),
        answer -> {
          if (!answer.reason().isEmpty()) {
            apply.reasonProperty().set(answer.reason());
          }
          apply.apply();
        });
  }

  private void askAgain() {
    ApplyModel.Outcome outcome = apply.outcomeProperty().get();
    Runnable anyway = outcome == null ? null : outcome.again();
    if (outcome != null && anyway != null) {
      dialogs.ask(apply.againQuestion(outcome.text()), answer -> anyway.run());
    }
  }
}
