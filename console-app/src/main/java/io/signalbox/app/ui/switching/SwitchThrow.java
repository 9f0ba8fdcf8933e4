package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.control.DangerLevel;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.Command;
import io.signalbox.core.command.Undo;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.time.Instant;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The switch about to be thrown: chosen, previewed, confirmed. Nothing is changed before {@link
 * #confirm}. A failed command keeps everything that was typed. On the screen's thread only.
 */
public final class SwitchThrow {

  private final UiServices services;
  private final PreviewAsk asking;
  private final Targets targets;
  private final SwitchInput input = new SwitchInput(this::check);
  private final ReadOnlyObjectWrapper<@Nullable SwitchAction> pending =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable SwitchPreview> preview =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Done> done = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper missing = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper lastWayOut = new ReadOnlyBooleanWrapper();
  private @Nullable SwitchRequest request;
  private String name = "";

  /**
   * What was done, or refused after the form was closed.
   *
   * @param acts what it is taken back by, in the order in which it was done; empty where all was so
   *     already, or where it took another act back
   * @param undid the act that it took back; 0 for none
   */
  public record Done(String text, List<Long> acts, long undid) {}

  public SwitchThrow(UiServices services) {
    this.services = services;
    this.asking = new PreviewAsk(services, this::answered, this::refused);
    this.targets = new Targets(services.commands());
  }

  /** How things stand now; the preview is asked again where it is old. */
  public void show(ConsoleSnapshot now) {
    targets.show(now);
    refresh();
  }

  /** Time has passed: the preview is asked again where it is old, while paused too. */
  void refresh() {
    check();
    if (!busy.get()) {
      asking.refresh();
    }
  }

  /** Why the form cannot be opened so; empty if it can. */
  public String refusal(SwitchRequest wish) {
    return targets.refusal(wish.action(), wish);
  }

  /** Why the action cannot be chosen for what the form is open on; empty if it can. */
  String refusal(SwitchAction action) {
    SwitchRequest open = request;
    return open == null ? "Nothing is open." : targets.refusal(action, open);
  }

  private @Nullable Target target() {
    SwitchRequest open = request;
    return open == null ? null : targets.find(open);
  }

  /** Opens on what is wished; does nothing where {@link #refusal} says why not. */
  public void open(SwitchRequest wish) {
    if (busy.get() || !refusal(wish).isEmpty()) {
      return;
    }
    discard();
    request = wish;
    input.begin(wish.reason());
    choose(wish.action());
  }

  /** Chooses what to do and asks what traffic would do then; a typed reason stays. */
  public void choose(SwitchAction action) {
    Target to = target();
    if (to == null || !refusal(action).isEmpty() || busy.get()) {
      return;
    }
    if (action != pending.get()) {
      preview.set(null);
      input.forgetConsent();
      lastWayOut.set(false);
    }
    error.set("");
    name = to.confirms(action);
    pending.set(action);
    asking.begin(to.change(action));
    check();
  }

  /** Forgets what was about to happen; nothing was changed. */
  public void discard() {
    asking.end();
    request = null;
    pending.set(null);
    preview.set(null);
    error.set("");
    input.begin("");
    lastWayOut.set(false);
    check();
  }

  private void answered(SwitchPreview answer) {
    error.set("");
    preview.set(answer);
    lastWayOut.set(answer.lastWayOut());
    check();
  }

  private void refused(RuntimeException failure) {
    preview.set(null);
    error.set(UiServices.textOf(failure));
    check();
  }

  /**
   * What is asked before it is done; while it is not known what would move, as if traffic would.
   */
  Asked asked() {
    return new Asked(environment(), pending.get(), name, preview.get(), lastWayOut.get());
  }

  /** How careful to be. */
  public DangerLevel level() {
    return asked().level();
  }

  /** Whether the name must be typed. */
  public boolean asksName() {
    return asked().asksName();
  }

  /** As configured; empty until it is known. */
  String environment() {
    return targets.environment();
  }

  /** What must be typed, and what the button names; empty while nothing is about to happen. */
  public String name() {
    return pending.get() == null ? "" : name;
  }

  /** What the button says; empty while nothing is about to happen. */
  String actionName() {
    SwitchAction action = pending.get();
    return action == null ? "" : action.named(name);
  }

  /** The command line that does the same; empty while nothing is about to happen. */
  String commandLine() {
    Target to = target();
    SwitchAction action = pending.get();
    return to == null || action == null
        ? ""
        : CommandLines.of(commands(to, action), lastWayOut.get() && input.force().get());
  }

  private List<Command<?>> commands(Target to, SwitchAction action) {
    long act = undoes(action);
    if (act > 0) {
      return List.of(new Undo(act, input.reason().get().trim()));
    }
    Instant until = action.holds() ? input.hold().get().until(services.time().now()) : null;
    return to.commands(action, input.reason().get().trim(), until);
  }

  /** The act that is taken back, where the form was opened for that and nothing else is chosen. */
  private long undoes(SwitchAction action) {
    SwitchRequest open = request;
    return open != null && action == open.action() ? open.undoes() : 0;
  }

  /** Carries it out, if nothing is missing. */
  public void confirm() {
    Target to = target();
    SwitchAction action = pending.get();
    check();
    if (to == null || action == null || !missing.get().isEmpty() || busy.get()) {
      return;
    }
    long undoes = undoes(action);
    String told = (undoes > 0 ? "Undone: " : "") + action.done(name);
    String wanted = action.named(name);
    busy.set(true);
    error.set("");
    done.set(null);
    new CommandRun(services, lastWayOut.get() && input.force().get())
        .all(
            commands(to, action),
            acts -> {
              busy.set(false);
              discard();
              // What took an act back is no act to go back from at once: that is Activity's.
              done.set(new Done(told, undoes > 0 ? List.of() : acts, undoes));
            },
            failure -> failed(wanted, failure));
  }

  private void failed(String wanted, RuntimeException failure) {
    busy.set(false);
    if (pending.get() == null) {
      // The form was closed meanwhile: there it would be read by nobody.
      done.set(new Done(wanted + ": " + UiServices.textOf(failure), List.of(), 0));
      return;
    }
    error.set(UiServices.textOf(failure));
    if (failure instanceof SignalboxException known && known.code() == ErrorCode.LAST_WAY_OUT) {
      lastWayOut.set(true);
    }
    check();
  }

  private void check() {
    missing.set(lacking());
  }

  private String lacking() {
    SwitchAction action = pending.get();
    if (action == null) {
      return "";
    }
    if (target() == null) {
      return "What was selected is no longer in the tree.";
    }
    String refusal = refusal(action);
    if (!refusal.isEmpty()) {
      return refusal;
    }
    if (preview.get() == null) {
      return error.get().isEmpty() ? "The preview is under way." : "There is no preview.";
    }
    return asked().missing(input);
  }

  /** Null until there is one. */
  ReadOnlyObjectProperty<@Nullable ConsoleSnapshot> snapshotProperty() {
    return targets.snapshotProperty();
  }

  /** Null while nothing is about to happen. */
  public ReadOnlyObjectProperty<@Nullable SwitchAction> pendingProperty() {
    return pending.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable SwitchPreview> previewProperty() {
    return preview.getReadOnlyProperty();
  }

  /** What was done last; null while the next is under way. */
  public ReadOnlyObjectProperty<@Nullable Done> doneProperty() {
    return done.getReadOnlyProperty();
  }

  /** Why the preview or the command failed; empty if none did. */
  public ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }

  /** Why it cannot be confirmed yet; empty if it can. */
  public ReadOnlyStringProperty missingProperty() {
    return missing.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Whether it is carried out with force only. */
  public ReadOnlyBooleanProperty lastWayOutProperty() {
    return lastWayOut.getReadOnlyProperty();
  }

  /** What is typed and chosen. */
  SwitchInput input() {
    return input;
  }

  Instant now() {
    return services.time().now();
  }
}
