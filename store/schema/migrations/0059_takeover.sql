-- What an office brings in from before (接入): each import with what it made and what stood there before, so that the last one can be
-- taken back as a whole; the districts whose data are real since then; which heading means which field.

CREATE TABLE takeover (
  id         INTEGER PRIMARY KEY,
  kind       TEXT    NOT NULL,                                   -- units, tenancies …
  file       TEXT    NOT NULL,                                   -- its name, without the folder
  day        TEXT    NOT NULL,
  at         TEXT    NOT NULL,
  account    INTEGER NOT NULL,
  district   TEXT    NOT NULL,                                   -- of the account; '' is the whole city
  entry      INTEGER NOT NULL,                                   -- of the log
  read       INTEGER NOT NULL,
  added      INTEGER NOT NULL,
  changed    INTEGER NOT NULL,
  same       INTEGER NOT NULL,
  absent     INTEGER NOT NULL,
  rejected   INTEGER NOT NULL,
  made       TEXT    NOT NULL DEFAULT '{}',                      -- JSON: ids of the rows that it made, from and to, by table
  undone_day TEXT,
  undone_by  INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The first ledger of a district: since then its data are real.
CREATE TABLE takeover_district (
  id          INTEGER PRIMARY KEY,
  takeover_id INTEGER NOT NULL REFERENCES takeover (id),
  district    TEXT    NOT NULL,
  UNIQUE (takeover_id, district)
) STRICT;

-- Rows as they stood before an import changed them or took them away.
CREATE TABLE takeover_row (
  id          INTEGER PRIMARY KEY,
  takeover_id INTEGER NOT NULL REFERENCES takeover (id),
  noun        TEXT    NOT NULL,                                  -- the table
  noun_id     INTEGER NOT NULL,
  old_whole   TEXT    NOT NULL                                   -- JSON of its columns
) STRICT;
CREATE INDEX takeover_row_of ON takeover_row (takeover_id, id);

-- Which heading of a set of headings was taken for which field ('' for none).
CREATE TABLE takeover_heading (
  id       INTEGER PRIMARY KEY,
  kind     TEXT NOT NULL,
  headings TEXT NOT NULL,                                        -- by what the set is recognised
  heading  TEXT NOT NULL,
  field    TEXT NOT NULL,
  UNIQUE (kind, headings, heading)
) STRICT;
