-- The decision on an exit says what it makes of the tenant's answer (采纳、不采纳) and why, and keeps the days that lie between its
-- service and the last day for clearing at least. Those decided before say nothing of either, and are served as they were decided.

ALTER TABLE exit ADD COLUMN heed TEXT NOT NULL DEFAULT '' CHECK (heed IN ('', 'all', 'part', 'not', 'waived'));
ALTER TABLE exit ADD COLUMN weighed TEXT NOT NULL DEFAULT '';
ALTER TABLE exit ADD COLUMN vacate_least INTEGER NOT NULL DEFAULT 0;
