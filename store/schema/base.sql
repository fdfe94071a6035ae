-- 85
CREATE TABLE office (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  uid TEXT NOT NULL,
  name TEXT NOT NULL,
  district TEXT NOT NULL,               -- '' is the whole city
  founded TEXT NOT NULL
) STRICT;
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  display TEXT NOT NULL,
  roles TEXT NOT NULL,                  -- role codes separated by commas, in the order of allocation.Roles
  district TEXT NOT NULL,               -- '' is the whole city
  password_hash TEXT NOT NULL,
  must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1)),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE secret (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  value BLOB NOT NULL
) STRICT;
CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL,               -- seq of the entry's first chunk
  command TEXT NOT NULL,
  at TEXT NOT NULL,                     -- wall clock, RFC 3339
  day TEXT NOT NULL,                    -- civil date of the office
  account INTEGER NOT NULL,             -- 0 is the command line
  actor TEXT NOT NULL,                  -- name and role as they were
  action TEXT NOT NULL,
  title TEXT NOT NULL,
  subject TEXT NOT NULL,
  noun TEXT NOT NULL,                   -- '' or the noun that the entry is about
  noun_id INTEGER NOT NULL,
  reason TEXT NOT NULL,
  body BLOB NOT NULL,
  hash BLOB NOT NULL
