-- Every notice of a round is kept with its days and its run: a second one does not overwrite the first. A draw that was taken back
-- before anything was computed with it is kept as well.

CREATE TABLE round_notice (
  id              INTEGER PRIMARY KEY,
  round_id        INTEGER NOT NULL REFERENCES round (id),
  position        INTEGER NOT NULL,
  run_id          INTEGER NOT NULL REFERENCES run (id),
  from_day        TEXT    NOT NULL,
  until_day       TEXT    NOT NULL,
  objection_until TEXT    NOT NULL,
  undone          INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
  UNIQUE (round_id, position)
) STRICT;
INSERT INTO round_notice (round_id, position, run_id, from_day, until_day, objection_until)
  SELECT r.id, 1, (SELECT x.id FROM run x WHERE x.round_id = r.id AND x.kind <> 'succession' AND x.undone = 0 ORDER BY x.position DESC LIMIT 1),
    r.notice_from, r.notice_until, r.objection_until
  FROM round r WHERE r.notice_from IS NOT NULL AND r.notice_until IS NOT NULL AND r.objection_until IS NOT NULL
    AND EXISTS (SELECT 1 FROM run x WHERE x.round_id = r.id AND x.kind <> 'succession' AND x.undone = 0);

CREATE TABLE undone_draw (
  id        INTEGER PRIMARY KEY,
  round_id  INTEGER NOT NULL REFERENCES round (id),
  input_id  INTEGER NOT NULL REFERENCES round_input (id),
  draw_text TEXT    NOT NULL,
  draw_day  TEXT    NOT NULL,
  witnesses TEXT    NOT NULL,
  reason    TEXT    NOT NULL
) STRICT;
