-- What a district said of itself before it was changed, so that a paper of an earlier day says what was so then. Of changes older than
-- this nothing is kept; such papers say what is so today.
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
