package io.signalbox.app.report;

import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityKind;
import io.signalbox.core.log.Secrets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry of the activity as a document. Stateless. */
public final class ActivityDocument {

  private ActivityDocument() {}

  /** The fields in order, the same of every entry. */
  public static Map<String, @Nullable Object> of(ActivityEntry entry) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", entry.key().id());
    fields.put("at", entry.at().toString());
    fields.put("kind", word(entry.kind()));
    fields.put("source", word(entry.key().source()));
    fields.put("actor", entry.who());
    fields.put("action", entry.what());
    fields.put("subject", entry.subject());
    fields.put("provider", entry.provider());
    fields.put(
        "outcome", entry.kind() == ActivityKind.ACT ? entry.result() : word(entry.outcome()));
    fields.put("result", entry.result());
    fields.put("reason", entry.reason());
    fields.put("trace_id", entry.traceId());
    fields.put("before", entry.before());
    fields.put("after", entry.after());
    fields.put("undoes", entry.undoes() == 0 ? null : entry.undoes());
    fields.put("undone_by", entry.undoneBy() == 0 ? null : entry.undoneBy());
    return fields;
  }

  /**
   * The same as a line of CSV; what is nested stands as JSON in its cell, and secrets are struck
   * before quotes are doubled.
   *
   * @param headed whether the names of the fields stand on a line before it
   */
  public static String csv(ActivityEntry entry, boolean headed) {
    Map<String, @Nullable Object> fields = of(entry);
    return (headed ? Csv.line(fields.keySet()) : "")
        + Csv.line(fields.values().stream().map(ActivityDocument::cell).toList());
  }

  private static @Nullable Object cell(@Nullable Object value) {
    return switch (value) {
      case String text -> Secrets.ofProcess().strike(text);
      case Map<?, ?> map -> map.isEmpty() ? "" : Documents.line(map);
      case null, default -> value;
    };
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
