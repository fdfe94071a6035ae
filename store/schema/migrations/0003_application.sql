-- Applicants and their applications from draft to award. Areas in dm², money in fen, dates as ISO text.

CREATE TABLE applicant (
  id              INTEGER PRIMARY KEY,
  district        TEXT    NOT NULL,                              -- of the office that registered it
  kind            TEXT    NOT NULL CHECK (kind IN ('person','team','company')),
  name            TEXT    NOT NULL CHECK (name <> ''),
  initials        TEXT    NOT NULL,                              -- pinyin of the name, the initials first, for finding and sorting
  head            TEXT    NOT NULL,                              -- leader or legal representative; '' for a person
  address         TEXT    NOT NULL,
  address_key     TEXT    NOT NULL,                              -- as addresses are compared
  residence       TEXT    NOT NULL CHECK (residence IN ('local','outside')),
  fixed_residence TEXT    NOT NULL,
  fixed_assets    TEXT    NOT NULL,
  remark          TEXT    NOT NULL DEFAULT '',
  created_day     TEXT    NOT NULL,
  created_by      INTEGER NOT NULL,
  version         INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX applicant_list ON applicant (district, id);
CREATE INDEX applicant_address ON applicant (address_key);

-- Everybody behind an applicant, with the numbers that name them: the person, leader or legal representative (self), the
-- company itself, who acts for it (agent), the members of a team.
CREATE TABLE party (
  id           INTEGER PRIMARY KEY,
  applicant_id INTEGER NOT NULL REFERENCES applicant (id),
  part         TEXT    NOT NULL CHECK (part IN ('self','company','agent','member')),
  position     INTEGER NOT NULL,
  name         TEXT    NOT NULL,
  name_key     TEXT    NOT NULL,                                 -- as names are compared
  identity     TEXT    NOT NULL,                                 -- GB 11643, of a company GB 32100; '' when not known
  phone        TEXT    NOT NULL,                                 -- as telephone numbers are compared; '' when not known
  duty         TEXT    NOT NULL DEFAULT '',                      -- what a member does in the team
  UNIQUE (applicant_id, part, position)
) STRICT;
CREATE INDEX party_identity ON party (identity) WHERE identity <> '';
CREATE INDEX party_phone ON party (phone) WHERE phone <> '';
CREATE INDEX party_name ON party (name_key, part);

CREATE TABLE application (
  id                  INTEGER PRIMARY KEY,
  number              TEXT    UNIQUE,                            -- JS20210001; NULL until accepted
  district            TEXT    NOT NULL,
  applicant_id        INTEGER NOT NULL REFERENCES applicant (id),
  state               TEXT    NOT NULL CHECK (state IN ('draft','accepted','refused','supplement','reviewed','approved','rejected',
                                                        'awarded','contracted','declined','lapsed','withdrawn')),
  project             TEXT    NOT NULL,
  initials            TEXT    NOT NULL,                          -- pinyin of the project, the initials first, for finding and sorting
  description         TEXT    NOT NULL,
  sector              TEXT    NOT NULL,                          -- code in the annex; '' outside it
  sector_text         TEXT    NOT NULL,
  sector_reason       TEXT    NOT NULL,
  water_intensive     INTEGER NOT NULL CHECK (water_intensive IN (0, 1)),
  moving              INTEGER NOT NULL CHECK (moving IN (0, 1)),
  policy_claimed      INTEGER NOT NULL CHECK (policy_claimed IN (0, 1)),
  policy_document     TEXT    NOT NULL,
  wanted_min          INTEGER NOT NULL CHECK (wanted_min >= 0),  -- 0: no bound of its own
  wanted_max          INTEGER NOT NULL CHECK (wanted_max >= 0),
  only_listed         INTEGER NOT NULL CHECK (only_listed IN (0, 1)),
  max_units           INTEGER NOT NULL CHECK (max_units BETWEEN 0 AND 20),
  supplement_items    TEXT    NOT NULL DEFAULT '',
  supplement_asked    TEXT,
  supplement_deadline TEXT,
  accepted_by         INTEGER NOT NULL DEFAULT 0,
  accepted_day        TEXT,
  decided_by          INTEGER NOT NULL DEFAULT 0,                -- of the last approval or rejection
  decided_day         TEXT,
  decision            TEXT    NOT NULL DEFAULT '',               -- its reason
  state_day           TEXT    NOT NULL,                          -- since when it stands where it stands
  created_day         TEXT    NOT NULL,
  created_by          INTEGER NOT NULL,
  version             INTEGER NOT NULL DEFAULT 1,
  CHECK (number IS NOT NULL OR state IN ('draft','refused','withdrawn'))
) STRICT;
CREATE INDEX application_list ON application (district, state, id);
CREATE INDEX application_newest ON application (district, id);
CREATE INDEX application_state ON application (state, id);
CREATE INDEX application_applicant ON application (applicant_id, id);
CREATE INDEX application_supplement ON application (supplement_deadline) WHERE state = 'supplement';

-- The four numbers of jobs, each with source and date.
CREATE TABLE application_jobs (
  id             INTEGER PRIMARY KEY,
  application_id INTEGER NOT NULL REFERENCES application (id),
  stage          TEXT    NOT NULL CHECK (stage IN ('claimed','accepted','contracted','verified')),
  full_time      INTEGER NOT NULL CHECK (full_time >= 0),
  part_time      INTEGER NOT NULL CHECK (part_time >= 0),
  source         TEXT    NOT NULL,
  day            TEXT    NOT NULL,
  UNIQUE (application_id, stage)
) STRICT;

CREATE TABLE application_tax (
  id             INTEGER PRIMARY KEY,
  application_id INTEGER NOT NULL REFERENCES application (id),
  stage          TEXT    NOT NULL CHECK (stage IN ('claimed','accepted')),
  fen            INTEGER NOT NULL CHECK (fen >= 0),              -- a year
  source         TEXT    NOT NULL,
  day            TEXT    NOT NULL,
  UNIQUE (application_id, stage)
) STRICT;

CREATE TABLE application_group (
  id             INTEGER PRIMARY KEY,
  application_id INTEGER NOT NULL REFERENCES application (id),
  position       INTEGER NOT NULL,
  code           TEXT    NOT NULL,
  title          TEXT    NOT NULL,
  eligible       INTEGER NOT NULL CHECK (eligible IN (0, 1)),    -- as the catalogue said on that day
  priority       INTEGER NOT NULL CHECK (priority IN (0, 1)),
  proof          TEXT    NOT NULL,
  accepted       INTEGER NOT NULL CHECK (accepted IN (0, 1)),
  UNIQUE (application_id, code)
) STRICT;

-- Wanted communities in the applicant's order, and required tags.
CREATE TABLE application_wish (
  id             INTEGER PRIMARY KEY,
  application_id INTEGER NOT NULL REFERENCES application (id),
  kind           TEXT    NOT NULL CHECK (kind IN ('community','tag')),
  position       INTEGER NOT NULL,
  name           TEXT    NOT NULL CHECK (name <> ''),
  UNIQUE (application_id, kind, name)
) STRICT;

CREATE TABLE application_material (
  id             INTEGER PRIMARY KEY,
  application_id INTEGER NOT NULL REFERENCES application (id),
  position       INTEGER NOT NULL,
  code           TEXT    NOT NULL,
  title          TEXT    NOT NULL,
  required       INTEGER NOT NULL CHECK (required IN (0, 1)),
  received_day   TEXT,
  remark         TEXT    NOT NULL DEFAULT '',
  UNIQUE (application_id, code)
) STRICT;

-- The review sheet, clause by clause (三.1 to 三.7).
CREATE TABLE review (
  id             INTEGER PRIMARY KEY,
  application_id INTEGER NOT NULL UNIQUE REFERENCES application (id),
  day            TEXT    NOT NULL,
  account        INTEGER NOT NULL
) STRICT;

CREATE TABLE review_clause (
  id        INTEGER PRIMARY KEY,
  review_id INTEGER NOT NULL REFERENCES review (id),
  position  INTEGER NOT NULL,
  clause    TEXT    NOT NULL,
  verdict   TEXT    NOT NULL CHECK (verdict IN ('','met','unmet','none')),
  remark    TEXT    NOT NULL,
  UNIQUE (review_id, clause)
) STRICT;

-- The panel's evaluation by the rubric of one version of the parameters.
CREATE TABLE evaluation (
  id             INTEGER PRIMARY KEY,
  application_id INTEGER NOT NULL UNIQUE REFERENCES application (id),
  parameter_id   INTEGER NOT NULL REFERENCES parameter (id),
  day            TEXT    NOT NULL,
  account        INTEGER NOT NULL
) STRICT;

CREATE TABLE evaluation_score (
  id            INTEGER PRIMARY KEY,
  evaluation_id INTEGER NOT NULL REFERENCES evaluation (id),
  position      INTEGER NOT NULL,
  expert        TEXT    NOT NULL CHECK (expert <> ''),
  body          TEXT    NOT NULL,
  remark        TEXT    NOT NULL,
  UNIQUE (evaluation_id, position)
) STRICT;

CREATE TABLE evaluation_point (
  id       INTEGER PRIMARY KEY,
  score_id INTEGER NOT NULL REFERENCES evaluation_score (id),
  item     TEXT    NOT NULL,
  points   INTEGER NOT NULL CHECK (points >= 0),
  UNIQUE (score_id, item)
) STRICT;

-- What the program noticed at acceptance; people judge it.
CREATE TABLE flag (
  id             INTEGER PRIMARY KEY,
  application_id INTEGER NOT NULL REFERENCES application (id),
  position       INTEGER NOT NULL,
  kind           TEXT    NOT NULL,
  noun           TEXT    NOT NULL,
  noun_id        INTEGER NOT NULL,
  label          TEXT    NOT NULL,
  day            TEXT    NOT NULL,
  UNIQUE (application_id, position)
) STRICT;

-- Corrections of applicants and applications: field, old, new, reason. Numbers that name people stand masked.
CREATE TABLE application_correction (
  id             INTEGER PRIMARY KEY,
  noun           TEXT    NOT NULL CHECK (noun IN ('applicant','application')),
  noun_id        INTEGER NOT NULL,
  field          TEXT    NOT NULL,
  old            TEXT    NOT NULL,
  new            TEXT    NOT NULL,
  reason         TEXT    NOT NULL CHECK (reason <> ''),
  document       TEXT    NOT NULL DEFAULT '',
  day            TEXT    NOT NULL,
  account        INTEGER NOT NULL
) STRICT;
CREATE INDEX application_correction_noun ON application_correction (noun, noun_id, id);
