-- Workers by name: of an assessment, and of an application for the reward of 2018（九）. An identity number is kept masked, and as a
-- keyed hash by which the same person is recognised.
CREATE TABLE roster_worker (
  id       INTEGER PRIMARY KEY,
  noun     TEXT    NOT NULL CHECK (noun IN ('assessment','benefit')),
  noun_id  INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 1),
  name     TEXT    NOT NULL CHECK (name <> ''),
  masked   TEXT    NOT NULL CHECK (masked <> ''),
  person   TEXT    NOT NULL CHECK (person <> ''), -- keyed hash
  since    TEXT,                                  -- first day of work
  UNIQUE (noun, noun_id, position),
  UNIQUE (noun, noun_id, person)
) STRICT;
CREATE INDEX roster_person ON roster_worker (person);
