-- What must go when its time has come: lists of subjects whose numbers are deleted, signed by two people, and holds that keep everything where it is.
CREATE TABLE erasure (
  id          INTEGER PRIMARY KEY,
  number      TEXT    NOT NULL UNIQUE,                           -- QL-2031-0001
  district    TEXT    NOT NULL,                                  -- of who proposed it; '' the whole city
  state       TEXT    NOT NULL CHECK (state IN ('proposed','carried','refused','withdrawn')),
  day         TEXT    NOT NULL,                                  -- proposed
  proposed_by INTEGER NOT NULL,
  note        TEXT    NOT NULL DEFAULT '',
  decided_day TEXT,
  decided_by  INTEGER NOT NULL DEFAULT 0,
  decision    TEXT    NOT NULL DEFAULT '',
  subjects    INTEGER NOT NULL CHECK (subjects > 0),
  numbers     INTEGER NOT NULL CHECK (numbers >= 0),
  version     INTEGER NOT NULL DEFAULT 1,
  CHECK ((state = 'proposed') = (decided_day IS NULL))
) STRICT;
CREATE INDEX erasure_list ON erasure (district, id);
CREATE TABLE erasure_line (
  id           INTEGER PRIMARY KEY,
  erasure_id   INTEGER NOT NULL REFERENCES erasure (id),
  applicant_id INTEGER NOT NULL REFERENCES applicant (id),
  name         TEXT    NOT NULL,
  district     TEXT    NOT NULL,
  ended_day    TEXT    NOT NULL,                                 -- its last case
  due_day      TEXT    NOT NULL,                                 -- from which on its numbers are kept no longer
  numbers      INTEGER NOT NULL,
  UNIQUE (erasure_id, applicant_id)
) STRICT;
CREATE INDEX erasure_line_applicant ON erasure_line (applicant_id);
CREATE TABLE keeping_hold (
  id            INTEGER PRIMARY KEY,
  applicant_id  INTEGER NOT NULL REFERENCES applicant (id),
  reason        TEXT    NOT NULL CHECK (reason <> ''),
  document      TEXT    NOT NULL CHECK (document <> ''),
  from_day      TEXT    NOT NULL,
  account_id    INTEGER NOT NULL,
  lifted_day    TEXT,
  lifted_by     INTEGER NOT NULL DEFAULT 0,
  lifted_reason TEXT    NOT NULL DEFAULT '',
  CHECK ((lifted_day IS NULL) = (lifted_reason = ''))
) STRICT;
CREATE UNIQUE INDEX keeping_hold_one ON keeping_hold (applicant_id) WHERE lifted_day IS NULL;
