-- Times are microseconds since 1970 UTC. JSON columns hold objects. Enum columns hold Java names.

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE audit (
  id       INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,
  actor    TEXT NOT NULL,
  action   TEXT NOT NULL,
  subject  TEXT NOT NULL,
  outcome  TEXT NOT NULL,
  reason   TEXT NOT NULL,
  trace_id TEXT NOT NULL,
  "before" TEXT NOT NULL,
  "after"  TEXT NOT NULL
);
CREATE INDEX audit_at ON audit (at);

CREATE TABLE events (
  id       INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,
  lane     TEXT NOT NULL,
  severity TEXT NOT NULL,
  subject  TEXT NOT NULL,
  text     TEXT NOT NULL,
  trace_id TEXT NOT NULL
);
CREATE INDEX events_at ON events (at);

CREATE TABLE metrics (
  provider  TEXT NOT NULL,
  minute    INTEGER NOT NULL,
  operation TEXT NOT NULL,
  tally     BLOB NOT NULL,
  PRIMARY KEY (provider, minute, operation)
) WITHOUT ROWID;
CREATE INDEX metrics_minute ON metrics (minute);

CREATE TABLE health_last (
  provider             TEXT PRIMARY KEY,
  state                TEXT NOT NULL,
  since                INTEGER NOT NULL,
  checked_at           INTEGER,
  reason               TEXT NOT NULL,
  ejected              INTEGER NOT NULL,
  back_at              INTEGER,
  source               TEXT NOT NULL,
  consecutive_failures INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE health_history (
  id         INTEGER PRIMARY KEY,
  provider   TEXT NOT NULL,
  at         INTEGER NOT NULL,
  from_state TEXT NOT NULL,
  to_state   TEXT NOT NULL,
  reason     TEXT NOT NULL,
  source     TEXT NOT NULL
);
CREATE INDEX health_history_provider ON health_history (provider, at);
CREATE INDEX health_history_at ON health_history (at);

CREATE TABLE health_reports (
  provider TEXT PRIMARY KEY,
  healthy  INTEGER NOT NULL,
  message  TEXT NOT NULL,
  source   TEXT NOT NULL,
  until    INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE manual_states (
  provider TEXT PRIMARY KEY,
  kind     TEXT NOT NULL,
  who      TEXT NOT NULL,
  why      TEXT NOT NULL,
  since    INTEGER NOT NULL,
  until    INTEGER
) WITHOUT ROWID;

CREATE TABLE activation (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  provider TEXT NOT NULL,
  who      TEXT NOT NULL,
  why      TEXT NOT NULL,
  since    INTEGER NOT NULL,
  until    INTEGER
);

CREATE TABLE picks (
  rotation TEXT PRIMARY KEY,
  next     INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE decisions (
  id       INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,
  trace_id TEXT NOT NULL,
  json     TEXT NOT NULL
);
CREATE INDEX decisions_at ON decisions (at);

CREATE TABLE overrides (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  who   TEXT NOT NULL,
  why   TEXT NOT NULL,
  at    INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE last_good (
  file   TEXT PRIMARY KEY,
  bytes  BLOB NOT NULL,
  sha256 TEXT NOT NULL,
  at     INTEGER NOT NULL
);

CREATE TABLE requests (
  request_id      TEXT PRIMARY KEY,
  kind            TEXT NOT NULL,
  state           TEXT NOT NULL,
  template_id     TEXT NOT NULL,
  requested       INTEGER NOT NULL,
  provider        TEXT,
  preference      TEXT,
  idempotency_key TEXT NOT NULL,
  actor           TEXT NOT NULL,
  trace_id        TEXT NOT NULL,
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL,
  deadline        INTEGER NOT NULL,
  finished_at     INTEGER,
  message         TEXT NOT NULL,
  cancel_by       TEXT,
  watch_until     INTEGER
) WITHOUT ROWID;
CREATE INDEX requests_created ON requests (created_at);
CREATE INDEX requests_open ON requests (created_at) WHERE finished_at IS NULL;
CREATE INDEX requests_watched ON requests (watch_until) WHERE watch_until IS NOT NULL;

-- One create at one provider. "launch" is the specification it was sent with: a repetition under
-- the same key must send the same. It is removed when the request is final.
CREATE TABLE attempts (
  request_id  TEXT NOT NULL REFERENCES requests (request_id),
  number      INTEGER NOT NULL,
  provider    TEXT NOT NULL,
  count       INTEGER NOT NULL,
  key         TEXT NOT NULL UNIQUE,
  reason      TEXT NOT NULL,
  decision    TEXT NOT NULL,
  outcome     TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  code        TEXT NOT NULL,
  message     TEXT NOT NULL,
  started_at  INTEGER NOT NULL,
  ended_at    INTEGER,
  launch      TEXT,
  PRIMARY KEY (request_id, number)
) WITHOUT ROWID;

CREATE TABLE machines (
  id              INTEGER PRIMARY KEY,
  provider        TEXT NOT NULL,
  machine_id      TEXT NOT NULL,
  name            TEXT NOT NULL,
  request_id      TEXT NOT NULL REFERENCES requests (request_id),
  return_id       TEXT,
  state           TEXT NOT NULL,
  private_address TEXT,
  public_address  TEXT,
  launched_at     INTEGER,
  host_id         TEXT NOT NULL,
  instance_type   TEXT NOT NULL,
  price_type      TEXT NOT NULL,
  units           INTEGER NOT NULL,
  tags            TEXT NOT NULL,
  late            INTEGER NOT NULL,
  reason          TEXT NOT NULL,
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL,
  UNIQUE (provider, machine_id)
);
CREATE INDEX machines_request ON machines (request_id);
CREATE INDEX machines_machine_id ON machines (machine_id);
CREATE INDEX machines_name ON machines (name);

-- Which machines a return is about; a machine may be returned again when a return has failed.
CREATE TABLE return_machines (
  return_id TEXT NOT NULL REFERENCES requests (request_id),
  machine   INTEGER NOT NULL REFERENCES machines (id) ON DELETE CASCADE,
  PRIMARY KEY (return_id, machine)
) WITHOUT ROWID;
CREATE INDEX return_machines_machine ON return_machines (machine);

CREATE TABLE request_keys (
  key        TEXT PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES requests (request_id),
  digest     TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE timeline (
  id         INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES requests (request_id),
  at         INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  good       INTEGER NOT NULL,
  title      TEXT NOT NULL,
  detail     TEXT NOT NULL
);
CREATE INDEX timeline_request ON timeline (request_id);

CREATE TABLE leases (
  name  TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  until INTEGER NOT NULL
) WITHOUT ROWID;
