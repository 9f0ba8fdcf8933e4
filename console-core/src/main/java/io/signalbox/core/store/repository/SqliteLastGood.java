package io.signalbox.core.store.repository;

import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.template.LastGoodRepository;
import java.util.Optional;

public final class SqliteLastGood implements LastGoodRepository {

  private final Database database;

  public SqliteLastGood(Database database) {
    this.database = database;
  }

  @Override
  public Optional<LastGood> find(String file) {
    return database.read(session ->
        session
            .select("SELECT * FROM last_good WHERE file = ?", file)
            .first(row ->
                new LastGood(
                    row.getString("file"),
                    row.getBytes("bytes"),
                    row.getString("sha256"),
                    Columns.instant(row, "at"))));
  }

  @Override
  public boolean has(String file, String sha256) {
    return database.read(session ->
        session
            .select("SELECT sha256 FROM last_good WHERE file = ?", file)
            .text()
            .filter(sha256::equals)
            .isPresent());
  }

  @Override
  public void save(LastGood version) {
    database.run(session ->
        session.execute(
            "INSERT OR REPLACE INTO last_good (file, bytes, sha256, at) VALUES (?, ?, ?, ?)",
            version.file(),
            version.bytes(),
            version.sha256(),
            Columns.micros(version.at())));
  }

  @Override
  public void delete(String file) {
    database.run(session -> session.execute("DELETE FROM last_good WHERE file = ?", file));
  }
}
