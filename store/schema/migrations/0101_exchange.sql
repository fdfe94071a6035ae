-- Offices exchange packages: whose key was introduced here, how far what came from them reaches, and what another office says it has.

CREATE TABLE known_office (
  id            INTEGER PRIMARY KEY,
  uid           TEXT    NOT NULL UNIQUE,         -- its lasting mark
  name          TEXT    NOT NULL,
  district      TEXT    NOT NULL,                -- '' is the whole city
  public        TEXT    NOT NULL,                -- base64 without padding
  introduced    TEXT    NOT NULL,                -- since when its key is known
  introduced_by INTEGER NOT NULL,
  seq           INTEGER NOT NULL DEFAULT 0,      -- last row of its log that is here; 0: none
  hash          TEXT    NOT NULL DEFAULT '',     -- of that row, in hex
  as_of         TEXT,                            -- its day when it packed
  came          TEXT,                            -- day of this office
  version       INTEGER NOT NULL DEFAULT 1,
  CHECK ((seq = 0) = (as_of IS NULL))
) STRICT;

CREATE TABLE office_receipt (
  id      INTEGER PRIMARY KEY,
  uid     TEXT    NOT NULL,                      -- of the office that has it
  name    TEXT    NOT NULL,
  seq     INTEGER NOT NULL CHECK (seq > 0),      -- last row of this office's log that it has
  hash    TEXT    NOT NULL,
  given   TEXT    NOT NULL,                      -- its day
  kept    TEXT    NOT NULL,                      -- day of this office
  UNIQUE (uid, seq)
) STRICT;
