-- A weak draw is agreed to by a second person before anything is computed with it; cancelling a round whose lots are drawn is asked
-- for by one person and done by another. Draws that were computed with before stand as they are.

ALTER TABLE round ADD COLUMN draw_by     INTEGER;                 -- account that entered the draw; 0 the console
ALTER TABLE round ADD COLUMN draw_second TEXT NOT NULL DEFAULT ''; -- who agreed to a weak draw
ALTER TABLE round ADD COLUMN void_reason TEXT NOT NULL DEFAULT ''; -- why somebody asks to cancel the round
ALTER TABLE round ADD COLUMN void_day    TEXT;
ALTER TABLE round ADD COLUMN void_by     INTEGER;
