-- Benefits (五(一) to (六), 2018（九）), and prices by floor.

-- What a tenancy applied for. What the catalogue said of the kind on the day of the application goes with it.
CREATE TABLE benefit (
  id            INTEGER PRIMARY KEY,
  tenancy_id    INTEGER NOT NULL REFERENCES tenancy (id),
  kind          TEXT    NOT NULL CHECK (kind <> ''),                -- code of the catalogue
  name          TEXT    NOT NULL,
  clause        TEXT    NOT NULL,
  waives        TEXT    NOT NULL DEFAULT '',                        -- fees, separated by spaces
  repeats       INTEGER NOT NULL DEFAULT 0 CHECK (repeats IN (0, 1)),
  limit_days    INTEGER CHECK (limit_days >= 0),                    -- promised time; NULL for none
  limit_working INTEGER NOT NULL DEFAULT 0 CHECK (limit_working IN (0, 1)),
  per_head      INTEGER NOT NULL DEFAULT 0 CHECK (per_head >= 0),   -- fen
  state         TEXT    NOT NULL CHECK (state IN ('applied','granted','suspended','ended','refused')),
  applied_day   TEXT    NOT NULL,
  applied_by    INTEGER NOT NULL,                                   -- 0: taken over from an earlier version
  reason        TEXT    NOT NULL DEFAULT '',
  heads         INTEGER NOT NULL DEFAULT 0 CHECK (heads >= 0),
  due_day       TEXT,
  due_sure      INTEGER NOT NULL DEFAULT 1 CHECK (due_sure IN (0, 1)),
  decided_day   TEXT,
  body          TEXT    NOT NULL DEFAULT '',
  decision      TEXT    NOT NULL DEFAULT '',
  start_day     TEXT,
  amount        INTEGER NOT NULL DEFAULT 0 CHECK (amount >= 0),     -- fen
  ended_day     TEXT,                                               -- first day no longer granted
  end_reason    TEXT    NOT NULL DEFAULT '',
  end_document  TEXT    NOT NULL DEFAULT '',
  with_tenancy  INTEGER NOT NULL DEFAULT 0 CHECK (with_tenancy IN (0, 1)),
  version       INTEGER NOT NULL DEFAULT 1,
  CHECK (state NOT IN ('granted', 'suspended') OR (start_day IS NOT NULL AND decided_day IS NOT NULL AND body <> '' AND decision <> '')),
  CHECK ((state = 'ended') = (ended_day IS NOT NULL)),
  CHECK (state <> 'refused' OR (decided_day IS NOT NULL AND decision <> ''))
) STRICT;
CREATE UNIQUE INDEX benefit_live ON benefit (tenancy_id, kind) WHERE state IN ('applied', 'granted', 'suspended') AND repeats = 0;
CREATE INDEX benefit_tenancy ON benefit (tenancy_id, id);
CREATE INDEX benefit_list ON benefit (state, id);
CREATE INDEX benefit_applied ON benefit (tenancy_id, due_day) WHERE state = 'applied';

-- When a granted benefit was suspended.
CREATE TABLE benefit_pause (
  id              INTEGER PRIMARY KEY,
  benefit_id      INTEGER NOT NULL REFERENCES benefit (id),
  from_day        TEXT    NOT NULL,
  to_day          TEXT CHECK (to_day >= from_day),                  -- first day granted again; NULL while it lasts
  reason          TEXT    NOT NULL CHECK (reason <> ''),
  document        TEXT    NOT NULL CHECK (document <> ''),
  resume_reason   TEXT    NOT NULL DEFAULT '',
  resume_document TEXT    NOT NULL DEFAULT '',
  CHECK (to_day IS NULL OR (resume_reason <> '' AND resume_document <> ''))
) STRICT;
CREATE UNIQUE INDEX benefit_pause_open ON benefit_pause (benefit_id) WHERE to_day IS NULL;
CREATE INDEX benefit_pause_of ON benefit_pause (benefit_id, from_day);

