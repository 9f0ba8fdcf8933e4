package io.signalbox.app.ui.providers.form;

import io.signalbox.core.config.ProviderEdit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is typed into the fields of one provider's form, and the edit it makes. Not thread-safe. */
final class TypedText {

  /** The field of the provider's own name. */
  static final String NAME = "name";

  /** The field of its type. */
  static final String TYPE = "type";

  /** The field of the file it is written to; blank for the usual one. */
  static final String FILE = "file";

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private final String type;
  private final List<FormField> fields;
  private final boolean fresh;
  private final Map<String, String> begun = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Set<String> touched = new HashSet<>();

  TypedText(String type, List<FormField> fields) {
    this(type, fields, true);
  }

  private TypedText(String type, List<FormField> fields, boolean fresh) {
    this.type = type;
    this.fields = List.copyOf(fields);
    this.fresh = fresh;
  }

  /** Of a provider that is new: it takes no work until somebody says so. */
  static TypedText ofNew(String type, List<FormField> fields) {
    TypedText made = new TypedText(type, fields, true);
    made.texts.put("weight", "0");
    return made;
  }

  /** Of a provider that is configured. */
  static TypedText ofKnown(String name, String type, List<FormField> fields) {
    TypedText made = new TypedText(type, fields, false);
    made.texts.put(NAME, name);
    fields.forEach(field -> {
      made.begun.put(field.key(), field.typed());
      made.texts.put(field.key(), field.typed());
    });
    return made;
  }

  /** The same of another type: a setting that it has not waits for one that has it. */
  TypedText as(String other, List<FormField> others) {
    TypedText made = new TypedText(other, others, fresh);
    made.texts.putAll(texts);
    made.touched.addAll(touched);
    return made;
  }

  String type() {
    return type;
  }

  List<FormField> fields() {
    return fields;
  }

  String text(String key) {
    return texts.getOrDefault(key, "");
  }

  /** Whether that says something else than before. */
  boolean type(String key, String text) {
    if (text(key).equals(text)) {
      return false;
    }
    texts.put(key, text);
    touched.add(key);
    return true;
  }

  /** Whether somebody typed into it. */
  boolean isTouched(String key) {
    return touched.contains(key) || !fresh;
  }

  /** Whether the form has a field of that key. */
  boolean isField(String key) {
    return key.equals(NAME)
        || key.equals(TYPE)
        || key.equals(FILE)
        || fields.stream().anyMatch(each -> each.key().equals(key));
  }

  /**
   * The edit that is typed.
   *
   * @param revision of the file that was seen; null for whatever is there
   */
  ProviderEdit edit(@Nullable String revision) {
    String name = text(NAME).strip();
    String file = text(FILE).isBlank() ? null : text(FILE);
    if (!fresh) {
      Map<String, @Nullable Object> changed = new LinkedHashMap<>();
      fields.forEach(field -> {
        String now = text(field.key()).strip();
        if (!now.equals(begun.getOrDefault(field.key(), "").strip())) {
          changed.put(field.key(), now.isEmpty() ? null : now);
        }
      });
      return ProviderEdit.Update.of(name, changed, file, revision);
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put(TYPE, type);
    fields.forEach(field -> {
      String now = text(field.key()).strip();
      if (!now.isEmpty()) {
        settings.put(field.key(), now);
      }
    });
    return new ProviderEdit.Register(name, settings, file, revision);
  }

  /**
   * What of it is worth keeping; empty where nothing is. Of secrets only references are kept, and
   * of variables those that are set: another word may be a secret typed into the wrong place.
   */
  Map<String, String> draft(List<String> variables) {
    Map<String, String> kept = new LinkedHashMap<>();
    for (String key : touched) {
      String text = text(key);
      boolean changed = isField(key) && !text.equals(begun.getOrDefault(key, ""));
      if (changed && (!isSecret(key) || isKept(text, variables))) {
        kept.put(key, text);
      }
    }
    if (!kept.isEmpty()) {
      kept.put(TYPE, type);
    }
    return kept;
  }

  private boolean isSecret(String key) {
    return fields.stream().anyMatch(each -> each.key().equals(key) && each.field().secret());
  }

  private static boolean isKept(String text, List<String> variables) {
    Matcher variable = VARIABLE.matcher(text);
    return variable.matches()
        ? variables.contains(variable.group(1))
        : text.startsWith("keychain:") || text.startsWith("file:");
  }

  /** Types again what was kept. */
  void restore(Map<String, String> kept) {
    kept.forEach((key, text) -> {
      if (!key.equals(TYPE)) {
        type(key, text);
      }
    });
  }
}
