package premises

// SqlIdleSince is the day since when a unit (an expression of its id) has been idle: the last day on which it came back from a tenant or was
// completed, else the first on which it is known. What the office does with it in between (整修、停用、批次锁定) neither ends that time nor begins
// it anew, nor does an award that nobody signed. and narrows the spells x that count, " AND x.to_day <= $2" to those of before a day.
func SqlIdleSince(unit, and string) string {
	return `coalesce((SELECT max(x.to_day) FROM unit_spell x WHERE x.unit_id = ` + unit + ` AND x.state IN ('occupied', 'building')` + and + `),
		(SELECT min(x.from_day) FROM unit_spell x WHERE x.unit_id = ` + unit + `))`
}