-- Until now every tenancy was spared rent, water, heating and property fee by itself: what was in force goes on, to be
-- suspended or ended like any other. Water not where the trade lives on water (五(一)2).
INSERT INTO benefit (tenancy_id, kind, name, clause, waives, state, applied_day, applied_by, decided_day, body, decision, start_day,
                     ended_day, end_reason, with_tenancy)
  SELECT t.id, k.column1, k.column2, '双政办规〔2017〕13号 ' || k.column3, k.column4, CASE WHEN t.ended_day IS NULL THEN 'granted' ELSE 'ended' END,
         t.signed_day, 0, t.signed_day, t.district || '政府', '由旧版数据转入', t.signed_day,
         t.ended_day, CASE WHEN t.ended_day IS NULL THEN '' ELSE '入驻已结束' END, t.ended_day IS NOT NULL
    FROM tenancy t CROSS JOIN (VALUES
      ('rent', '房租三年免收、后三年半价', '五(一)1', 'rent'),
      ('water', '水费三年免收、后三年半价', '五(一)2', 'water'),
      ('heating_property', '供热费、物业费三年免收、后三年半价', '五(一)3', 'property heating')) k
   WHERE k.column4 <> 'water' OR t.water_intensive = 0
   ORDER BY t.id, k.column3;

-- Which kinds a tenancy may have several of at a time.
UPDATE catalogue SET body = json_set(body, '$.Repeats', json('true')), version = version + 1
 WHERE kind = 'benefit' AND code IN ('training', 'recruiting', 'teachers', 'poor_workers');

-- Prices of one floor ('' all of them). The old tables give way first, so that the log sees the rows under their own name.
ALTER TABLE price RENAME TO price_before;
CREATE TABLE price (
  id           INTEGER PRIMARY KEY,
  district     TEXT    NOT NULL,                                    -- '' the whole city
  community    TEXT    NOT NULL DEFAULT '',                         -- '' all of them
  floor        TEXT    NOT NULL DEFAULT '' CHECK (floor = '' OR floor = CAST(CAST(floor AS INTEGER) AS TEXT)),
  fee          TEXT    NOT NULL CHECK (fee IN ('rent','property','water')),
  year         INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
  fen          INTEGER NOT NULL CHECK (fen >= 0),
  document     TEXT    NOT NULL CHECK (document <> ''),
  document_day TEXT    NOT NULL,
  payee        TEXT    NOT NULL CHECK (payee <> ''),
  version      INTEGER NOT NULL DEFAULT 1,
  UNIQUE (district, community, floor, fee, year)
) STRICT;
INSERT INTO price (id, district, community, fee, year, fen, document, document_day, payee, version)
  SELECT id, district, community, fee, year, fen, document, document_day, payee, version FROM price_before ORDER BY id;
DROP TABLE price_before;

ALTER TABLE heating_season RENAME TO heating_season_before;
CREATE TABLE heating_season (
  id           INTEGER PRIMARY KEY,
  district     TEXT    NOT NULL,
  community    TEXT    NOT NULL DEFAULT '',
  floor        TEXT    NOT NULL DEFAULT '' CHECK (floor = '' OR floor = CAST(CAST(floor AS INTEGER) AS TEXT)),
  season       INTEGER NOT NULL CHECK (season BETWEEN 2000 AND 2199),
  from_day     TEXT    NOT NULL,
  to_day       TEXT    NOT NULL CHECK (to_day > from_day),
  fen          INTEGER CHECK (fen >= 0),
  document     TEXT    NOT NULL CHECK (document <> ''),
  document_day TEXT    NOT NULL,
  payee        TEXT    NOT NULL CHECK (payee <> ''),
  version      INTEGER NOT NULL DEFAULT 1,
  UNIQUE (district, community, floor, season)
) STRICT;
INSERT INTO heating_season (id, district, community, season, from_day, to_day, fen, document, document_day, payee, version)
  SELECT id, district, community, season, from_day, to_day, fen, document, document_day, payee, version FROM heating_season_before ORDER BY id;
DROP TABLE heating_season_before;
