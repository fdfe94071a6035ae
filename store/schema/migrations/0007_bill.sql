-- Bills with their frozen lines, and payments. Which payments pay which bills is not stored: it follows from both (allocation.Settle).
-- Money in fen, areas in dm², water in litres, dates as ISO text; [from_day, to_day).

CREATE TABLE bill (
  id          INTEGER PRIMARY KEY,
  number      TEXT    NOT NULL UNIQUE,                           -- ZD-JS-2021-0003
  tenancy_id  INTEGER NOT NULL REFERENCES tenancy (id),
  district    TEXT    NOT NULL,                                  -- of the tenancy
  kind        TEXT    NOT NULL CHECK (kind IN ('period','difference','final')),
  from_day    TEXT    NOT NULL,
  to_day      TEXT    NOT NULL CHECK (to_day > from_day),
  issued_day  TEXT    NOT NULL,
  issued_by   INTEGER NOT NULL,
  due_day     TEXT    NOT NULL CHECK (due_day >= issued_day),
  due_sure    INTEGER NOT NULL CHECK (due_sure IN (0, 1)),
  market_fen  INTEGER NOT NULL,                                  -- sums of the lines
  payable_fen INTEGER NOT NULL,
  waived_fen  INTEGER NOT NULL CHECK (payable_fen + waived_fen = market_fen)
) STRICT;
CREATE INDEX bill_tenancy ON bill (tenancy_id, id);
CREATE INDEX bill_list ON bill (district, id);

-- A line as it was billed; one with back takes the same line of an earlier bill back, its money below nought.
CREATE TABLE bill_line (
  id          INTEGER PRIMARY KEY,
  bill_id     INTEGER NOT NULL REFERENCES bill (id),
  fee         TEXT    NOT NULL CHECK (fee IN ('rent','property','heating','water')),
  from_day    TEXT    NOT NULL,
  to_day      TEXT    NOT NULL CHECK (to_day > from_day),
  phase       TEXT    NOT NULL CHECK (phase IN ('free','half','full')),
  year        INTEGER NOT NULL,                                  -- of the price
  area_dm2    INTEGER NOT NULL CHECK (area_dm2 >= 0),
  litres      INTEGER NOT NULL CHECK (litres >= 0),
  days        INTEGER NOT NULL CHECK (days > 0),
  of_days     INTEGER NOT NULL CHECK (of_days >= days),
  price_fen   INTEGER NOT NULL CHECK (price_fen >= 0),
  back        INTEGER NOT NULL CHECK (back IN (0, 1)),
  market_fen  INTEGER NOT NULL,
  payable_fen INTEGER NOT NULL,
  waived_fen  INTEGER NOT NULL CHECK (payable_fen + waived_fen = market_fen),
  CHECK (back = 0 AND market_fen >= 0 AND payable_fen >= 0 OR back = 1 AND market_fen <= 0 AND payable_fen <= 0)
) STRICT;
CREATE INDEX bill_line_bill ON bill_line (bill_id, id);

-- Money taken, given back, and the reversals of both. Nothing is deleted.
CREATE TABLE payment (
  id          INTEGER PRIMARY KEY,
  number      TEXT    NOT NULL UNIQUE,                           -- of the receipt: SJ-JS-2021-0001
  tenancy_id  INTEGER NOT NULL REFERENCES tenancy (id),
  district    TEXT    NOT NULL,
  kind        TEXT    NOT NULL CHECK (kind IN ('payment','refund','reversal')),
  day         TEXT    NOT NULL,
  amount_fen  INTEGER NOT NULL CHECK (amount_fen <> 0),
  method      TEXT    NOT NULL CHECK (method IN ('cash','transfer','scan','other')),
  payer       TEXT    NOT NULL CHECK (payer <> ''),
  remark      TEXT    NOT NULL DEFAULT '',
  reverses_id INTEGER REFERENCES payment (id),
  entered_by  INTEGER NOT NULL,
  entered_day TEXT    NOT NULL,
  CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL)),
  CHECK (kind <> 'payment' OR amount_fen > 0),
  CHECK (kind <> 'refund' OR amount_fen < 0),
  CHECK (kind = 'payment' OR remark <> '')
) STRICT;
CREATE UNIQUE INDEX payment_reversed ON payment (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX payment_tenancy ON payment (tenancy_id, id);
CREATE INDEX payment_list ON payment (district, id);

-- What is open of each bill that is not paid: the outcome of the distribution as of now, written anew with every bill and payment
-- of the tenancy, so that lists and reminders find arrears without working out every account. It adds nothing to bill and payment.
CREATE TABLE open_bill (
  id         INTEGER PRIMARY KEY REFERENCES bill (id),
  tenancy_id INTEGER NOT NULL REFERENCES tenancy (id),
  district   TEXT    NOT NULL,
  due_day    TEXT    NOT NULL,
  open_fen   INTEGER NOT NULL CHECK (open_fen > 0)
) STRICT;
CREATE INDEX open_bill_due ON open_bill (district, due_day, open_fen);
CREATE INDEX open_bill_tenancy ON open_bill (tenancy_id, id);

-- An exit whose fees were settled by a decision, with what was left open.
ALTER TABLE exit ADD COLUMN settled_decision TEXT NOT NULL DEFAULT '';
ALTER TABLE exit ADD COLUMN settled_open_fen INTEGER NOT NULL DEFAULT 0 CHECK (settled_open_fen >= 0);
