-- A key of its own for everybody whose numbers the office has: the log keeps these only as sealed with it, and they are gone everywhere when it is.
CREATE TABLE seal_key (
  kind  TEXT    NOT NULL,                                        -- whose it is: applicant, company, correction, takeover_row
  owner INTEGER NOT NULL,
  key   BLOB    NOT NULL CHECK (length(key) = 32),
  PRIMARY KEY (kind, owner)
) STRICT;
-- The log takes what holds numbers once more, sealed.
UPDATE party SET identity = identity;
UPDATE holding_change SET identity = identity;
UPDATE correction_change SET old_whole = old_whole;
UPDATE takeover_row SET old_whole = old_whole;
