package io.signalbox.core.store.repository;

import io.signalbox.core.activity.ActivityEntry;
import io.signalbox.core.activity.ActivityFilter;
import io.signalbox.core.activity.ActivityKey;
import io.signalbox.core.activity.ActivityKey.Source;
import io.signalbox.core.activity.ActivityRepository;
import io.signalbox.core.audit.AuditEntry;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.RowLimits;
import io.signalbox.core.store.database.SqlSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One list of several tables: a page of each is read by its index, and what is newest of them all
 * is the page. A filter is the same few values in every table's own columns. Thread-safe.
 */
public final class SqliteActivity implements ActivityRepository {

  /** Of an instant that was not said: far outside what a store keeps. */
  private static final long NEVER = Long.MAX_VALUE;

  private static final char SEPARATOR = '|';

  private final Database database;

  public SqliteActivity(Database database) {
    this.database = database;
  }

  @Override
  public List<ActivityEntry> list(ActivityFilter filter, @Nullable ActivityKey after, int limit) {
    RowLimits.check(limit);
    List<ActivityEntry> found =
        read(
            filter,
            session -> {
              List<ActivityEntry> all = new ArrayList<>();
              for (ActivityTable table : wanted(filter)) {
                all.addAll(
                    session
                        .select(table.list(), values(filter, table.source(), after, limit))
                        .list(table::read));
              }
              return all;
            });
    return found.stream().sorted(Comparator.comparing(ActivityEntry::key)).limit(limit).toList();
  }

  @Override
  public long count(ActivityFilter filter, int most) {
    return read(
        filter,
        session -> {
          long sum = 0;
          for (ActivityTable table : wanted(filter)) {
            sum +=
                session
                    .select(table.count(), values(filter, table.source(), null, most))
                    .number()
                    .orElse(0L);
          }
          return sum;
        });
  }

  @Override
  public List<String> names() {
    List<String> names =
        new ArrayList<>(
            database
                .read(session -> session.select("SELECT DISTINCT actor FROM audit").texts())
                .stream()
                .map(AuditEntry::person)
                .collect(Collectors.toCollection(TreeSet::new)));
    names.addAll(ActivityTable.parts());
    return names;
  }

  /** What looks through everything holds up no screen that reads meanwhile. */
  private <T> T read(ActivityFilter filter, Function<SqlSession, T> work) {
    boolean looksThrough =
        !filter.text().isBlank()
            || !filter.about().isEmpty()
            || !filter.who().isEmpty()
            || !filter.outcomes().isEmpty();
    return looksThrough ? database.readApart(work) : database.read(work);
  }

  private static List<ActivityTable> wanted(ActivityFilter filter) {
    return ActivityTable.ALL.stream()
        .filter(each -> filter.kinds().isEmpty() || filter.kinds().contains(each.source().kind()))
        .toList();
  }

  /** The parameters of every table's statements, in their order. */
  private static Object[] values(
      ActivityFilter filter, Source source, @Nullable ActivityKey after, int limit) {
    Instant from = filter.from();
    long newest = micros(filter.to());
    long below = NEVER;
    if (after != null && Columns.micros(after.at()) <= newest) {
      newest = Columns.micros(after.at());
      int order = source.compareTo(after.source());
      below = order == 0 ? after.id() : order > 0 ? NEVER : Long.MIN_VALUE;
    }
    return new Object[] {
      from == null ? Long.MIN_VALUE : Columns.micros(from),
      newest,
      below,
      filter.who(),
      filter.about(),
      filter.outcomes().stream()
          .map(each -> SEPARATOR + each.name() + SEPARATOR)
          .collect(Collectors.joining()),
      pattern(filter.text()),
      limit
    };
  }

  private static long micros(@Nullable Instant to) {
    return to == null ? NEVER : Columns.micros(to);
  }

  private static String pattern(String text) {
    String words = text.strip();
    return words.isEmpty()
        ? ""
        : "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}
