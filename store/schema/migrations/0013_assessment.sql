-- Assessments with their re-inspection, support for tenants, findings of supervisors; what an exit by ground 3 rests on.

CREATE TABLE assessment (
  id            INTEGER PRIMARY KEY,
  tenancy_id    INTEGER NOT NULL REFERENCES tenancy (id),
  district      TEXT    NOT NULL,                                -- of the tenancy, for the lists
  number        TEXT    NOT NULL UNIQUE,                         -- KH-JS-2020-0007
  state         TEXT    NOT NULL CHECK (state IN ('done','rectifying','pending','failed','closed','exited','void')),
  day           TEXT    NOT NULL,
  covers        INTEGER NOT NULL CHECK (covers >= 0),            -- months from the signing to the due day that it answers
  due_day       TEXT,                                            -- that due day; none for an extra assessment
  bodies        TEXT    NOT NULL CHECK (bodies <> ''),           -- attending departments
  full_time     INTEGER NOT NULL CHECK (full_time >= 0),         -- jobs verified
  part_time     INTEGER NOT NULL CHECK (part_time >= 0),
  jobs_source   TEXT    NOT NULL CHECK (jobs_source <> ''),
  jobs_day      TEXT    NOT NULL,
  papers        TEXT    NOT NULL DEFAULT '',
  conclusion    TEXT    NOT NULL CHECK (conclusion IN ('pass','rectify','fail')),
  proposed      TEXT    NOT NULL CHECK (proposed IN ('pass','rectify','fail')),
  reason        TEXT    NOT NULL DEFAULT '',
  rectify       TEXT    NOT NULL DEFAULT '',
  rectify_by    TEXT,
  inspected_day TEXT,
  inspect       TEXT    NOT NULL DEFAULT '',
  decided_day   TEXT,
  decided_by    INTEGER NOT NULL DEFAULT 0,
  decision      TEXT    NOT NULL DEFAULT '',
  voided        TEXT    NOT NULL DEFAULT '',
  recorded_by   INTEGER NOT NULL,
  version       INTEGER NOT NULL DEFAULT 1,
  CHECK (state <> 'rectifying' OR (rectify_by IS NOT NULL AND rectify <> '')),
  CHECK (state <> 'void' OR voided <> '')
) STRICT;
CREATE INDEX assessment_list ON assessment (district, state, id);
CREATE INDEX assessment_tenancy ON assessment (tenancy_id, id);
CREATE INDEX assessment_rectify ON assessment (district, rectify_by) WHERE state = 'rectifying';

CREATE TABLE assessment_point (
  id            INTEGER PRIMARY KEY,
  assessment_id INTEGER NOT NULL REFERENCES assessment (id),
  code          TEXT    NOT NULL CHECK (code IN ('scope','premises','sublet','opened')),
  good          INTEGER NOT NULL CHECK (good IN (0, 1)),
  remark        TEXT    NOT NULL DEFAULT '',
  UNIQUE (assessment_id, code),
  CHECK (good = 1 OR remark <> '')
) STRICT;

-- Taxes paid by calendar year, as an assessment saw them.
CREATE TABLE assessment_tax (
  id            INTEGER PRIMARY KEY,
  assessment_id INTEGER NOT NULL REFERENCES assessment (id),
  year          INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
  fen           INTEGER NOT NULL CHECK (fen >= 0),
  source        TEXT    NOT NULL CHECK (source <> ''),
  UNIQUE (assessment_id, year)
) STRICT;

-- How many months from the signing are assessed. The next due day lies one interval later.
ALTER TABLE tenancy ADD COLUMN assessed_months INTEGER NOT NULL DEFAULT 0 CHECK (assessed_months >= 0);
CREATE INDEX tenancy_assessed ON tenancy (district, date(signed_day, '+' || assessed_months || ' months'))
  WHERE state IN ('signed','handed','open');

CREATE TABLE support (
  id         INTEGER PRIMARY KEY,
  tenancy_id INTEGER NOT NULL REFERENCES tenancy (id),
  district   TEXT    NOT NULL,
  number     TEXT    NOT NULL UNIQUE,                            -- BF-JS-2021-0002
  state      TEXT    NOT NULL CHECK (state IN ('open','closed','void')),
  kind       TEXT    NOT NULL CHECK (kind IN ('funds','workers','training','permits','repair','other')),
  need       TEXT    NOT NULL CHECK (need <> ''),
  raised_day TEXT    NOT NULL,
  raiser     TEXT    NOT NULL CHECK (raiser <> ''),
  handler    TEXT    NOT NULL CHECK (handler <> ''),
  closed_day TEXT,
  result     TEXT    NOT NULL DEFAULT '',
  recorded_by INTEGER NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1,
  CHECK (state = 'open' OR result <> '')
) STRICT;
CREATE INDEX support_list ON support (district, state, raised_day);
CREATE INDEX support_tenancy ON support (tenancy_id, id);

CREATE TABLE support_step (
  id         INTEGER PRIMARY KEY,
  support_id INTEGER NOT NULL REFERENCES support (id),
  day        TEXT    NOT NULL,
  note       TEXT    NOT NULL CHECK (note <> ''),
  handler    TEXT    NOT NULL DEFAULT '',
  account    INTEGER NOT NULL
) STRICT;
CREATE INDEX support_step_of ON support_step (support_id, day, id);

CREATE TABLE finding (
  id         INTEGER PRIMARY KEY,
  district   TEXT    NOT NULL,
  number     TEXT    NOT NULL UNIQUE,                            -- DB-JS-2021-0002
  state      TEXT    NOT NULL CHECK (state IN ('raised','answered','returned','closed','withdrawn')),
  noun       TEXT    NOT NULL CHECK (noun IN ('tenancy','unit','application','round','district')),
  noun_id    INTEGER NOT NULL,
  subject    TEXT    NOT NULL,                                   -- of the record, in words
  body       TEXT    NOT NULL CHECK (body <> ''),
  text       TEXT    NOT NULL CHECK (text <> ''),
  clause     TEXT    NOT NULL CHECK (clause <> ''),
  raised_day TEXT    NOT NULL,
  answer_by  TEXT    NOT NULL,
  closed_day TEXT,
  remark     TEXT    NOT NULL DEFAULT '',
  raised_by  INTEGER NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1,
  CHECK ((noun_id = 0) = (noun = 'district'))
) STRICT;
CREATE INDEX finding_list ON finding (district, state, id);
CREATE INDEX finding_noun ON finding (noun, noun_id, id);
CREATE INDEX finding_waiting ON finding (district, answer_by) WHERE state IN ('raised', 'returned');

-- What was said about a finding: answers of the district, what the supervisor sent back.
CREATE TABLE finding_step (
  id         INTEGER PRIMARY KEY,
  finding_id INTEGER NOT NULL REFERENCES finding (id),
  kind       TEXT    NOT NULL CHECK (kind IN ('answer','return')),
  day        TEXT    NOT NULL,
  text       TEXT    NOT NULL CHECK (text <> ''),
  document   TEXT    NOT NULL DEFAULT '',
  answer_by  TEXT,                                               -- the deadline that a return sets
  account    INTEGER NOT NULL
) STRICT;
CREATE INDEX finding_step_of ON finding_step (finding_id, id);

ALTER TABLE exit ADD COLUMN assessment_id INTEGER REFERENCES assessment (id);
ALTER TABLE exit ADD COLUMN finding_id INTEGER REFERENCES finding (id);
CREATE INDEX exit_assessment ON exit (assessment_id) WHERE assessment_id IS NOT NULL;
CREATE INDEX exit_finding ON exit (finding_id) WHERE finding_id IS NOT NULL;
