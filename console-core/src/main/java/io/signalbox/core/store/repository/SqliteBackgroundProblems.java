package io.signalbox.core.store.repository;

import io.signalbox.core.background.BackgroundProblem;
import io.signalbox.core.background.BackgroundProblemRepository;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

public final class SqliteBackgroundProblems implements BackgroundProblemRepository {

  /** What a process that is gone has left behind. */
  private static final Duration LEFT = Duration.ofHours(1);

  private final Database database;

  public SqliteBackgroundProblems(Database database) {
    this.database = database;
  }

  @Override
  public void replace(String process, List<BackgroundProblem> problems, Instant at) {
    database.run(session -> {
      session.execute(
          "DELETE FROM background_problems WHERE process = ? OR at < ?",
          process,
          Columns.micros(at.minus(LEFT)));
      for (BackgroundProblem problem : problems) {
        session.execute(
            "INSERT OR REPLACE INTO background_problems (process, subject, title, detail, since,"
                + " at) VALUES (?, ?, ?, ?, ?, ?)",
            process,
            problem.subject(),
            problem.title(),
            Columns.words(problem.detail()),
            Columns.micros(problem.since()),
            Columns.micros(at));
      }
    });
  }

  @Override
  public List<BackgroundProblem> others(String process, Instant since) {
    return database.read(session ->
        session
            .select(
                "SELECT * FROM background_problems WHERE process <> ? AND at >= ?"
                    + " ORDER BY since, subject",
                process,
                Columns.micros(since))
            .list(row ->
                new BackgroundProblem(
                    row.getString("subject"),
                    row.getString("title"),
                    row.getString("detail"),
                    Columns.instant(row, "since"))));
  }
}
