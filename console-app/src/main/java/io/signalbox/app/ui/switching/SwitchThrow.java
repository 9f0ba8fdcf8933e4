package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.command.Command;
import io.signalbox.core.error.ErrorCode;
import io.signalbox.core.error.SignalboxException;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.SwitchPreview;
import io.signalbox.core.routing.SwitchChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * The switch about to be thrown: chosen, previewed, confirmed, undone. Nothing is changed before
 * {@link #confirm}. A failed command keeps everything that was typed. On the screen's thread only.
 */
public final class SwitchThrow {

  /** A preview older than this is asked again: traffic goes on while a reason is typed. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final UiServices services;
  private final Question question;
  private final Supplier<@Nullable Target> target;
  private final ObservableValue<String> environment;
  private final ReadOnlyObjectWrapper<@Nullable SwitchAction> pending =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable SwitchPreview> preview =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Done> done = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper missing = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper lastWayOut = new ReadOnlyBooleanWrapper();
  private final ObjectProperty<HoldTime> hold = new SimpleObjectProperty<>(HoldTime.HOURS_2);
  private final StringProperty reason = new SimpleStringProperty("");
  private final StringProperty typed = new SimpleStringProperty("");
  private final BooleanProperty force = new SimpleBooleanProperty();
  private @Nullable SwitchChange change;
  private String name = "";
  private Instant previewed = Instant.EPOCH;

  /**
   * What was done.
   *
   * @param undo takes it back; null where nothing can
   */
  public record Done(boolean good, String text, @Nullable Runnable undo) {}

  /**
   * @param target what is acted on, as it stands now; null where nothing is
   * @param environment as configured; empty until known
   */
  public SwitchThrow(
      UiServices services, Supplier<@Nullable Target> target, ObservableValue<String> environment) {
    this.services = services;
    this.question = new Question(services, this::refused);
    this.target = target;
    this.environment = environment;
    reason.addListener((property, old, text) -> check());
    typed.addListener((property, old, text) -> check());
    force.addListener((property, old, on) -> check());
    environment.addListener((property, old, name) -> check());
  }

  /** Why the action cannot be chosen now; empty if it can. */
  public String refusal(SwitchAction action) {
    return refusal(action, target.get());
  }

  String refusal(SwitchAction action, @Nullable Target to) {
    if (to == null) {
      return "Select a switch or a provider first.";
    }
    return services.commands().readOnly() ? "This window is read-only." : to.refusal(action);
  }

  /** Chooses what to do and asks what traffic would do then. */
  public void choose(SwitchAction action) {
    Target to = target.get();
    if (to == null || !refusal(action).isEmpty() || busy.get()) {
      return;
    }
    if (action != pending.get()) {
      preview.set(null);
      typed.set("");
      force.set(false);
      lastWayOut.set(false);
    }
    error.set("");
    change = to.change(action);
    name = to.confirms(action);
    pending.set(action);
    askPreview();
    check();
  }

  /** Forgets what was about to happen; nothing was changed. */
  public void discard() {
    question.forget();
    change = null;
    pending.set(null);
    preview.set(null);
    error.set("");
    reason.set("");
    typed.set("");
    force.set(false);
    lastWayOut.set(false);
    check();
  }

  /** How things stand may be another now; the preview is asked again where it is old. */
  public void refresh() {
    check();
    if (change != null && !busy.get() && !services.time().now().isBefore(previewed.plus(FRESH))) {
      askPreview();
    }
  }

  private void askPreview() {
    SwitchChange wanted = change;
    if (wanted == null) {
      return;
    }
    previewed = services.time().now();
    question.ask(
        wanted,
        new Query.PreviewSwitch(wanted),
        answer -> {
          error.set("");
          preview.set(answer);
          lastWayOut.set(answer.lastWayOut());
          check();
        });
  }

  private void refused(RuntimeException failure) {
    preview.set(null);
    error.set(UiServices.textOf(failure));
    check();
  }

  /** Whether the name must be typed: production traffic goes elsewhere. */
  public boolean asksName() {
    SwitchPreview shown = preview.get();
    return shown != null && TracksPreview.movesTraffic(shown) && isProduction();
  }

  /** Whether the name may have to be typed; so too until the environment is known. */
  boolean isProduction() {
    String name = environment.getValue().toLowerCase(Locale.ROOT);
    return name.isEmpty() || name.equals("production");
  }

  boolean asksReason() {
    SwitchAction action = pending.get();
    return action != null && (action.asksReason() || asksName() || lastWayOut.get());
  }

  /** What must be typed, and what the button names; empty while nothing is about to happen. */
  public String name() {
    return pending.get() == null ? "" : name;
  }

  /** Carries it out, if nothing is missing. */
  public void confirm() {
    Target to = target.get();
    SwitchAction action = pending.get();
    check();
    if (to == null || action == null || !missing.get().isEmpty() || busy.get()) {
      return;
    }
    String acted = name;
    Instant until = action.holds() ? hold.get().until(services.time().now()) : null;
    List<Command<?>> back = to.inverse(action, "Undone: " + action.named(acted));
    List<Command<?>> commands = to.commands(action, reason.get().trim(), until);
    busy.set(true);
    error.set("");
    CommandRun.all(
        services,
        commands,
        lastWayOut.get() && force.get(),
        () -> {
          busy.set(false);
          discard();
          done.set(new Done(true, action.done(acted), () -> undo(acted, back)));
        },
        failure -> {
          busy.set(false);
          error.set(UiServices.textOf(failure));
          if (failure instanceof SignalboxException known
              && known.code() == ErrorCode.LAST_WAY_OUT) {
            lastWayOut.set(true);
          }
          check();
        });
  }

  private void undo(String acted, List<Command<?>> back) {
    // Without force: what was there a moment ago may be the last way out by now.
    CommandRun.all(
        services,
        back,
        false,
        () -> {
          done.set(new Done(true, acted + " is as it was before", null));
        },
        failure ->
            done.set(
                new Done(
                    false,
                    acted + " could not be put back: " + UiServices.textOf(failure),
                    () -> undo(acted, back))));
  }

  private void check() {
    missing.set(lacking());
  }

  private String lacking() {
    SwitchAction action = pending.get();
    if (action == null) {
      return "";
    }
    if (target.get() == null) {
      return "What was selected is no longer in the tree.";
    }
    String refusal = refusal(action);
    if (!refusal.isEmpty()) {
      return refusal;
    }
    if (preview.get() == null) {
      return error.get().isEmpty() ? "The preview is under way." : "There is no preview.";
    }
    if (lastWayOut.get() && !force.get()) {
      return "No other way is left: tick the box to do it even so.";
    }
    if (asksReason() && reason.get().isBlank()) {
      return "Give a reason first.";
    }
    return asksName() && !typed.get().trim().equals(name()) ? "Type " + name() + " first." : "";
  }

  /** Null while nothing is about to happen. */
  public ReadOnlyObjectProperty<@Nullable SwitchAction> pendingProperty() {
    return pending.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable SwitchPreview> previewProperty() {
    return preview.getReadOnlyProperty();
  }

  /** What was done last; each is a new one. */
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

  public ObjectProperty<HoldTime> holdProperty() {
    return hold;
  }

  public StringProperty reasonProperty() {
    return reason;
  }

  public StringProperty typedProperty() {
    return typed;
  }

  public BooleanProperty forceProperty() {
    return force;
  }

  Instant now() {
    return services.time().now();
  }
}
