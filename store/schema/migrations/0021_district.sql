-- The districts are rows: their order, their codes and their names stand here alone.

CREATE TABLE district (
  id         INTEGER PRIMARY KEY,
  code       TEXT    NOT NULL UNIQUE,                            -- JS: begins the numbers of units and papers
  name       TEXT    NOT NULL UNIQUE,                            -- what records say; '' is the city, whose pool has what no district has yet
  short      TEXT    NOT NULL,
  place      INTEGER NOT NULL UNIQUE,                            -- the order of the policy, the city behind all
  clause     TEXT    NOT NULL,
  valid_from TEXT    NOT NULL,
  valid_to   TEXT                                                -- excluded; NULL while in force
) STRICT;
-- An office that has been founded; a new one is founded with them.
INSERT INTO district (code, name, short, place, clause, valid_from)
  SELECT column1, column2, column3, column4, '双政办规〔2017〕13号 一', '2017-08-05' FROM office
  CROSS JOIN (VALUES ('JS', '尖山区', '尖山', 1), ('LD', '岭东区', '岭东', 2), ('SFT', '四方台区', '四方台', 3), ('BS', '宝山区', '宝山', 4),
    ('SYS', '', '全市', 1000)) ORDER BY column4;

-- The premises stand in a district that there is; the list by district walks the districts in their order.
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
  state TEXT NOT NULL CHECK (state IN ('building', 'vacant', 'withdrawn', 'reserved', 'occupied', 'recovering')),
  sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
  expected TEXT,                        -- last day on which completion is expected
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (district <> '' OR state = 'building')
) STRICT;
INSERT INTO unit_new (id, number, district, community, building, floor, bay, area_dm2, tags, state, sample, expected, version)
  SELECT id, number, district, community, building, floor, bay, area_dm2, tags, state, sample, expected, version FROM unit ORDER BY id;
DROP TABLE unit;
ALTER TABLE unit_new RENAME TO unit;
CREATE UNIQUE INDEX unit_bay ON unit (district, community, building, floor, bay) WHERE bay > 0;
CREATE INDEX unit_find ON unit (number, state, district, community, building, floor, bay, tags, area_dm2, sample);
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

-- The grounds of exit stand in the catalogue, with what each asks for and does.
CREATE TABLE exit_new (
  id            INTEGER PRIMARY KEY,
  tenancy_id    INTEGER NOT NULL REFERENCES tenancy (id),
  state         TEXT    NOT NULL CHECK (state IN ('opened','approved','noticed','returned','closed','refused','cancelled')),
  ground        INTEGER NOT NULL CHECK (ground > 0),             -- its number in the catalogue
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
  settled_decision TEXT NOT NULL DEFAULT '',                     -- the document that settled it with arrears left
  settled_open_fen INTEGER NOT NULL DEFAULT 0 CHECK (settled_open_fen >= 0),
  assessment_id INTEGER REFERENCES assessment (id),              -- failed assessment that it rests on
  finding_id    INTEGER REFERENCES finding (id),                 -- finding that it rests on
  CHECK (state <> 'closed' OR (filed_day IS NOT NULL AND filed_number <> '' AND settled_day IS NOT NULL))
) STRICT;
INSERT INTO exit_new (id, tenancy_id, state, ground, stops, applied, reason, document, document_body, document_day, opened_day, opened_by, decided_day,
  decided_by, decision, notice_number, noticed_day, noticed_how, returned_day, settled_day, settled_how, filed_day, filed_number, filed_body, closed_day,
  version, settled_decision, settled_open_fen, assessment_id, finding_id)
  SELECT id, tenancy_id, state, ground, stops, applied, reason, document, document_body, document_day, opened_day, opened_by, decided_day,
  decided_by, decision, notice_number, noticed_day, noticed_how, returned_day, settled_day, settled_how, filed_day, filed_number, filed_body, closed_day,
  version, settled_decision, settled_open_fen, assessment_id, finding_id FROM exit ORDER BY id;
DROP TABLE exit;
ALTER TABLE exit_new RENAME TO exit;
CREATE UNIQUE INDEX exit_live ON exit (tenancy_id) WHERE state IN ('opened', 'approved', 'noticed', 'returned');
CREATE INDEX exit_list ON exit (state, id);
CREATE INDEX exit_tenancy ON exit (tenancy_id, id);
CREATE INDEX exit_assessment ON exit (assessment_id) WHERE assessment_id IS NOT NULL;
CREATE INDEX exit_finding ON exit (finding_id) WHERE finding_id IS NOT NULL;

-- What the program decides by: the end of the term, a failure that was found, the district's own finding.
UPDATE catalogue SET body = json_set(body, '$.AtExpiry', json('true')) WHERE kind = 'ground' AND code = '2';
UPDATE catalogue SET body = json_set(body, '$.OnFailure', json('true')) WHERE kind = 'ground' AND code = '3';
UPDATE catalogue SET body = json_set(body, '$.ByDistrict', json('true')) WHERE kind = 'ground' AND code = '5';
