-- Members of a panel come from a list, declare their interests and hand their marks in one by one; reconsideration begins a new panel
-- beside the old one.

CREATE TABLE expert (
  id         INTEGER PRIMARY KEY,
  district   TEXT    NOT NULL,
  name       TEXT    NOT NULL CHECK (name <> ''),
  body       TEXT    NOT NULL CHECK (body <> ''),
  from_day   TEXT    NOT NULL,
  to_day     TEXT,                                               -- excluded; NULL while on the list
  created_by INTEGER NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1,
  UNIQUE (district, name, body)
) STRICT;

CREATE TABLE evaluation_new (
  id             INTEGER PRIMARY KEY,
  application_id INTEGER NOT NULL REFERENCES application (id),
  parameter_id   INTEGER NOT NULL REFERENCES parameter (id),
  day            TEXT    NOT NULL,
  account        INTEGER NOT NULL,
  turn           INTEGER NOT NULL DEFAULT 1,                     -- 1, and one more with each reconsideration
  closed_day     TEXT,                                           -- when a reconsideration set it aside
  UNIQUE (application_id, turn)
) STRICT;
INSERT INTO evaluation_new (id, application_id, parameter_id, day, account) SELECT id, application_id, parameter_id, day, account FROM evaluation ORDER BY id;
DROP TABLE evaluation;
ALTER TABLE evaluation_new RENAME TO evaluation;

ALTER TABLE evaluation_score ADD COLUMN expert_id INTEGER NOT NULL DEFAULT 0;  -- on the list; 0 before there was one
ALTER TABLE evaluation_score ADD COLUMN state TEXT NOT NULL DEFAULT 'scored' CHECK (state IN ('named','scored','conflict','withdrawn','replaced'));
ALTER TABLE evaluation_score ADD COLUMN declared_day TEXT;
ALTER TABLE evaluation_score ADD COLUMN reason TEXT NOT NULL DEFAULT '';       -- the interest; why the seat was left
ALTER TABLE evaluation_score ADD COLUMN scored_day TEXT;
