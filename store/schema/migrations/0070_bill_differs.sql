-- Bills that were issued may come to rest on another figure: a further relief for months that were billed, a decision of a late renewal.
-- differs says that a difference bill of the stay is to come; the next run of bills clears it.
ALTER TABLE tenancy ADD COLUMN differs INTEGER NOT NULL DEFAULT 0 CHECK (differs IN (0, 1));
CREATE INDEX tenancy_differs ON tenancy (district) WHERE differs = 1;
