-- Stays, their contracts, milestones and hand-overs, the prices of fees, exits. Areas in dm², money in fen, water in litres,
-- electricity in 0.01 kWh, dates as ISO text. Which units a tenancy holds, and from when to when, stands in hold.

CREATE TABLE tenancy (
  id              INTEGER PRIMARY KEY,
  number          TEXT    NOT NULL UNIQUE,                       -- RZ-JS-2017-0031
  district        TEXT    NOT NULL,
  applicant_id    INTEGER NOT NULL REFERENCES applicant (id),
  application_id  INTEGER NOT NULL UNIQUE REFERENCES application (id),
  award_id        INTEGER NOT NULL UNIQUE REFERENCES award (id),
  state           TEXT    NOT NULL CHECK (state IN ('signed','handed','open','leaving','ended')),
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
CREATE INDEX tenancy_list ON tenancy (district, state, id);
CREATE INDEX tenancy_newest ON tenancy (district, id);
CREATE INDEX tenancy_applicant ON tenancy (applicant_id, id);
CREATE INDEX tenancy_open_by ON tenancy (open_by) WHERE state = 'handed';

-- One 3-year term of a tenancy: [from_day, to_day).
CREATE TABLE contract (
  id         INTEGER PRIMARY KEY,
  tenancy_id INTEGER NOT NULL REFERENCES tenancy (id),
  number     TEXT    NOT NULL UNIQUE,                            -- HT-JS-2017-0031
  term       INTEGER NOT NULL CHECK (term >= 1),
  state      TEXT    NOT NULL CHECK (state IN ('pending','running','renewed','ended')),
  signed_day TEXT,
  from_day   TEXT    NOT NULL,
  to_day     TEXT    NOT NULL CHECK (to_day > from_day),
  ended_day  TEXT,
  UNIQUE (tenancy_id, term),
  CHECK (state = 'pending' OR signed_day IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX contract_running ON contract (tenancy_id) WHERE state IN ('pending', 'running');
CREATE INDEX contract_to ON contract (to_day) WHERE state = 'running';

CREATE TABLE milestone (
  id         INTEGER PRIMARY KEY,
  tenancy_id INTEGER NOT NULL REFERENCES tenancy (id),
  kind       TEXT    NOT NULL CHECK (kind IN ('notarised','filed','licensed','taxed')),
  body       TEXT    NOT NULL CHECK (body <> ''),
  number     TEXT    NOT NULL CHECK (number <> ''),
  day        TEXT    NOT NULL,
  remark     TEXT    NOT NULL DEFAULT '',
  UNIQUE (tenancy_id, kind, body, number)
) STRICT;

-- What each unit looked like when the keys changed hands, in either direction.
CREATE TABLE handover (
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
  UNIQUE (tenancy_id, unit_id, direction)
) STRICT;

-- Readings of water meters between the hand-over and the return of the keys.
CREATE TABLE reading (
  id         INTEGER PRIMARY KEY,
  tenancy_id INTEGER NOT NULL REFERENCES tenancy (id),
  unit_id    INTEGER NOT NULL REFERENCES unit (id),
  day        TEXT    NOT NULL,
  litres     INTEGER NOT NULL CHECK (litres >= 0),
  reason     TEXT    NOT NULL DEFAULT '',                        -- why it is lower than the one before: the meter was changed
  UNIQUE (tenancy_id, unit_id, day)
) STRICT;

-- Market prices by calendar year: of a district ('' the whole city), where needed of one community ('' all of them).
CREATE TABLE price (
  id           INTEGER PRIMARY KEY,
  district     TEXT    NOT NULL,
  community    TEXT    NOT NULL DEFAULT '',
  fee          TEXT    NOT NULL CHECK (fee IN ('rent','property','water')),
  year         INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
  fen          INTEGER NOT NULL CHECK (fen >= 0),
  document     TEXT    NOT NULL CHECK (document <> ''),
  document_day TEXT    NOT NULL,
  payee        TEXT    NOT NULL CHECK (payee <> ''),
  version      INTEGER NOT NULL DEFAULT 1,
  UNIQUE (district, community, fee, year)
) STRICT;

-- Heating seasons by the year in which they start; the price may follow later.
CREATE TABLE heating_season (
  id           INTEGER PRIMARY KEY,
  district     TEXT    NOT NULL,
  community    TEXT    NOT NULL DEFAULT '',
  season       INTEGER NOT NULL CHECK (season BETWEEN 2000 AND 2199),
  from_day     TEXT    NOT NULL,
  to_day       TEXT    NOT NULL CHECK (to_day > from_day),
  fen          INTEGER CHECK (fen >= 0),
  document     TEXT    NOT NULL CHECK (document <> ''),
  document_day TEXT    NOT NULL,
  payee        TEXT    NOT NULL CHECK (payee <> ''),
  version      INTEGER NOT NULL DEFAULT 1,
  UNIQUE (district, community, season)
) STRICT;

CREATE TABLE exit (
  id            INTEGER PRIMARY KEY,
  tenancy_id    INTEGER NOT NULL REFERENCES tenancy (id),
  state         TEXT    NOT NULL CHECK (state IN ('opened','approved','noticed','returned','closed','refused','cancelled')),
  ground        INTEGER NOT NULL CHECK (ground BETWEEN 1 AND 5),
  stops         INTEGER NOT NULL CHECK (stops IN (0, 1)),        -- the decision stops the waiver
  applied       INTEGER NOT NULL CHECK (applied IN (0, 1)),      -- by the tenant's application
  reason        TEXT    NOT NULL CHECK (reason <> ''),
  document      TEXT    NOT NULL CHECK (document <> ''),
  document_body TEXT    NOT NULL,
  document_day  TEXT    NOT NULL,
  opened_day    TEXT    NOT NULL,
  opened_by     INTEGER NOT NULL,
  decided_day   TEXT,
  decided_by    INTEGER NOT NULL DEFAULT 0,
  decision      TEXT    NOT NULL DEFAULT '',
  notice_number TEXT    UNIQUE,
  noticed_day   TEXT,
  noticed_how   TEXT    NOT NULL DEFAULT '',
  returned_day  TEXT,
  settled_day   TEXT,
  settled_how   TEXT    NOT NULL DEFAULT '',
  filed_day     TEXT,
  filed_number  TEXT    NOT NULL DEFAULT '',
  filed_body    TEXT    NOT NULL DEFAULT '',
  closed_day    TEXT,
  version       INTEGER NOT NULL DEFAULT 1,
  CHECK (state <> 'closed' OR (filed_day IS NOT NULL AND filed_number <> '' AND settled_day IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX exit_live ON exit (tenancy_id) WHERE state IN ('opened', 'approved', 'noticed', 'returned');
CREATE INDEX exit_list ON exit (state, id);
CREATE INDEX exit_tenancy ON exit (tenancy_id, id);
