-- Health that one process found and another goes on with: when it was found, how many checks in a row
-- were good, how long the provider stays out, and when it came back last.
ALTER TABLE health_last ADD COLUMN found_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE health_last ADD COLUMN good_checks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE health_last ADD COLUMN dwell INTEGER;
ALTER TABLE health_last ADD COLUMN returned_at INTEGER;
UPDATE health_last SET found_at = coalesce(checked_at, since);

-- The last errors of each provider, of every process.
CREATE TABLE provider_errors (
  id            INTEGER PRIMARY KEY,
  provider      TEXT NOT NULL,
  at            INTEGER NOT NULL,
  operation     TEXT NOT NULL,
  failure_class TEXT NOT NULL,
  code          TEXT NOT NULL,
  message       TEXT NOT NULL,
  trace_id      TEXT NOT NULL
);
CREATE INDEX provider_errors_provider ON provider_errors (provider, at);

-- What runs by itself in a process and does not work, renewed while that lasts.
CREATE TABLE background_problems (
  process TEXT NOT NULL,
  subject TEXT NOT NULL,
  title   TEXT NOT NULL,
  detail  TEXT NOT NULL,
  since   INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  PRIMARY KEY (process, subject)
) WITHOUT ROWID;
