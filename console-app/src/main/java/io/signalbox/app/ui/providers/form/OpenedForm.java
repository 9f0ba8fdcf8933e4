package io.signalbox.app.ui.providers.form;

import io.signalbox.app.ui.draft.Drafts;
import io.signalbox.core.config.ProviderEdit;
import io.signalbox.core.provider.FoundProvider;
import io.signalbox.core.query.ProviderForm;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One form from when it is opened on: whose it is, and what is typed into it, which is kept as a
 * draft until it is saved or discarded. The next one that is opened is another, so that an answer
 * is known to be of a form that is open no more. On the screen's thread only.
 */
final class OpenedForm {

  private static final String NEW = "provider register";
  private static final String EDIT = "provider edit ";

  private final Drafts drafts;
  private final @Nullable String edited;
  private @Nullable ProviderForm made;
  private TypedText typed = new TypedText("", List.of());
  private boolean restored;

  /**
   * @param edited the provider; null for a new one
   */
  OpenedForm(Drafts drafts, @Nullable String edited) {
    this.drafts = drafts;
    this.edited = edited;
  }

  /** Its fields are known now: what was typed before and not saved is typed again. */
  void make(ProviderForm answer) {
    Map<String, String> draft = drafts.find(draft()).orElse(Map.of());
    restored = !draft.isEmpty();
    String first = answer.types().isEmpty() ? "" : answer.types().getFirst().name();
    String type = edited == null ? draft.getOrDefault(TypedText.TYPE, first) : answer.type();
    List<FormField> fields = fieldsOf(answer, type);
    typed =
        edited == null ? TypedText.ofNew(type, fields) : TypedText.ofKnown(edited, type, fields);
    typed.restore(draft);
    made = answer;
  }

  private static List<FormField> fieldsOf(ProviderForm answer, String type) {
    return answer.types().stream()
        .filter(each -> each.name().equals(type))
        .findFirst()
        .map(each -> FormField.of(each, answer.values()))
        .orElse(List.of());
  }

  /**
   * Another type: what it has too stays typed, what it has not comes back with the one before.
   *
   * @return whether it is another
   */
  boolean chooseType(String type) {
    ProviderForm shown = made;
    if (shown == null || edited != null || type.equals(typed.type())) {
      return false;
    }
    typed = typed.as(type, fieldsOf(shown, type));
    keep();
    return true;
  }

  /**
   * Types into a field; blank for what nobody set.
   *
   * @return whether that says something else than before
   */
  boolean type(String key, String text) {
    boolean other = typed.type(key, text);
    if (other) {
      keep();
    }
    return other;
  }

  /** Fills in what this machine's own files speak of; what is typed already as a name stays. */
  void fill(FoundProvider found) {
    if (text(TypedText.NAME).isBlank()) {
      typed.type(TypedText.NAME, found.name());
    }
    found.settings().forEach((name, value) -> typed.type("config." + name, value));
    keep();
  }

  private void keep() {
    Map<String, String> fields = typed.draft(made == null ? List.of() : made.variables());
    if (fields.isEmpty()) {
      forget();
    } else {
      drafts.keep(draft(), fields);
    }
  }

  /** What is typed is kept no more: it was saved, or discarded. */
  void forget() {
    drafts.drop(draft());
  }

  private String draft() {
    return edited == null ? NEW : EDIT + edited;
  }

  /**
   * The edit that is typed.
   *
   * @param revision of the file that was seen; null for whatever is there
   */
  ProviderEdit edit(@Nullable String revision) {
    return typed.edit(revision);
  }

  TypedText typed() {
    return typed;
  }

  String text(String key) {
    return typed.text(key);
  }

  /** Providers of the chosen type that this machine's own files speak of. */
  List<FoundProvider> found() {
    ProviderForm shown = made;
    return shown == null || edited != null
        ? List.of()
        : shown.types().stream()
            .filter(each -> each.name().equals(typed.type()))
            .flatMap(each -> each.found().stream())
            .toList();
  }

  /** Null for a new one. */
  @Nullable String edited() {
    return edited;
  }

  /** Whether what is typed was typed before this form was opened. */
  boolean isRestored() {
    return restored;
  }
}
