-- Changes of a district's own rules (四(三)): drawn up by one person, put in force by the approver with his own account. A version
-- of parameters or an entry of a list that comes of one keeps its own row.
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
CREATE INDEX proposal_list ON proposal (district, state, id);
