-- How the day of the office may move (allocation/civil Clock). Offices that stand already are for real.
CREATE TABLE clock (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    kind TEXT    NOT NULL CHECK (kind IN ('real', 'trial', 'demo')),
    gap  INTEGER NOT NULL CHECK (gap > 0)
) STRICT;
INSERT INTO clock (id, kind, gap) SELECT 1, 'real', 45 FROM office;
