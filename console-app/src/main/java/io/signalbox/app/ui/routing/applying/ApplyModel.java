package io.signalbox.app.ui.routing.applying;

import io.signalbox.app.ui.control.Danger;
import io.signalbox.app.ui.control.DangerLevel;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.app.ui.routing.editing.ChangeWords;
import io.signalbox.app.ui.routing.editing.EditSummary;
import io.signalbox.app.ui.routing.editing.RoutingEdits;
import io.signalbox.app.ui.routing.preview.PreviewModel;
import io.signalbox.core.command.RoutingCommand;
import io.signalbox.core.query.Query;
import io.signalbox.core.query.RoutingChangeSet;
import io.signalbox.core.query.RoutingView;
import io.signalbox.core.query.SettingsPreview;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * Applies what is typed as one change, and reverts to earlier sets. A refused change keeps the
 * edits and says why. On the screen's thread only.
 */
public final class ApplyModel {

  public static final int HISTORY = 20;

  private final UiServices services;
  private final RoutingEdits edits;
  private final PreviewModel preview;
  private final Consumer<RoutingView> changed;
  private final StringProperty reason = new SimpleStringProperty("");
  private final ReadOnlyBooleanWrapper sending = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Outcome> outcome = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<List<RoutingChangeSet>> history =
      new ReadOnlyObjectWrapper<>(List.of());
  private String environment = "";
  private long historyAsked;
  private long historyShown;

  /**
   * What became of the last change.
   *
   * @param act what it is taken back by; 0 where there is nothing to take back
   * @param again does it in spite of the refusal; null where that is no way
   */
  public record Outcome(boolean done, String text, long act, @Nullable Runnable again) {}

  /**
   * @param changed called with routing as it stands after every change
   */
  public ApplyModel(
      UiServices services,
      RoutingEdits edits,
      PreviewModel preview,
      Consumer<RoutingView> changed) {
    this.services = services;
    this.edits = edits;
    this.preview = preview;
    this.changed = changed;
    // A refusal is about what was typed then.
    edits
        .versionProperty()
        .addListener((property, old, next) -> {
          Outcome last = outcome.get();
          if (last != null && !last.done() && !sending.get()) {
            outcome.set(null);
          }
        });
  }

  public void setEnvironment(String name) {
    environment = name;
  }

  public void refreshHistory() {
    long ask = ++historyAsked;
    services.ask(
        new Query.RoutingHistory(HISTORY),
        found -> {
          if (ask > historyShown) {
            historyShown = ask;
            if (!found.equals(history.get())) {
              history.set(List.copyOf(found));
            }
          }
        },
        // The list stays as it was; what it is about says more than its failure.
        failure -> {});
  }

  /** Why nothing can be applied now; empty if it can. */
  public String refusal() {
    if (edits.isEmpty()) {
      return "Nothing is changed";
    }
    if (services.commands().readOnly()) {
      return "This window is read-only";
    }
    if (sending.get()) {
      return "Being applied";
    }
    List<String> problems = problems();
    return problems.isEmpty() ? "" : problems.getFirst();
  }

  /** What is wrong with what is typed: here first, then by the core's preview. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>(edits.problems());
    SettingsPreview told = preview.previewProperty().get();
    if (told != null && !edits.isEmpty() && preview.errorProperty().get().isEmpty()) {
      problems.addAll(told.problems());
    }
    return problems;
  }

  /** Whether new work would go elsewhere; what cannot be told might. */
  public boolean movesTraffic() {
    SettingsPreview told = preview.previewProperty().get();
    return told == null || !preview.currentProperty().get() || told.movesTraffic();
  }

  /** How careful to be, as with every switch; what cannot be told might move traffic. */
  public DangerLevel level() {
    return DangerLevel.of(
        environment,
        movesTraffic() ? DangerLevel.Effect.TRAFFIC_MOVES : DangerLevel.Effect.NOTHING_MOVES);
  }

  /**
   * The question before applying, where it asks for one: a reason and the strategy's name where
   * production traffic moves.
   */
  public Danger question() {
    List<String> facts = new ArrayList<>(EditSummary.of(edits));
    facts.addAll(edits.conflicts());
    boolean moves = movesTraffic();
    SettingsPreview told = preview.previewProperty().get();
    if (told != null && moves && preview.currentProperty().get()) {
      int moved = told.replay().moved();
      int of = told.replay().comparable();
      facts.add(
          moved == 0
              ? "New work is shared out differently from the next call on."
              : moved + " of the last " + of + " comparable requests would go elsewhere.");
    } else {
      facts.add(moves ? "What it moves could not be previewed." : "No traffic moves.");
    }
    facts.add("Kept as an override. Files stay as they are.");
    boolean red = level() == DangerLevel.MOVES_PRODUCTION;
    return new Danger(
        actionName() + "?",
        facts,
        actionName(),
        red && reason.get().isBlank(),
        false,
        red ? confirms(edits.nodes()) : "");
  }

