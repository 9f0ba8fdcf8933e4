package io.signalbox.app.ui.routing.decisions;

import io.signalbox.core.routing.DecisionRecord;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A decision as it is taken elsewhere: the same question on the command line, or the record. */
final class DecisionCopy {

  private DecisionCopy() {}

  /** Asks on the command line what the operation would be answered with now. */
  static String command(DecisionRecord record) {
    return "signalbox routing select --operation " + record.operation().name() + " --explain";
  }

  static String json(DecisionRecord record) {
    return "{\n"
        + field("at", record.at().toString())
        + field("trace_id", record.traceId())
        + field("operation", record.operation().name())
        + field("subject", record.subject())
        + "  \"count\": "
        + record.count()
        + ",\n"
        + field("provider", record.winner())
        + field("reason", record.reason())
        + field("authority", record.authority().name())
        + field("policy", record.policy() == null ? null : record.policy().name())
        + "  \"alternatives\": "
        + list(record.alternatives())
        + ",\n"
        + field("error", record.error() == null ? null : record.error().name())
        + "  \"notes\": "
        + list(record.notes())
        + ",\n  \"candidates\": ["
        + record.candidates().stream()
            .map(each ->
                "\n    {\"provider\": "
                    + text(each.provider())
                    + ", \"accepted\": "
                    + each.accepted()
                    + ", \"step\": "
                    + text(each.step().name())
                    + ", \"reason\": "
                    + text(each.reason())
                    + "}")
            .collect(Collectors.joining(","))
        + "\n  ],\n  \"others\": ["
        + record.others().stream()
            .map(each ->
                "\n    {\"count\": "
                    + each.count()
                    + ", \"accepted\": "
                    + each.accepted()
                    + ", \"step\": "
                    + text(each.step().name())
                    + ", \"reason\": "
                    + text(each.reason())
                    + "}")
            .collect(Collectors.joining(","))
        + "\n  ]\n}";
  }

  private static String field(String name, @org.jspecify.annotations.Nullable String value) {
    return "  \"" + name + "\": " + (value == null ? "null" : text(value)) + ",\n";
  }

  private static String list(List<String> values) {
    return values.stream().map(DecisionCopy::text).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String text(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char each : value.toCharArray()) {
      switch (each) {
        case '"', '\\' -> quoted.append('\\').append(each);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        default -> {
          if (each < ' ') {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) each));
          } else {
            quoted.append(each);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
