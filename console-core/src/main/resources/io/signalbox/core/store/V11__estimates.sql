-- What a machine of the attempt was estimated to cost when it was planned, as JSON; null for those of
-- programs that kept none.
ALTER TABLE attempts ADD COLUMN estimate TEXT;
