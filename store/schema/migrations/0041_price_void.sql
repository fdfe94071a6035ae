-- A price that was entered by mistake is voided, and another takes its place.

ALTER TABLE price ADD COLUMN voided_day TEXT;
ALTER TABLE price ADD COLUMN voided_by INTEGER NOT NULL DEFAULT 0;
ALTER TABLE price ADD COLUMN void_reason TEXT NOT NULL DEFAULT '';
DROP INDEX price_place;
CREATE UNIQUE INDEX price_place ON price (district, community, floor, fee, year) WHERE voided_day IS NULL;
