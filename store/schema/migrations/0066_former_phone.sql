-- A new legal representative may come with another telephone; that of the former one is kept with the change.

ALTER TABLE holding_change ADD COLUMN phone TEXT NOT NULL DEFAULT '';         -- of the former legal representative
