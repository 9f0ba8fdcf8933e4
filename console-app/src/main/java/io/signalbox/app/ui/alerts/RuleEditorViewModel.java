package io.signalbox.app.ui.alerts;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.alert.AlertMetric;
import io.signalbox.core.alert.preview.RulePreview;
import io.signalbox.core.command.AlertCommand;
import io.signalbox.core.error.Counted;
import io.signalbox.core.query.AlertRuleView;
import io.signalbox.core.query.Query;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is made or changed, with what it would have done. Nothing is changed before it is
 * saved. On the screen's thread only.
 */
public final class RuleEditorViewModel {

  private final UiServices services;
  private final Question asked;
  private final ReadOnlyObjectWrapper<@Nullable Edited> edited = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable RulePreview> preview =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper done = new ReadOnlyStringWrapper("");

  /**
   * What is in the editor.
   *
   * @param before the rule as it is; null for a new one
   * @param problems what is wrong, by the key of the field
   */
  record Edited(
      @Nullable AlertRuleView before,
      RuleDraft original,
      RuleDraft draft,
      Map<String, String> problems) {

    boolean isNew() {
      return before == null;
    }

    boolean isChanged() {
      return !draft.equals(original);
    }

    /** A rule that an operator made can be taken back. */
    boolean isOverridden() {
      return before != null && before.overridden();
    }

    /** Why it cannot be saved; empty where it can. */
    String refusal() {
      if (!problems.isEmpty()) {
        return problems.values().iterator().next();
      }
      return isChanged() ? "" : "Nothing is changed";
    }
  }

  public RuleEditorViewModel(UiServices services) {
    this.services = services;
    this.asked =
        new Question(
            services,
            failure -> {
              preview.set(null);
              error.set(UiServices.textOf(failure));
            });
  }

  void open(AlertRuleView rule) {
    Edited now = edited.get();
    if (now != null && now.before() != null && now.draft().name().equals(rule.rule().name())) {
      return;
    }
    RuleDraft draft = RuleDraft.of(rule.rule());
    show(new Edited(rule, draft, draft, Map.of()));
  }

  void openNew() {
    RuleDraft draft = RuleDraft.fresh();
    show(new Edited(null, draft, draft, draft.problems()));
  }

  void close() {
    asked.forget();
    error.set("");
    preview.set(null);
    edited.set(null);
  }

  /** Back to the rule as it is. */
  void discard() {
    Edited now = edited.get();
    if (now != null) {
      show(new Edited(now.before(), now.original(), now.original(), now.original().problems()));
    }
  }

  /** Changes what is typed. */
  void edit(UnaryOperator<RuleDraft> change) {
    Edited now = edited.get();
    if (now == null) {
      return;
    }
    RuleDraft next = change.apply(now.draft());
    if (!next.equals(now.draft())) {
      show(new Edited(now.before(), now.original(), next, next.problems()));
    }
  }

  private void show(Edited next) {
    edited.set(next);
    error.set("");
    if (next.problems().keySet().stream().allMatch("name"::equals)) {
      // A new one is tried before it has a name.
      String name = next.problems().isEmpty() ? next.draft().name() : "new_rule";
      RuleDraft draft = next.draft();
      asked.ask(draft, new Query.PreviewAlertRule(name, draft.settings()), preview::set);
    } else {
      asked.forget();
      preview.set(null);
    }
  }

  /** Why it cannot be saved; empty where it can. */
  String refusal() {
    Edited now = edited.get();
    if (services.commands().readOnly()) {
      return "This window is read-only";
    }
    return now == null ? "No rule is open" : now.refusal();
  }

  /** Why its override cannot be taken back; empty where it can. */
  String removal() {
    Edited now = edited.get();
    if (services.commands().readOnly()) {
      return "This window is read-only";
    }
    return now != null && now.isOverridden() ? "" : "No operator has changed this rule";
  }

  void save() {
    Edited now = edited.get();
    if (now == null || !refusal().isEmpty()) {
      return;
    }
    RuleDraft draft = now.draft();
    act(new AlertCommand.SetRule(draft.name(), draft.settings(), ""), draft.name() + ": saved");
  }

  /** Takes back what operators made of it. */
  void remove() {
    Edited now = edited.get();
    if (now != null && now.isOverridden()) {
      act(
          new AlertCommand.RemoveRule(now.draft().name(), ""),
          now.draft().name() + ": no override");
    }
  }

  private void act(AlertCommand command, String words) {
    services.execute(
        command,
        false,
        answer -> {
          close();
          done.set("");
          done.set(words);
        },
        failure -> error.set(UiServices.textOf(failure)));
  }

  /** What it would have done, in a sentence. */
  static String sentence(RulePreview preview) {
    if (!preview.replayed()) {
      return "Fired "
          + Counted.of(preview.fired(), "time")
          + " in the last 24 h. What this was is not stored, so no change can be tried on it.";
    }
    if (preview.fired() == 0) {
      return "Would not have fired.";
    }
    return "Would have fired "
        + Counted.of(preview.fired(), "time")
        + ", "
        + minutes(preview.lasted())
        + " in all.";
  }

  /** How much of the time says something, and where it is over. */
  static String basis(RulePreview preview) {
    if (!preview.replayed()) {
      return "";
    }
    String clears =
        preview.rule().metric().sort() == AlertMetric.Sort.STATE
            ? ""
            : "Clears at " + preview.rule().metric().text(preview.rule().clearsAt()) + ". ";
    return clears
        + String.format(
            Locale.ROOT,
            "Minutes measured enough: %,d of %,d.",
            preview.known(),
            preview.samples());
  }

  private static String minutes(Duration lasted) {
    long minutes = lasted.toMinutes();
    return minutes < 120 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }

  /** Null while no rule is open. */
  ReadOnlyObjectProperty<@Nullable Edited> editedProperty() {
    return edited.getReadOnlyProperty();
  }

  /** Null while it is not known. */
  ReadOnlyObjectProperty<@Nullable RulePreview> previewProperty() {
    return preview.getReadOnlyProperty();
  }

  ReadOnlyStringProperty errorProperty() {
    return error.getReadOnlyProperty();
  }

  /** What was saved or taken back last, for a toast. */
  ReadOnlyStringProperty doneProperty() {
    return done.getReadOnlyProperty();
  }
}
