-- An office to learn on, made of another one without its people, says so too.
CREATE TABLE clock_new (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    kind TEXT    NOT NULL CHECK (kind IN ('real', 'trial', 'demo', 'training')),
    gap  INTEGER NOT NULL CHECK (gap > 0)
) STRICT;
INSERT INTO clock_new (id, kind, gap) SELECT id, kind, gap FROM clock;
DROP TABLE clock;
ALTER TABLE clock_new RENAME TO clock;