, desk TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE parameter (
  id INTEGER PRIMARY KEY,
  district TEXT NOT NULL,
  version INTEGER NOT NULL,
  effective TEXT NOT NULL,
  body TEXT NOT NULL,                   -- JSON of allocation.Parameters
  author TEXT NOT NULL,
  approver TEXT NOT NULL,
  note TEXT NOT NULL,
  created TEXT NOT NULL,
  UNIQUE (district, version)
) STRICT;
CREATE TABLE holiday (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL UNIQUE,
  working INTEGER NOT NULL CHECK (working IN (0, 1)),
  name TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;
CREATE TABLE sequence (
  id INTEGER PRIMARY KEY,
  series TEXT NOT NULL UNIQUE,
  last INTEGER NOT NULL
) STRICT;
CREATE TABLE move (
  id INTEGER PRIMARY KEY,
  noun TEXT NOT NULL,
  noun_id INTEGER NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  day TEXT NOT NULL,
  at TEXT NOT NULL,
  account INTEGER NOT NULL,
  reason TEXT NOT NULL
, undoes INTEGER REFERENCES move (id)) STRICT;
CREATE TABLE draft (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  key TEXT NOT NULL,
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (account, key)
) STRICT;
CREATE TABLE view (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL,
  key TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (account, key)
) STRICT;
CREATE TABLE unit_area (
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  from_day TEXT NOT NULL,
  area_dm2 INTEGER NOT NULL CHECK (area_dm2 > 0),
  basis TEXT NOT NULL,                  -- what the figure rests on
  UNIQUE (unit_id, from_day)
) STRICT;
CREATE TABLE unit_spell (
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  from_day TEXT NOT NULL,
  to_day TEXT CHECK (to_day > from_day),
  state TEXT NOT NULL,
  district TEXT NOT NULL
) STRICT;
CREATE TABLE hold (
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES unit (id),
  kind TEXT NOT NULL CHECK (kind IN ('round', 'award', 'tenancy')),
  ref_id INTEGER NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT CHECK (to_day >= from_day)
) STRICT;
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
, merged_into INTEGER NOT NULL DEFAULT 0) STRICT;
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
  version             INTEGER NOT NULL DEFAULT 1, natures TEXT NOT NULL DEFAULT '', clerk INTEGER NOT NULL DEFAULT 0,
  CHECK (number IS NOT NULL OR state IN ('draft','refused','withdrawn'))
) STRICT;
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
  accepted       INTEGER NOT NULL CHECK (accepted IN (0, 1)), proof_until TEXT, decided_day TEXT, remark TEXT NOT NULL DEFAULT '', base INTEGER NOT NULL DEFAULT 0 CHECK (base IN (0, 1)),
  UNIQUE (application_id, code)
) STRICT;
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
  remark         TEXT    NOT NULL DEFAULT '', asked_when TEXT NOT NULL DEFAULT '',
  UNIQUE (application_id, code)
) STRICT;
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
CREATE TABLE evaluation_score (
  id            INTEGER PRIMARY KEY,
  evaluation_id INTEGER NOT NULL REFERENCES evaluation (id),
  position      INTEGER NOT NULL,
  expert        TEXT    NOT NULL CHECK (expert <> ''),
  body          TEXT    NOT NULL,
  remark        TEXT    NOT NULL, expert_id INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'scored' CHECK (state IN ('named','scored','conflict','withdrawn','replaced')), declared_day TEXT, reason TEXT NOT NULL DEFAULT '', scored_day TEXT,
  UNIQUE (evaluation_id, position)
) STRICT;
CREATE TABLE evaluation_point (
  id       INTEGER PRIMARY KEY,
  score_id INTEGER NOT NULL REFERENCES evaluation_score (id),
  item     TEXT    NOT NULL,
  points   INTEGER NOT NULL CHECK (points >= 0),
  UNIQUE (score_id, item)
) STRICT;
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
CREATE TABLE round (
  id              INTEGER PRIMARY KEY,
  number          TEXT    NOT NULL UNIQUE,                       -- JS-2021-07: district code, year, gapless number
  title           TEXT    NOT NULL,                              -- 尖山区 2021 年第 7 批次
  district        TEXT    NOT NULL,
  single          INTEGER NOT NULL DEFAULT 0 CHECK (single IN (0, 1)),
  state           TEXT    NOT NULL CHECK (state IN ('draft','locked','drawn','computed','noticed','reopened','confirmed','cancelled')),
  parameter_id    INTEGER NOT NULL REFERENCES parameter (id),    -- the parameters' version that the round uses
  filter          TEXT    NOT NULL DEFAULT '',                   -- the filter text that chose the pool
  draw_text       TEXT    NOT NULL DEFAULT '',
  draw_day        TEXT,
  notice_from     TEXT,
  notice_until    TEXT,
  objection_until TEXT,
  reason          TEXT    NOT NULL DEFAULT '',                   -- of the last reopening or of the cancellation
  created_day     TEXT    NOT NULL,
  created_by      INTEGER NOT NULL,
  confirmed_day   TEXT,
  confirmed_by    INTEGER,
  version         INTEGER NOT NULL DEFAULT 1
, source_kind TEXT NOT NULL DEFAULT '' CHECK (source_kind IN ('', 'number', 'witnesses')), source_name TEXT NOT NULL DEFAULT '', source_issue TEXT NOT NULL DEFAULT '', source_day TEXT, draw_bits INTEGER NOT NULL DEFAULT 0, draw_accept TEXT NOT NULL DEFAULT '', draw_digest TEXT NOT NULL DEFAULT '', draw_by     INTEGER, draw_second TEXT NOT NULL DEFAULT '', void_reason TEXT NOT NULL DEFAULT '', void_day    TEXT, void_by     INTEGER, overtaken TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE round_witness (
  id       INTEGER PRIMARY KEY,
  round_id INTEGER NOT NULL REFERENCES round (id),
  position INTEGER NOT NULL,
  name     TEXT    NOT NULL,
  UNIQUE (round_id, position),
  UNIQUE (round_id, name)
) STRICT;
CREATE TABLE round_unit (
  id       INTEGER PRIMARY KEY,
  round_id INTEGER NOT NULL REFERENCES round (id),
  unit_id  INTEGER NOT NULL REFERENCES unit (id), number TEXT NOT NULL DEFAULT '',
  UNIQUE (round_id, unit_id)
) STRICT;
CREATE TABLE round_applicant (
  id             INTEGER PRIMARY KEY,
  round_id       INTEGER NOT NULL REFERENCES round (id),
  application_id INTEGER NOT NULL REFERENCES application (id),
  UNIQUE (round_id, application_id)
) STRICT;
CREATE TABLE round_input (
  id         INTEGER PRIMARY KEY,
  round_id   INTEGER NOT NULL REFERENCES round (id),
  position   INTEGER NOT NULL,
  instance   TEXT    NOT NULL,
  sha256     TEXT    NOT NULL CHECK (length(sha256) = 64),
  reason     TEXT    NOT NULL,
  day        TEXT    NOT NULL,
  account_id INTEGER NOT NULL, outside TEXT NOT NULL DEFAULT '', dispute_until TEXT,
  UNIQUE (round_id, position)
) STRICT;
CREATE TABLE run (
  id           INTEGER PRIMARY KEY,
  round_id     INTEGER NOT NULL REFERENCES round (id),
  position     INTEGER NOT NULL,
  kind         TEXT    NOT NULL CHECK (kind IN ('first','again','override','reopened','succession')),
  input_id     INTEGER NOT NULL REFERENCES round_input (id),
  parameter_id INTEGER NOT NULL REFERENCES parameter (id),
  instance     TEXT    NOT NULL,                                 -- canonical, as penggai solve reads it
  result       TEXT    NOT NULL,                                 -- as penggai solve prints it
  digest       TEXT    NOT NULL CHECK (length(digest) = 64),
  proved       INTEGER NOT NULL CHECK (proved IN (0, 1)),
  applicants   INTEGER NOT NULL,
  served       INTEGER NOT NULL,
  jobs_millis  INTEGER NOT NULL,
  area_dm2     INTEGER NOT NULL,
  units        INTEGER NOT NULL,
  units_left   INTEGER NOT NULL,
  day          TEXT    NOT NULL,
  at           TEXT    NOT NULL,                                 -- local time of day, for the screen
  account_id   INTEGER NOT NULL, undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
  UNIQUE (round_id, position)
) STRICT;
CREATE TABLE override (
  id             INTEGER PRIMARY KEY,
  round_id       INTEGER NOT NULL REFERENCES round (id),
  application_id INTEGER NOT NULL REFERENCES application (id),
  run_id         INTEGER NOT NULL REFERENCES run (id),           -- the run whose line it decides otherwise
  state          TEXT    NOT NULL CHECK (state IN ('proposed','signed','revoked')),
  computed       TEXT    NOT NULL,                               -- JSON array of unit numbers
  decided        TEXT    NOT NULL,                               -- JSON array of unit numbers; [] means not served
  reason         TEXT    NOT NULL CHECK (reason <> ''),
  proposed_by    INTEGER NOT NULL,
  proposed_day   TEXT    NOT NULL,
  signed_by      INTEGER,
  signed_day     TEXT, passed TEXT NOT NULL DEFAULT '[]',
  CHECK (signed_by IS NULL OR signed_by <> proposed_by),
  CHECK (state <> 'signed' OR signed_by IS NOT NULL)
) STRICT;
CREATE TABLE award (
  id             INTEGER PRIMARY KEY,
  round_id       INTEGER NOT NULL REFERENCES round (id),
  run_id         INTEGER NOT NULL REFERENCES run (id),
  application_id INTEGER NOT NULL REFERENCES application (id),
  state          TEXT    NOT NULL CHECK (state IN ('offered','contracted','declined','lapsed','cancelled')),
  rank           INTEGER NOT NULL,
  weight_millis  INTEGER NOT NULL,
  target_dm2     INTEGER NOT NULL,
  area_dm2       INTEGER NOT NULL,
  after_id       INTEGER REFERENCES award (id),                  -- the award whose end made this offer possible (递补)
  offered_day    TEXT    NOT NULL,
  sign_by        TEXT    NOT NULL,
  ended_day      TEXT,
  reason         TEXT    NOT NULL DEFAULT '',
  version        INTEGER NOT NULL DEFAULT 1
, undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))) STRICT;
CREATE TABLE award_unit (
  id       INTEGER PRIMARY KEY,
  award_id INTEGER NOT NULL REFERENCES award (id),
  unit_id  INTEGER NOT NULL REFERENCES unit (id),
  position INTEGER NOT NULL,                                     -- in bay order
  UNIQUE (award_id, unit_id),
  UNIQUE (award_id, position)
) STRICT;
CREATE TABLE bill (
  id          INTEGER PRIMARY KEY,
  number      TEXT    NOT NULL UNIQUE,                           -- ZD-JS-2021-0003
  tenancy_id  INTEGER NOT NULL REFERENCES tenancy (id),
  district    TEXT    NOT NULL,                                  -- of the tenancy
  kind        TEXT    NOT NULL CHECK (kind IN ('period','difference','final')),
  from_day    TEXT    NOT NULL,
  to_day      TEXT    NOT NULL CHECK (to_day > from_day),
  issued_day  TEXT    NOT NULL,
  issued_by   INTEGER NOT NULL,
  due_day     TEXT    NOT NULL CHECK (due_day >= issued_day),
  due_sure    INTEGER NOT NULL CHECK (due_sure IN (0, 1)),
  market_fen  INTEGER NOT NULL,                                  -- sums of the lines
  payable_fen INTEGER NOT NULL,
  waived_fen  INTEGER NOT NULL CHECK (payable_fen + waived_fen = market_fen)
, lacks TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE bill_line (
  id          INTEGER PRIMARY KEY,
  bill_id     INTEGER NOT NULL REFERENCES bill (id),
  fee         TEXT    NOT NULL CHECK (fee IN ('rent','property','heating','water')),
  from_day    TEXT    NOT NULL,
  to_day      TEXT    NOT NULL CHECK (to_day > from_day),
  phase       TEXT    NOT NULL CHECK (phase IN ('free','half','full')),
  year        INTEGER NOT NULL,                                  -- of the price
  area_dm2    INTEGER NOT NULL CHECK (area_dm2 >= 0),
  litres      INTEGER NOT NULL CHECK (litres >= 0),
  days        INTEGER NOT NULL CHECK (days > 0),
  of_days     INTEGER NOT NULL CHECK (of_days >= days),
  price_fen   INTEGER NOT NULL CHECK (price_fen >= 0),
  back        INTEGER NOT NULL CHECK (back IN (0, 1)),
  market_fen  INTEGER NOT NULL,
  payable_fen INTEGER NOT NULL,
  waived_fen  INTEGER NOT NULL CHECK (payable_fen + waived_fen = market_fen), relief INTEGER NOT NULL DEFAULT 0 CHECK (relief BETWEEN 0 AND 100),
  CHECK (back = 0 AND market_fen >= 0 AND payable_fen >= 0 OR back = 1 AND market_fen <= 0 AND payable_fen <= 0)
) STRICT;
CREATE TABLE payment (
  id          INTEGER PRIMARY KEY,
  number      TEXT    NOT NULL UNIQUE,                           -- of the receipt: SJ-JS-2021-0001
  tenancy_id  INTEGER NOT NULL REFERENCES tenancy (id),
  district    TEXT    NOT NULL,
  kind        TEXT    NOT NULL CHECK (kind IN ('payment','refund','reversal')),
  day         TEXT    NOT NULL,
  amount_fen  INTEGER NOT NULL CHECK (amount_fen <> 0),
  method      TEXT    NOT NULL CHECK (method IN ('cash','transfer','scan','other')),
  payer       TEXT    NOT NULL CHECK (payer <> ''),
  remark      TEXT    NOT NULL DEFAULT '',
  reverses_id INTEGER REFERENCES payment (id),
  entered_by  INTEGER NOT NULL,
  entered_day TEXT    NOT NULL, bill_id INTEGER REFERENCES bill (id) CHECK (bill_id IS NULL OR kind = 'payment'), keeper  INTEGER, till_id INTEGER REFERENCES till (id),
  CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL)),
  CHECK (kind <> 'payment' OR amount_fen > 0),
  CHECK (kind <> 'refund' OR amount_fen < 0),
  CHECK (kind = 'payment' OR remark <> '')
) STRICT;
CREATE TABLE open_bill (
  id         INTEGER PRIMARY KEY REFERENCES bill (id),
  tenancy_id INTEGER NOT NULL REFERENCES tenancy (id),
  district   TEXT    NOT NULL,
  due_day    TEXT    NOT NULL,
  open_fen   INTEGER NOT NULL CHECK (open_fen > 0)
) STRICT;
CREATE TABLE benefit (
  id            INTEGER PRIMARY KEY,
  tenancy_id    INTEGER NOT NULL REFERENCES tenancy (id),
  kind          TEXT    NOT NULL CHECK (kind <> ''),                -- code of the catalogue
  name          TEXT    NOT NULL,
  clause        TEXT    NOT NULL,
  waives        TEXT    NOT NULL DEFAULT '',                        -- fees, separated by spaces
  repeats       INTEGER NOT NULL DEFAULT 0 CHECK (repeats IN (0, 1)),
  limit_days    INTEGER CHECK (limit_days >= 0),                    -- promised time; NULL for none
  limit_working INTEGER NOT NULL DEFAULT 0 CHECK (limit_working IN (0, 1)),
  per_head      INTEGER NOT NULL DEFAULT 0 CHECK (per_head >= 0),   -- fen
  state         TEXT    NOT NULL CHECK (state IN ('applied','granted','suspended','ended','refused')),
  applied_day   TEXT    NOT NULL,
  applied_by    INTEGER NOT NULL,                                   -- 0: taken over from an earlier version
  reason        TEXT    NOT NULL DEFAULT '',
  heads         INTEGER NOT NULL DEFAULT 0 CHECK (heads >= 0),
  due_day       TEXT,
  due_sure      INTEGER NOT NULL DEFAULT 1 CHECK (due_sure IN (0, 1)),
  decided_day   TEXT,
  body          TEXT    NOT NULL DEFAULT '',
  decision      TEXT    NOT NULL DEFAULT '',
  start_day     TEXT,
  amount        INTEGER NOT NULL DEFAULT 0 CHECK (amount >= 0),     -- fen
  ended_day     TEXT,                                               -- first day no longer granted
  end_reason    TEXT    NOT NULL DEFAULT '',
  end_document  TEXT    NOT NULL DEFAULT '',
  with_tenancy  INTEGER NOT NULL DEFAULT 0 CHECK (with_tenancy IN (0, 1)),
  version       INTEGER NOT NULL DEFAULT 1, relieves TEXT NOT NULL DEFAULT '', percent INTEGER NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100), until_day TEXT,
  CHECK (state NOT IN ('granted', 'suspended') OR (start_day IS NOT NULL AND decided_day IS NOT NULL AND body <> '' AND decision <> '')),
  CHECK ((state = 'ended') = (ended_day IS NOT NULL)),
  CHECK (state <> 'refused' OR (decided_day IS NOT NULL AND decision <> ''))
) STRICT;
CREATE TABLE benefit_pause (
  id              INTEGER PRIMARY KEY,
  benefit_id      INTEGER NOT NULL REFERENCES benefit (id),
  from_day        TEXT    NOT NULL,
  to_day          TEXT CHECK (to_day >= from_day),                  -- first day granted again; NULL while it lasts
  reason          TEXT    NOT NULL CHECK (reason <> ''),
  document        TEXT    NOT NULL CHECK (document <> ''),
  resume_reason   TEXT    NOT NULL DEFAULT '',
  resume_document TEXT    NOT NULL DEFAULT '',
  CHECK (to_day IS NULL OR (resume_reason <> '' AND resume_document <> ''))
) STRICT;
CREATE TABLE reading (
  id              INTEGER PRIMARY KEY,
  tenancy_id      INTEGER NOT NULL REFERENCES tenancy (id),
  unit_id         INTEGER NOT NULL REFERENCES unit (id),
  day             TEXT    NOT NULL,
  litres          INTEGER NOT NULL CHECK (litres >= 0),
  reason          TEXT    NOT NULL DEFAULT '',                   -- why it is lower than the one before: the meter was changed
  reversed_day    TEXT,
  reversed_by     INTEGER NOT NULL DEFAULT 0,
  reversed_reason TEXT    NOT NULL DEFAULT '', meter TEXT NOT NULL DEFAULT '' CHECK (meter IN ('', 'new', 'changed')),
  CHECK ((reversed_day IS NULL) = (reversed_reason = ''))
) STRICT;
CREATE TABLE milestone (
  id            INTEGER PRIMARY KEY,
  tenancy_id    INTEGER NOT NULL REFERENCES tenancy (id),
  kind          TEXT    NOT NULL CHECK (kind IN ('notarised','filed','licensed','taxed')),
  body          TEXT    NOT NULL CHECK (body <> ''),
  number        TEXT    NOT NULL CHECK (number <> ''),
  day           TEXT    NOT NULL,
  remark        TEXT    NOT NULL DEFAULT '',
  struck_day    TEXT,
  struck_by     INTEGER NOT NULL DEFAULT 0,
  struck_reason TEXT    NOT NULL DEFAULT '',
  CHECK ((struck_day IS NULL) = (struck_reason = ''))
) STRICT;
CREATE TABLE "tenancy" (
  id              INTEGER PRIMARY KEY,
  number          TEXT    NOT NULL UNIQUE,                       -- RZ-JS-2017-0031
  district        TEXT    NOT NULL,
  applicant_id    INTEGER NOT NULL REFERENCES applicant (id),    -- who holds it now
  application_id  INTEGER NOT NULL REFERENCES application (id),
  award_id        INTEGER REFERENCES award (id),
  state           TEXT    NOT NULL CHECK (state IN ('signed','handed','open','leaving','ended','void')),
  signed_day      TEXT    NOT NULL,                              -- first signing
  clock_day       TEXT    NOT NULL CHECK (clock_day <= signed_day), -- the fee clock (五(一)); earlier for a returning applicant
  clock_decision  TEXT    NOT NULL DEFAULT '',                   -- what gave a returning applicant a new clock
  handed_day      TEXT,
  open_by         TEXT,                                          -- last day for opening (三.3)
  open_sure       INTEGER NOT NULL DEFAULT 0 CHECK (open_sure IN (0, 1)),
  opened_day      TEXT,
  stopped_day     TEXT,                                          -- first day at full price (四(五)1, 3)
  ended_day       TEXT,                                          -- keys back
  water_intensive INTEGER NOT NULL CHECK (water_intensive IN (0, 1)),
  state_day       TEXT    NOT NULL,
  version         INTEGER NOT NULL DEFAULT 1, assessed_months INTEGER NOT NULL DEFAULT 0 CHECK (assessed_months >= 0), billed_to TEXT, clock_how TEXT NOT NULL DEFAULT '' CHECK (clock_how IN ('','on','rest','full','fresh')), clock_basis TEXT NOT NULL DEFAULT '', differs INTEGER NOT NULL DEFAULT 0 CHECK (differs IN (0, 1)),
  CHECK (state NOT IN ('handed', 'open') OR handed_day IS NOT NULL),
  CHECK ((state = 'ended') = (ended_day IS NOT NULL))
) STRICT;
CREATE TABLE "contract" (
  id         INTEGER PRIMARY KEY,
  tenancy_id INTEGER NOT NULL REFERENCES tenancy (id),
  number     TEXT    NOT NULL UNIQUE,                            -- HT-JS-2017-0031
  term       INTEGER NOT NULL CHECK (term >= 1),
  state      TEXT    NOT NULL CHECK (state IN ('pending','running','renewed','ended','void')),
  signed_day TEXT,
  from_day   TEXT    NOT NULL,
  to_day     TEXT    NOT NULL CHECK (to_day > from_day),
  ended_day  TEXT, gap_kept TEXT NOT NULL DEFAULT '', decision TEXT NOT NULL DEFAULT '',
  CHECK (state = 'pending' OR signed_day IS NOT NULL)
) STRICT;
CREATE TABLE "handover" (
  id         INTEGER PRIMARY KEY,
  tenancy_id INTEGER NOT NULL REFERENCES tenancy (id),
  unit_id    INTEGER NOT NULL REFERENCES unit (id),
  direction  TEXT    NOT NULL CHECK (direction IN ('out','back')),
  day        TEXT    NOT NULL,
  keys       INTEGER NOT NULL CHECK (keys BETWEEN 0 AND 99),
  water      INTEGER NOT NULL CHECK (water >= 0),
  power      INTEGER NOT NULL CHECK (power >= 0),
  defects    TEXT    NOT NULL DEFAULT '',
  remark     TEXT    NOT NULL DEFAULT '',
  void_day   TEXT                                                -- taken back on this day: it does not count
) STRICT;
CREATE TABLE holding_change_unit (
  id         INTEGER PRIMARY KEY,
  change_id  INTEGER NOT NULL REFERENCES holding_change (id),
  unit_id    INTEGER NOT NULL REFERENCES unit (id),
  direction  TEXT    NOT NULL CHECK (direction IN ('out','back')),
  UNIQUE (change_id, unit_id)
) STRICT;
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
  version       INTEGER NOT NULL DEFAULT 1, weight_millis INTEGER NOT NULL DEFAULT 0, entitled_dm2 INTEGER NOT NULL DEFAULT 0, most_dm2 INTEGER NOT NULL DEFAULT 0, held_dm2 INTEGER NOT NULL DEFAULT 0, over_fen INTEGER NOT NULL DEFAULT 0, over_year INTEGER NOT NULL DEFAULT 0, parameter_id INTEGER REFERENCES parameter (id),
  CHECK (state <> 'rectifying' OR (rectify_by IS NOT NULL AND rectify <> '')),
  CHECK (state <> 'void' OR voided <> '')
) STRICT;
CREATE TABLE assessment_point (
  id            INTEGER PRIMARY KEY,
  assessment_id INTEGER NOT NULL REFERENCES assessment (id),
  code          TEXT    NOT NULL CHECK (code IN ('scope','premises','sublet','opened')),
  good          INTEGER NOT NULL CHECK (good IN (0, 1)),
  remark        TEXT    NOT NULL DEFAULT '',
  UNIQUE (assessment_id, code),
  CHECK (good = 1 OR remark <> '')
) STRICT;
CREATE TABLE assessment_tax (
  id            INTEGER PRIMARY KEY,
  assessment_id INTEGER NOT NULL REFERENCES assessment (id),
  year          INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
  fen           INTEGER NOT NULL CHECK (fen >= 0),
  source        TEXT    NOT NULL CHECK (source <> ''),
  UNIQUE (assessment_id, year)
) STRICT;
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
CREATE TABLE support_step (
  id         INTEGER PRIMARY KEY,
  support_id INTEGER NOT NULL REFERENCES support (id),
  day        TEXT    NOT NULL,
  note       TEXT    NOT NULL CHECK (note <> ''),
  handler    TEXT    NOT NULL DEFAULT '',
  account    INTEGER NOT NULL
) STRICT;
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
CREATE TABLE district (
  id         INTEGER PRIMARY KEY,
  code       TEXT    NOT NULL UNIQUE,                            -- JS: begins the numbers of units and papers
  name       TEXT    NOT NULL UNIQUE,                            -- what records say; '' is the city, whose pool has what no district has yet
  short      TEXT    NOT NULL,
  place      INTEGER NOT NULL UNIQUE,                            -- the order of the policy, the city behind all
  clause     TEXT    NOT NULL,
  valid_from TEXT    NOT NULL,
  valid_to   TEXT                                                -- excluded; NULL while in force
) STRICT;
CREATE TABLE "exit" (
  id            INTEGER PRIMARY KEY,
  tenancy_id    INTEGER NOT NULL REFERENCES tenancy (id),
  state         TEXT    NOT NULL CHECK (state IN ('opened','approved','noticed','returned','closed','refused','cancelled')),
  ground        INTEGER NOT NULL CHECK (ground > 0),             -- its number in the catalogue
  stops         INTEGER NOT NULL CHECK (stops IN (0, 1)),        -- the decision stops the waiver
  applied       INTEGER NOT NULL CHECK (applied IN (0, 1)),      -- by the tenant's application
  reason        TEXT    NOT NULL CHECK (reason <> ''),
  document      TEXT    NOT NULL CHECK (document <> ''),
  document_body TEXT    NOT NULL,
  document_day  TEXT    NOT NULL,
  opened_day    TEXT    NOT NULL,
  opened_by     INTEGER NOT NULL,
  decided_day   TEXT,
  decided_by    INTEGER NOT NULL DEFAULT 0,
  decision      TEXT    NOT NULL DEFAULT '',
  notice_number TEXT    UNIQUE,
  noticed_day   TEXT,
  noticed_how   TEXT    NOT NULL DEFAULT '',
  returned_day  TEXT,
  settled_day   TEXT,
  settled_how   TEXT    NOT NULL DEFAULT '',
  filed_day     TEXT,
  filed_number  TEXT    NOT NULL DEFAULT '',
  filed_body    TEXT    NOT NULL DEFAULT '',
  closed_day    TEXT,
  version       INTEGER NOT NULL DEFAULT 1,
  settled_decision TEXT NOT NULL DEFAULT '',                     -- the document that settled it with arrears left
  settled_open_fen INTEGER NOT NULL DEFAULT 0 CHECK (settled_open_fen >= 0),
  assessment_id INTEGER REFERENCES assessment (id),              -- failed assessment that it rests on
  finding_id    INTEGER REFERENCES finding (id), heard INTEGER NOT NULL DEFAULT 0 CHECK (heard IN (0, 1)), document_kind TEXT NOT NULL DEFAULT 'paper' CHECK (document_kind IN ('application', 'court', 'finding', 'paper')), false_from TEXT, told_day TEXT, told_how TEXT NOT NULL DEFAULT '', answer_by TEXT, answer_sure INTEGER NOT NULL DEFAULT 0 CHECK (answer_sure IN (0, 1)), answered_day TEXT, answer TEXT NOT NULL DEFAULT '', adviser TEXT NOT NULL DEFAULT '', advised_day TEXT, opinion TEXT NOT NULL DEFAULT '', vacate_by TEXT, file_by TEXT, file_sure INTEGER NOT NULL DEFAULT 0 CHECK (file_sure IN (0, 1)), answer_within TEXT NOT NULL DEFAULT '', heed TEXT NOT NULL DEFAULT '' CHECK (heed IN ('', 'all', 'part', 'not', 'waived')), weighed TEXT NOT NULL DEFAULT '', vacate_least INTEGER NOT NULL DEFAULT 0, told_owed TEXT NOT NULL DEFAULT '',                 -- finding that it rests on
  CHECK (state <> 'closed' OR (filed_day IS NOT NULL AND filed_number <> '' AND settled_day IS NOT NULL))
) STRICT;
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
CREATE TABLE price (
  id           INTEGER PRIMARY KEY,
  district     TEXT    NOT NULL,                                    -- '' the whole city
  community    TEXT    NOT NULL DEFAULT '',                         -- '' all of them
  floor        TEXT    NOT NULL DEFAULT '' CHECK (floor = '' OR floor = CAST(CAST(floor AS INTEGER) AS TEXT)), -- '' all of them
  fee          TEXT    NOT NULL CHECK (fee IN ('rent','property','heating','water')),
  year         INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199), -- of a season: in which it starts
  fen          INTEGER CHECK (fen >= 0),                            -- NULL: of a season that has no price yet
  from_day     TEXT,                                                -- of a season, [from_day, to_day)
  to_day       TEXT CHECK (to_day > from_day),
  document     TEXT    NOT NULL CHECK (document <> ''),
  document_day TEXT    NOT NULL,
  payee        TEXT    NOT NULL CHECK (payee <> ''),
  version      INTEGER NOT NULL DEFAULT 1, voided_day TEXT, voided_by INTEGER NOT NULL DEFAULT 0, void_reason TEXT NOT NULL DEFAULT '',
  CHECK (fee = 'heating' OR fen IS NOT NULL),
  CHECK ((fee = 'heating') = (from_day IS NOT NULL) AND (fee = 'heating') = (to_day IS NOT NULL))
) STRICT;
CREATE TABLE proposal (
  id          INTEGER PRIMARY KEY,
  kind        TEXT    NOT NULL CHECK (kind <> ''),                -- parameter, or a kind of catalogue
  district    TEXT    NOT NULL,                                   -- '' is the whole city
  code        TEXT    NOT NULL DEFAULT '',                        -- of the entry of a list
  title       TEXT    NOT NULL CHECK (title <> ''),
  effective   TEXT    NOT NULL,
  note        TEXT    NOT NULL CHECK (note <> ''),                -- document or meeting that it rests on
  body        TEXT    NOT NULL,                                   -- JSON of what comes; empty: what stands ends
  base_id     INTEGER NOT NULL DEFAULT 0,                         -- the version or entry that it changes; 0: none stands
  state       TEXT    NOT NULL CHECK (state IN ('proposed','adopted','refused','withdrawn')),
  proposed_by INTEGER NOT NULL,
  day         TEXT    NOT NULL,
  decided_by  INTEGER NOT NULL DEFAULT 0,
  decided_day TEXT,
  decision    TEXT    NOT NULL DEFAULT '',
  made_id     INTEGER NOT NULL DEFAULT 0,                         -- the version or entry that came of it
  version     INTEGER NOT NULL DEFAULT 1,
  CHECK ((state = 'proposed') = (decided_day IS NULL))
) STRICT;
CREATE TABLE office_card (
  id        INTEGER PRIMARY KEY,
  district  TEXT    NOT NULL UNIQUE,                              -- '' is the whole city
  leader    TEXT    NOT NULL DEFAULT '',
  adviser   TEXT    NOT NULL DEFAULT '',
  telephone TEXT    NOT NULL DEFAULT '',
  address   TEXT    NOT NULL DEFAULT '',
  payees    TEXT    NOT NULL DEFAULT '[]',                        -- JSON of accounts: name, bank, account
  version   INTEGER NOT NULL DEFAULT 1
, review TEXT NOT NULL DEFAULT '', court  TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE supervisor (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL UNIQUE REFERENCES account (id),
  body       TEXT    NOT NULL CHECK (body <> '')
) STRICT;
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
CREATE TABLE "evaluation" (
  id             INTEGER PRIMARY KEY,
  application_id INTEGER NOT NULL REFERENCES application (id),
  parameter_id   INTEGER NOT NULL REFERENCES parameter (id),
  day            TEXT    NOT NULL,
  account        INTEGER NOT NULL,
  turn           INTEGER NOT NULL DEFAULT 1,                     -- 1, and one more with each reconsideration
  closed_day     TEXT,                                           -- when a reconsideration set it aside
  UNIQUE (application_id, turn)
) STRICT;
CREATE TABLE catalogue (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind <> ''),
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  clause TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,                        -- excluded; NULL while in force
  place INTEGER NOT NULL,               -- order within the kind
  body TEXT NOT NULL,                   -- JSON of what the kind adds
  version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (kind, code, valid_from)
) STRICT;
CREATE TABLE hindsight (
  id         INTEGER PRIMARY KEY,
  tenancy_id INTEGER NOT NULL REFERENCES tenancy (id),
  clause     TEXT    NOT NULL,                                   -- of the rule: 四(四)
  text       TEXT    NOT NULL CHECK (text <> ''),                -- what was done, and what the rule says now
  seen_day   TEXT,
  seen_by    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE refusal (
  id INTEGER PRIMARY KEY,
  application_id INTEGER NOT NULL REFERENCES application (id),
  turn INTEGER NOT NULL,                -- the first, the second refusal of the application
  position INTEGER NOT NULL,
  code TEXT NOT NULL,                   -- of the catalogue; '' for what the decision says beside it
  clause TEXT NOT NULL,                 -- document and clause as of the day
  title TEXT NOT NULL CHECK (title <> ''),
  remedy TEXT NOT NULL,                 -- what the applicant can do
  UNIQUE (application_id, turn, position)
) STRICT;
CREATE TABLE round_left_out (
  id         INTEGER PRIMARY KEY,
  round_id   INTEGER NOT NULL REFERENCES round (id),
  units      TEXT    NOT NULL,
  reason     TEXT    NOT NULL CHECK (reason <> ''),
  day        TEXT    NOT NULL,
  account_id INTEGER NOT NULL
) STRICT;
CREATE TABLE "unit" (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,          -- JS-NSQ-01-1-03
  district TEXT NOT NULL REFERENCES district (name), -- '' is the city pool
  community TEXT NOT NULL,
  building TEXT NOT NULL,
  floor INTEGER NOT NULL,
  bay INTEGER NOT NULL CHECK (bay >= 0),           -- place along the floor; 0 is not known
  area_dm2 INTEGER NOT NULL CHECK (area_dm2 > 0),  -- in force; its history is unit_area
  tags TEXT NOT NULL,                   -- words separated by spaces
  state TEXT NOT NULL CHECK (state IN ('building', 'vacant', 'withdrawn', 'reserved', 'occupied', 'recovering', 'closed')),
  sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
  expected TEXT,                        -- last day on which completion is expected
  version INTEGER NOT NULL DEFAULT 1,
  source TEXT NOT NULL DEFAULT 'renewal',
  usage TEXT NOT NULL DEFAULT '',
  certificate TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  former TEXT NOT NULL DEFAULT '',      -- numbers that it had before, and what a ledger calls it; separated by spaces
  door TEXT NOT NULL DEFAULT '',        -- the door as the street has it
  photo TEXT NOT NULL DEFAULT '',       -- name of the file of its photograph
  CHECK (district <> '' OR state IN ('building', 'closed'))
) STRICT;
CREATE TABLE community (
  id       INTEGER PRIMARY KEY,
  district TEXT NOT NULL REFERENCES district (name),
  name     TEXT NOT NULL CHECK (name <> ''),
  letters  TEXT NOT NULL CHECK (letters <> ''),                  -- NSQ of JS-NSQ-01-1-03
  UNIQUE (district, name),
  UNIQUE (district, letters)
) STRICT;
CREATE TABLE unit_change (
  id            INTEGER PRIMARY KEY,
  number        TEXT    NOT NULL UNIQUE,                         -- FY-JS-2021-0001
  district      TEXT    NOT NULL,                                -- '' is the city pool
  kind          TEXT    NOT NULL,
  day           TEXT    NOT NULL,                                -- first day on which it is in force
  document      TEXT    NOT NULL,
  reason        TEXT    NOT NULL,
  difference_dm2 INTEGER NOT NULL DEFAULT 0,                     -- area after it less the area before
  entered_day   TEXT    NOT NULL,
  entered_by    INTEGER NOT NULL,
  move_id       INTEGER NOT NULL,                                -- the last move of all when it was entered: what came later rests on it
  undone_day    TEXT,
  undone_by     INTEGER NOT NULL DEFAULT 0,
  undone_reason TEXT    NOT NULL DEFAULT '',
  version       INTEGER NOT NULL DEFAULT 1,
  CHECK ((undone_day IS NULL) = (undone_reason = ''))
) STRICT;
CREATE TABLE unit_change_line (
  id        INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES unit_change (id),
  unit_id   INTEGER NOT NULL,
  unit      TEXT    NOT NULL,                                    -- its number then
  role      TEXT    NOT NULL CHECK (role IN ('self', 'old', 'new')),
  field     TEXT    NOT NULL,
  old       TEXT    NOT NULL,
  new       TEXT    NOT NULL
) STRICT;
CREATE TABLE takeover (
  id         INTEGER PRIMARY KEY,
  kind       TEXT    NOT NULL,                                   -- units, tenancies …
  file       TEXT    NOT NULL,                                   -- its name, without the folder
  day        TEXT    NOT NULL,
  at         TEXT    NOT NULL,
  account    INTEGER NOT NULL,
  district   TEXT    NOT NULL,                                   -- of the account; '' is the whole city
  entry      INTEGER NOT NULL,                                   -- of the log
  read       INTEGER NOT NULL,
  added      INTEGER NOT NULL,
  changed    INTEGER NOT NULL,
  same       INTEGER NOT NULL,
  absent     INTEGER NOT NULL,
  rejected   INTEGER NOT NULL,
  made       TEXT    NOT NULL DEFAULT '{}',                      -- JSON: ids of the rows that it made, from and to, by table
  undone_day TEXT,
  undone_by  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE takeover_district (
  id          INTEGER PRIMARY KEY,
  takeover_id INTEGER NOT NULL REFERENCES takeover (id),
  district    TEXT    NOT NULL,
  UNIQUE (takeover_id, district)
) STRICT;
CREATE TABLE takeover_row (
  id          INTEGER PRIMARY KEY,
  takeover_id INTEGER NOT NULL REFERENCES takeover (id),
  noun        TEXT    NOT NULL,                                  -- the table
  noun_id     INTEGER NOT NULL,
  old_whole   TEXT    NOT NULL                                   -- JSON of its columns
) STRICT;
CREATE TABLE takeover_heading (
  id       INTEGER PRIMARY KEY,
  kind     TEXT NOT NULL,
  headings TEXT NOT NULL,                                        -- by what the set is recognised
  heading  TEXT NOT NULL,
  field    TEXT NOT NULL,
  UNIQUE (kind, headings, heading)
) STRICT;
CREATE TABLE round_notice (
  id              INTEGER PRIMARY KEY,
  round_id        INTEGER NOT NULL REFERENCES round (id),
  position        INTEGER NOT NULL,
  run_id          INTEGER NOT NULL REFERENCES run (id),
  from_day        TEXT    NOT NULL,
  until_day       TEXT    NOT NULL,
  objection_until TEXT    NOT NULL,
  undone          INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)), reason TEXT NOT NULL DEFAULT '',
  UNIQUE (round_id, position)
) STRICT;
CREATE TABLE undone_draw (
  id        INTEGER PRIMARY KEY,
  round_id  INTEGER NOT NULL REFERENCES round (id),
  input_id  INTEGER NOT NULL REFERENCES round_input (id),
  draw_text TEXT    NOT NULL,
  draw_day  TEXT    NOT NULL,
  witnesses TEXT    NOT NULL,
  reason    TEXT    NOT NULL
) STRICT;
CREATE TABLE screening (
  id         INTEGER PRIMARY KEY,
  round_id   INTEGER NOT NULL REFERENCES round (id),
  run_id     INTEGER NOT NULL REFERENCES run (id),
  kind       TEXT    NOT NULL,
  finding    TEXT    NOT NULL,
  remark     TEXT    NOT NULL CHECK (remark <> ''),
  sent_back  INTEGER NOT NULL DEFAULT 0 CHECK (sent_back IN (0, 1)),
  day        TEXT    NOT NULL,
  account_id INTEGER NOT NULL
) STRICT;
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
CREATE TABLE paper_card (
  id        INTEGER PRIMARY KEY,
  paper     TEXT    NOT NULL,              -- exit-notice, refused …: its form
  record_id INTEGER NOT NULL,              -- of the exit, application or round that it is about
  leader    TEXT    NOT NULL,
  adviser   TEXT    NOT NULL,
  telephone TEXT    NOT NULL,
  address   TEXT    NOT NULL,
  review    TEXT    NOT NULL,
  court     TEXT    NOT NULL,
  UNIQUE (paper, record_id)
) STRICT;
CREATE TABLE "holding_change" (
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
  phone        TEXT    NOT NULL DEFAULT '', identity TEXT NOT NULL DEFAULT '',
  CHECK (kind IN ('company','heir','successor') OR old_id = new_id),
  CHECK (kind IN ('rename','company','heir','successor') OR old_name = new_name)
) STRICT;
CREATE TABLE holiday_notice (
  id          INTEGER PRIMARY KEY,
  year        INTEGER NOT NULL,
  amends      INTEGER NOT NULL CHECK (amends IN (0, 1)),          -- adds to its year; else it replaces it
  source      TEXT    NOT NULL CHECK (source <> ''),
  came        TEXT    NOT NULL,                                   -- JSON: the days that it brought
  went        TEXT    NOT NULL,                                   -- JSON: what stood of them, and of the year, before
  entered_by  INTEGER NOT NULL,                                   -- account; 0: the command line
  entered_day TEXT    NOT NULL,
  undone_day  TEXT,
  undone_by   INTEGER NOT NULL DEFAULT 0,
  undone_why  TEXT    NOT NULL DEFAULT '',
  CHECK ((undone_day IS NULL) = (undone_why = ''))
) STRICT;
CREATE TABLE file (
  id     INTEGER PRIMARY KEY,
  sha256 TEXT    NOT NULL UNIQUE,                                  -- its name in the folder
  size   INTEGER NOT NULL CHECK (size > 0)                         -- bytes
) STRICT;
CREATE TABLE scan (
  id               INTEGER PRIMARY KEY,
  noun             TEXT    NOT NULL CHECK (noun <> ''),
  noun_id          INTEGER NOT NULL,
  district         TEXT    NOT NULL,                               -- of the record; '' is the city pool
  subject          TEXT    NOT NULL CHECK (subject <> ''),         -- number and name of the record
  file_id          INTEGER NOT NULL REFERENCES file (id),
  name             TEXT    NOT NULL CHECK (name <> ''),            -- as the person's file was called
  kind             TEXT    NOT NULL CHECK (kind IN ('jpg','png','pdf','docx','xlsx')),
  what             TEXT    NOT NULL CHECK (what <> ''),            -- what it shows
  account_id       INTEGER NOT NULL,
  day              TEXT    NOT NULL,
  withdrawn_day    TEXT,
  withdrawn_reason TEXT    NOT NULL DEFAULT '',
  CHECK ((withdrawn_day IS NULL) = (withdrawn_reason = ''))
) STRICT;
CREATE TABLE packed_file (
  sha256 TEXT PRIMARY KEY,
  body   BLOB NOT NULL
) STRICT;
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
CREATE TABLE double_row (
  id        INTEGER PRIMARY KEY,
  double_id INTEGER NOT NULL REFERENCES double (id),
  part      TEXT    NOT NULL,                                      -- application, tenancy, holding_change old and new, note, scan
  row_id    INTEGER NOT NULL,
  UNIQUE (double_id, part, row_id)
) STRICT;
CREATE TABLE move_screening (
  id         INTEGER PRIMARY KEY,
  change_id  INTEGER NOT NULL REFERENCES holding_change (id),
  kind       TEXT    NOT NULL,
  finding    TEXT    NOT NULL,
  remark     TEXT    NOT NULL CHECK (remark <> ''),
  day        TEXT    NOT NULL,
  account_id INTEGER NOT NULL
) STRICT;
CREATE TABLE signet (
  id     INTEGER PRIMARY KEY,
  public TEXT NOT NULL UNIQUE,                  -- base64 without padding
  since  TEXT NOT NULL                          -- day of the office
) STRICT;
CREATE TABLE printed_paper (
  id        INTEGER PRIMARY KEY,
  paper     TEXT    NOT NULL,                       -- code of its form
  noun      TEXT    NOT NULL,
  record_id INTEGER NOT NULL,
  term      INTEGER NOT NULL,                       -- of a contract; else 0
  file_id   INTEGER NOT NULL REFERENCES file (id),
  name      TEXT    NOT NULL CHECK (name <> ''),    -- of the file in the folder of documents
  day       TEXT    NOT NULL,
  account   INTEGER NOT NULL,
  entry     INTEGER NOT NULL,                       -- of the log
  UNIQUE (paper, noun, record_id, term)
) STRICT;
CREATE TABLE past_card (
  id        INTEGER PRIMARY KEY,
  district  TEXT    NOT NULL,
  until     TEXT    NOT NULL,              -- first day on which it no longer held
  leader    TEXT    NOT NULL,
  adviser   TEXT    NOT NULL,
  telephone TEXT    NOT NULL,
  address   TEXT    NOT NULL,
  payees    TEXT    NOT NULL,              -- JSON of accounts: name, bank, account
  review    TEXT    NOT NULL,
  court     TEXT    NOT NULL,
  UNIQUE (district, until)
) STRICT;
CREATE TABLE "clock" (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    kind TEXT    NOT NULL CHECK (kind IN ('real', 'trial', 'demo', 'training')),
    gap  INTEGER NOT NULL CHECK (gap > 0)
) STRICT;
CREATE TABLE doubt (
  id         INTEGER PRIMARY KEY,
  noun       TEXT    NOT NULL CHECK (noun <> ''),
  noun_id    INTEGER NOT NULL,
  key        TEXT    NOT NULL CHECK (key <> ''),                  -- the value, and what it was compared with
  text       TEXT    NOT NULL,                                    -- as it was asked
  account_id INTEGER NOT NULL,
  day        TEXT    NOT NULL,
  UNIQUE (noun, noun_id, key)
) STRICT;
CREATE TABLE till (
  id           INTEGER PRIMARY KEY,
  number       TEXT    NOT NULL UNIQUE,                        -- RJ-JS-2021-0001
  district     TEXT    NOT NULL,
  keeper       INTEGER NOT NULL,                               -- account whose drawer it is
  state        TEXT    NOT NULL CHECK (state IN ('counted','returned','confirmed')),
  from_day     TEXT    NOT NULL,                               -- its first receipt was entered
  day          TEXT    NOT NULL,                               -- it was counted last
  receipts     INTEGER NOT NULL CHECK (receipts > 0),
  cash_fen     INTEGER NOT NULL,
  transfer_fen INTEGER NOT NULL,
  scan_fen     INTEGER NOT NULL,
  other_fen    INTEGER NOT NULL,
  float_fen    INTEGER NOT NULL CHECK (float_fen >= 0),
  found_fen    INTEGER NOT NULL CHECK (found_fen >= 0),
  pieces       TEXT    NOT NULL DEFAULT '',                    -- fen of each face and how many: 10000:3 500:1
  reason       TEXT    NOT NULL DEFAULT '',
  counted_by   INTEGER NOT NULL,
  decided_day  TEXT,
  confirmed_by INTEGER,                                        -- the second person, who signed or sent it back
  decision     TEXT    NOT NULL DEFAULT '',
  version      INTEGER NOT NULL DEFAULT 1,
  CHECK (reason <> '' OR found_fen = float_fen + cash_fen),
  CHECK ((decided_day IS NULL) = (state = 'counted')),
  CHECK ((confirmed_by IS NULL) = (state = 'counted'))
) STRICT;
CREATE TABLE walk (
  id         INTEGER PRIMARY KEY,
  number     TEXT    NOT NULL UNIQUE,                            -- HC-JS-2021-0001
  district   TEXT    NOT NULL,
  kind       TEXT    NOT NULL CHECK (kind IN ('building','drawn')),
  state      TEXT    NOT NULL CHECK (state IN ('frozen','open','done','cancelled')),
  place      TEXT    NOT NULL,                                   -- of what it is a list
  inspectors TEXT    NOT NULL CHECK (inspectors <> ''),          -- who goes, or who may be drawn
  wanted     INTEGER NOT NULL DEFAULT 0 CHECK (wanted >= 0),     -- how many units are drawn
  seed       TEXT    NOT NULL DEFAULT '',                        -- what lots were drawn from
  digest     TEXT    NOT NULL DEFAULT '',                        -- of the frozen list
  made_day   TEXT    NOT NULL,
  made_by    INTEGER NOT NULL,
  drawn_day  TEXT,
  done_day   TEXT,
  remark     TEXT    NOT NULL DEFAULT '',
  version    INTEGER NOT NULL DEFAULT 1,
  CHECK ((kind = 'drawn') = (wanted > 0))
) STRICT;
CREATE TABLE walk_line (
  id           INTEGER PRIMARY KEY,
  walk_id      INTEGER NOT NULL REFERENCES walk (id),
  position     INTEGER NOT NULL,
  unit_id      INTEGER NOT NULL REFERENCES unit (id),
  number       TEXT    NOT NULL,                                 -- of the unit, and the rest of what the ledger said then
  ledger       TEXT    NOT NULL,
  tenancy_id   INTEGER REFERENCES tenancy (id),
  applicant_id INTEGER REFERENCES applicant (id),
  tenant       TEXT    NOT NULL DEFAULT '',
  opened       INTEGER NOT NULL DEFAULT 0 CHECK (opened IN (0, 1)),
  drawn        INTEGER NOT NULL DEFAULT 0 CHECK (drawn IN (0, 1)), -- it is to be seen
  inspectors   TEXT    NOT NULL DEFAULT '',
  seen         TEXT    NOT NULL DEFAULT '' CHECK (seen IN ('','open','shut','other','empty')),
  seen_day     TEXT,
  seen_by      TEXT    NOT NULL DEFAULT '',
  note         TEXT    NOT NULL DEFAULT '',
  finding_id   INTEGER REFERENCES finding (id),
  entered_by   INTEGER NOT NULL DEFAULT 0,
  UNIQUE (walk_id, position),
  UNIQUE (walk_id, unit_id),
  CHECK ((seen = '') = (seen_day IS NULL))
) STRICT;
CREATE TABLE walk_person (
  id         INTEGER PRIMARY KEY,
  walk_id    INTEGER NOT NULL REFERENCES walk (id),
  account_id INTEGER NOT NULL,
  name       TEXT    NOT NULL CHECK (name <> ''),
  UNIQUE (walk_id, account_id)
) STRICT;
CREATE TABLE walk_bar (
  id           INTEGER PRIMARY KEY,
  walk_id      INTEGER NOT NULL REFERENCES walk (id),
  account_id   INTEGER NOT NULL,
  applicant_id INTEGER NOT NULL REFERENCES applicant (id),
  reason       TEXT    NOT NULL CHECK (reason <> ''),
  UNIQUE (walk_id, account_id, applicant_id)
) STRICT;
CREATE TABLE interest (
  id           INTEGER PRIMARY KEY,
  account_id   INTEGER NOT NULL,
  applicant_id INTEGER NOT NULL REFERENCES applicant (id),
  reason       TEXT    NOT NULL CHECK (reason <> ''),
  day          TEXT    NOT NULL,
  UNIQUE (account_id, applicant_id)
) STRICT;
CREATE TABLE "objection" (
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
CREATE TABLE "dispute" (
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
CREATE TABLE fee_kept (
  district   TEXT    NOT NULL,
  year       INTEGER NOT NULL,
  tenancy_id INTEGER NOT NULL,
  market     INTEGER NOT NULL,               -- fen, of the years before
  payable    INTEGER NOT NULL,
  lines      BLOB    NOT NULL,
  PRIMARY KEY (district, year, tenancy_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE fee_month (
  district TEXT    NOT NULL,
  month    TEXT    NOT NULL,                 -- its first day
  fee      TEXT    NOT NULL,
  year     INTEGER NOT NULL,                 -- of the price
  stays    INTEGER NOT NULL,                 -- that have a line of the fee and year for the first time
  priced   INTEGER NOT NULL,                 -- lines
  unpriced INTEGER NOT NULL,
  market   INTEGER NOT NULL,                 -- fen
  payable  INTEGER NOT NULL,
  PRIMARY KEY (district, month, fee, year)
) STRICT, WITHOUT ROWID;
CREATE TABLE fee_stale (tenancy_id INTEGER PRIMARY KEY) STRICT;
CREATE TABLE fee_until (id INTEGER PRIMARY KEY CHECK (id = 1), day TEXT NOT NULL) STRICT;
CREATE TABLE account_key (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id),
  public     TEXT    NOT NULL,           -- as OpenSSH writes it: ssh-ed25519 AAAA…
  print      TEXT    NOT NULL,           -- SHA256:…, as an SSH client shows it
  name       TEXT    NOT NULL,           -- which machine or stick it lies on
  added      TEXT    NOT NULL,
  added_by   INTEGER NOT NULL,
  gone       TEXT,                       -- since when it opens nothing any more
  CHECK (name <> '')
) STRICT;
CREATE TABLE seal_key (
  kind  TEXT    NOT NULL,                                        -- whose it is: applicant, company, correction, takeover_row
  owner INTEGER NOT NULL,
  key   BLOB    NOT NULL CHECK (length(key) = 32),
  PRIMARY KEY (kind, owner)
) STRICT;
CREATE TABLE erasure (
  id          INTEGER PRIMARY KEY,
  number      TEXT    NOT NULL UNIQUE,                           -- QL-2031-0001
  district    TEXT    NOT NULL,                                  -- of who proposed it; '' the whole city
  state       TEXT    NOT NULL CHECK (state IN ('proposed','carried','refused','withdrawn')),
  day         TEXT    NOT NULL,                                  -- proposed
  proposed_by INTEGER NOT NULL,
  note        TEXT    NOT NULL DEFAULT '',
  decided_day TEXT,
  decided_by  INTEGER NOT NULL DEFAULT 0,
  decision    TEXT    NOT NULL DEFAULT '',
  subjects    INTEGER NOT NULL CHECK (subjects > 0),
  numbers     INTEGER NOT NULL CHECK (numbers >= 0),
  version     INTEGER NOT NULL DEFAULT 1,
  CHECK ((state = 'proposed') = (decided_day IS NULL))
) STRICT;
CREATE TABLE erasure_line (
  id           INTEGER PRIMARY KEY,
  erasure_id   INTEGER NOT NULL REFERENCES erasure (id),
  applicant_id INTEGER NOT NULL REFERENCES applicant (id),
  name         TEXT    NOT NULL,
  district     TEXT    NOT NULL,
  ended_day    TEXT    NOT NULL,                                 -- its last case
  due_day      TEXT    NOT NULL,                                 -- from which on its numbers are kept no longer
  numbers      INTEGER NOT NULL,
  UNIQUE (erasure_id, applicant_id)
) STRICT;
CREATE TABLE keeping_hold (
  id            INTEGER PRIMARY KEY,
  applicant_id  INTEGER NOT NULL REFERENCES applicant (id),
  reason        TEXT    NOT NULL CHECK (reason <> ''),
  document      TEXT    NOT NULL CHECK (document <> ''),
  from_day      TEXT    NOT NULL,
  account_id    INTEGER NOT NULL,
  lifted_day    TEXT,
  lifted_by     INTEGER NOT NULL DEFAULT 0,
  lifted_reason TEXT    NOT NULL DEFAULT '',
  CHECK ((lifted_day IS NULL) = (lifted_reason = ''))
) STRICT;
CREATE TABLE known_office (
  id            INTEGER PRIMARY KEY,
  uid           TEXT    NOT NULL UNIQUE,         -- its lasting mark
  name          TEXT    NOT NULL,
  district      TEXT    NOT NULL,                -- '' is the whole city
  public        TEXT    NOT NULL,                -- base64 without padding
  introduced    TEXT    NOT NULL,                -- since when its key is known
  introduced_by INTEGER NOT NULL,
  seq           INTEGER NOT NULL DEFAULT 0,      -- last row of its log that is here; 0: none
  hash          TEXT    NOT NULL DEFAULT '',     -- of that row, in hex
  as_of         TEXT,                            -- its day when it packed
  came          TEXT,                            -- day of this office
  version       INTEGER NOT NULL DEFAULT 1,
  CHECK ((seq = 0) = (as_of IS NULL))
) STRICT;
CREATE TABLE office_receipt (
  id      INTEGER PRIMARY KEY,
  uid     TEXT    NOT NULL,                      -- of the office that has it
  name    TEXT    NOT NULL,
  seq     INTEGER NOT NULL CHECK (seq > 0),      -- last row of this office's log that it has
  hash    TEXT    NOT NULL,
  given   TEXT    NOT NULL,                      -- its day
  kept    TEXT    NOT NULL,                      -- day of this office
  UNIQUE (uid, seq)
) STRICT;
CREATE UNIQUE INDEX log_command ON log (command, action) WHERE seq = entry;
CREATE INDEX log_day ON log (day, seq) WHERE seq = entry;
CREATE INDEX log_account ON log (account, seq) WHERE seq = entry;
CREATE INDEX log_title ON log (title) WHERE seq = entry;
CREATE INDEX log_actor ON log (actor) WHERE seq = entry;
CREATE INDEX log_noun ON log (noun, noun_id, seq) WHERE seq = entry;
CREATE TRIGGER log_insert BEFORE INSERT ON log
WHEN NEW.seq IS NULL OR NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM log)
BEGIN SELECT RAISE(ABORT, 'log: seq must follow the last one'); END;
CREATE TRIGGER log_update BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'log: append only'); END;
CREATE TRIGGER log_delete BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'log: append only'); END;
CREATE INDEX parameter_effective ON parameter (district, effective, version);
CREATE INDEX move_noun ON move (noun, noun_id, id);
CREATE UNIQUE INDEX unit_spell_open ON unit_spell (unit_id) WHERE to_day IS NULL;
CREATE UNIQUE INDEX unit_spell_unit ON unit_spell (unit_id, from_day, to_day, state, district);
CREATE UNIQUE INDEX hold_live ON hold (unit_id) WHERE to_day IS NULL;
CREATE INDEX hold_ref ON hold (kind, ref_id, unit_id);
CREATE INDEX hold_unit ON hold (unit_id, id);
CREATE INDEX applicant_list ON applicant (district, id);
CREATE INDEX applicant_address ON applicant (address_key);
CREATE INDEX party_identity ON party (identity) WHERE identity <> '';
CREATE INDEX party_phone ON party (phone) WHERE phone <> '';
CREATE INDEX party_name ON party (name_key, part);
CREATE INDEX application_list ON application (district, state, id);
CREATE INDEX application_newest ON application (district, id);
CREATE INDEX application_state ON application (state, id);
CREATE INDEX application_applicant ON application (applicant_id, id);
CREATE INDEX application_supplement ON application (supplement_deadline) WHERE state = 'supplement';
CREATE INDEX round_list ON round (district, state, id);
CREATE INDEX round_unit_unit ON round_unit (unit_id);
CREATE INDEX round_applicant_application ON round_applicant (application_id);
CREATE UNIQUE INDEX override_live ON override (round_id, application_id) WHERE state <> 'revoked';
CREATE UNIQUE INDEX award_live ON award (application_id) WHERE state IN ('offered','contracted');
CREATE INDEX award_list ON award (state, sign_by);
CREATE INDEX award_round ON award (round_id, rank);
CREATE INDEX award_unit_unit ON award_unit (unit_id);
CREATE INDEX bill_tenancy ON bill (tenancy_id, id);
CREATE INDEX bill_list ON bill (district, id);
CREATE INDEX bill_line_bill ON bill_line (bill_id, id);
CREATE UNIQUE INDEX payment_reversed ON payment (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX payment_tenancy ON payment (tenancy_id, id);
CREATE INDEX payment_list ON payment (district, id);
CREATE INDEX open_bill_due ON open_bill (district, due_day, open_fen);
CREATE INDEX open_bill_tenancy ON open_bill (tenancy_id, id);
CREATE UNIQUE INDEX benefit_live ON benefit (tenancy_id, kind) WHERE state IN ('applied', 'granted', 'suspended') AND repeats = 0;
CREATE INDEX benefit_tenancy ON benefit (tenancy_id, id);
CREATE INDEX benefit_list ON benefit (state, id);
CREATE INDEX benefit_applied ON benefit (tenancy_id, due_day) WHERE state = 'applied';
CREATE UNIQUE INDEX benefit_pause_open ON benefit_pause (benefit_id) WHERE to_day IS NULL;
CREATE INDEX benefit_pause_of ON benefit_pause (benefit_id, from_day);
CREATE INDEX reading_tenancy ON reading (tenancy_id, unit_id, day, id);
CREATE UNIQUE INDEX milestone_paper ON milestone (tenancy_id, kind, body, number) WHERE struck_day IS NULL;
CREATE INDEX milestone_tenancy ON milestone (tenancy_id, day, id);
CREATE INDEX tenancy_list ON tenancy (district, state, id);
CREATE INDEX tenancy_newest ON tenancy (district, id);
CREATE INDEX tenancy_applicant ON tenancy (applicant_id, id);
CREATE INDEX tenancy_open_by ON tenancy (open_by) WHERE state = 'handed';
CREATE UNIQUE INDEX tenancy_application ON tenancy (application_id) WHERE state <> 'void';
CREATE UNIQUE INDEX tenancy_award ON tenancy (award_id) WHERE state <> 'void';
CREATE INDEX contract_tenancy ON contract (tenancy_id, id);
CREATE UNIQUE INDEX contract_term ON contract (tenancy_id, term) WHERE state <> 'void';
CREATE UNIQUE INDEX contract_running ON contract (tenancy_id) WHERE state IN ('pending', 'running');
CREATE INDEX contract_to ON contract (to_day) WHERE state = 'running';
CREATE INDEX contract_pending ON contract (tenancy_id) WHERE state = 'pending';
CREATE UNIQUE INDEX handover_unit ON handover (tenancy_id, unit_id, direction, day) WHERE void_day IS NULL;
CREATE UNIQUE INDEX move_undoes ON move (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX assessment_list ON assessment (district, state, id);
CREATE INDEX assessment_tenancy ON assessment (tenancy_id, id);
CREATE INDEX assessment_rectify ON assessment (district, rectify_by) WHERE state = 'rectifying';
CREATE INDEX tenancy_assessed ON tenancy (district, date(signed_day, '+' || assessed_months || ' months'))
  WHERE state IN ('signed','handed','open');
CREATE INDEX support_list ON support (district, state, raised_day);
CREATE INDEX support_tenancy ON support (tenancy_id, id);
CREATE INDEX support_step_of ON support_step (support_id, day, id);
CREATE INDEX finding_list ON finding (district, state, id);
CREATE INDEX finding_noun ON finding (noun, noun_id, id);
CREATE INDEX finding_waiting ON finding (district, answer_by) WHERE state IN ('raised', 'returned');
CREATE INDEX finding_step_of ON finding_step (finding_id, id);
CREATE INDEX tenancy_to_bill ON tenancy (district, max(coalesce(billed_to, signed_day),
  min(date(clock_day, '+36 months', 'floor'), coalesce(stopped_day, '9999-12-31')))) WHERE ended_day IS NULL;
CREATE INDEX tenancy_to_close ON tenancy (district, id) WHERE ended_day IS NOT NULL AND max(coalesce(billed_to, signed_day),
  min(date(clock_day, '+36 months', 'floor'), coalesce(stopped_day, '9999-12-31'))) < ended_day;
CREATE INDEX tenancy_water ON tenancy (district, id) WHERE water_intensive = 1;
CREATE UNIQUE INDEX exit_live ON exit (tenancy_id) WHERE state IN ('opened', 'approved', 'noticed', 'returned');
CREATE INDEX exit_list ON exit (state, id);
CREATE INDEX exit_tenancy ON exit (tenancy_id, id);
CREATE INDEX exit_assessment ON exit (assessment_id) WHERE assessment_id IS NOT NULL;
CREATE INDEX exit_finding ON exit (finding_id) WHERE finding_id IS NOT NULL;
CREATE INDEX correction_list ON correction (district, state, id);
CREATE INDEX correction_noun ON correction (noun, noun_id, id);
CREATE INDEX correction_change_field ON correction_change (part, part_id, field);
CREATE UNIQUE INDEX reading_day ON reading (tenancy_id, unit_id, day, (meter = 'new')) WHERE reversed_day IS NULL;
CREATE INDEX proposal_list ON proposal (district, state, id);
CREATE UNIQUE INDEX price_place ON price (district, community, floor, fee, year) WHERE voided_day IS NULL;
CREATE INDEX exit_file_by ON exit (file_by) WHERE filed_day IS NULL;
CREATE INDEX roster_person ON roster_worker (person);
CREATE INDEX hindsight_waits ON hindsight (tenancy_id) WHERE seen_day IS NULL;
CREATE INDEX round_left_out_round ON round_left_out (round_id);
CREATE UNIQUE INDEX unit_bay ON unit (district, community, building, floor, bay) WHERE bay > 0 AND state <> 'closed';
CREATE INDEX unit_find ON unit (number, state, district, community, building, floor, bay, tags, area_dm2, sample, source, usage, certificate, address, former, door);
CREATE INDEX unit_tally ON unit (district, state, area_dm2, sample);
CREATE INDEX unit_place ON unit (community, district, building, state, area_dm2, sample);
CREATE INDEX unit_by_district ON unit (district, number);
CREATE INDEX unit_by_state ON unit
  ((CASE state WHEN 'vacant' THEN 1 WHEN 'reserved' THEN 2 WHEN 'occupied' THEN 3 WHEN 'recovering' THEN 4 WHEN 'withdrawn' THEN 5 ELSE 6 END), number);
CREATE INDEX unit_by_community ON unit (community, number);
CREATE INDEX unit_by_building ON unit (ltrim(building, '0123456789'), (CAST(building AS INTEGER)), number);
CREATE INDEX unit_by_floor ON unit (floor, number);
CREATE INDEX unit_by_bay ON unit (bay, number);
CREATE INDEX unit_by_area ON unit (area_dm2, number);
CREATE INDEX unit_by_tags ON unit (tags, number);
CREATE INDEX unit_by_head ON unit (rtrim(number, '0123456789-'));
CREATE INDEX unit_pool ON unit (district, expected) WHERE state = 'building';
CREATE INDEX unit_former ON unit (former) WHERE former <> '';
CREATE INDEX unit_closed ON unit (number) WHERE state = 'closed';
CREATE INDEX unit_change_line_change ON unit_change_line (change_id, id);
CREATE INDEX unit_change_line_unit ON unit_change_line (unit_id, change_id);
CREATE INDEX tenancy_pays ON tenancy (district, min(date(clock_day, '+36 months', 'floor'), coalesce(stopped_day, '9999-12-31')))
  WHERE ended_day IS NULL;
CREATE INDEX takeover_row_of ON takeover_row (takeover_id, id);
CREATE INDEX screening_round ON screening (round_id);
CREATE INDEX tenancy_differs ON tenancy (district) WHERE differs = 1;
CREATE INDEX takeover_used_unit ON takeover_used (unit_id);
CREATE INDEX note_of ON note (noun, noun_id, id);
CREATE INDEX note_list ON note (district, id);
CREATE INDEX holding_change_tenancy ON holding_change (tenancy_id, id);
CREATE INDEX holding_change_old ON holding_change (old_id) WHERE old_id <> new_id;
CREATE INDEX scan_of ON scan (noun, noun_id, id);
CREATE INDEX scan_file ON scan (file_id);
CREATE INDEX applicant_merged ON applicant (merged_into);
CREATE UNIQUE INDEX double_gone ON double (gone_id) WHERE undone_day IS NULL;
CREATE INDEX double_kept ON double (kept_id, id);
CREATE INDEX move_screening_change ON move_screening (change_id);
CREATE INDEX printed_paper_file ON printed_paper (file_id);
CREATE INDEX log_action ON log (action, account, entry) WHERE seq = entry;
CREATE INDEX till_list ON till (district, id);
CREATE INDEX till_waits ON till (district, state) WHERE state <> 'confirmed';
CREATE INDEX till_keeper ON till (keeper, district, id);
CREATE INDEX payment_unclosed ON payment (district, keeper, entered_day) WHERE keeper IS NOT NULL AND till_id IS NULL;
CREATE INDEX payment_till ON payment (till_id) WHERE till_id IS NOT NULL;
CREATE INDEX walk_by_district ON walk (district, state);
CREATE INDEX walk_line_by_unit ON walk_line (unit_id, seen_day);
CREATE INDEX objection_round ON objection (round_id, state);
CREATE INDEX dispute_round ON dispute (round_id, state);
CREATE INDEX application_clerk ON application (clerk, state) WHERE clerk <> 0;
CREATE INDEX fee_kept_tenancy ON fee_kept (tenancy_id, year);
CREATE TRIGGER fee_stale_tenancy_insert AFTER INSERT ON tenancy BEGIN
  INSERT INTO fee_stale SELECT NEW.id WHERE NEW.id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_tenancy_update AFTER UPDATE OF district, signed_day, clock_day, ended_day, stopped_day, water_intensive ON tenancy BEGIN
  INSERT INTO fee_stale SELECT NEW.id WHERE NEW.id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_tenancy_delete AFTER DELETE ON tenancy BEGIN
  INSERT INTO fee_stale SELECT OLD.id WHERE OLD.id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_contract_insert AFTER INSERT ON contract BEGIN
  INSERT INTO fee_stale SELECT NEW.tenancy_id WHERE NEW.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_contract_update AFTER UPDATE ON contract BEGIN
  INSERT INTO fee_stale SELECT OLD.tenancy_id WHERE OLD.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
  INSERT INTO fee_stale SELECT NEW.tenancy_id WHERE NEW.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_contract_delete AFTER DELETE ON contract BEGIN
  INSERT INTO fee_stale SELECT OLD.tenancy_id WHERE OLD.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_hold_insert AFTER INSERT ON hold WHEN NEW.kind = 'tenancy' BEGIN
  INSERT INTO fee_stale SELECT NEW.ref_id WHERE NEW.ref_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_hold_update AFTER UPDATE ON hold WHEN OLD.kind = 'tenancy' OR NEW.kind = 'tenancy' BEGIN
  INSERT INTO fee_stale SELECT OLD.ref_id WHERE OLD.kind = 'tenancy' AND OLD.ref_id NOT IN (SELECT tenancy_id FROM fee_stale);
  INSERT INTO fee_stale SELECT NEW.ref_id WHERE NEW.kind = 'tenancy' AND NEW.ref_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_hold_delete AFTER DELETE ON hold WHEN OLD.kind = 'tenancy' BEGIN
  INSERT INTO fee_stale SELECT OLD.ref_id WHERE OLD.ref_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_unit_update AFTER UPDATE OF community, floor ON unit BEGIN
  INSERT INTO fee_stale SELECT DISTINCT ref_id FROM hold WHERE unit_id = NEW.id AND kind = 'tenancy' AND ref_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_area_insert AFTER INSERT ON unit_area BEGIN
  INSERT INTO fee_stale SELECT DISTINCT ref_id FROM hold WHERE unit_id = NEW.unit_id AND kind = 'tenancy' AND ref_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_area_update AFTER UPDATE ON unit_area BEGIN
  INSERT INTO fee_stale SELECT DISTINCT ref_id FROM hold WHERE unit_id IN (OLD.unit_id, NEW.unit_id) AND kind = 'tenancy' AND ref_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_area_delete AFTER DELETE ON unit_area BEGIN
  INSERT INTO fee_stale SELECT DISTINCT ref_id FROM hold WHERE unit_id = OLD.unit_id AND kind = 'tenancy' AND ref_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_reading_insert AFTER INSERT ON reading BEGIN
  INSERT INTO fee_stale SELECT NEW.tenancy_id WHERE NEW.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_reading_update AFTER UPDATE ON reading BEGIN
  INSERT INTO fee_stale SELECT OLD.tenancy_id WHERE OLD.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
  INSERT INTO fee_stale SELECT NEW.tenancy_id WHERE NEW.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_reading_delete AFTER DELETE ON reading BEGIN
  INSERT INTO fee_stale SELECT OLD.tenancy_id WHERE OLD.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_benefit_insert AFTER INSERT ON benefit BEGIN
  INSERT INTO fee_stale SELECT NEW.tenancy_id WHERE NEW.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_benefit_update AFTER UPDATE ON benefit BEGIN
  INSERT INTO fee_stale SELECT OLD.tenancy_id WHERE OLD.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
  INSERT INTO fee_stale SELECT NEW.tenancy_id WHERE NEW.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_benefit_delete AFTER DELETE ON benefit BEGIN
  INSERT INTO fee_stale SELECT OLD.tenancy_id WHERE OLD.tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_pause_insert AFTER INSERT ON benefit_pause BEGIN
  INSERT INTO fee_stale SELECT DISTINCT tenancy_id FROM benefit WHERE id = NEW.benefit_id AND tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_pause_update AFTER UPDATE ON benefit_pause BEGIN
  INSERT INTO fee_stale SELECT DISTINCT tenancy_id FROM benefit WHERE id IN (OLD.benefit_id, NEW.benefit_id) AND tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_pause_delete AFTER DELETE ON benefit_pause BEGIN
  INSERT INTO fee_stale SELECT DISTINCT tenancy_id FROM benefit WHERE id = OLD.benefit_id AND tenancy_id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_price_insert AFTER INSERT ON price BEGIN
  INSERT INTO fee_stale SELECT id FROM tenancy WHERE NEW.district IN ('', district) AND id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_price_update AFTER UPDATE ON price BEGIN
  INSERT INTO fee_stale SELECT id FROM tenancy WHERE (OLD.district IN ('', district) OR NEW.district IN ('', district)) AND id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE TRIGGER fee_stale_price_delete AFTER DELETE ON price BEGIN
  INSERT INTO fee_stale SELECT id FROM tenancy WHERE OLD.district IN ('', district) AND id NOT IN (SELECT tenancy_id FROM fee_stale);
END;
CREATE UNIQUE INDEX account_key_print ON account_key (print) WHERE gone IS NULL;
CREATE INDEX account_key_account ON account_key (account_id);
CREATE INDEX erasure_list ON erasure (district, id);
CREATE INDEX erasure_line_applicant ON erasure_line (applicant_id);
CREATE UNIQUE INDEX keeping_hold_one ON keeping_hold (applicant_id) WHERE lifted_day IS NULL;
