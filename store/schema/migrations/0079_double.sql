-- Two records of the same person or company are put together: one survives, the other points to it, and which rows were laid under the
-- survivor stands here, so that it can be taken back.

ALTER TABLE applicant ADD COLUMN merged_into INTEGER NOT NULL DEFAULT 0; -- the record that survives; 0: itself
CREATE INDEX applicant_merged ON applicant (merged_into);

CREATE TABLE double (
  id            INTEGER PRIMARY KEY,
  district      TEXT    NOT NULL,                                  -- of the record that survives
  kept_id       INTEGER NOT NULL REFERENCES applicant (id),
  gone_id       INTEGER NOT NULL REFERENCES applicant (id),
  reason        TEXT    NOT NULL CHECK (reason <> ''),
  day           TEXT    NOT NULL,
  account_id    INTEGER NOT NULL,
  entry         INTEGER NOT NULL,                                  -- of the log
  undone_day    TEXT,
  undone_by     INTEGER NOT NULL DEFAULT 0,
  undone_reason TEXT    NOT NULL DEFAULT '',
  CHECK (kept_id <> gone_id),
  CHECK ((undone_day IS NULL) = (undone_reason = ''))
) STRICT;
CREATE UNIQUE INDEX double_gone ON double (gone_id) WHERE undone_day IS NULL;
CREATE INDEX double_kept ON double (kept_id, id);

CREATE TABLE double_row (
  id        INTEGER PRIMARY KEY,
  double_id INTEGER NOT NULL REFERENCES double (id),
  part      TEXT    NOT NULL,                                      -- application, tenancy, holding_change old and new, note, scan
  row_id    INTEGER NOT NULL,
  UNIQUE (double_id, part, row_id)
) STRICT;
