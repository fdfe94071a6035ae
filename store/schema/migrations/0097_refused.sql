-- Failed sign-ins are counted beside the file, and what was refused stands in the log: nothing writes this table.
DROP TABLE attempt;
