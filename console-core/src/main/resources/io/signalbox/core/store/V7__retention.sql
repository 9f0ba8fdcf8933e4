-- Requests that ended are looked through by when they did.
CREATE INDEX requests_finished ON requests (finished_at) WHERE finished_at IS NOT NULL;
-- A request goes with its key, which is looked for by the request.
CREATE INDEX request_keys_request ON request_keys (request_id);
