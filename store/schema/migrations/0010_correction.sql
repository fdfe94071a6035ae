-- Corrections with trace and second person; readings and papers that were entered by mistake are marked, never deleted.

-- One field of one row that is to be mended: noun and noun_id are the record that people open (tenancy, unit, exit), part and
-- part_id the row that holds the field. Old and new stand as the form types them.
CREATE TABLE correction (
  id           INTEGER PRIMARY KEY,
  number       TEXT    NOT NULL UNIQUE,                          -- GZ-JS-2021-0005
  district     TEXT    NOT NULL,                                 -- '' is the city pool
  state        TEXT    NOT NULL CHECK (state IN ('proposed','applied','refused','withdrawn')),
  noun         TEXT    NOT NULL CHECK (noun IN ('tenancy','unit','exit')),
  noun_id      INTEGER NOT NULL,
  part         TEXT    NOT NULL,
  part_id      INTEGER NOT NULL,
  field        TEXT    NOT NULL,
  subject      TEXT    NOT NULL CHECK (subject <> ''),           -- number and name of the record
  row_title    TEXT    NOT NULL,                                 -- which row of the record: 备案 市棚改办 12
  old          TEXT    NOT NULL,
  new          TEXT    NOT NULL CHECK (new <> old),
  reason       TEXT    NOT NULL CHECK (reason <> ''),
  document     TEXT    NOT NULL,
  proposed_day TEXT    NOT NULL,
  proposed_by  INTEGER NOT NULL,
  decided_day  TEXT,
  decided_by   INTEGER NOT NULL DEFAULT 0,
  decision     TEXT    NOT NULL DEFAULT '',
  same_hands   INTEGER NOT NULL DEFAULT 0 CHECK (same_hands IN (0, 1)),
  version      INTEGER NOT NULL DEFAULT 1,
  CHECK ((state = 'proposed') = (decided_day IS NULL))
) STRICT;
CREATE UNIQUE INDEX correction_open ON correction (part, part_id, field) WHERE state = 'proposed';
CREATE INDEX correction_list ON correction (district, state, id);
CREATE INDEX correction_noun ON correction (noun, noun_id, id);

-- A reading that was reversed (红冲) stays and does not count; its day can be entered again.
ALTER TABLE reading RENAME TO reading_before;
CREATE TABLE reading (
  id              INTEGER PRIMARY KEY,
  tenancy_id      INTEGER NOT NULL REFERENCES tenancy (id),
  unit_id         INTEGER NOT NULL REFERENCES unit (id),
  day             TEXT    NOT NULL,
  litres          INTEGER NOT NULL CHECK (litres >= 0),
  reason          TEXT    NOT NULL DEFAULT '',                   -- why it is lower than the one before: the meter was changed
  reversed_day    TEXT,
  reversed_by     INTEGER NOT NULL DEFAULT 0,
  reversed_reason TEXT    NOT NULL DEFAULT '',
  CHECK ((reversed_day IS NULL) = (reversed_reason = ''))
) STRICT;
INSERT INTO reading (id, tenancy_id, unit_id, day, litres, reason) SELECT id, tenancy_id, unit_id, day, litres, reason FROM reading_before ORDER BY id;
DROP TABLE reading_before;
CREATE UNIQUE INDEX reading_day ON reading (tenancy_id, unit_id, day) WHERE reversed_day IS NULL;
CREATE INDEX reading_tenancy ON reading (tenancy_id, unit_id, day, id);

-- A paper that was entered by mistake is struck out (作废); the same paper can be entered again.
ALTER TABLE milestone RENAME TO milestone_before;
CREATE TABLE milestone (
  id            INTEGER PRIMARY KEY,
  tenancy_id    INTEGER NOT NULL REFERENCES tenancy (id),
  kind          TEXT    NOT NULL CHECK (kind IN ('notarised','filed','licensed','taxed')),
  body          TEXT    NOT NULL CHECK (body <> ''),
  number        TEXT    NOT NULL CHECK (number <> ''),
  day           TEXT    NOT NULL,
  remark        TEXT    NOT NULL DEFAULT '',
  struck_day    TEXT,
  struck_by     INTEGER NOT NULL DEFAULT 0,
  struck_reason TEXT    NOT NULL DEFAULT '',
  CHECK ((struck_day IS NULL) = (struck_reason = ''))
) STRICT;
INSERT INTO milestone (id, tenancy_id, kind, body, number, day, remark) SELECT id, tenancy_id, kind, body, number, day, remark FROM milestone_before ORDER BY id;
DROP TABLE milestone_before;
CREATE UNIQUE INDEX milestone_paper ON milestone (tenancy_id, kind, body, number) WHERE struck_day IS NULL;
CREATE INDEX milestone_tenancy ON milestone (tenancy_id, day, id);
