-- Renewed with every change of a request's machines: who has read them under one stamp need not read them again.
ALTER TABLE requests ADD COLUMN machines_stamp INTEGER NOT NULL DEFAULT 0;
