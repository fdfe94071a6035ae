-- One kind of correction: of applicants and applications like of stays, exits and units; a correction mends several fields of a
-- record under one reason.

ALTER TABLE correction RENAME TO correction_before;
CREATE TABLE correction (
  id           INTEGER PRIMARY KEY,
  number       TEXT    NOT NULL UNIQUE,                          -- GZ-JS-2021-0005; GZ-旧-0005 took effect before corrections had numbers
  district     TEXT    NOT NULL,                                 -- '' is the city pool
  state        TEXT    NOT NULL CHECK (state IN ('proposed','applied','refused','withdrawn')),
  noun         TEXT    NOT NULL CHECK (noun IN ('applicant','application','tenancy','unit','exit')),
  noun_id      INTEGER NOT NULL,
  subject      TEXT    NOT NULL CHECK (subject <> ''),           -- number and name of the record
  reason       TEXT    NOT NULL CHECK (reason <> ''),
  document     TEXT    NOT NULL,
  proposed_day TEXT    NOT NULL,
  proposed_by  INTEGER NOT NULL,
  decided_day  TEXT,
  decided_by   INTEGER NOT NULL DEFAULT 0,
  decision     TEXT    NOT NULL DEFAULT '',
  same_hands   INTEGER NOT NULL DEFAULT 0 CHECK (same_hands IN (0, 1)),
  version      INTEGER NOT NULL DEFAULT 1,
  CHECK ((state = 'proposed') = (decided_day IS NULL))
) STRICT;

-- One field of one row that is mended: part and part_id are the row that holds the field. Old and new stand as people may read
-- them; of a private field the whole values stand beside them until the correction is decided.
CREATE TABLE correction_change (
  id            INTEGER PRIMARY KEY,
  correction_id INTEGER NOT NULL REFERENCES correction (id),
  position      INTEGER NOT NULL,
  part          TEXT    NOT NULL,
  part_id       INTEGER NOT NULL,
  field         TEXT    NOT NULL,
  row_title     TEXT    NOT NULL,                                -- which row of the record: 备案 市棚改办 12
  old           TEXT    NOT NULL,
  new           TEXT    NOT NULL,
  old_whole     TEXT,
  new_whole     TEXT,
  UNIQUE (correction_id, position)
) STRICT;

INSERT INTO correction (id, number, district, state, noun, noun_id, subject, reason, document, proposed_day, proposed_by, decided_day, decided_by, decision,
    same_hands, version)
  SELECT id, number, district, state, noun, noun_id, subject, reason, document, proposed_day, proposed_by, decided_day, decided_by, decision, same_hands, version
  FROM correction_before ORDER BY id;
INSERT INTO correction_change (correction_id, position, part, part_id, field, row_title, old, new)
  SELECT id, 1, part, part_id, field, row_title, old, new FROM correction_before ORDER BY id;
DROP TABLE correction_before;

-- Corrections of applicants and applications that took effect at once: what was saved together is one correction, its fields
-- called by their titles.
INSERT INTO correction (id, number, district, state, noun, noun_id, subject, reason, document, proposed_day, proposed_by, decided_day, decided_by, decision, same_hands)
  SELECT (SELECT coalesce(max(id), 0) FROM correction) + row_number() OVER (ORDER BY min(c.id)),
    printf('GZ-旧-%04d', row_number() OVER (ORDER BY min(c.id))), p.district, 'applied', c.noun, c.noun_id,
    trim(coalesce(a.number, a.project, '') || ' ' || p.name), c.reason, c.document, c.day, c.account, c.day, c.account, '更正时即生效，没有另一人复核', 1
  FROM application_correction c
    LEFT JOIN application a ON c.noun = 'application' AND a.id = c.noun_id
    JOIN applicant p ON p.id = CASE c.noun WHEN 'application' THEN a.applicant_id ELSE c.noun_id END
  GROUP BY c.noun, c.noun_id, c.day, c.account, c.reason, c.document
  ORDER BY min(c.id);
INSERT INTO correction_change (correction_id, position, part, part_id, field, row_title, old, new)
  SELECT k.id, row_number() OVER (PARTITION BY k.id ORDER BY c.id), c.noun, c.noun_id, c.field, '', c.old, c.new
  FROM application_correction c JOIN correction k ON k.number LIKE 'GZ-旧-%' AND k.noun = c.noun AND k.noun_id = c.noun_id AND k.proposed_day = c.day
    AND k.proposed_by = c.account AND k.reason = c.reason AND k.document = c.document
  ORDER BY c.id;
DELETE FROM application_correction;
DROP TABLE application_correction;

CREATE INDEX correction_list ON correction (district, state, id);
CREATE INDEX correction_noun ON correction (noun, noun_id, id);
CREATE INDEX correction_change_field ON correction_change (part, part_id, field);
