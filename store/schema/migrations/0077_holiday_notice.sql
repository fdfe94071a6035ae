-- Notices of holidays that were taken over, each with what it changed, so that the last one can be taken back while nothing rests on it.
-- Those of before are not known.
CREATE TABLE holiday_notice (
  id          INTEGER PRIMARY KEY,
  year        INTEGER NOT NULL,
  amends      INTEGER NOT NULL CHECK (amends IN (0, 1)),          -- adds to its year; else it replaces it
  source      TEXT    NOT NULL CHECK (source <> ''),
  came        TEXT    NOT NULL,                                   -- JSON: the days that it brought
  went        TEXT    NOT NULL,                                   -- JSON: what stood of them, and of the year, before
  entered_by  INTEGER NOT NULL,                                   -- account; 0: the command line
  entered_day TEXT    NOT NULL,
  undone_day  TEXT,
  undone_by   INTEGER NOT NULL DEFAULT 0,
  undone_why  TEXT    NOT NULL DEFAULT '',
  CHECK ((undone_day IS NULL) = (undone_why = ''))
) STRICT;
