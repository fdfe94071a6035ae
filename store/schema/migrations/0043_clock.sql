-- How the fee clock was set for who has stayed before, or is like somebody who has, and by which stays. What was set before this
-- release stays: an inherited clock went on, a decision made it begin anew.
ALTER TABLE tenancy ADD COLUMN clock_how TEXT NOT NULL DEFAULT '' CHECK (clock_how IN ('','on','rest','full','fresh'));
ALTER TABLE tenancy ADD COLUMN clock_basis TEXT NOT NULL DEFAULT '';
UPDATE tenancy SET clock_how = CASE WHEN clock_decision <> '' THEN 'fresh' ELSE 'on' END WHERE clock_decision <> '' OR clock_day < signed_day;
