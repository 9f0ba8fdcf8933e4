package io.signalbox.core.store.repository;

import io.signalbox.core.readiness.ReadinessCheck;
import io.signalbox.core.readiness.ReadinessRepository;
import io.signalbox.core.readiness.ReadinessRun;
import io.signalbox.core.store.database.Database;
import io.signalbox.core.store.database.Meta;

/** One value for each check, which replaces the one before: it grows no further than its bounds. */
public final class StoredReadiness implements ReadinessRepository {

  private static final String PREFIX = "readiness.";

  private final Database database;
  private final Meta meta;

  public StoredReadiness(Database database, Meta meta) {
    this.database = database;
    this.meta = meta;
  }

  @Override
  public Kept find(ReadinessCheck check) {
    return meta.get(PREFIX + check.word())
        .map(json -> ReadinessText.read(check, json))
        .orElse(Kept.NOTHING);
  }

  @Override
  public void add(ReadinessRun run) {
    database.run(session ->
        meta.set(PREFIX + run.check().word(), ReadinessText.write(find(run.check()).with(run))));
  }
}
