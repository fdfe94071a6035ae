-- The notice of an intended exit for fraud says what taking the waiver back makes payable, up to the day on which the exit was opened: the
-- paper printed again says the same. Notices served before said no amount, and none is put into them.

ALTER TABLE exit ADD COLUMN told_owed TEXT NOT NULL DEFAULT '';              -- 截至2021年3月4日应补缴 12,000.00 元（房租 12,000.00 元）
