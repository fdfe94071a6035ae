-- The number of a former legal representative, so that papers of his days can name it; '' where the change is older than this.
ALTER TABLE holding_change ADD COLUMN identity TEXT NOT NULL DEFAULT '';
