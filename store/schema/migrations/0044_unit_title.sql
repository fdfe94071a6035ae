-- Where a unit comes from, what it is for, its certificate of title and its address. All units so far are those of clause 一.
ALTER TABLE unit ADD COLUMN source TEXT NOT NULL DEFAULT 'renewal';
ALTER TABLE unit ADD COLUMN usage TEXT NOT NULL DEFAULT '';
ALTER TABLE unit ADD COLUMN certificate TEXT NOT NULL DEFAULT '';
ALTER TABLE unit ADD COLUMN address TEXT NOT NULL DEFAULT '';

DROP INDEX unit_find;
CREATE INDEX unit_find ON unit (number, state, district, community, building, floor, bay, tags, area_dm2, sample, source, usage, certificate, address);
