-- What a paper said of the office when it was served (how it is reached, who reviews the decision, which court hears it) is kept: printed
-- again it says the same, whatever the office says of itself today. Of papers served before nothing was kept; they say what is so today.

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
