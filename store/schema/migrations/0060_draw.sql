-- The source of a draw is named at the lock; a locked list is posted with its digest and may be disputed before lots are drawn. Rounds
-- locked before have no days and no source, and are drawn as before.

ALTER TABLE round ADD COLUMN source_kind TEXT NOT NULL DEFAULT '' CHECK (source_kind IN ('', 'number', 'witnesses'));
ALTER TABLE round ADD COLUMN source_name TEXT NOT NULL DEFAULT '';
ALTER TABLE round ADD COLUMN source_issue TEXT NOT NULL DEFAULT '';
ALTER TABLE round ADD COLUMN source_day TEXT;
ALTER TABLE round ADD COLUMN draw_bits INTEGER NOT NULL DEFAULT 0;    -- hundredths of a bit
ALTER TABLE round ADD COLUMN draw_accept TEXT NOT NULL DEFAULT '';    -- why a weak draw was taken
ALTER TABLE round ADD COLUMN draw_digest TEXT NOT NULL DEFAULT '';    -- sha256 of the posted list that lots were drawn on
ALTER TABLE round_input ADD COLUMN dispute_until TEXT;                -- of a posted list

CREATE TABLE dispute (
  id             INTEGER PRIMARY KEY,
  round_id       INTEGER NOT NULL REFERENCES round (id),
  input_id       INTEGER NOT NULL REFERENCES round_input (id),   -- the posted list
  application_id INTEGER REFERENCES application (id),
  name           TEXT    NOT NULL CHECK (name <> ''),
  body           TEXT    NOT NULL CHECK (body <> ''),
  state          TEXT    NOT NULL CHECK (state IN ('raised', 'dismissed', 'upheld')),
  raised_day     TEXT    NOT NULL,
  raised_by      INTEGER NOT NULL,
  answer         TEXT    NOT NULL DEFAULT '',
  answered_day   TEXT,
  answered_by    INTEGER
) STRICT;
CREATE INDEX dispute_round ON dispute (round_id, state);
