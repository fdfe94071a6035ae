-- Whom an override passes over: rank, number, what each would have had and what is left to it, as JSON without names.

ALTER TABLE override ADD COLUMN passed TEXT NOT NULL DEFAULT '[]';
