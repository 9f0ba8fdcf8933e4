package io.signalbox.app.ui.switching;

import io.signalbox.app.ui.control.Danger;
import io.signalbox.app.ui.control.DangerLevel;
import io.signalbox.app.ui.control.Dialogs;
import io.signalbox.app.ui.control.Units;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.command.Undo;
import io.signalbox.core.query.PutBack;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.QueryBus;
import io.signalbox.core.query.SettingsPreview;
import io.signalbox.core.query.UndoPlan;
import io.signalbox.core.routing.SwitchChange;
import io.signalbox.core.snapshot.ConsoleSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which acts are taken back in a window, from a toast, from Activity and by Ctrl Z:
 * at once where no production traffic moves, else through the form for switches, or for settings by
 * a question that is answered as carefully. What is undone stays as it was where somebody changed
 * it since. On the screen's thread only.
 */
public final class UndoActs {

  /** An act that is older is not taken back by a key alone. */
  private static final Duration RECENT = Duration.ofMinutes(10);

  private final UiServices services;
  private final Dialogs dialogs;
  private final SwitchForm form;
  private final List<Runnable> listeners = new ArrayList<>();
  private String environment = "";
  // What is taken back once this is.
  private List<Long> next = List.of();
  // From a key or button until it is done, refused, or asked about.
  private boolean busy;

  UndoActs(UiServices services, Dialogs dialogs, SwitchForm form) {
    this.services = services;
    this.dialogs = dialogs;
    this.form = form;
  }

  /** Where this is, which says how careful to be. */
  void show(ConsoleSnapshot now) {
    environment = now.environment();
  }

  /** Calls back whenever something was undone. */
  public void onDone(Runnable listener) {
    listeners.add(listener);
  }

  /** Takes the last act of this window's person back that can be. */
  public void last() {
    if (isBusy()) {
      return;
    }
    busy = true;
    next = List.of();
    services.ask(
        new Query.LastUndo(AuditEntry.person(services.actor())),
        found ->
            found.ifPresentOrElse(
                plan -> begin(plan, false), () -> end("Nothing that you did can be undone.")),
        this::failed);
  }

  /** Takes an act back. */
  public void undo(long act) {
    undo(List.of(act));
  }

  /** Takes acts back, the last first; what is not taken back keeps those before it. */
  void undo(List<Long> acts) {
    if (acts.isEmpty() || isBusy()) {
      return;
    }
    busy = true;
    next = List.copyOf(acts.subList(0, acts.size() - 1));
    services.ask(new Query.ShowUndo(acts.getLast()), plan -> begin(plan, true), this::failed);
  }

  /** Whether one is under way, which is told: a key that does nothing is pressed once more. */
  private boolean isBusy() {
    if (busy) {
      tell("Not undone: another undo is under way. Try again once it is told.");
    }
    return busy;
  }

  /** An act was taken back, here or through the form. */
  void undone() {
    listeners.forEach(Runnable::run);
    undo(next);
  }

  /** Whether undoing it asks something first, as far as can be said without a preview. */
  public boolean opensForm(UndoPlan plan) {
    boolean moves =
        plan.change() != null || plan.back() instanceof PutBack.Settings || ofConfiguration(plan);
    return plan.possible() && moves && DangerLevel.isProduction(environment);
  }

  /**
   * @param named whether it was chosen by itself, and not as the last one
   */
  private void begin(UndoPlan plan, boolean named) {
    if (!plan.possible()) {
      end(words(plan.act()) + " is not undone: " + plan.refusal());
    } else if (services.commands().readOnly()) {
      end("This window is read-only: nothing is undone.");
    } else {
      services.prepare(
          queries -> new Look(moves(queries, plan), queries.ask(new Query.Snapshot())),
          look -> {
            // The form opens on what was done a moment ago, before the window has shown it.
            form.show(look.now());
            decide(plan, named, look.moves());
          },
          this::failed);
    }
  }

  /**
   * How things stand.
   *
   * @param moves whether new work would go elsewhere
   */
  private record Look(boolean moves, ConsoleSnapshot now) {}

  /** Whether new work would go elsewhere; in the background. */
  private static boolean moves(QueryBus queries, UndoPlan plan) {
    SwitchChange change = plan.change();
    if (change != null) {
      return TracksPreview.movesTraffic(queries.ask(new Query.PreviewSwitch(change)));
    }
    if (plan.back() instanceof PutBack.Settings back) {
      SettingsPreview preview = queries.ask(new Query.PreviewSettings("", back.values(), 0, 0));
      return back.values().keySet().stream().anyMatch(UndoActs::opensOrCloses)
          || preview.movesTraffic();
    }
    return ofConfiguration(plan);
  }

