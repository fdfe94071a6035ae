-- What the fees of every stay come to, kept beside the rows that they follow from, so that a report adds up what is there instead of
-- working every schedule out again. fee_kept holds the lines of a stay by the year in which they count, fee_month the sums of a district
-- by month; fee_until is the day up to which lines are kept. A stay in fee_stale is worked out again before its lines are used: whatever
-- changes what its fees follow from puts it there in the same transaction. Nothing of this is in the log; all of it can be worked out again.
CREATE TABLE fee_kept (
  district   TEXT    NOT NULL,
  year       INTEGER NOT NULL,
  tenancy_id INTEGER NOT NULL,
  market     INTEGER NOT NULL,               -- fen, of the years before
  payable    INTEGER NOT NULL,
  lines      BLOB    NOT NULL,
  PRIMARY KEY (district, year, tenancy_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX fee_kept_tenancy ON fee_kept (tenancy_id, year);
CREATE TABLE fee_month (
  district TEXT    NOT NULL,
  month    TEXT    NOT NULL,                 -- its first day
  fee      TEXT    NOT NULL,
  year     INTEGER NOT NULL,                 -- of the price
  stays    INTEGER NOT NULL,                 -- that have a line of the fee and year for the first time
  priced   INTEGER NOT NULL,                 -- lines
  unpriced INTEGER NOT NULL,
  market   INTEGER NOT NULL,                 -- fen
  payable  INTEGER NOT NULL,
  PRIMARY KEY (district, month, fee, year)
) STRICT, WITHOUT ROWID;
CREATE TABLE fee_stale (tenancy_id INTEGER PRIMARY KEY) STRICT;
CREATE TABLE fee_until (id INTEGER PRIMARY KEY CHECK (id = 1), day TEXT NOT NULL) STRICT;
INSERT INTO fee_stale SELECT id FROM tenancy;

-- Not OR IGNORE: the clause of the statement that fires a trigger stands above its own.
CREATE TRIGGER fee_stale_tenancy_insert AFTER INSERT ON tenancy BEGIN
  INSERT INTO fee_stale SELECT NEW.id WHERE NEW.id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_tenancy_update AFTER UPDATE OF district, signed_day, clock_day, ended_day, stopped_day, water_intensive ON tenancy BEGIN
  INSERT INTO fee_stale SELECT NEW.id WHERE NEW.id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_tenancy_delete AFTER DELETE ON tenancy BEGIN
  INSERT INTO fee_stale SELECT OLD.id WHERE OLD.id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_contract_insert AFTER INSERT ON contract BEGIN
  INSERT INTO fee_stale SELECT NEW.tenancy_id WHERE NEW.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_contract_update AFTER UPDATE ON contract BEGIN
  INSERT INTO fee_stale SELECT OLD.tenancy_id WHERE OLD.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
  INSERT INTO fee_stale SELECT NEW.tenancy_id WHERE NEW.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_contract_delete AFTER DELETE ON contract BEGIN
  INSERT INTO fee_stale SELECT OLD.tenancy_id WHERE OLD.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_hold_insert AFTER INSERT ON hold WHEN NEW.kind = 'tenancy' BEGIN
  INSERT INTO fee_stale SELECT NEW.ref_id WHERE NEW.ref_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_hold_update AFTER UPDATE ON hold WHEN OLD.kind = 'tenancy' OR NEW.kind = 'tenancy' BEGIN
  INSERT INTO fee_stale SELECT OLD.ref_id WHERE OLD.kind = 'tenancy' AND OLD.ref_id NOT IN (SELECT tenancy_id FROM fee_stale);
  INSERT INTO fee_stale SELECT NEW.ref_id WHERE NEW.kind = 'tenancy' AND NEW.ref_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_hold_delete AFTER DELETE ON hold WHEN OLD.kind = 'tenancy' BEGIN
  INSERT INTO fee_stale SELECT OLD.ref_id WHERE OLD.ref_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_unit_update AFTER UPDATE OF community, floor ON unit BEGIN
  INSERT INTO fee_stale SELECT DISTINCT ref_id FROM hold WHERE unit_id = NEW.id AND kind = 'tenancy' AND ref_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_area_insert AFTER INSERT ON unit_area BEGIN
  INSERT INTO fee_stale SELECT DISTINCT ref_id FROM hold WHERE unit_id = NEW.unit_id AND kind = 'tenancy' AND ref_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_area_update AFTER UPDATE ON unit_area BEGIN
  INSERT INTO fee_stale SELECT DISTINCT ref_id FROM hold WHERE unit_id IN (OLD.unit_id, NEW.unit_id) AND kind = 'tenancy' AND ref_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_area_delete AFTER DELETE ON unit_area BEGIN
  INSERT INTO fee_stale SELECT DISTINCT ref_id FROM hold WHERE unit_id = OLD.unit_id AND kind = 'tenancy' AND ref_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_reading_insert AFTER INSERT ON reading BEGIN
  INSERT INTO fee_stale SELECT NEW.tenancy_id WHERE NEW.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_reading_update AFTER UPDATE ON reading BEGIN
  INSERT INTO fee_stale SELECT OLD.tenancy_id WHERE OLD.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
  INSERT INTO fee_stale SELECT NEW.tenancy_id WHERE NEW.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_reading_delete AFTER DELETE ON reading BEGIN
  INSERT INTO fee_stale SELECT OLD.tenancy_id WHERE OLD.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_benefit_insert AFTER INSERT ON benefit BEGIN
  INSERT INTO fee_stale SELECT NEW.tenancy_id WHERE NEW.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_benefit_update AFTER UPDATE ON benefit BEGIN
  INSERT INTO fee_stale SELECT OLD.tenancy_id WHERE OLD.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
  INSERT INTO fee_stale SELECT NEW.tenancy_id WHERE NEW.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_benefit_delete AFTER DELETE ON benefit BEGIN
  INSERT INTO fee_stale SELECT OLD.tenancy_id WHERE OLD.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_pause_insert AFTER INSERT ON benefit_pause BEGIN
  INSERT INTO fee_stale SELECT DISTINCT tenancy_id FROM benefit WHERE id = NEW.benefit_id AND tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_pause_update AFTER UPDATE ON benefit_pause BEGIN
  INSERT INTO fee_stale SELECT DISTINCT tenancy_id FROM benefit WHERE id IN (OLD.benefit_id, NEW.benefit_id) AND tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_pause_delete AFTER DELETE ON benefit_pause BEGIN
  INSERT INTO fee_stale SELECT DISTINCT tenancy_id FROM benefit WHERE id = OLD.benefit_id AND tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_price_insert AFTER INSERT ON price BEGIN
  INSERT INTO fee_stale SELECT id FROM tenancy WHERE NEW.district IN ('', district) AND id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_price_update AFTER UPDATE ON price BEGIN
  INSERT INTO fee_stale SELECT id FROM tenancy WHERE (OLD.district IN ('', district) OR NEW.district IN ('', district)) AND id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_price_delete AFTER DELETE ON price BEGIN
  INSERT INTO fee_stale SELECT id FROM tenancy WHERE OLD.district IN ('', district) AND id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
