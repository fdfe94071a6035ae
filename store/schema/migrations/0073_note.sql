-- Notes on records: what people remark beside a record without changing it. A withdrawn one stays.

CREATE TABLE note (
  id               INTEGER PRIMARY KEY,
  noun             TEXT    NOT NULL CHECK (noun <> ''),
  noun_id          INTEGER NOT NULL,
  district         TEXT    NOT NULL,                               -- of the record; '' is the city pool
  subject          TEXT    NOT NULL CHECK (subject <> ''),         -- number and name of the record
  topic            TEXT    NOT NULL CHECK (topic <> ''),
  text             TEXT    NOT NULL CHECK (text <> ''),
  account_id       INTEGER NOT NULL,
  day              TEXT    NOT NULL,
  withdrawn_day    TEXT,
  withdrawn_reason TEXT    NOT NULL DEFAULT '',
  CHECK ((withdrawn_day IS NULL) = (withdrawn_reason = ''))
) STRICT;
CREATE INDEX note_of ON note (noun, noun_id, id);
CREATE INDEX note_list ON note (district, id);
