package io.signalbox.core.store.repository;

import io.signalbox.core.config.OverrideRepository;
import io.signalbox.core.config.SettingOverride;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.Meta;
import java.util.List;

public final class SqliteOverrides implements OverrideRepository {

  private static final String GENERATION = "generation";

  private final Database database;
  private final Meta meta;

  public SqliteOverrides(Database database, Meta meta) {
    this.database = database;
    this.meta = meta;
  }

  @Override
  public List<SettingOverride> overrides() {
    return database.read(session ->
        session
            .select("SELECT * FROM overrides ORDER BY key")
            .list(row ->
                new SettingOverride(
                    row.getString("key"),
                    Columns.value(row.getString("value")),
                    row.getString("who"),
                    row.getString("why"),
                    Columns.instant(row, "at"))));
  }

  @Override
  public void save(SettingOverride override) {
    database.run(session ->
        session.execute(
            "INSERT OR REPLACE INTO overrides (key, value, who, why, at) VALUES (?, ?, ?, ?, ?)",
            override.key(),
            Columns.json(override.value()),
            override.who(),
            override.why(),
            Columns.micros(override.at())));
  }

  @Override
  public void delete(String key) {
    database.run(session -> session.execute("DELETE FROM overrides WHERE key = ?", key));
  }

  @Override
  public long generation() {
    return meta.get(GENERATION).map(Long::parseLong).orElse(0L);
  }

  @Override
  public void bumpGeneration() {
    database.run(session -> meta.set(GENERATION, String.valueOf(generation() + 1)));
  }
}
