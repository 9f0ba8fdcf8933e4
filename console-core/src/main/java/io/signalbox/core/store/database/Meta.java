package io.signalbox.core.store.database;

import java.util.Optional;

/** Single values by name. */
public final class Meta {

  private final Database database;

  public Meta(Database database) {
    this.database = database;
  }

  public Optional<String> get(String name) {
    return database.read(
        session -> session.select("SELECT value FROM meta WHERE name = ?", name).text());
  }

  public void set(String name, String value) {
    database.run(session ->
        session.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", name, value));
  }
}
