-- A further relief for some months, by a decision of its own: fees, share in hundredths of what would be payable, first day not
-- relieved. Lines of bills say with which share they were worked out.

ALTER TABLE benefit ADD COLUMN relieves TEXT NOT NULL DEFAULT '';
ALTER TABLE benefit ADD COLUMN percent INTEGER NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100);
ALTER TABLE benefit ADD COLUMN until_day TEXT;
ALTER TABLE bill_line ADD COLUMN relief INTEGER NOT NULL DEFAULT 0 CHECK (relief BETWEEN 0 AND 100);
