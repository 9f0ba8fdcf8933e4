-- The region of a cloud that a call was made to; empty where it has none.
ALTER TABLE api_calls ADD COLUMN region TEXT NOT NULL DEFAULT '';
