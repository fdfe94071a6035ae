-- A notice that follows an upheld objection although nothing was corrected says why it was posted all the same.

ALTER TABLE round_notice ADD COLUMN reason TEXT NOT NULL DEFAULT '';
