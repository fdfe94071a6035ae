-- The office, its accounts, and what every noun stands on.

CREATE TABLE office (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uid TEXT NOT NULL,
  name TEXT NOT NULL,
  district TEXT NOT NULL,               -- '' is the whole city
  founded TEXT NOT NULL
) STRICT;

CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  display TEXT NOT NULL,
  roles TEXT NOT NULL,                  -- role codes separated by commas, in the order of allocation.Roles
  district TEXT NOT NULL,               -- '' is the whole city
  password_hash TEXT NOT NULL,
  must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Failed sign-ins, outside the log: guesses must not be able to fill it.
CREATE TABLE attempt (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  failures INTEGER NOT NULL,
  last_at INTEGER NOT NULL              -- unix seconds
) STRICT;

CREATE TABLE secret (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  value BLOB NOT NULL
) STRICT;

-- The log: one entry is one command; its rows are chunks of after-images, chained by hash.
CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL,               -- seq of the entry's first chunk
  command TEXT NOT NULL,
  at TEXT NOT NULL,                     -- wall clock, RFC 3339
  day TEXT NOT NULL,                    -- civil date of the office
  account INTEGER NOT NULL,             -- 0 is the command line
  actor TEXT NOT NULL,                  -- name and role as they were
  action TEXT NOT NULL,
  title TEXT NOT NULL,
  subject TEXT NOT NULL,
  noun TEXT NOT NULL,                   -- '' or the noun that the entry is about
  noun_id INTEGER NOT NULL,
  reason TEXT NOT NULL,
  body BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX log_command ON log (command, action) WHERE seq = entry;
CREATE INDEX log_day ON log (day, seq) WHERE seq = entry;
CREATE INDEX log_account ON log (account, seq) WHERE seq = entry;
CREATE INDEX log_title ON log (title) WHERE seq = entry;
CREATE INDEX log_actor ON log (actor) WHERE seq = entry;
CREATE INDEX log_noun ON log (noun, noun_id, seq) WHERE seq = entry;

CREATE TRIGGER log_insert BEFORE INSERT ON log
WHEN NEW.seq IS NULL OR NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM log)
BEGIN SELECT RAISE(ABORT, 'log: seq must follow the last one'); END;
CREATE TRIGGER log_update BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'log: append only'); END;
CREATE TRIGGER log_delete BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'log: append only'); END;

CREATE TABLE parameter (
  id INTEGER PRIMARY KEY,
  district TEXT NOT NULL,
  version INTEGER NOT NULL,
  effective TEXT NOT NULL,
  body TEXT NOT NULL,                   -- JSON of allocation.Parameters
  author TEXT NOT NULL,
  approver TEXT NOT NULL,
  note TEXT NOT NULL,
  created TEXT NOT NULL,
  UNIQUE (district, version)
) STRICT;
CREATE INDEX parameter_effective ON parameter (district, effective, version);

-- Sectors, groups, materials, benefits and exit grounds: data with their clause and validity.
CREATE TABLE catalogue (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('sector', 'group', 'material', 'benefit', 'ground')),
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  clause TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,                        -- excluded; NULL while in force
  place INTEGER NOT NULL,               -- order within the kind
  body TEXT NOT NULL,                   -- JSON of what the kind adds
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (kind, code, valid_from)
) STRICT;

-- Days that differ from the plain week: holidays and make-up working days.
CREATE TABLE holiday (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL UNIQUE,
  working INTEGER NOT NULL CHECK (working IN (0, 1)),
  name TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;

-- Gapless numbers, one row a series.
CREATE TABLE sequence (
  id INTEGER PRIMARY KEY,
  series TEXT NOT NULL UNIQUE,
  last INTEGER NOT NULL
) STRICT;

-- Every move of every life.
CREATE TABLE move (
  id INTEGER PRIMARY KEY,
  noun TEXT NOT NULL,
  noun_id INTEGER NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  day TEXT NOT NULL,
  at TEXT NOT NULL,
  account INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX move_noun ON move (noun, noun_id, id);

-- Drafts and view settings: one's own, outside the log.
CREATE TABLE draft (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  key TEXT NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (account, key)
) STRICT;

CREATE TABLE view (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  key TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (account, key)
) STRICT;
