-- Rounds, runs, overrides, objections, awards (四(三)). Areas in dm², weights in thousandths of a job, dates as ISO text.
-- Accounts are ids as the log keeps them: 0 is the command line.

CREATE TABLE round (
  id              INTEGER PRIMARY KEY,
  number          TEXT    NOT NULL UNIQUE,                       -- JS-2021-07: district code, year, gapless number
  title           TEXT    NOT NULL,                              -- 尖山区 2021 年第 7 批次
  district        TEXT    NOT NULL,
  single          INTEGER NOT NULL DEFAULT 0 CHECK (single IN (0, 1)),
  state           TEXT    NOT NULL CHECK (state IN ('draft','locked','drawn','computed','noticed','reopened','confirmed','cancelled')),
  parameter_id    INTEGER NOT NULL REFERENCES parameter (id),    -- the parameters' version that the round uses
  filter          TEXT    NOT NULL DEFAULT '',                   -- the filter text that chose the pool
  draw_text       TEXT    NOT NULL DEFAULT '',
  draw_day        TEXT,
  notice_from     TEXT,
  notice_until    TEXT,
  objection_until TEXT,
  reason          TEXT    NOT NULL DEFAULT '',                   -- of the last reopening or of the cancellation
  created_day     TEXT    NOT NULL,
  created_by      INTEGER NOT NULL,
  confirmed_day   TEXT,
  confirmed_by    INTEGER,
  version         INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX round_list ON round (district, state, id);

CREATE TABLE round_witness (
  id       INTEGER PRIMARY KEY,
  round_id INTEGER NOT NULL REFERENCES round (id),
  position INTEGER NOT NULL,
  name     TEXT    NOT NULL,
  UNIQUE (round_id, position),
  UNIQUE (round_id, name)
) STRICT;

-- The pool. In a draft it may change; the lock freezes it.
CREATE TABLE round_unit (
  id       INTEGER PRIMARY KEY,
  round_id INTEGER NOT NULL REFERENCES round (id),
  unit_id  INTEGER NOT NULL REFERENCES unit (id),
  UNIQUE (round_id, unit_id)
) STRICT;
CREATE INDEX round_unit_unit ON round_unit (unit_id);

CREATE TABLE round_applicant (
  id             INTEGER PRIMARY KEY,
  round_id       INTEGER NOT NULL REFERENCES round (id),
  application_id INTEGER NOT NULL REFERENCES application (id),
  UNIQUE (round_id, application_id)
) STRICT;
CREATE INDEX round_applicant_application ON round_applicant (application_id);

-- Frozen inputs: the canonical instance with empty seed and without fixed, and its SHA-256. One at the lock, one more at each reopening.
CREATE TABLE round_input (
  id         INTEGER PRIMARY KEY,
  round_id   INTEGER NOT NULL REFERENCES round (id),
  position   INTEGER NOT NULL,
  instance   TEXT    NOT NULL,
  sha256     TEXT    NOT NULL CHECK (length(sha256) = 64),
  reason     TEXT    NOT NULL,
  day        TEXT    NOT NULL,
  account_id INTEGER NOT NULL,
  UNIQUE (round_id, position)
) STRICT;

-- A run: what was computed from which canonical instance. Runs are never changed.
CREATE TABLE run (
  id           INTEGER PRIMARY KEY,
  round_id     INTEGER NOT NULL REFERENCES round (id),
  position     INTEGER NOT NULL,
  kind         TEXT    NOT NULL CHECK (kind IN ('first','again','override','reopened','succession')),
  input_id     INTEGER NOT NULL REFERENCES round_input (id),
  parameter_id INTEGER NOT NULL REFERENCES parameter (id),
  instance     TEXT    NOT NULL,                                 -- canonical, as penggai solve reads it
  result       TEXT    NOT NULL,                                 -- as penggai solve prints it
  digest       TEXT    NOT NULL CHECK (length(digest) = 64),
  proved       INTEGER NOT NULL CHECK (proved IN (0, 1)),
  applicants   INTEGER NOT NULL,
  served       INTEGER NOT NULL,
  jobs_millis  INTEGER NOT NULL,
  area_dm2     INTEGER NOT NULL,
  units        INTEGER NOT NULL,
  units_left   INTEGER NOT NULL,
  day          TEXT    NOT NULL,
  at           TEXT    NOT NULL,                                 -- local time of day, for the screen
  account_id   INTEGER NOT NULL,
  UNIQUE (round_id, position)
) STRICT;

CREATE TABLE override (
  id             INTEGER PRIMARY KEY,
  round_id       INTEGER NOT NULL REFERENCES round (id),
  application_id INTEGER NOT NULL REFERENCES application (id),
  run_id         INTEGER NOT NULL REFERENCES run (id),           -- the run whose line it decides otherwise
  state          TEXT    NOT NULL CHECK (state IN ('proposed','signed','revoked')),
  computed       TEXT    NOT NULL,                               -- JSON array of unit numbers
  decided        TEXT    NOT NULL,                               -- JSON array of unit numbers; [] means not served
  reason         TEXT    NOT NULL CHECK (reason <> ''),
  proposed_by    INTEGER NOT NULL,
  proposed_day   TEXT    NOT NULL,
  signed_by      INTEGER,
  signed_day     TEXT,
  CHECK (signed_by IS NULL OR signed_by <> proposed_by),
  CHECK (state <> 'signed' OR signed_by IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX override_live ON override (round_id, application_id) WHERE state <> 'revoked';

CREATE TABLE objection (
  id             INTEGER PRIMARY KEY,
  round_id       INTEGER NOT NULL REFERENCES round (id),
  run_id         INTEGER NOT NULL REFERENCES run (id),           -- the noticed run
  application_id INTEGER REFERENCES application (id),            -- the line it is about, when it is about one
  name           TEXT    NOT NULL CHECK (name <> ''),            -- who raises it
  body           TEXT    NOT NULL CHECK (body <> ''),
  state          TEXT    NOT NULL CHECK (state IN ('raised','dismissed','upheld')),
  raised_day     TEXT    NOT NULL,
  raised_by      INTEGER NOT NULL,
  answer         TEXT    NOT NULL DEFAULT '',
  answered_day   TEXT,
  answered_by    INTEGER
) STRICT;
CREATE INDEX objection_round ON objection (round_id, state);

-- An award holds its units (hold rows of kind 'award', ref_id = award.id) while offered; signing turns them into holdings.
CREATE TABLE award (
  id             INTEGER PRIMARY KEY,
  round_id       INTEGER NOT NULL REFERENCES round (id),
  run_id         INTEGER NOT NULL REFERENCES run (id),
  application_id INTEGER NOT NULL REFERENCES application (id),
  state          TEXT    NOT NULL CHECK (state IN ('offered','contracted','declined','lapsed','cancelled')),
  rank           INTEGER NOT NULL,
  weight_millis  INTEGER NOT NULL,
  target_dm2     INTEGER NOT NULL,
  area_dm2       INTEGER NOT NULL,
  after_id       INTEGER REFERENCES award (id),                  -- the award whose end made this offer possible (递补)
  offered_day    TEXT    NOT NULL,
  sign_by        TEXT    NOT NULL,
  ended_day      TEXT,
  reason         TEXT    NOT NULL DEFAULT '',
  version        INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX award_live ON award (application_id) WHERE state IN ('offered','contracted');
CREATE INDEX award_list ON award (state, sign_by);
CREATE INDEX award_round ON award (round_id, rank);

CREATE TABLE award_unit (
  id       INTEGER PRIMARY KEY,
  award_id INTEGER NOT NULL REFERENCES award (id),
  unit_id  INTEGER NOT NULL REFERENCES unit (id),
  position INTEGER NOT NULL,                                     -- in bay order
  UNIQUE (award_id, unit_id),
  UNIQUE (award_id, position)
) STRICT;
CREATE INDEX award_unit_unit ON award_unit (unit_id);
