-- Files beside records: what lies in the folder of files, once for equal content, and which record has which of them under which name.

CREATE TABLE file (
  id     INTEGER PRIMARY KEY,
  sha256 TEXT    NOT NULL UNIQUE,                                  -- its name in the folder
  size   INTEGER NOT NULL CHECK (size > 0)                         -- bytes
) STRICT;

CREATE TABLE scan (
  id               INTEGER PRIMARY KEY,
  noun             TEXT    NOT NULL CHECK (noun <> ''),
  noun_id          INTEGER NOT NULL,
  district         TEXT    NOT NULL,                               -- of the record; '' is the city pool
  subject          TEXT    NOT NULL CHECK (subject <> ''),         -- number and name of the record
  file_id          INTEGER NOT NULL REFERENCES file (id),
  name             TEXT    NOT NULL CHECK (name <> ''),            -- as the person's file was called
  kind             TEXT    NOT NULL CHECK (kind IN ('jpg','png','pdf','docx','xlsx')),
  what             TEXT    NOT NULL CHECK (what <> ''),            -- what it shows
  account_id       INTEGER NOT NULL,
  day              TEXT    NOT NULL,
  withdrawn_day    TEXT,
  withdrawn_reason TEXT    NOT NULL DEFAULT '',
  CHECK ((withdrawn_day IS NULL) = (withdrawn_reason = ''))
) STRICT;
CREATE INDEX scan_of ON scan (noun, noun_id, id);
CREATE INDEX scan_file ON scan (file_id);

-- Filled in a backup that takes the files along; empty in an office, and outside the log.
CREATE TABLE packed_file (
  sha256 TEXT PRIMARY KEY,
  body   BLOB NOT NULL
) STRICT;
