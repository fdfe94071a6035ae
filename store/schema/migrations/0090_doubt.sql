-- Unlikely values that a person has looked at: the same value of the same record is not asked about again.
CREATE TABLE doubt (
  id         INTEGER PRIMARY KEY,
  noun       TEXT    NOT NULL CHECK (noun <> ''),
  noun_id    INTEGER NOT NULL,
  key        TEXT    NOT NULL CHECK (key <> ''),                  -- the value, and what it was compared with
  text       TEXT    NOT NULL,                                    -- as it was asked
  account_id INTEGER NOT NULL,
  day        TEXT    NOT NULL,
  UNIQUE (noun, noun_id, key)
) STRICT;
