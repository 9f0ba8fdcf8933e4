package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The one form for every switch, over whatever asked for it: what traffic would do, a reason, a
 * time, and where production traffic moves the typed name. A window has one, and every screen, the
 * palette and every alert opens it with {@link #open}. Nothing is changed before its own button is
 * pressed; what was done is told in a toast that offers the way back. On the screen's thread only.
 */
public final class SwitchForm {

  private static final double LINE = 20;

  private final Dialogs dialogs;
  private final SwitchThrow thrown;
  private final UndoActs undo;
  private final ThrowForm form;
  private final Label title = Ui.ends("", "screen-title");
  private final Label chip = Ui.label("", "env-chip");
  private final Label from = Ui.label("", "small", "muted");
  private final Label about = Ui.ends("", "small", "semi");
  private final Label aside = Ui.label("", "small", "muted");
  private final VBox card;
  private Runnable close = () -> {};

  public SwitchForm(UiServices services, Dialogs dialogs) {
    this.dialogs = dialogs;
    this.thrown = new SwitchThrow(services);
    this.undo = new UndoActs(services, dialogs, this);
    this.form = new ThrowForm(thrown);
    this.card = new VBox(head(), form.body(), form.foot());
    VBox.setVgrow(form.body(), Priority.ALWAYS);
    card.setId("switch-form");
    thrown.doneProperty().addListener((property, old, done) -> tell(done));
    thrown
        .pendingProperty()
        .addListener((property, old, pending) -> {
          title.setText(thrown.actionName());
          if (pending == null) {
            close.run();
          }
        });
    card.sceneProperty()
        .addListener((property, old, scene) -> {
          if (scene == null) {
            // It is being taken away: nobody takes it away once more.
            close = () -> {};
            thrown.discard();
          }
        });
  }

  private Node head() {
    Button shut = Ui.button("×", thrown::discard, "ghost", "compact");
    shut.setAccessibleText("Discard");
    shut.setId("throw-close");
    chip.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    HBox top = Ui.row(8, title, chip, Ui.spacer(), shut);
    from.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    aside.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    HBox opened = Ui.row(6, from, Ui.grow(about), aside);
    opened.setMinHeight(LINE);
    opened.setMaxHeight(LINE);
    VBox head = Ui.column(4, top, opened);
    head.getStyleClass().add("switch-head");
    return head;
  }

  /** How things stand now; the open form shows it, and keeps what was typed. */
  public void show(ConsoleSnapshot now) {
    chip.setText(now.environment().toUpperCase(Locale.ROOT));
    thrown.show(now);
    undo.show(now);
  }

  /** A second has passed: the preview is kept fresh, while the picture is paused too. */
  public void tick() {
    thrown.refresh();
  }

  /** Why the form cannot be opened so now; empty if it can. */
  public String refusal(SwitchRequest wish) {
    return thrown.refusal(wish);
  }

  /** Opens the form, or says why it does not. */
  public void open(SwitchRequest wish) {
    String refusal =
        isOpen()
            ? "another switch is open. Discard it first."
            : thrown.busyProperty().get()
                ? "the switch before is being thrown. Try again once it is told."
                : refusal(wish);
    if (!refusal.isEmpty()) {
      SwitchAction action = wish.action();
      String act = wish.name().isEmpty() ? action.label() : action.named(wish.name());
      dialogs.toast(act + ": " + refusal, "", () -> {});
      return;
    }
    thrown.open(wish);
    from.setText("Opened from " + wish.from());
    about.setText(wish.about());
    aside.setText(wish.aside());
    close = dialogs.overlay(card, "switch-card");
    // What scrolls has its content once it is styled; without it nothing could take the focus.
    card.applyCss();
    form.focus();
  }

  public boolean isOpen() {
    return card.getScene() != null;
  }

  /** What traffic would do, for who draws it; null while nothing is about to happen. */
  public ReadOnlyObjectProperty<@Nullable SwitchPreview> previewProperty() {
    return thrown.previewProperty();
  }

  /** What is about to be done; null while the form is not open. */
  public ReadOnlyObjectProperty<@Nullable SwitchAction> pendingProperty() {
    return thrown.pendingProperty();
  }

  /** What takes acts back, through this form where that moves production traffic. */
  public UndoActs undo() {
    return undo;
  }

  private void tell(SwitchThrow.@Nullable Done done) {
    if (done == null) {
      return;
    }
    List<Long> acts = done.acts();
    dialogs.toast(done.text(), acts.isEmpty() ? "" : "Undo", () -> undo.undo(acts));
    if (done.undid() > 0) {
      undo.undone();
    }
  }
}
