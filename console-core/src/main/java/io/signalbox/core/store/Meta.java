package io.signalbox.core.store;

import java.util.Optional;

/** Single values by name. */
final class Meta {

  private final Database database;

  Meta(Database database) {
    this.database = database;
  }

  Optional<String> get(String name) {
    return database.read(
        session -> session.select("SELECT value FROM meta WHERE name = ?", name).text());
  }

  void set(String name, String value) {
    database.run(session ->
        session.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", name, value));
  }
}
