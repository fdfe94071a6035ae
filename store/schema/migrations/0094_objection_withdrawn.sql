-- An objection may be withdrawn before it is answered: by who raised it, or because it was recorded by mistake.
CREATE TABLE objection_new (
  id             INTEGER PRIMARY KEY,
  round_id       INTEGER NOT NULL REFERENCES round (id),
  run_id         INTEGER NOT NULL REFERENCES run (id),           -- the noticed run
  application_id INTEGER REFERENCES application (id),            -- the line it is about, when it is about one
  name           TEXT    NOT NULL CHECK (name <> ''),            -- who raises it
  body           TEXT    NOT NULL CHECK (body <> ''),
  state          TEXT    NOT NULL CHECK (state IN ('raised','dismissed','upheld', 'withdrawn')),
  raised_day     TEXT    NOT NULL,
  raised_by      INTEGER NOT NULL,
  answer         TEXT    NOT NULL DEFAULT '',
  answered_day   TEXT,
  answered_by    INTEGER
) STRICT;
INSERT INTO objection_new (id, round_id, run_id, application_id, name, body, state, raised_day, raised_by, answer, answered_day, answered_by) SELECT id, round_id, run_id, application_id, name, body, state, raised_day, raised_by, answer, answered_day, answered_by FROM objection ORDER BY id;
DROP TABLE objection;
ALTER TABLE objection_new RENAME TO objection;
CREATE INDEX objection_round ON objection (round_id, state);
CREATE TABLE dispute_new (
  id             INTEGER PRIMARY KEY,
  round_id       INTEGER NOT NULL REFERENCES round (id),
  input_id       INTEGER NOT NULL REFERENCES round_input (id),   -- the posted list
  application_id INTEGER REFERENCES application (id),
  name           TEXT    NOT NULL CHECK (name <> ''),
  body           TEXT    NOT NULL CHECK (body <> ''),
  state          TEXT    NOT NULL CHECK (state IN ('raised', 'dismissed', 'upheld', 'withdrawn')),
  raised_day     TEXT    NOT NULL,
  raised_by      INTEGER NOT NULL,
  answer         TEXT    NOT NULL DEFAULT '',
  answered_day   TEXT,
  answered_by    INTEGER
) STRICT;
INSERT INTO dispute_new (id, round_id, input_id, application_id, name, body, state, raised_day, raised_by, answer, answered_day, answered_by) SELECT id, round_id, input_id, application_id, name, body, state, raised_day, raised_by, answer, answered_day, answered_by FROM dispute ORDER BY id;
DROP TABLE dispute;
ALTER TABLE dispute_new RENAME TO dispute;
CREATE INDEX dispute_round ON dispute (round_id, state);
