package io.signalbox.app.ui.alerts;

import io.signalbox.app.ui.feed.Question;
import io.signalbox.app.ui.feed.UiServices;
import io.signalbox.core.alert.preview.RulePreview;
import io.signalbox.core.command.AlertCommand;
import io.signalbox.core.query.AlertRuleView;
import io.signalbox.core.query.Query;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
  // What is typed and not saved, by the rule's name; of a new one under none.
  private final Map<String, RuleDraft> kept = new HashMap<>();
  private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper done = new ReadOnlyStringWrapper("");
  private Set<String> taken = Set.of();

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

    /** What its draft is kept under. */
    String key() {
      return before == null ? "" : before.rule().name();
    }

    /** Of the same rule, as it is typed; the rule may have been changed elsewhere. */
    boolean isSame(Edited other) {
      return key().equals(other.key()) && draft.equals(other.draft());
    }

    boolean isChanged() {
      return !draft.equals(original);
    }

    /** Whether the rule that is there is looked at. */
    boolean isOn() {
      return before != null && before.rule().enabled();
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

  /** Opens a rule, with what was typed of it before another one was opened. */
  void open(AlertRuleView rule) {
    Edited now = edited.get();
    if (now == null || !now.key().equals(rule.rule().name())) {
      begin(rule, RuleDraft.of(rule.rule()), rule.rule().name());
    }
  }

  /**
   * @param names of the rules there are
   */
  void openNew(Set<String> names) {
    taken = Set.copyOf(names);
    begin(null, RuleDraft.fresh(), "");
  }

  /** Takes over the rules as they are now; what is typed stays. */
  void known(List<AlertRuleView> rules) {
    taken = rules.stream().map(each -> each.rule().name()).collect(Collectors.toSet());
    Edited now = edited.get();
    if (now == null) {
      return;
    }
    AlertRuleView newest =
        rules.stream()
            .filter(each -> !now.isNew() && each.rule().name().equals(now.key()))
            .findFirst()
            .orElse(now.before());
    RuleDraft original = newest == null ? now.original() : RuleDraft.of(newest.rule());
    RuleDraft draft = now.isChanged() ? now.draft() : original;
    Edited next = new Edited(newest, original, draft, problems(newest, draft));
    if (!draft.equals(now.draft())) {
      show(next);
    } else if (!next.equals(now)) {
      edited.set(next);
    }
  }

  private void begin(@Nullable AlertRuleView rule, RuleDraft original, String key) {
    // What another rule would have done is not what this one would.
    preview.set(null);
    RuleDraft draft = kept.getOrDefault(key, original);
    show(new Edited(rule, original, draft, problems(rule, draft)));
  }

  /** Of a new rule also that its name is another's, which it would take the place of. */
  private Map<String, String> problems(@Nullable AlertRuleView before, RuleDraft draft) {
    Map<String, String> problems = new LinkedHashMap<>(draft.problems());
    if (before == null && taken.contains(draft.name())) {
      problems.put("name", "There is a rule of this name; change that one");
    }
    return problems;
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
      kept.remove(now.key());
      show(
          new Edited(
              now.before(),
              now.original(),
              now.original(),
              problems(now.before(), now.original())));
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
      if (next.equals(now.original())) {
        kept.remove(now.key());
      } else {
        kept.put(now.key(), next);
      }
      show(new Edited(now.before(), now.original(), next, problems(now.before(), next)));
    }
  }

  /** A new one is tried before it has a name. */
  private static boolean isTried(Edited rule) {
    return rule.problems().keySet().stream().allMatch("name"::equals);
  }

  private void show(Edited next) {
    edited.set(next);
    error.set("");
    if (isTried(next)) {
      String name = next.problems().isEmpty() ? next.draft().name() : "new_rule";
      RuleDraft draft = next.draft();
      asked.ask(draft, new Query.PreviewAlertRule(name, draft.settings()), preview::set);
    } else {
      asked.forget();
      preview.set(null);
    }
  }

  /** Why it is not known what the rule would have done, in a sentence. */
  String untried() {
    Edited now = edited.get();
    return now == null || !isTried(now)
        ? "Complete the rule to see."
        : error.get().isEmpty() ? "Being tried on the last 24 h." : "It could not be tried.";
  }

  /** Why nothing can be changed here; empty where it can. */
  String locked() {
    return services.commands().readOnly() ? "This window is read-only" : "";
  }

  /** Why it cannot be saved; empty where it can. */
  String refusal() {
    Edited now = edited.get();
    if (!locked().isEmpty()) {
      return locked();
    }
    return now == null ? "No rule is open" : now.refusal();
  }

  /** Why its override cannot be taken back; empty where it can. */
  String removal() {
    Edited now = edited.get();
    if (!locked().isEmpty()) {
      return locked();
    }
    return now != null && now.isOverridden() ? "" : "No operator has changed this rule";
  }

  void save() {
    Edited now = edited.get();
    if (now == null || !refusal().isEmpty()) {
      return;
    }
    RuleDraft draft = now.draft();
    String key = now.key();
    act(
        new AlertCommand.SetRule(draft.name(), draft.settings(), ""),
        draft.name() + ": saved",
        () -> kept.remove(key));
  }

  /** Takes back what operators made of it. */
  void remove() {
    Edited now = edited.get();
    if (now != null && now.isOverridden()) {
      String key = now.key();
      act(new AlertCommand.RemoveRule(key, ""), key + ": no override", () -> kept.remove(key));
    }
  }

  /** Has the rule that is there looked at, or not any more; what is typed is kept. */
  void toggle() {
    Edited now = edited.get();
    if (now != null && !now.isNew() && locked().isEmpty()) {
      act(
          new AlertCommand.SetRule(now.key(), Map.of("enabled", !now.isOn()), ""),
          now.key() + (now.isOn() ? ": off" : ": on"),
          () -> {});
    }
  }

  private void act(AlertCommand command, String words, Runnable after) {
    Edited sent = edited.get();
    services.execute(
        command,
        false,
        answer -> {
          after.run();
          // Another rule may have been opened meanwhile, or more typed.
          Edited now = edited.get();
          if (sent != null && now != null && sent.isSame(now)) {
            close();
          }
          done.set("");
          done.set(words);
        },
        failure -> error.set(UiServices.textOf(failure)));
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
