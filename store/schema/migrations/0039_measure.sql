-- What the verified jobs of an assessment carry by the rule of the district, against what was held that day; nought: not measured.
ALTER TABLE assessment ADD COLUMN weight_millis INTEGER NOT NULL DEFAULT 0; -- thousandths of a job, taxes considered
ALTER TABLE assessment ADD COLUMN entitled_dm2 INTEGER NOT NULL DEFAULT 0;
ALTER TABLE assessment ADD COLUMN most_dm2 INTEGER NOT NULL DEFAULT 0; -- the greatest area of the band
ALTER TABLE assessment ADD COLUMN held_dm2 INTEGER NOT NULL DEFAULT 0;
ALTER TABLE assessment ADD COLUMN over_fen INTEGER NOT NULL DEFAULT 0; -- what the area above the band spares in the year
ALTER TABLE assessment ADD COLUMN over_year INTEGER NOT NULL DEFAULT 0;
ALTER TABLE assessment ADD COLUMN parameter_id INTEGER REFERENCES parameter (id); -- the version that measured