  /** What a preview of weights says nothing of. */
  private static boolean opensOrCloses(String key) {
    return key.startsWith("providers.") && key.endsWith(".enabled");
  }

  /** A file of the configuration may say anything of routing; one of templates moves nothing. */
  private static boolean ofConfiguration(UndoPlan plan) {
    return plan.back() instanceof PutBack.SavedFile && !plan.act().action().equals("Save");
  }

  private void decide(UndoPlan plan, boolean named, boolean moves) {
    DangerLevel.Effect effect =
        moves ? DangerLevel.Effect.TRAFFIC_MOVES : DangerLevel.Effect.NOTHING_MOVES;
    Duration age = Duration.between(plan.act().at(), services.time().now());
    if (DangerLevel.of(environment, effect) == DangerLevel.MOVES_PRODUCTION) {
      busy = false;
      SwitchRequest wish = wish(plan);
      if (wish != null && form.refusal(wish).isEmpty()) {
        form.open(wish);
      } else {
        dialogs.ask(
            question(
                plan,
                ofConfiguration(plan)
                    ? "What it says of providers and routing is in force from the next call on."
                    : "New work is shared out differently from the next call on.",
                "Undo",
                true),
            answer -> execute(plan, answer.reason(), false));
      }
    } else if (!named && age.compareTo(RECENT) > 0) {
      busy = false;
      dialogs.ask(
          Danger.confirm(
              "Undo what you did " + Units.age(age) + " ago?",
              plan.act().action() + " of " + plan.act().subject() + ": " + plan.effect(),
              "Undo"),
          answer -> execute(plan, "", false));
    } else {
      execute(plan, "", false);
    }
  }

  /**
   * @param red whether a reason and a name are asked for
   */
  private Danger question(UndoPlan plan, String fact, String action, boolean red) {
    return new Danger(
        "Undo " + words(plan.act()) + "?",
        List.of(plan.effect(), fact),
        action,
        red,
        false,
        !red ? "" : environment.isEmpty() ? plan.act().subject() : environment);
  }

  /** The switch that undoing it throws, as the form opens on it; null where it throws none. */
  private static @Nullable SwitchRequest wish(UndoPlan plan) {
    SwitchChange change = plan.change();
    if (change == null) {
      return null;
    }
    String at = change.at() == null ? "" : change.at();
    SwitchAction action =
        switch (change.kind()) {
          case MAKE_ACTIVE -> SwitchAction.MAKE_ACTIVE;
          case DRAIN -> SwitchAction.DRAIN;
          case MAINTENANCE -> SwitchAction.MAINTENANCE;
          case FORCE_OPEN -> SwitchAction.FORCE_OPEN;
          case FORCE_CLOSED -> SwitchAction.FORCE_CLOSED;
          case DISABLE -> SwitchAction.DISABLE;
          case ENABLE -> SwitchAction.ENABLE;
          case AUTOMATIC, RESUME, RELEASE_CIRCUIT, DEACTIVATE -> SwitchAction.AUTOMATIC;
        };
    // The form is opened on a member: of a switch that is lifted, on the one it was held on.
    Object held = plan.act().after().get("held on");
    String name =
        action == SwitchAction.AUTOMATIC && !at.isEmpty() && held != null
            ? held.toString()
            : change.name();
    String why = plan.back() instanceof PutBack.Hold hold ? hold.why() : "";
    return SwitchRequest.member(action, at, name, "Undo")
        .about("Undo " + words(plan.act()), "not changed since")
        .because(why)
        .undoing(plan.act().id());
  }

  private static String words(AuditEntry act) {
    return act.action() + " of " + act.subject();
  }

  private void execute(UndoPlan plan, String reason, boolean force) {
    busy = true;
    services.execute(
        new Undo(plan.act().id(), reason),
        force,
        done -> {
          end("Undone: " + done.effect());
          undone();
        },
        failure -> {
          if (force || !UiServices.canBeForced(failure)) {
            failed(failure);
          } else {
            busy = false;
            askAgain(plan, reason, UiServices.textOf(failure));
          }
        });
  }

  /** Somebody would be left without a way. */
  private void askAgain(UndoPlan plan, String reason, String refused) {
    boolean red =
        DangerLevel.of(environment, DangerLevel.Effect.LAST_WAY) == DangerLevel.MOVES_PRODUCTION;
    dialogs.ask(
        question(plan, refused, "Undo all the same", red),
        answer -> execute(plan, answer.reason().isEmpty() ? reason : answer.reason(), true));
  }

  private void failed(RuntimeException failure) {
    end("Not undone: " + UiServices.textOf(failure));
  }

  /** Tells what became of it; the next one can begin. */
  private void end(String words) {
    busy = false;
    tell(words);
  }

  private void tell(String words) {
    dialogs.toast(words, "", () -> {});
  }
}
