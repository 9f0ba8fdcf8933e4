-- What each provider said last of the price of a machine of each template, US dollars an hour; usd is
-- null where it said that it does not know.
CREATE TABLE prices (
  provider    TEXT NOT NULL,
  template_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  usd         TEXT,
  basis       TEXT NOT NULL,
  as_of       INTEGER,
  until       INTEGER NOT NULL,
  note        TEXT NOT NULL,
  PRIMARY KEY (provider, template_id)
) WITHOUT ROWID;

-- Counted by provider too, from the index alone.
DROP INDEX machines_running;
CREATE INDEX machines_running ON machines (request_id, provider) WHERE state = 'RUNNING';
