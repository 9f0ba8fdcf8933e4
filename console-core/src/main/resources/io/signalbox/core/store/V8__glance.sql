-- What every screen shows is counted ten times a second at most: what is over must not be read.
CREATE INDEX requests_troubled ON requests (finished_at)
  WHERE state IN ('PARTIAL', 'FAILED', 'TIMEOUT');
CREATE INDEX machines_running ON machines (request_id) WHERE state = 'RUNNING';
