-- A reading says whether it is of the same meter as the one before it: the last reading of an old meter and the first of a new
-- one stand on one day. Until now a reading that fell meant a new meter that had begun at nought.

ALTER TABLE reading ADD COLUMN meter TEXT NOT NULL DEFAULT '' CHECK (meter IN ('', 'new', 'changed'));
UPDATE reading SET meter = 'changed' WHERE reason <> '' OR id IN (
  SELECT id FROM (SELECT id, litres, lag(litres) OVER (PARTITION BY tenancy_id, unit_id ORDER BY day, id) AS before FROM reading WHERE reversed_day IS NULL)
   WHERE litres < before);
DROP INDEX reading_day;
CREATE UNIQUE INDEX reading_day ON reading (tenancy_id, unit_id, day, (meter = 'new')) WHERE reversed_day IS NULL;
