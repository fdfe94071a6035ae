-- How far each stay has been billed.

-- The first day after the periods that have been billed.
ALTER TABLE tenancy ADD COLUMN billed_to TEXT;

-- The day from which the next bill may have something payable, by the clock alone: half price after 36 months, full price when
-- the waiver stops.
CREATE INDEX tenancy_to_bill ON tenancy (district, max(coalesce(billed_to, signed_day),
  min(date(clock_day, '+36 months', 'floor'), coalesce(stopped_day, '9999-12-31')))) WHERE ended_day IS NULL;
CREATE INDEX tenancy_to_close ON tenancy (district, id) WHERE ended_day IS NOT NULL AND max(coalesce(billed_to, signed_day),
  min(date(clock_day, '+36 months', 'floor'), coalesce(stopped_day, '9999-12-31'))) < ended_day;
CREATE INDEX tenancy_water ON tenancy (district, id) WHERE water_intensive = 1;
