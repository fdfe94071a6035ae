-- Papers as they were first printed: which form of which record, and the file that was handed out.
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
CREATE INDEX printed_paper_file ON printed_paper (file_id);
