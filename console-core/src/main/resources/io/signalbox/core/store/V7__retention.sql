-- Requests that ended are looked through by when they did. Every migration from here on ends with
-- the schema's number, so that a program that has the store open sees it with the first change.
CREATE INDEX requests_finished ON requests (finished_at) WHERE finished_at IS NOT NULL;
-- A request goes with its key, which is looked for by the request.
CREATE INDEX request_keys_request ON request_keys (request_id);

PRAGMA user_version = 7;