  /** The question before doing in spite of a refusal what leaves somebody without a way. */
  public Danger againQuestion(String refused) {
    boolean red =
        DangerLevel.of(environment, DangerLevel.Effect.LAST_WAY) == DangerLevel.MOVES_PRODUCTION;
    return new Danger(
        "Apply all the same?",
        List.of(refused),
        "Apply all the same",
        false,
        false,
        red ? confirms(edits.nodes()) : "");
  }

  /** What must be typed: the strategy's name; of several the environment's. */
  private String confirms(Set<String> nodes) {
    return nodes.size() > 1 ? environment : nameOf(nodes);
  }

  private static String nameOf(Set<String> nodes) {
    String node = nodes.isEmpty() ? "" : nodes.iterator().next();
    return node.isEmpty() ? "policy" : node;
  }

  /** {@code Apply to clouds}. */
  public String actionName() {
    Set<String> nodes = edits.nodes();
    if (nodes.size() > 1) {
      return "Apply to " + nodes.size() + " strategies";
    }
    return edits.isEmpty() ? "Apply" : "Apply to " + nameOf(nodes);
  }

  /** Applies everything typed as one change. */
  public void apply() {
    if (refusal().isEmpty()) {
      apply(edits.values(), String.join(", ", EditSummary.of(edits)), reason.get().trim(), false);
    }
  }

  private void apply(Map<String, @Nullable Object> values, String what, String why, boolean force) {
    sending.set(true);
    outcome.set(null);
    services.carryOut(
        new RoutingCommand.ChangeSettings(values, why),
        force,
        told -> {
          edits.applied(values);
          if (reason.get().trim().equals(why)) {
            reason.set("");
          }
          changed.accept(told.answer());
          sending.set(false);
          outcome.set(new Outcome(true, "Applied: " + what, told.act(), null));
          refreshHistory();
        },
        failure -> {
          sending.set(false);
          outcome.set(
              new Outcome(
                  false,
                  UiServices.textOf(failure),
                  0,
                  UiServices.canBeForced(failure) ? () -> apply(values, what, why, true) : null));
        });
  }

  /** Takes an applied change back. */
  public void revert(RoutingChangeSet set, String why) {
    revert(set, why, false);
  }

  private void revert(RoutingChangeSet set, String why, boolean force) {
    if (!revertRefusal().isEmpty()) {
      outcome.set(new Outcome(false, revertRefusal(), 0, null));
      return;
    }
    sending.set(true);
    outcome.set(null);
    services.execute(
        new RoutingCommand.RevertSettings(set.id(), why),
        force,
        view -> {
          sending.set(false);
          changed.accept(view);
          outcome.set(
              new Outcome(
                  true, "Taken back: " + String.join(", ", ChangeWords.keys(set)), 0, null));
          refreshHistory();
        },
        failure -> {
          sending.set(false);
          outcome.set(
              new Outcome(
                  false,
                  UiServices.textOf(failure),
                  0,
                  UiServices.canBeForced(failure) ? () -> revert(set, why, true) : null));
        });
  }

  /** Why no change can be taken back now; empty if one can. */
  public String revertRefusal() {
    if (services.commands().readOnly()) {
      return "This window is read-only";
    }
    return sending.get() ? "A change is being applied" : "";
  }

  /** The question before taking back an applied change. */
  public Danger revertQuestion(RoutingChangeSet set) {
    List<String> facts = new ArrayList<>(ChangeWords.changes(set));
    facts.add("What " + set.who() + " applied is taken back as one change.");
    // What a change back would move is not previewed: it might.
    boolean red =
        DangerLevel.of(environment, DangerLevel.Effect.TRAFFIC_MOVES)
            == DangerLevel.MOVES_PRODUCTION;
    return new Danger(
        "Revert to before this change?",
        facts,
        "Revert the change",
        red,
        false,
        red ? confirms(edits.nodes(set.keys())) : "");
  }

  public void forgetOutcome() {
    outcome.set(null);
  }

  public StringProperty reasonProperty() {
    return reason;
  }

  public ReadOnlyBooleanProperty sendingProperty() {
    return sending.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<@Nullable Outcome> outcomeProperty() {
    return outcome.getReadOnlyProperty();
  }

  /** Applied changes, newest first. */
  public ReadOnlyObjectProperty<List<RoutingChangeSet>> historyProperty() {
    return history.getReadOnlyProperty();
  }
}
