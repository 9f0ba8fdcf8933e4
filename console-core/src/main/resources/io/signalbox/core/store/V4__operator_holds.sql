-- What operators hold, in one table under one version: whoever replaces, lifts or expires a hold
-- names the version he saw.

CREATE TABLE operator_holds (
  kind    TEXT NOT NULL,
  name    TEXT NOT NULL,
  value   TEXT NOT NULL,
  who     TEXT NOT NULL,
  why     TEXT NOT NULL,
  since   INTEGER NOT NULL,
  until   INTEGER,
  version INTEGER NOT NULL,
  PRIMARY KEY (kind, name)
) WITHOUT ROWID;

INSERT INTO operator_holds
  SELECT 'PROVIDER', provider, kind, who, why, since, until, 1 FROM manual_states;
INSERT INTO operator_holds
  SELECT 'ALL', '', provider, who, why, since, until, 1 FROM activation;
INSERT INTO operator_holds
  SELECT 'SWITCH', at_node, member, who, why, since, until, 1 FROM switch_holds;
INSERT INTO operator_holds
  SELECT 'CIRCUIT', name, iif(open, 'OPEN', 'CLOSED'), who, why, since, until, 1 FROM forced_circuits;
INSERT INTO meta (name, value) VALUES ('holds_version', '1');

DROP TABLE manual_states;
DROP TABLE activation;
DROP TABLE switch_holds;
DROP TABLE forced_circuits;
