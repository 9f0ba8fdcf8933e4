-- Every taking of a lease has a number that grows for ever, which the writes under it compare.

DELETE FROM leases;
ALTER TABLE leases ADD COLUMN number INTEGER NOT NULL DEFAULT 0;

CREATE TABLE lease_numbers (
  one  INTEGER PRIMARY KEY CHECK (one = 1),
  last INTEGER NOT NULL
);
INSERT INTO lease_numbers (one, last) VALUES (1, 0);
