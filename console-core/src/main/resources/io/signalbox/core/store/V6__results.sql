-- What an attempt's result means: machines still to come, how often it was sent, not again before.
ALTER TABLE attempts ADD COLUMN to_come INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attempts ADD COLUMN sendings INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attempts ADD COLUMN retry_at INTEGER;

ALTER TABLE attempts RENAME COLUMN contest TO rules;
UPDATE attempts SET standing = 'ALTERNATIVE' WHERE standing = 'RIVAL';
UPDATE attempts SET standing = 'KEPT' WHERE standing = 'WON';
UPDATE attempts SET standing = 'RELEASED' WHERE standing = 'LOST';

-- A row that stands for something repeated says what it is about, and is restated instead of added.
ALTER TABLE timeline ADD COLUMN about TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX timeline_about ON timeline (request_id, about) WHERE about <> '';
