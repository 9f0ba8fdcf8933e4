package io.signalbox.app.ui.activity;

import io.signalbox.app.ui.control.Glyph;
import io.signalbox.app.ui.control.Status;
import io.signalbox.app.ui.control.Units;
import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityKind;
import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Entries as people read them. Stateless. */
final class ActivityWords {

  /** How the audit says that a setting is not overridden. */
  private static final String NO_OVERRIDE = "as configured";

  private static final Map<String, String> ACTS =
      Map.ofEntries(
          Map.entry("Check", "Health checked"),
          Map.entry("Enable", "Enabled"),
          Map.entry("Disable", "Disabled"),
          Map.entry("Drain", "Drained"),
          Map.entry("Maintain", "Maintenance"),
          Map.entry("Update", "Settings changed"),
          Map.entry("ReportHealth", "Health told"),
          Map.entry("WithdrawReport", "Health report withdrawn"),
          Map.entry("ReturnToAutomatic", "Returned to automatic"),
          Map.entry("ChangeSettings", "Routing changed"),
          Map.entry("RevertSettings", "Routing reverted"),
          Map.entry("SetPolicy", "Policy changed"),
          Map.entry("SetWeights", "Weights changed"),
          Map.entry("Submit", "Request submitted"),
          Map.entry("Cancel", "Request cancelled"),
          Map.entry("ReturnMachines", "Machines returned"),
          Map.entry("ReturnRequest", "Machines returned"),
          Map.entry("Sweep", "Swept"),
          Map.entry("Save", "Template saved"),
          Map.entry("Refresh", "Templates read again"),
          Map.entry("Reload", "Configuration read again"),
          Map.entry("Edit", "Configuration edited"),
          Map.entry("RemoveOverride", "Override removed"),
          Map.entry("DecideIdentity", "Identity decided"),
          Map.entry("Undo", "Undone"));

  private ActivityWords() {}

  /** A line of what was before and what is after. {@code sign}: '-', '+' or a space. */
  record Line(char sign, String text) {}

  static String what(ActivityEntry entry) {
    return switch (entry.kind()) {
      case ACT -> act(entry);
      case OPERATION -> entry.what();
      case AUTOMATIC -> lane(Event.Lane.valueOf(entry.what()));
    };
  }

  private static String act(ActivityEntry entry) {
    return switch (entry.what()) {
      case "Resume" ->
          "maintenance".equals(entry.before().get("state")) ? "Maintenance ended" : "Drain lifted";
      case "Activate" -> entry.after().containsKey("held on") ? "Switch thrown" : "Made active";
      case "ForceCircuit" -> "Circuit " + entry.after().getOrDefault("circuit", "forced");
      default -> ACTS.getOrDefault(entry.what(), spaced(entry.what()));
    };
  }

  /** The words of a command's name. */
  private static String spaced(String name) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (i > 0 && Character.isUpperCase(letter)) {
        words.append(' ').append(Character.toLowerCase(letter));
      } else {
        words.append(letter);
      }
    }
    return words.toString();
  }

  private static String lane(Event.Lane lane) {
    return switch (lane) {
      case HEALTH -> "Health changed";
      case CIRCUIT -> "Circuit changed";
      case BY_HAND -> "Hold ran out";
      case ROUTING -> "Traffic moved";
      case REQUEST -> "Request";
      case CONFIGURATION -> "Configuration";
      case TEMPLATE -> "Template files";
      case ALERT -> "Alerts";
    };
  }

  /** What it was done to, or is about. */
  static String on(ActivityEntry entry) {
    if (entry.kind() != ActivityKind.OPERATION || entry.provider().isEmpty()) {
      return entry.subject();
    }
    return entry.subject().isEmpty() || entry.subject().equals(entry.provider())
        ? entry.provider()
        : entry.subject() + " at " + entry.provider();
  }

  /** What came of it, with its shape and colour. */
  static Status result(ActivityEntry entry) {
    if (entry.undoneBy() > 0) {
      return new Status(Glyph.Shape.SLASH, "undone", "unknown");
    }
    Status severity = Status.of(entry.outcome());
    String words =
        entry.kind() == ActivityKind.ACT && entry.result().equals(AuditEntry.DONE)
            ? "done"
            : withoutSubject(entry);
    return new Status(severity.shape(), words, severity.tone());
  }

  /** What an event says of what it is about, which stands beside it. */
  private static String withoutSubject(ActivityEntry entry) {
    String said = entry.subject() + " is ";
    return entry.kind() == ActivityKind.AUTOMATIC && entry.result().startsWith(said)
        ? entry.result().substring(said.length())
        : entry.result();
  }

  /** How far from a moment: {@code -5:38}, {@code +0:18}, {@code 0}. */
  static String offset(Instant at, Instant moment) {
    long seconds = Duration.between(moment, at).toSeconds();
    if (seconds == 0) {
      return "0";
    }
    long far = Math.abs(seconds);
    return (seconds < 0 ? "-" : "+")
        + far / 60
        + ":"
        + String.format(Locale.ROOT, "%02d", far % 60);
  }

  /**
   * Key by key, what was before and what is after; what is the same stands once. What all keys
   * begin with stands above them.
   */
  static List<Line> changes(ActivityEntry entry) {
    List<Line> lines = new ArrayList<>();
    TreeSet<String> keys = new TreeSet<>(entry.before().keySet());
    keys.addAll(entry.after().keySet());
    String common = common(keys);
    if (!common.isEmpty()) {
      lines.add(new Line(' ', common));
    }
    String indent = common.isEmpty() ? "" : "  ";
    for (String key : keys) {
      String name = indent + key.substring(common.isEmpty() ? 0 : common.length() + 1) + ": ";
      String before = said(entry.before().get(key));
      String after = said(entry.after().get(key));
      if (before != null && before.equals(after)) {
        lines.add(new Line(' ', name + before));
        continue;
      }
      if (before != null) {
        lines.add(new Line('-', name + before));
      }
      if (after != null) {
        boolean replaces = before != null || !entry.before().isEmpty();
        lines.add(new Line(replaces ? '+' : ' ', name + after));
      }
    }
    return lines;
  }

  /**
   * The words with dots between them that all keys begin with, but for their last; empty if none.
   */
  private static String common(TreeSet<String> keys) {
    if (keys.isEmpty()) {
      return "";
    }
    String first = keys.first();
    int end = first.lastIndexOf('.');
    while (end > 0) {
      String start = first.substring(0, end + 1);
      if (keys.stream().allMatch(each -> each.startsWith(start))) {
        return first.substring(0, end);
      }
      end = first.lastIndexOf('.', end - 1);
    }
    return "";
  }

  private static @Nullable String said(@Nullable Object value) {
    return value == null ? null : value.equals(NO_OVERRIDE) ? "no override" : text(value);
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "none";
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(each -> each.getKey() + ": " + text(each.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case List<?> list ->
          list.stream().map(ActivityWords::text).collect(Collectors.joining(", ", "[", "]"));
      case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
          String.valueOf(number.longValue());
      default -> value.toString();
    };
  }

  /** One sentence that reads an entry aloud. */
  static String spoken(ActivityEntry entry, Instant now) {
    return Units.moment(entry.at(), now)
        + ", "
        + entry.who()
        + ": "
        + what(entry)
        + ", "
        + on(entry)
        + ", "
        + result(entry).word();
  }
}
