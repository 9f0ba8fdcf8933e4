package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Ui;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import io.signalbox.core.snapshot.ProviderView;
import io.signalbox.core.snapshot.TrackNode;
import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The one form for every switch, over the screen that asked for it: what traffic would do, a
 * reason, a time, and in production the provider's name. A screen has one, shows it every snapshot,
 * and opens it from its buttons, whose labels end in an ellipsis. Nothing is changed before its own
 * button is pressed; what was done is told in a toast that offers the way back. On the screen's
 * thread only.
 */
public final class SwitchForm {

  private final Dialogs dialogs;
  private final ReadOnlyStringWrapper environment = new ReadOnlyStringWrapper("");
  private final SwitchThrow thrown;
  private final ThrowForm form;
  private final Label title = Ui.ends("", "screen-title");
  private final Label chip = Ui.label("", "env-chip");
  private final Label openedFrom = Ui.ends("", "small", "muted");
  private final VBox card;
  private @Nullable ConsoleSnapshot snapshot;
  private String at = "";
  private String member = "";
  private Runnable close = () -> {};

  public SwitchForm(UiServices services, Dialogs dialogs) {
    this.dialogs = dialogs;
    this.thrown = new SwitchThrow(services, () -> target(at, member), environment);
    this.form = new ThrowForm(thrown, this::providers);
    this.card = Ui.column(12, Ui.row(8, Ui.grow(title), chip), openedFrom, form.node());
    card.getStyleClass().add("dialog-body");
    card.setPadding(new Insets(16));
    card.setId("switch-form");
    thrown.doneProperty().addListener((property, old, done) -> tell(dialogs, done));
    thrown
        .pendingProperty()
        .addListener((property, old, pending) -> {
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

  /** How things stand now; the open form shows it, and keeps what was typed. */
  public void show(ConsoleSnapshot now) {
    snapshot = now;
    environment.set(now.environment());
    chip.setText(now.environment());
    thrown.refresh();
  }

  /** Why the action cannot be done to the provider now; empty if it can. */
  public String refusal(SwitchAction action, String name) {
    return refusal(action, "", name);
  }

  /** Why the action cannot be done to a strategy's member now; empty if it can. */
  public String refusal(SwitchAction action, String strategy, String name) {
    return thrown.refusal(action, target(strategy, name));
  }

  /**
   * Opens the form for a provider by itself.
   *
   * @param from where it was opened, as people call the place: {@code Providers}
   */
  public void open(SwitchAction action, String name, String from) {
    open(action, "", name, from);
  }

  /**
   * Opens the form; does nothing where {@link #refusal} says why not, or while it is open.
   *
   * @param strategy whose member it is; empty for a provider by itself
   * @param from where it was opened, as people call the place: {@code Routing}
   */
  public void open(SwitchAction action, String strategy, String name, String from) {
    if (isOpen() || !refusal(action, strategy, name).isEmpty()) {
      return;
    }
    at = strategy;
    member = name;
    openedFrom.setText("Opened from " + from);
    thrown.choose(action);
    title.setText(action.named(thrown.name()));
    close = dialogs.overlay(card);
    form.focus();
  }

  public boolean isOpen() {
    return card.getScene() != null;
  }

  private @Nullable Target target(String strategy, String name) {
    ConsoleSnapshot now = snapshot;
    if (now == null) {
      return null;
    }
    TrackNode node = strategy.isEmpty() ? null : Trees.strategy(now.tracks(), strategy);
    if (node != null) {
      return Target.member(now, node, name);
    }
    ProviderView view = Trees.provider(now, name);
    return view == null ? null : Target.provider(now, view);
  }

  private List<ProviderView> providers() {
    ConsoleSnapshot now = snapshot;
    return now == null ? List.of() : now.providers();
  }

  /** A toast that says what was done, with the way back where there is one. */
  public static void tell(Dialogs dialogs, SwitchThrow.Done done) {
    Runnable undo = done.undo();
    dialogs.toast(
        done.text(),
        undo == null ? "" : done.good() ? "Undo" : "Try again",
        undo == null ? () -> {} : undo);
  }
}
