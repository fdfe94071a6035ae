-- From which machine of the network an entry was made; empty: on the machine of the office.
ALTER TABLE log ADD COLUMN desk TEXT NOT NULL DEFAULT '';
-- Public keys by which a person signs in over the network without typing the password.
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
CREATE UNIQUE INDEX account_key_print ON account_key (print) WHERE gone IS NULL;
CREATE INDEX account_key_account ON account_key (account_id);
