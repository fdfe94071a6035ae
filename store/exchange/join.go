package exchange

import (
	"slices"
	"strconv"
	"strings"

	"penggai/store/schema"
)

// What becomes of the tables of another office where they do not just stand beside the own ones.
var (
	// ownAlone are tables of which the own rows count: what an office is, its keys, its counters, what lies outside its log.
	ownAlone = []string{
		"office", "clock", "sequence", "signet", "account_key", "known_office", "office_receipt", "doubt",
		"takeover", "takeover_district", "takeover_row", "takeover_heading", "takeover_step", "takeover_used", "file", "scan", "printed_paper", "paper_card",
	}
	// onceAlone are those that say the same everywhere: what is there already stays.
	onceAlone = []string{"catalogue", "district", "holiday", "holiday_notice", "expert", "heating_season"}
	// ofDistrict are those whose rows a district sets for itself: its own take the place of those that the city began with.
	ofDistrict = []string{"office_card", "past_card", "community", "price"}
	// ofUnit are those that describe a unit: they go with it.
	ofUnit = []string{"unit_area", "unit_spell"}
)

// Reference reports whether a column of numbers holds the number of a row: of a key that the schema names, or by its name, where the table
// stands in a column beside it.
func Reference(column string, keyed bool) bool {
	return keyed || strings.HasSuffix(column, "_id") || strings.HasSuffix(column, "_by") ||
		slices.Contains([]string{"id", "account", "clerk", "keeper", "merged_into", "undoes"}, column)
}

// giveWay makes room: a unit that the district has too is the district's, and what the city set for the district gives way to what it sets itself.
func (j *joint) giveWay() error {
	steps := []string{
		`CREATE TEMP TABLE same AS SELECT m.id AS was, d.id + ` + j.off() + ` AS now FROM main.unit m JOIN o.unit d ON d.number = m.number`,
		`INSERT INTO temp.same SELECT id, 0 FROM main.unit m WHERE m.sample = 1 AND m.district = $1 AND m.id NOT IN (SELECT was FROM temp.same)
			AND NOT EXISTS (SELECT 1 FROM main.hold h WHERE h.unit_id = m.id) AND NOT EXISTS (SELECT 1 FROM main.round_unit r WHERE r.unit_id = m.id)`,
		`DELETE FROM main.move WHERE noun = 'unit' AND noun_id IN (SELECT was FROM temp.same)`,
	}
	for _, table := range ofUnit {
		steps = append(steps, `DELETE FROM main.`+table+` WHERE unit_id IN (SELECT was FROM temp.same)`)
	}
	for _, table := range ofDistrict {
		steps = append(steps, `DELETE FROM main.`+table+` WHERE district = $1 AND $1 <> ''`)
	}
	steps = append(steps, `UPDATE main.parameter SET district = '~' || district WHERE district = $1`)
	for _, do := range steps {
		args := []any{j.district}
		if !strings.Contains(do, "$1") {
			args = nil
		}
		if err := j.exec(do, args...); err != nil {
			return err
		}
	}
	if err := j.pointAnew(); err != nil {
		return err
	}
	if err := j.exec(`DELETE FROM main.unit WHERE id IN (SELECT was FROM temp.same)`); err != nil {
		return err
	}
	if err := j.exec(`UPDATE main.unit SET bay = 0 WHERE bay > 0 AND EXISTS (SELECT 1 FROM o.unit d WHERE d.district = unit.district AND d.community = unit.community
		AND d.building = unit.building AND d.floor = unit.floor AND d.bay = unit.bay AND d.state <> 'closed')`); err != nil {
		return err
	}
	return j.exec(`UPDATE main.account SET name = name || '@' || district WHERE name IN (SELECT name FROM o.account) AND id > ` + strconv.Itoa(apart))
}

// pointAnew lets what the city has of a unit point to the district's row. What cannot, as a second shop in the same place, is the city's no more.
func (j *joint) pointAnew() error {
	tables, err := j.texts(`SELECT m.name || ' ' || f."from" FROM main.sqlite_master m, pragma_foreign_key_list(m.name) f
		WHERE m.type = 'table' AND f."table" = 'unit' ORDER BY 1`)
	if err != nil {
		return err
	}
	for _, line := range tables {
		table, column, _ := strings.Cut(line, " ")
		if slices.Contains(ofUnit, table) {
			continue
		}
		now := `(SELECT now FROM temp.same WHERE was = ` + column + `)`
		if err := j.exec(`UPDATE OR IGNORE main."` + table + `" SET ` + column + ` = ` + now + ` WHERE ` + column + ` IN (SELECT was FROM temp.same WHERE now > 0)`); err != nil {
			return err
		}
		if err := j.exec(`DELETE FROM main."` + table + `" WHERE ` + column + ` IN (SELECT was FROM temp.same)`); err != nil {
			return err
		}
	}
	return nil
}

func (j *joint) off() string { return strconv.FormatInt(j.by, 10) }

// rows copies the rows of every table.
func (j *joint) rows() error {
	tables, err := j.texts(`SELECT name FROM o.sqlite_master WHERE type = 'table' ORDER BY name`)
	if err != nil {
		return err
	}
	for _, table := range tables {
		if !schema.Logged(table) || slices.Contains(ownAlone, table) {
			continue
		}
		if err := j.table(table); err != nil {
			return err
		}
	}
	return j.exec(`DROP TABLE temp.same`)
}

// table copies one table: its numbers moved, sealed numbers of people left out, a paper's number told apart where both offices gave it.
func (j *joint) table(name string) error {
	columns, err := j.texts(`SELECT name || ' ' || type || ' ' || EXISTS (SELECT 1 FROM pragma_foreign_key_list($1) f WHERE f."from" = c.name) FROM pragma_table_info($1) c`, name)
	if err != nil {
		return err
	}
	var names, values []string
	for _, line := range columns {
		part := strings.Fields(line)
		column, of := `"`+part[0]+`"`, `"`+part[0]+`"`
		switch {
		case part[1] == "INTEGER" && Reference(part[0], part[2] == "1"):
			of = column + ` + (` + column + ` > 0) * ` + j.off()
		case schema.Sensitive(part[0]):
			of = `''`
		case name == "account" && part[0] == "name":
			of = column + ` || '@' || district`
		}
		names, values = append(names, column), append(values, of)
		if part[0] == "number" && name != "unit" && slices.Contains(numbered, name) {
			err = j.exec(`UPDATE main."` + name + `" SET number = number || '（另）' WHERE number IN (SELECT number FROM o."` + name + `")`)
			if err != nil {
				return err
			}
		}
	}
	or := ""
	if slices.Contains(onceAlone, name) || slices.Contains(ofDistrict, name) {
		or = "OR IGNORE "
	}
	return j.exec(`INSERT ` + or + `INTO main."` + name + `" (` + strings.Join(names, ", ") + `) SELECT ` + strings.Join(values, ", ") + ` FROM o."` + name + `"`)
}

// numbered are the tables whose papers have numbers of their own.
var numbered = []string{
	"application", "round", "bill", "payment", "tenancy", "contract", "assessment", "support", "finding", "correction", "unit_change", "holding_change", "till", "walk", "erasure",
}
