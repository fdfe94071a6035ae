-- Before a result is confirmed it is screened; what was found is kept with the remark of the one who confirmed it or sent the round back.

CREATE TABLE screening (
  id         INTEGER PRIMARY KEY,
  round_id   INTEGER NOT NULL REFERENCES round (id),
  run_id     INTEGER NOT NULL REFERENCES run (id),
  kind       TEXT    NOT NULL,
  finding    TEXT    NOT NULL,
  remark     TEXT    NOT NULL CHECK (remark <> ''),
  sent_back  INTEGER NOT NULL DEFAULT 0 CHECK (sent_back IN (0, 1)),
  day        TEXT    NOT NULL,
  account_id INTEGER NOT NULL
) STRICT;
CREATE INDEX screening_round ON screening (round_id);
