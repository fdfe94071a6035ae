-- The pool of a round is all vacant shops of the district, unless some are left out with a reason. A row is one such decision: the
-- numbers of the shops as JSON, why, who and when. What was left out stands with the inputs that were frozen, as an instance without
-- applicants; '' where a round was locked before reasons were asked for.

CREATE TABLE round_left_out (
  id         INTEGER PRIMARY KEY,
  round_id   INTEGER NOT NULL REFERENCES round (id),
  units      TEXT    NOT NULL,
  reason     TEXT    NOT NULL CHECK (reason <> ''),
  day        TEXT    NOT NULL,
  account_id INTEGER NOT NULL
) STRICT;
CREATE INDEX round_left_out_round ON round_left_out (round_id);

ALTER TABLE round_input ADD COLUMN outside TEXT NOT NULL DEFAULT '';

-- A draft has decided nothing yet: its pool is all vacant shops again.
UPDATE round SET filter = '' WHERE state = 'draft';
