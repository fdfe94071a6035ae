-- The last move of a life can be taken back: what was signed stays under its number and is void. Changes of premises and
-- of the tenant under one fee clock.

CREATE TABLE tenancy_new (
  id              INTEGER PRIMARY KEY,
  number          TEXT    NOT NULL UNIQUE,                       -- RZ-JS-2017-0031
  district        TEXT    NOT NULL,
  applicant_id    INTEGER NOT NULL REFERENCES applicant (id),    -- who holds it now
  application_id  INTEGER NOT NULL REFERENCES application (id),
  award_id        INTEGER NOT NULL REFERENCES award (id),
  state           TEXT    NOT NULL CHECK (state IN ('signed','handed','open','leaving','ended','void')),
  signed_day      TEXT    NOT NULL,                              -- first signing
  clock_day       TEXT    NOT NULL CHECK (clock_day <= signed_day), -- the fee clock (五(一)); earlier for a returning applicant
  clock_decision  TEXT    NOT NULL DEFAULT '',                   -- what gave a returning applicant a new clock
  handed_day      TEXT,
  open_by         TEXT,                                          -- last day for opening (三.3)
  open_sure       INTEGER NOT NULL DEFAULT 0 CHECK (open_sure IN (0, 1)),
  opened_day      TEXT,
  stopped_day     TEXT,                                          -- first day at full price (四(五)1, 3)
  ended_day       TEXT,                                          -- keys back
  water_intensive INTEGER NOT NULL CHECK (water_intensive IN (0, 1)),
  state_day       TEXT    NOT NULL,
  version         INTEGER NOT NULL DEFAULT 1,
  CHECK (state NOT IN ('handed', 'open') OR handed_day IS NOT NULL),
  CHECK ((state = 'ended') = (ended_day IS NOT NULL))
) STRICT;
INSERT INTO tenancy_new (id, number, district, applicant_id, application_id, award_id, state, signed_day, clock_day, clock_decision, handed_day,
  open_by, open_sure, opened_day, stopped_day, ended_day, water_intensive, state_day, version)
  SELECT id, number, district, applicant_id, application_id, award_id, state, signed_day, clock_day, clock_decision, handed_day,
  open_by, open_sure, opened_day, stopped_day, ended_day, water_intensive, state_day, version FROM tenancy ORDER BY id;
DROP TABLE tenancy;
ALTER TABLE tenancy_new RENAME TO tenancy;
CREATE INDEX tenancy_list ON tenancy (district, state, id);
CREATE INDEX tenancy_newest ON tenancy (district, id);
CREATE INDEX tenancy_applicant ON tenancy (applicant_id, id);
CREATE INDEX tenancy_open_by ON tenancy (open_by) WHERE state = 'handed';
-- An application and an award are signed once; a signing that was taken back does not count.
CREATE UNIQUE INDEX tenancy_application ON tenancy (application_id) WHERE state <> 'void';
CREATE UNIQUE INDEX tenancy_award ON tenancy (award_id) WHERE state <> 'void';

CREATE TABLE contract_new (
  id         INTEGER PRIMARY KEY,
  tenancy_id INTEGER NOT NULL REFERENCES tenancy (id),
  number     TEXT    NOT NULL UNIQUE,                            -- HT-JS-2017-0031
  term       INTEGER NOT NULL CHECK (term >= 1),
  state      TEXT    NOT NULL CHECK (state IN ('pending','running','renewed','ended','void')),
  signed_day TEXT,
  from_day   TEXT    NOT NULL,
  to_day     TEXT    NOT NULL CHECK (to_day > from_day),
  ended_day  TEXT,
  CHECK (state = 'pending' OR signed_day IS NOT NULL)
) STRICT;
INSERT INTO contract_new (id, tenancy_id, number, term, state, signed_day, from_day, to_day, ended_day)
  SELECT id, tenancy_id, number, term, state, signed_day, from_day, to_day, ended_day FROM contract ORDER BY id;
