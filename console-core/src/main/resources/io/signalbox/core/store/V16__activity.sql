-- Which act another one undid, and what is needed to find it, and all that one click led to.
ALTER TABLE audit ADD COLUMN undoes INTEGER NOT NULL DEFAULT 0;
CREATE INDEX audit_undoes ON audit (undoes) WHERE undoes > 0;
CREATE INDEX audit_trace ON audit (trace_id);
-- Calls of clouds are told in the order of time, among all else.
CREATE INDEX api_calls_at ON api_calls (at);
