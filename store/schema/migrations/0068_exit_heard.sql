-- The notice of an intended exit keeps the period that it told the tenant: the paper printed again says it, whatever the rule of the
-- district has become since. Of those served before, the rule that was in force on the day of the telling is read.

ALTER TABLE exit ADD COLUMN answer_within TEXT NOT NULL DEFAULT '';          -- 5 个工作日
