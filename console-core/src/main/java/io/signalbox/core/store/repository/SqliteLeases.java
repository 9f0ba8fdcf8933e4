package io.signalbox.core.store.repository;

import io.signalbox.core.lease.Lease;
import io.signalbox.core.lease.LeaseRepository;
import io.signalbox.core.store.database.Columns;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.SqlSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Leases in one table. Numbers come from one counter for all names, so that a row can go when its
 * lease is given back and the next number is greater all the same.
 */
public final class SqliteLeases implements LeaseRepository {

  private final Database database;

  public SqliteLeases(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Lease> take(String name, String owner, Instant now, Duration term) {
    return database.write(session -> {
      if (!isFree(session, name, now, term)) {
        return Optional.empty();
      }
      long number =
          session
              .select("UPDATE lease_numbers SET last = last + 1 RETURNING last")
              .number()
              .orElseThrow();
      session.execute(
          """
          INSERT INTO leases (name, owner, until, number) VALUES (?, ?, ?, ?)
          ON CONFLICT (name) DO UPDATE
            SET owner = excluded.owner, until = excluded.until, number = excluded.number
          """,
          name,
          owner,
          Columns.micros(now.plus(term)),
          number);
      return Optional.of(new Lease(name, owner, number));
    });
  }

  @Override
  public boolean isHeld(Lease lease) {
    return database.read(session ->
        session
            .select(
                "SELECT 1 FROM leases WHERE name = ? AND owner = ? AND number = ?",
                lease.name(),
                lease.owner(),
                lease.number())
            .number()
            .isPresent());
  }

  @Override
  public boolean renew(Lease lease, Instant now, Duration term) {
    return database.write(session ->
        session.execute(
                "UPDATE leases SET until = ? WHERE name = ? AND owner = ? AND number = ?",
                Columns.micros(now.plus(term)),
                lease.name(),
                lease.owner(),
                lease.number())
            == 1);
  }

  @Override
  public boolean isFree(String name, Instant now, Duration term) {
    return database.read(session -> isFree(session, name, now, term));
  }

  private static boolean isFree(SqlSession session, String name, Instant now, Duration term) {
    return session
        .select(
            "SELECT 1 FROM leases WHERE name = ? AND until > ? AND until <= ?",
            name,
            Columns.micros(now),
            Columns.micros(now.plus(term)))
        .number()
        .isEmpty();
  }

  @Override
  public void release(Lease lease) {
    database.run(session ->
        session.execute(
            "DELETE FROM leases WHERE name = ? AND owner = ? AND number = ?",
            lease.name(),
            lease.owner(),
            lease.number()));
  }
}
