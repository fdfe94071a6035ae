-- Keys with which machines of the office sign heads of the log: the public halves, as they were first used.
CREATE TABLE signet (
  id     INTEGER PRIMARY KEY,
  public TEXT NOT NULL UNIQUE,                  -- base64 without padding
  since  TEXT NOT NULL                          -- day of the office
) STRICT;
