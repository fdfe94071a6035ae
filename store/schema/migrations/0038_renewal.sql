-- A renewal is decided on verified jobs, area and debts; what was signed before says nothing of it.
ALTER TABLE contract ADD COLUMN decision TEXT NOT NULL DEFAULT '';   -- whose decision a next term was, and what was seen
