-- The ground against the ledger: lists of premises, by building or drawn by lot, what was seen, and who keeps away from whom.
CREATE TABLE walk (
  id         INTEGER PRIMARY KEY,
  number     TEXT    NOT NULL UNIQUE,                            -- HC-JS-2021-0001
  district   TEXT    NOT NULL,
  kind       TEXT    NOT NULL CHECK (kind IN ('building','drawn')),
  state      TEXT    NOT NULL CHECK (state IN ('frozen','open','done','cancelled')),
  place      TEXT    NOT NULL,                                   -- of what it is a list
  inspectors TEXT    NOT NULL CHECK (inspectors <> ''),          -- who goes, or who may be drawn
  wanted     INTEGER NOT NULL DEFAULT 0 CHECK (wanted >= 0),     -- how many units are drawn
  seed       TEXT    NOT NULL DEFAULT '',                        -- what lots were drawn from
  digest     TEXT    NOT NULL DEFAULT '',                        -- of the frozen list
  made_day   TEXT    NOT NULL,
  made_by    INTEGER NOT NULL,
  drawn_day  TEXT,
  done_day   TEXT,
  remark     TEXT    NOT NULL DEFAULT '',
  version    INTEGER NOT NULL DEFAULT 1,
  CHECK ((kind = 'drawn') = (wanted > 0))
) STRICT;
CREATE TABLE walk_line (
  id           INTEGER PRIMARY KEY,
  walk_id      INTEGER NOT NULL REFERENCES walk (id),
  position     INTEGER NOT NULL,
  unit_id      INTEGER NOT NULL REFERENCES unit (id),
  number       TEXT    NOT NULL,                                 -- of the unit, and the rest of what the ledger said then
  ledger       TEXT    NOT NULL,
  tenancy_id   INTEGER REFERENCES tenancy (id),
  applicant_id INTEGER REFERENCES applicant (id),
  tenant       TEXT    NOT NULL DEFAULT '',
  opened       INTEGER NOT NULL DEFAULT 0 CHECK (opened IN (0, 1)),
  drawn        INTEGER NOT NULL DEFAULT 0 CHECK (drawn IN (0, 1)), -- it is to be seen
  inspectors   TEXT    NOT NULL DEFAULT '',
  seen         TEXT    NOT NULL DEFAULT '' CHECK (seen IN ('','open','shut','other','empty')),
  seen_day     TEXT,
  seen_by      TEXT    NOT NULL DEFAULT '',
  note         TEXT    NOT NULL DEFAULT '',
  finding_id   INTEGER REFERENCES finding (id),
  entered_by   INTEGER NOT NULL DEFAULT 0,
  UNIQUE (walk_id, position),
  UNIQUE (walk_id, unit_id),
  CHECK ((seen = '') = (seen_day IS NULL))
) STRICT;
CREATE TABLE walk_person (
  id         INTEGER PRIMARY KEY,
  walk_id    INTEGER NOT NULL REFERENCES walk (id),
  account_id INTEGER NOT NULL,
  name       TEXT    NOT NULL CHECK (name <> ''),
  UNIQUE (walk_id, account_id)
) STRICT;
CREATE TABLE walk_bar (
  id           INTEGER PRIMARY KEY,
  walk_id      INTEGER NOT NULL REFERENCES walk (id),
  account_id   INTEGER NOT NULL,
  applicant_id INTEGER NOT NULL REFERENCES applicant (id),
  reason       TEXT    NOT NULL CHECK (reason <> ''),
  UNIQUE (walk_id, account_id, applicant_id)
) STRICT;
CREATE TABLE interest (
  id           INTEGER PRIMARY KEY,
  account_id   INTEGER NOT NULL,
  applicant_id INTEGER NOT NULL REFERENCES applicant (id),
  reason       TEXT    NOT NULL CHECK (reason <> ''),
  day          TEXT    NOT NULL,
  UNIQUE (account_id, applicant_id)
) STRICT;
CREATE INDEX walk_by_district ON walk (district, state);
CREATE INDEX walk_line_by_unit ON walk_line (unit_id, seen_day);
