-- What a hand did to switches and circuits, where circuits stand, and who a session was given.

-- Of a composition's creates: where each stands among the others, and the rules between them.
ALTER TABLE attempts ADD COLUMN standing TEXT NOT NULL DEFAULT 'SOLE';
ALTER TABLE attempts ADD COLUMN contest TEXT NOT NULL DEFAULT '';

CREATE TABLE switch_holds (
  at_node TEXT PRIMARY KEY,
  member  TEXT NOT NULL,
  who     TEXT NOT NULL,
  why     TEXT NOT NULL,
  since   INTEGER NOT NULL,
  until   INTEGER
) WITHOUT ROWID;

CREATE TABLE forced_circuits (
  name  TEXT PRIMARY KEY,
  open  INTEGER NOT NULL,
  who   TEXT NOT NULL,
  why   TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER
) WITHOUT ROWID;

CREATE TABLE circuits (
  name         TEXT PRIMARY KEY,
  open         INTEGER NOT NULL,
  failures     INTEGER NOT NULL,
  since        INTEGER NOT NULL,
  next_trial   INTEGER,
  reason       TEXT NOT NULL,
  total        INTEGER NOT NULL,
  successful   INTEGER NOT NULL,
  last_failure INTEGER,
  last_success INTEGER
) WITHOUT ROWID;

CREATE TABLE sessions (
  session  TEXT PRIMARY KEY,
  provider TEXT NOT NULL,
  until    INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_until ON sessions (until);

CREATE INDEX decisions_trace ON decisions (trace_id);
