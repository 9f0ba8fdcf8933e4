package io.signalbox.app.ui.routing.editing;

import java.util.LinkedHashMap;
import java.util.Map;

/** Edits as fields of a draft, so that they outlive the window. Stateless. */
public final class EditDrafts {

  private static final String TYPED = "typed ";
  private static final String BASE = "base ";
  private static final String RESET = "reset ";

  private EditDrafts() {}

  /** The fields of all edits; empty where nothing is typed. */
  public static Map<String, String> of(RoutingEdits edits) {
    Map<String, String> fields = new LinkedHashMap<>();
    edits
        .all()
        .forEach((key, edit) -> {
          fields.put((edit.configured() ? RESET : TYPED) + key, edit.text());
          fields.put(BASE + key, edit.base());
        });
    return fields;
  }

  /** Types again what the fields say, once the settings are known. */
  public static void restore(RoutingEdits edits, Map<String, String> fields) {
    edits.restore(read(fields));
  }

  /** Types at once what the fields say, and nothing else. */
  public static void replace(RoutingEdits edits, Map<String, String> fields) {
    edits.replace(read(fields));
  }

  private static Map<String, RoutingEdits.Edit> read(Map<String, String> fields) {
    Map<String, RoutingEdits.Edit> earlier = new LinkedHashMap<>();
    fields.forEach((field, text) -> {
      boolean reset = field.startsWith(RESET);
      if (reset || field.startsWith(TYPED)) {
        String key = field.substring((reset ? RESET : TYPED).length());
        String base = fields.getOrDefault(BASE + key, "");
        earlier.put(key, new RoutingEdits.Edit(text, null, reset, "", base));
      }
    });
    return earlier;
  }
}
