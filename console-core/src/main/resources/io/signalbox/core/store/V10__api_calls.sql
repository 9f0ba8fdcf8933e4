-- Calls of clouds' APIs that creates and returns made, written behind; the newest 100 of each request.
CREATE TABLE api_calls (
  id         INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL,
  attempt    INTEGER NOT NULL,
  provider   TEXT NOT NULL,
  action     TEXT NOT NULL,
  at         INTEGER NOT NULL,
  micros     INTEGER NOT NULL,
  reference  TEXT NOT NULL,
  code       TEXT NOT NULL,
  message    TEXT NOT NULL,
  retries    INTEGER NOT NULL
);
CREATE INDEX api_calls_request ON api_calls (request_id);
