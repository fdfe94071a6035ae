-- What each district keeps of itself: who is responsible (六(一)), the legal adviser, how it is reached, where tenants pay.
CREATE TABLE office_card (
  id        INTEGER PRIMARY KEY,
  district  TEXT    NOT NULL UNIQUE,                              -- '' is the whole city
  leader    TEXT    NOT NULL DEFAULT '',
  adviser   TEXT    NOT NULL DEFAULT '',
  telephone TEXT    NOT NULL DEFAULT '',
  address   TEXT    NOT NULL DEFAULT '',
  payees    TEXT    NOT NULL DEFAULT '[]',                        -- JSON of accounts: name, bank, account
  version   INTEGER NOT NULL DEFAULT 1
) STRICT;

-- For which of the city's bodies an account supervises (四); accounts from before say none until an administrator does.
CREATE TABLE supervisor (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL UNIQUE REFERENCES account (id),
  body       TEXT    NOT NULL CHECK (body <> '')
) STRICT;
