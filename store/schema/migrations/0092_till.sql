-- The day's end: a clerk's receipts since the last one against what lies in the drawer, signed by the clerk and by a second person.
CREATE TABLE till (
  id           INTEGER PRIMARY KEY,
  number       TEXT    NOT NULL UNIQUE,                        -- RJ-JS-2021-0001
  district     TEXT    NOT NULL,
  keeper       INTEGER NOT NULL,                               -- account whose drawer it is
  state        TEXT    NOT NULL CHECK (state IN ('counted','returned','confirmed')),
  from_day     TEXT    NOT NULL,                               -- its first receipt was entered
  day          TEXT    NOT NULL,                               -- it was counted last
  receipts     INTEGER NOT NULL CHECK (receipts > 0),
  cash_fen     INTEGER NOT NULL,
  transfer_fen INTEGER NOT NULL,
  scan_fen     INTEGER NOT NULL,
  other_fen    INTEGER NOT NULL,
  float_fen    INTEGER NOT NULL CHECK (float_fen >= 0),
  found_fen    INTEGER NOT NULL CHECK (found_fen >= 0),
  pieces       TEXT    NOT NULL DEFAULT '',                    -- fen of each face and how many: 10000:3 500:1
  reason       TEXT    NOT NULL DEFAULT '',
  counted_by   INTEGER NOT NULL,
  decided_day  TEXT,
  confirmed_by INTEGER,                                        -- the second person, who signed or sent it back
  decision     TEXT    NOT NULL DEFAULT '',
  version      INTEGER NOT NULL DEFAULT 1,
  CHECK (reason <> '' OR found_fen = float_fen + cash_fen),
  CHECK ((decided_day IS NULL) = (state = 'counted')),
  CHECK ((confirmed_by IS NULL) = (state = 'counted'))
) STRICT;
CREATE INDEX till_list ON till (district, id);
CREATE INDEX till_waits ON till (district, state) WHERE state <> 'confirmed';
CREATE INDEX till_keeper ON till (keeper, district, id);
-- Whose drawer a receipt belongs to; none for those of before days' ends were kept and for those that were taken over.
ALTER TABLE payment ADD COLUMN keeper  INTEGER;
ALTER TABLE payment ADD COLUMN till_id INTEGER REFERENCES till (id);
CREATE INDEX payment_unclosed ON payment (district, keeper, entered_day) WHERE keeper IS NOT NULL AND till_id IS NULL;
CREATE INDEX payment_till ON payment (till_id) WHERE till_id IS NOT NULL;
