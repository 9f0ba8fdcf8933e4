package io.signalbox.app.ui.templates;

import io.signalbox.app.ui.templates.code.Completion;
import io.signalbox.core.template.FieldValue;
import io.signalbox.core.template.ResolvedField;
import io.signalbox.core.template.ResolvedTemplate;
import io.signalbox.core.template.field.FieldDef;
import io.signalbox.core.template.field.FieldKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What may be typed in a template, with what each field is now. On the screen's thread only. */
final class TemplateWords implements Completion.Vocabulary {

  /** In characters. */
  private static final int LONGEST = 40;

  private final Supplier<List<FieldDef>> fields;
  private final ResolvedViewModel resolved;

  TemplateWords(Supplier<List<FieldDef>> fields, ResolvedViewModel resolved) {
    this.fields = fields;
    this.resolved = resolved;
  }

  @Override
  public List<Completion.Key> keys() {
    return fields.get().stream()
        .map(field -> {
          List<String> spellings = new ArrayList<>(field.aliases());
          spellings.add(field.camelCase());
          return new Completion.Key(field.name(), spellings, field.description(), now(field));
        })
        .toList();
  }

  /** The value in force and where it is set; empty where it is not, or is not to be shown. */
  private String now(FieldDef field) {
    ResolvedTemplate shown = resolved.resolvedProperty().get();
    ResolvedField known = shown == null ? null : shown.fields().get(field.name());
    if (known == null || field.kind() == FieldKind.HIDDEN_TEXT) {
      return "";
    }
    FieldValue value = known.inForce();
    String text = value.value().toString();
    return (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text)
        + "  "
        + value.location().file()
        + ":"
        + value.location().line();
  }

  @Override
  public List<Completion.Value> values(Completion.Key key) {
    List<Completion.Value> values = new ArrayList<>();
    fields.get().stream()
        .filter(field -> field.name().equals(key.name()))
        .findFirst()
        .ifPresent(field -> {
          Object usual = field.defaultValue();
          for (String each : field.allowed()) {
            values.add(new Completion.Value(each, true, usually(each, usual)));
          }
          if (field.kind() == FieldKind.BOOLEAN) {
            values.add(new Completion.Value("true", false, usually("true", usual)));
            values.add(new Completion.Value("false", false, usually("false", usual)));
          }
          values.add(
              new Completion.Value("{\"$unset\": true}", false, "takes the inherited value away"));
        });
    return values;
  }

  private static String usually(String value, @Nullable Object usual) {
    return usual != null && usual.toString().equals(value) ? "the default" : "";
  }
}
