-- What a stay holds may be split or merged under it: the stay goes on in what its unit has become.

CREATE TABLE holding_change_new (
  id           INTEGER PRIMARY KEY,
  number       TEXT    NOT NULL UNIQUE,                          -- BG-JS-2021-0001, the supplement to the contract
  tenancy_id   INTEGER NOT NULL REFERENCES tenancy (id),
  kind         TEXT    NOT NULL CHECK (kind IN ('move','part','rename','company','heir','successor','head','split','merge')),
  day          TEXT    NOT NULL,                                 -- first day on which it is in force
  document     TEXT    NOT NULL CHECK (document <> ''),          -- the decision or the paper that it rests on
  reason       TEXT    NOT NULL DEFAULT '',
  old_id       INTEGER NOT NULL REFERENCES applicant (id),
  new_id       INTEGER NOT NULL REFERENCES applicant (id),
  old_name     TEXT    NOT NULL,
  new_name     TEXT    NOT NULL,
  entered_day  TEXT    NOT NULL,
  entered_by   INTEGER NOT NULL,
  old_head     TEXT    NOT NULL DEFAULT '',                      -- of a new legal representative
  new_head     TEXT    NOT NULL DEFAULT '',
  phone        TEXT    NOT NULL DEFAULT '',
  CHECK (kind IN ('company','heir','successor') OR old_id = new_id),
  CHECK (kind IN ('rename','company','heir','successor') OR old_name = new_name)
) STRICT;
INSERT INTO holding_change_new (id, number, tenancy_id, kind, day, document, reason, old_id, new_id, old_name, new_name, entered_day, entered_by, old_head, new_head, phone)
  SELECT id, number, tenancy_id, kind, day, document, reason, old_id, new_id, old_name, new_name, entered_day, entered_by, old_head, new_head, phone FROM holding_change ORDER BY id;
DROP TABLE holding_change;
ALTER TABLE holding_change_new RENAME TO holding_change;
CREATE INDEX holding_change_tenancy ON holding_change (tenancy_id, id);
CREATE INDEX holding_change_old ON holding_change (old_id) WHERE old_id <> new_id;
