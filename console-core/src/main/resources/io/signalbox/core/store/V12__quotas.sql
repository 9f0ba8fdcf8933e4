-- What a provider told of its quotas with its last good check, as JSON.
ALTER TABLE health_last ADD COLUMN quotas TEXT NOT NULL DEFAULT '[]';
