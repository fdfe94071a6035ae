-- The premises, their areas and states over time, and who holds them.

CREATE TABLE unit (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,          -- JS-NSQ-01-1-03
  district TEXT NOT NULL,               -- '' is the city pool
  community TEXT NOT NULL,
  building TEXT NOT NULL,
  floor INTEGER NOT NULL,
  bay INTEGER NOT NULL CHECK (bay >= 0),           -- place along the floor; 0 is not known
  area_dm2 INTEGER NOT NULL CHECK (area_dm2 > 0),  -- in force; its history is unit_area
  tags TEXT NOT NULL,                   -- words separated by spaces
  state TEXT NOT NULL CHECK (state IN ('building', 'vacant', 'withdrawn', 'reserved', 'occupied', 'recovering')),
  sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
  expected TEXT,                        -- last day on which completion is expected
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (district <> '' OR state = 'building')
) STRICT;

CREATE UNIQUE INDEX unit_bay ON unit (district, community, building, floor, bay) WHERE bay > 0;
-- Every filter of the list is answered from this index alone, in the list's own order.
CREATE INDEX unit_find ON unit (number, state, district, community, building, floor, bay, tags, area_dm2, sample);
-- Counts and areas by district and state, and by community and building.
CREATE INDEX unit_tally ON unit (district, state, area_dm2, sample);
CREATE INDEX unit_place ON unit (community, district, building, state, area_dm2, sample);
-- One index for each further order of the list.
CREATE INDEX unit_by_district ON unit
  ((CASE district WHEN '尖山区' THEN 1 WHEN '岭东区' THEN 2 WHEN '四方台区' THEN 3 WHEN '宝山区' THEN 4 ELSE 5 END), number);
CREATE INDEX unit_by_state ON unit
  ((CASE state WHEN 'vacant' THEN 1 WHEN 'reserved' THEN 2 WHEN 'occupied' THEN 3 WHEN 'recovering' THEN 4 WHEN 'withdrawn' THEN 5 ELSE 6 END), number);
CREATE INDEX unit_by_community ON unit (community, number);
CREATE INDEX unit_by_building ON unit (ltrim(building, '0123456789'), (CAST(building AS INTEGER)), number);
CREATE INDEX unit_by_floor ON unit (floor, number);
CREATE INDEX unit_by_bay ON unit (bay, number);
CREATE INDEX unit_by_area ON unit (area_dm2, number);
CREATE INDEX unit_by_tags ON unit (tags, number);
-- What numbers begin with, up to their last letter: the words that a search for part of a number meets.
CREATE INDEX unit_by_head ON unit (rtrim(number, '0123456789-'));

-- Floor area with the day from which it is in force (实测 replaces 预测).
CREATE TABLE unit_area (
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  from_day TEXT NOT NULL,
  area_dm2 INTEGER NOT NULL CHECK (area_dm2 > 0),
  basis TEXT NOT NULL,                  -- what the figure rests on
  UNIQUE (unit_id, from_day)
) STRICT;

-- State and district of a unit from a day to a day (excluded); the open one repeats what unit says.
CREATE TABLE unit_spell (
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  from_day TEXT NOT NULL,
  to_day TEXT CHECK (to_day > from_day),
  state TEXT NOT NULL,
  district TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX unit_spell_open ON unit_spell (unit_id) WHERE to_day IS NULL;
CREATE UNIQUE INDEX unit_spell_unit ON unit_spell (unit_id, from_day, to_day, state, district);

-- Who holds a unit: a round, an award or a tenancy; never two at once.
CREATE TABLE hold (
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  kind TEXT NOT NULL CHECK (kind IN ('round', 'award', 'tenancy')),
  ref_id INTEGER NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT CHECK (to_day >= from_day)
) STRICT;
CREATE UNIQUE INDEX hold_live ON hold (unit_id) WHERE to_day IS NULL;
CREATE INDEX hold_ref ON hold (kind, ref_id, unit_id);
CREATE INDEX hold_unit ON hold (unit_id, id);
