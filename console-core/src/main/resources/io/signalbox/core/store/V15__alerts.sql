-- Alerts: one row for each rule and what it found. Who judges writes up to judged_at, operators write
-- the rest, so that neither undoes the other.
CREATE TABLE alerts (
  rule            TEXT NOT NULL,
  key             TEXT NOT NULL,
  severity        TEXT NOT NULL,
  kind            TEXT NOT NULL,
  subject         TEXT NOT NULL,
  title           TEXT NOT NULL,
  detail          TEXT NOT NULL,
  location        TEXT NOT NULL,
  value           TEXT NOT NULL,
  since           INTEGER NOT NULL,
  cleared_at      INTEGER,
  judged_at       INTEGER NOT NULL,
  acknowledged_by TEXT,
  acknowledged_at INTEGER,
  muted_by        TEXT,
  muted_at        INTEGER,
  muted_until     INTEGER,
  PRIMARY KEY (rule, key)
) WITHOUT ROWID;

-- What became of them, by itself and by operators.
CREATE TABLE alert_changes (
  id     INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  rule   TEXT NOT NULL,
  key    TEXT NOT NULL,
  change TEXT NOT NULL,
  who    TEXT NOT NULL
);
CREATE INDEX alert_changes_at ON alert_changes (at);

-- Machines without a request, as the last search at each provider counted them.
CREATE TABLE orphans_found (
  provider TEXT PRIMARY KEY,
  count    INTEGER NOT NULL,
  at       INTEGER NOT NULL
) WITHOUT ROWID;
