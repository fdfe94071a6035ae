-- Premises change: units are added, renumbered, split, merged, measured, described anew, handed over when completed. Each change is
-- a record with its paper; what was split or merged stays, closed.

CREATE TABLE unit_new (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,          -- JS-NSQ-01-1-03
  district TEXT NOT NULL REFERENCES district (name), -- '' is the city pool
  community TEXT NOT NULL,
  building TEXT NOT NULL,
  floor INTEGER NOT NULL,
  bay INTEGER NOT NULL CHECK (bay >= 0),           -- place along the floor; 0 is not known
  area_dm2 INTEGER NOT NULL CHECK (area_dm2 > 0),  -- in force; its history is unit_area
  tags TEXT NOT NULL,                   -- words separated by spaces
  state TEXT NOT NULL CHECK (state IN ('building', 'vacant', 'withdrawn', 'reserved', 'occupied', 'recovering', 'closed')),
  sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
  expected TEXT,                        -- last day on which completion is expected
  version INTEGER NOT NULL DEFAULT 1,
  source TEXT NOT NULL DEFAULT 'renewal',
  usage TEXT NOT NULL DEFAULT '',
  certificate TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  former TEXT NOT NULL DEFAULT '',      -- numbers that it had before, and what a ledger calls it; separated by spaces
  door TEXT NOT NULL DEFAULT '',        -- the door as the street has it
  photo TEXT NOT NULL DEFAULT '',       -- name of the file of its photograph
  CHECK (district <> '' OR state IN ('building', 'closed'))
) STRICT;
INSERT INTO unit_new (id, number, district, community, building, floor, bay, area_dm2, tags, state, sample, expected, version, source, usage, certificate, address)
  SELECT id, number, district, community, building, floor, bay, area_dm2, tags, state, sample, expected, version, source, usage, certificate, address
  FROM unit ORDER BY id;
DROP TABLE unit;
ALTER TABLE unit_new RENAME TO unit;
CREATE UNIQUE INDEX unit_bay ON unit (district, community, building, floor, bay) WHERE bay > 0 AND state <> 'closed';
CREATE INDEX unit_find ON unit (number, state, district, community, building, floor, bay, tags, area_dm2, sample, source, usage, certificate, address, former, door);
CREATE INDEX unit_tally ON unit (district, state, area_dm2, sample);
CREATE INDEX unit_place ON unit (community, district, building, state, area_dm2, sample);
CREATE INDEX unit_by_district ON unit (district, number);
CREATE INDEX unit_by_state ON unit
  ((CASE state WHEN 'vacant' THEN 1 WHEN 'reserved' THEN 2 WHEN 'occupied' THEN 3 WHEN 'recovering' THEN 4 WHEN 'withdrawn' THEN 5 ELSE 6 END), number);
CREATE INDEX unit_by_community ON unit (community, number);
CREATE INDEX unit_by_building ON unit (ltrim(building, '0123456789'), (CAST(building AS INTEGER)), number);
CREATE INDEX unit_by_floor ON unit (floor, number);
CREATE INDEX unit_by_bay ON unit (bay, number);
CREATE INDEX unit_by_area ON unit (area_dm2, number);
CREATE INDEX unit_by_tags ON unit (tags, number);
CREATE INDEX unit_by_head ON unit (rtrim(number, '0123456789-'));
CREATE INDEX unit_pool ON unit (district, expected) WHERE state = 'building';
CREATE INDEX unit_former ON unit (former) WHERE former <> '';
CREATE INDEX unit_closed ON unit (number) WHERE state = 'closed';

-- The communities of a district: what a unit's place is chosen from, and the letters of its numbers.
CREATE TABLE community (
  id       INTEGER PRIMARY KEY,
  district TEXT NOT NULL REFERENCES district (name),
  name     TEXT NOT NULL CHECK (name <> ''),
  letters  TEXT NOT NULL CHECK (letters <> ''),                  -- NSQ of JS-NSQ-01-1-03
  UNIQUE (district, name),
  UNIQUE (district, letters)
) STRICT;
INSERT OR IGNORE INTO community (district, name, letters)
  SELECT district, community, rtrim(ltrim(substr(rtrim(min(number), '0123456789-'), instr(min(number), '-')), '-'), '-') FROM unit
  WHERE rtrim(ltrim(substr(rtrim(number, '0123456789-'), instr(number, '-')), '-'), '-') <> '' GROUP BY district, community ORDER BY district, community;

-- A change of premises and the paper that it rests on.
CREATE TABLE unit_change (
  id            INTEGER PRIMARY KEY,
  number        TEXT    NOT NULL UNIQUE,                         -- FY-JS-2021-0001
  district      TEXT    NOT NULL,                                -- '' is the city pool
  kind          TEXT    NOT NULL,
  day           TEXT    NOT NULL,                                -- first day on which it is in force
  document      TEXT    NOT NULL,
  reason        TEXT    NOT NULL,
  difference_dm2 INTEGER NOT NULL DEFAULT 0,                     -- area after it less the area before
  entered_day   TEXT    NOT NULL,
  entered_by    INTEGER NOT NULL,
  move_id       INTEGER NOT NULL,                                -- the last move of all when it was entered: what came later rests on it
  undone_day    TEXT,
  undone_by     INTEGER NOT NULL DEFAULT 0,
  undone_reason TEXT    NOT NULL DEFAULT '',
  version       INTEGER NOT NULL DEFAULT 1,
  CHECK ((undone_day IS NULL) = (undone_reason = ''))
) STRICT;
-- What it did to each unit: old and new as people read them. A unit that was made and taken back is no row any more; its number
-- stands here.
CREATE TABLE unit_change_line (
  id        INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES unit_change (id),
  unit_id   INTEGER NOT NULL,
  unit      TEXT    NOT NULL,                                    -- its number then
  role      TEXT    NOT NULL CHECK (role IN ('self', 'old', 'new')),
  field     TEXT    NOT NULL,
  old       TEXT    NOT NULL,
  new       TEXT    NOT NULL
) STRICT;
CREATE INDEX unit_change_line_change ON unit_change_line (change_id, id);
CREATE INDEX unit_change_line_unit ON unit_change_line (unit_id, change_id);

-- Under which number a unit stands in a round; it may get another one later.
ALTER TABLE round_unit ADD COLUMN number TEXT NOT NULL DEFAULT '';
UPDATE round_unit SET number = (SELECT u.number FROM unit u WHERE u.id = unit_id);
