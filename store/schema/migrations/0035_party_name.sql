-- Names are compared with one form of the dot within them and without signs that nobody sees.

UPDATE party SET name_key = replace(name_key, '•', '·') WHERE instr(name_key, '•') > 0;
UPDATE party SET name_key = replace(name_key, '・', '·') WHERE instr(name_key, '・') > 0;
UPDATE party SET name_key = replace(name_key, '･', '·') WHERE instr(name_key, '･') > 0;
UPDATE party SET name_key = replace(name_key, '‧', '·') WHERE instr(name_key, '‧') > 0;
UPDATE party SET name_key = replace(name_key, '．', '·') WHERE instr(name_key, '．') > 0;
UPDATE party SET name_key = replace(name_key, char(8203), '') WHERE instr(name_key, char(8203)) > 0;
UPDATE party SET name_key = replace(name_key, char(8206), '') WHERE instr(name_key, char(8206)) > 0;
UPDATE party SET name_key = replace(name_key, char(8207), '') WHERE instr(name_key, char(8207)) > 0;
UPDATE party SET name_key = replace(name_key, char(8237), '') WHERE instr(name_key, char(8237)) > 0;
UPDATE party SET name_key = replace(name_key, char(8236), '') WHERE instr(name_key, char(8236)) > 0;
UPDATE party SET name_key = replace(name_key, char(65279), '') WHERE instr(name_key, char(65279)) > 0;
