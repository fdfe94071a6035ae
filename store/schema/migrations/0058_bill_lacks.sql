-- What a bill says it does not count, in words, frozen with it: meters that nobody read, prices that are still to come.

ALTER TABLE bill ADD COLUMN lacks TEXT NOT NULL DEFAULT '';

-- Stays that pay something by the clock, whether or not a bill was issued since: what they lack is asked of all of them.
CREATE INDEX tenancy_pays ON tenancy (district, min(date(clock_day, '+36 months', 'floor'), coalesce(stopped_day, '9999-12-31')))
  WHERE ended_day IS NULL;
