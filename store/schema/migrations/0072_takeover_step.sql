-- The way on which an office moves in (接入): which step a person closed or set aside, and which units a ledger has in use before their
-- stay was taken over. An office that worked before there was such a way has gone it.

CREATE TABLE takeover_step (
  id       INTEGER PRIMARY KEY,
  step     TEXT    NOT NULL,
  district TEXT    NOT NULL,                                     -- of the account; '' is the whole city
  state    TEXT    NOT NULL CHECK (state IN ('done', 'aside')),
  note     TEXT    NOT NULL DEFAULT '',
  day      TEXT    NOT NULL,
  account  INTEGER NOT NULL,
  UNIQUE (step, district)
) STRICT;

CREATE TABLE takeover_used (
  id      INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL
) STRICT;
CREATE INDEX takeover_used_unit ON takeover_used (unit_id);

INSERT INTO takeover_step (step, district, state, note, day, account)
  SELECT 'check', '', 'done', '此前已在办公', founded, 0 FROM office WHERE EXISTS (SELECT 1 FROM tenancy);