DROP TABLE contract;
ALTER TABLE contract_new RENAME TO contract;
CREATE INDEX contract_tenancy ON contract (tenancy_id, id);
CREATE UNIQUE INDEX contract_term ON contract (tenancy_id, term) WHERE state <> 'void';
CREATE UNIQUE INDEX contract_running ON contract (tenancy_id) WHERE state IN ('pending', 'running');
CREATE INDEX contract_to ON contract (to_day) WHERE state = 'running';
CREATE INDEX contract_pending ON contract (tenancy_id) WHERE state = 'pending';

-- What each unit looked like when the keys changed hands, in either direction; a tenancy may hold a unit a second time.
CREATE TABLE handover_new (
  id         INTEGER PRIMARY KEY,
  tenancy_id INTEGER NOT NULL REFERENCES tenancy (id),
  unit_id    INTEGER NOT NULL REFERENCES unit (id),
  direction  TEXT    NOT NULL CHECK (direction IN ('out','back')),
  day        TEXT    NOT NULL,
  keys       INTEGER NOT NULL CHECK (keys BETWEEN 0 AND 99),
  water      INTEGER NOT NULL CHECK (water >= 0),
  power      INTEGER NOT NULL CHECK (power >= 0),
  defects    TEXT    NOT NULL DEFAULT '',
  remark     TEXT    NOT NULL DEFAULT '',
  void_day   TEXT                                                -- taken back on this day: it does not count
) STRICT;
INSERT INTO handover_new (id, tenancy_id, unit_id, direction, day, keys, water, power, defects, remark)
  SELECT id, tenancy_id, unit_id, direction, day, keys, water, power, defects, remark FROM handover ORDER BY id;
DROP TABLE handover;
ALTER TABLE handover_new RENAME TO handover;
CREATE UNIQUE INDEX handover_unit ON handover (tenancy_id, unit_id, direction, day) WHERE void_day IS NULL;

-- A move that takes another one back names it.
ALTER TABLE move ADD COLUMN undoes INTEGER REFERENCES move (id);
CREATE UNIQUE INDEX move_undoes ON move (undoes) WHERE undoes IS NOT NULL;

-- A run, and an award, that fell with a move taken back: kept, and no longer in force.
ALTER TABLE run ADD COLUMN undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1));
ALTER TABLE award ADD COLUMN undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1));

-- A change within a stay: other premises, part of them given back, another name, a company in the place of a person.
CREATE TABLE holding_change (
  id           INTEGER PRIMARY KEY,
  number       TEXT    NOT NULL UNIQUE,                          -- BG-JS-2021-0001, the supplement to the contract
  tenancy_id   INTEGER NOT NULL REFERENCES tenancy (id),
  kind         TEXT    NOT NULL CHECK (kind IN ('move','part','rename','company')),
  day          TEXT    NOT NULL,                                 -- first day on which it is in force
  document     TEXT    NOT NULL CHECK (document <> ''),          -- the decision or the paper that it rests on
  reason       TEXT    NOT NULL DEFAULT '',
  old_id       INTEGER NOT NULL REFERENCES applicant (id),
  new_id       INTEGER NOT NULL REFERENCES applicant (id),
  old_name     TEXT    NOT NULL,
  new_name     TEXT    NOT NULL,
  entered_day  TEXT    NOT NULL,
  entered_by   INTEGER NOT NULL,
  CHECK (kind = 'company' OR old_id = new_id),
  CHECK (kind = 'rename' OR kind = 'company' OR old_name = new_name)
) STRICT;
CREATE INDEX holding_change_tenancy ON holding_change (tenancy_id, id);
CREATE INDEX holding_change_old ON holding_change (old_id) WHERE kind = 'company';

CREATE TABLE holding_change_unit (
  id         INTEGER PRIMARY KEY,
  change_id  INTEGER NOT NULL REFERENCES holding_change (id),
  unit_id    INTEGER NOT NULL REFERENCES unit (id),
  direction  TEXT    NOT NULL CHECK (direction IN ('out','back')),
  UNIQUE (change_id, unit_id)
) STRICT;
