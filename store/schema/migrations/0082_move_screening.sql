-- Giving a sitting tenant other premises is screened as a single placement is; each finding is kept with what was said of it.
CREATE TABLE move_screening (
  id         INTEGER PRIMARY KEY,
  change_id  INTEGER NOT NULL REFERENCES holding_change (id),
  kind       TEXT    NOT NULL,
  finding    TEXT    NOT NULL,
  remark     TEXT    NOT NULL CHECK (remark <> ''),
  day        TEXT    NOT NULL,
  account_id INTEGER NOT NULL
) STRICT;
CREATE INDEX move_screening_change ON move_screening (change_id);
