-- One table of market prices: a heating season is a price with its days, known before what it costs.

ALTER TABLE price RENAME TO price_before;
CREATE TABLE price (
  id           INTEGER PRIMARY KEY,
  district     TEXT    NOT NULL,                                    -- '' the whole city
  community    TEXT    NOT NULL DEFAULT '',                         -- '' all of them
  floor        TEXT    NOT NULL DEFAULT '' CHECK (floor = '' OR floor = CAST(CAST(floor AS INTEGER) AS TEXT)), -- '' all of them
  fee          TEXT    NOT NULL CHECK (fee IN ('rent','property','heating','water')),
  year         INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199), -- of a season: in which it starts
  fen          INTEGER CHECK (fen >= 0),                            -- NULL: of a season that has no price yet
  from_day     TEXT,                                                -- of a season, [from_day, to_day)
  to_day       TEXT CHECK (to_day > from_day),
  document     TEXT    NOT NULL CHECK (document <> ''),
  document_day TEXT    NOT NULL,
  payee        TEXT    NOT NULL CHECK (payee <> ''),
  version      INTEGER NOT NULL DEFAULT 1,
  CHECK (fee = 'heating' OR fen IS NOT NULL),
  CHECK ((fee = 'heating') = (from_day IS NOT NULL) AND (fee = 'heating') = (to_day IS NOT NULL))
) STRICT;
INSERT INTO price (id, district, community, floor, fee, year, fen, document, document_day, payee, version)
  SELECT id, district, community, floor, fee, year, fen, document, document_day, payee, version FROM price_before ORDER BY id;
INSERT INTO price (district, community, floor, fee, year, fen, from_day, to_day, document, document_day, payee, version)
  SELECT district, community, floor, 'heating', season, fen, from_day, to_day, document, document_day, payee, version FROM heating_season ORDER BY id;
DROP TABLE price_before;
DELETE FROM heating_season;
DROP TABLE heating_season;
CREATE UNIQUE INDEX price_place ON price (district, community, floor, fee, year);
