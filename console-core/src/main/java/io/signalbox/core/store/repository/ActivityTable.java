package io.signalbox.core.store.repository;

import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityKey.Source;
import io.signalbox.core.event.Event.Lane;
import io.signalbox.core.routing.holds.HoldWords;
import io.signalbox.core.store.database.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table whose rows are entries of the activity, in the words of all of them. The parameters of
 * its statements: the first and last moment, the id to stay below at the last one, who, about,
 * outcomes between bars, a pattern, the limit. Immutable.
 */
final class ActivityTable {

  /** How often an undoing that was undone is followed on. */
  private static final int DEEPEST = 8;

  /** What rehearsal traffic does is told to nobody later. */
  private static final String NO_REHEARSAL = " AND t.trace_id NOT LIKE 'rehearsal-%'";

  static final List<ActivityTable> ALL =
      List.of(
          new ActivityTable(
              Source.ACT,
              "t.*, (SELECT max(u.id) FROM audit u WHERE "
                  + undoes("u", "t")
                  + " AND NOT "
                  + undone("u", DEEPEST)
                  + ") AS undone_by",
              "audit t",
              "t.actor",
              "t.subject = ?5",
              "CASE t.outcome WHEN 'done' THEN 'GOOD' WHEN 'so already' THEN 'INFO'"
                  + " ELSE 'ERROR' END",
              List.of(
                  "t.actor",
                  "t.action",
                  "t.subject",
                  "t.outcome",
                  "t.reason",
                  "t.trace_id",
                  "t.\"before\"",
                  "t.\"after\""),
              "",
              ActivityRows::act),
          new ActivityTable(
              Source.EVENT,
              "t.*",
              "events t",
              lanes(),
              "(t.subject = ?5 OR " + names("t.text") + ")",
              "t.severity",
              List.of("t.subject", "t.text", "t.trace_id"),
              // What an operator did is told by the act.
              " AND (t.lane <> '"
                  + Lane.BY_HAND.name()
                  + "' OR instr(t.text, '"
                  + HoldWords.RAN_OUT
                  + "') > 0)",
              ActivityRows::event),
          new ActivityTable(
              Source.DECISION,
              "t.id, t.at, t.trace_id, "
                  + Stream.of("operation", "subject", "count", "winner", "reason", "error")
                      .map(each -> field(each) + " AS " + each)
                      .collect(Collectors.joining(", "))
                  + ", "
                  + actor()
                  + " AS actor",
              "decisions t",
              actor(),
              "(" + field("subject") + " = ?5 OR " + field("winner") + " = ?5)",
              "iif(" + field("winner") + " IS NULL, 'ERROR', 'GOOD')",
              List.of(
                  field("operation"),
                  field("subject"),
                  field("winner"),
                  field("reason"),
                  field("error"),
                  "t.trace_id"),
              NO_REHEARSAL,
              ActivityRows::decision),
          new ActivityTable(
              Source.FAILURE,
              "t.*, " + actor() + " AS actor",
              "provider_errors t",
              actor(),
              "t.provider = ?5",
              "'ERROR'",
              List.of("t.provider", "t.operation", "t.code", "t.message", "t.trace_id"),
              NO_REHEARSAL,
              ActivityRows::failure),
          new ActivityTable(
              Source.CALL,
              "t.*, r.actor AS actor, r.trace_id AS trace_id",
              // In this order: a page is of the newest calls, not of all requests.
              "api_calls t CROSS JOIN requests r ON r.request_id = t.request_id",
              "r.actor",
              "(t.provider = ?5 OR t.request_id = ?5)",
              "iif(t.code = '', 'GOOD', 'ERROR')",
              List.of(
                  "t.provider",
                  "t.action",
                  "t.request_id",
                  "t.code",
                  "t.message",
                  "t.reference",
                  "r.trace_id"),
              "",
              ActivityRows::call));

  private final Source source;
  private final String list;
  private final String count;
  private final SqlSession.RowReader<ActivityEntry> reader;

  private ActivityTable(
      Source source,
      String columns,
      String from,
      String who,
      String about,
      String severity,
      List<String> searched,
      String more,
      SqlSession.RowReader<ActivityEntry> reader) {
    String rows =
        " FROM "
            + from
            + " WHERE t.at >= ?1 AND t.at <= ?2 AND (t.at < ?2 OR t.id < ?3)"
            + " AND (?4 = '' OR %1$s = ?4 OR substr(%1$s, 1, length(?4) + 2) = ?4 || ' (')"
                .formatted(who)
            + " AND (?5 = '' OR "
            + about
            + ") AND (?6 = '' OR instr(?6, '|' || "
            + severity
            + " || '|') > 0) AND (?7 = '' OR "
            + searched.stream()
                .map(each -> each + " LIKE ?7 ESCAPE '\\'")
                .collect(Collectors.joining(" OR "))
            + ")"
            + more;
    this.source = source;
    this.reader = reader;
    this.list = "SELECT " + columns + rows + " ORDER BY t.at DESC, t.id DESC LIMIT ?8";
    this.count = "SELECT count(*) FROM (SELECT 1" + rows + " LIMIT ?8)";
  }

  Source source() {
    return source;
  }

  String list() {
    return list;
  }

  String count() {
    return count;
  }

  ActivityEntry read(ResultSet row) throws SQLException {
    return reader.read(row);
  }

  /** The parts of the program that things come from by themselves. */
  static List<String> parts() {
    return Arrays.stream(Lane.values()).map(ActivityTable::process).toList();
  }

  /** What finds or does what is told in a lane. */
  static String process(Lane lane) {
    return switch (lane) {
      case HEALTH -> "health monitor";
      case CIRCUIT -> "circuits";
      case BY_HAND -> "clock";
      case ROUTING -> "routing";
      case REQUEST -> "requests";
      case CONFIGURATION -> "configuration";
      case TEMPLATE -> "templates";
      case ALERT -> "alerts";
    };
  }

  /** Whether an act took another one back. */
  private static String undoes(String act, String other) {
    return "%1$s.undoes = %2$s.id AND %1$s.undoes > 0 AND %1$s.outcome = 'done'"
        .formatted(act, other);
  }

  /** Whether an act was taken back, by one that was not taken back itself. */
  private static String undone(String act, int deep) {
    if (deep == 0) {
      return "0";
    }
    String by = "u" + deep;
    return "EXISTS (SELECT 1 FROM audit "
        + by
        + " WHERE "
        + undoes(by, act)
        + " AND NOT "
        + undone(by, deep - 1)
        + ")";
  }

  private static String lanes() {
    return Arrays.stream(Lane.values())
        .map(each -> " WHEN '" + each.name() + "' THEN '" + process(each) + "'")
        .collect(Collectors.joining("", "CASE t.lane", " END"));
  }

  /** Whether a text has the name as a word of its own. */
  private static String names(String text) {
    String spaced = text;
    for (String mark : List.of(",", ":", "(", ")")) {
      spaced = "replace(" + spaced + ", '" + mark + "', ' ')";
    }
    return "instr(' ' || " + spaced + " || ' ', ' ' || ?5 || ' ') > 0";
  }

  private static String field(String name) {
    return "iif(json_valid(t.json), json_extract(t.json, '$." + name + "'), NULL)";
  }

  /** Who asked for what an operation was part of; routing, where nobody did by a command. */
  private static String actor() {
    return "coalesce((SELECT a.actor FROM audit a WHERE a.trace_id = t.trace_id AND t.trace_id <>"
        + " '' LIMIT 1), '"
        + process(Lane.ROUTING)
        + "')";
  }
}
