package premises

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/store/engine"
)

// UnitFilter is what units can be filtered by.
var UnitFilter = engine.FilterColumns{
	Fields: UnitFilterFields(),
	Column: map[string]engine.FilterColumn{
		"number":    {Text: numberMatch},
		"district":  {Expr: "u.district"},
		"community": {Text: engine.Sounding("u.community", sqlCommunities)},
		"building":  {Text: buildingMatch},
		"floor":     {Expr: "u.floor"},
		"bay":       {Expr: "u.bay"},
		"area_dm2":  {Expr: "u.area_dm2"},
		"state":     {Expr: "u.state"},
		"tags":      {Text: engine.Listing("u.tags", sqlUnitTags)},
		"sample":    {Expr: "u.sample"},
		"holder":    {Text: holderMatch},
		"until":     {Expr: "date(c.to_day, '-1 day')", Within: sqlUnitsOfContracts},
	},
	Plain: []string{"state", "district", "community", "tags", "building", "number", "holder"},
}

// UnitFilterFields are the fields of a filter over units, in the order in which they are named to people.
func UnitFilterFields() []allocation.FilterField {
	var states, districts []allocation.Choice
	for _, s := range allocation.UnitStates() {
		states = append(states, allocation.Choice{Value: string(s), Title: s.Title()})
	}
	for _, d := range allocation.Districts() {
		districts = append(districts, allocation.Choice{Value: d.Name, Title: d.Name})
	}
	districts = append(districts, allocation.Choice{Value: "", Title: engine.TextCityPool})
	return []allocation.FilterField{
		{Key: "state", Title: engine.TextFieldState, Kind: allocation.FieldChoice, Choices: states},
		{Key: "district", Title: engine.TextFieldDistrict, Kind: allocation.FieldChoice, Choices: districts},
		{Key: "community", Title: "小区", Kind: allocation.FieldText},
		{Key: "building", Title: "楼栋", Kind: allocation.FieldText},
		{Key: "floor", Title: "层", Kind: allocation.FieldCount},
		{Key: "bay", Title: "位", Kind: allocation.FieldCount},
		{Key: "area_dm2", Title: engine.TextFieldArea, Kind: allocation.FieldArea},
		{Key: "tags", Title: "特点", Kind: allocation.FieldText},
		{Key: "holder", Title: "承租人", Kind: allocation.FieldText},
		{Key: "until", Title: "到期", Kind: allocation.FieldDate},
		{Key: "number", Title: engine.TextFieldNumber, Kind: allocation.FieldText},
		{
			Key: "sample", Title: "示例", Kind: allocation.FieldChoice,
			Choices: []allocation.Choice{{Value: "1", Title: engine.TextYes}, {Value: "0", Title: engine.TextNo}},
		},
	}
}

// Texts that units have few of, each read by jumping from one to the next along an index.
const (
	sqlCommunities = `WITH RECURSIVE v (x) AS (SELECT min(community) FROM unit UNION ALL
	SELECT (SELECT min(community) FROM unit WHERE community > v.x) FROM v WHERE v.x IS NOT NULL)
	SELECT x FROM v WHERE x IS NOT NULL`
	sqlUnitTags = `WITH RECURSIVE v (x) AS (SELECT min(tags) FROM unit UNION ALL
	SELECT (SELECT min(tags) FROM unit WHERE tags > v.x) FROM v WHERE v.x IS NOT NULL)
	SELECT x FROM v WHERE x IS NOT NULL`
	sqlNumberHeads = `WITH RECURSIVE v (x) AS (SELECT min(rtrim(number, '0123456789-')) FROM unit UNION ALL
	SELECT (SELECT min(rtrim(number, '0123456789-')) FROM unit WHERE rtrim(number, '0123456789-') > v.x) FROM v WHERE v.x IS NOT NULL)
	SELECT x FROM v WHERE x IS NOT NULL`
	sqlBuildingWords = `WITH RECURSIVE v (x) AS (SELECT min(ltrim(building, '0123456789')) FROM unit UNION ALL
	SELECT (SELECT min(ltrim(building, '0123456789')) FROM unit WHERE ltrim(building, '0123456789') > v.x) FROM v WHERE v.x IS NOT NULL)
	SELECT x FROM v WHERE x IS NOT NULL`
)

// Units by who holds them: %s is the condition on the applicant p, or on the running contract c.
const (
	sqlUnitsOfHolders = `SELECT h.unit_id FROM applicant p CROSS JOIN tenancy t ON t.applicant_id = p.id
	CROSS JOIN hold h ON h.kind = 'tenancy' AND h.ref_id = t.id AND h.to_day IS NULL WHERE %[1]s
	UNION ALL SELECT h.unit_id FROM applicant p CROSS JOIN application n ON n.applicant_id = p.id
	CROSS JOIN award w ON w.application_id = n.id AND w.state IN ('offered', 'contracted')
	CROSS JOIN hold h ON h.kind = 'award' AND h.ref_id = w.id AND h.to_day IS NULL WHERE %[1]s`
	sqlUnitsOfContracts = `u.id IN (SELECT h.unit_id FROM hold h JOIN contract c ON c.tenancy_id = h.ref_id
	WHERE h.to_day IS NULL AND h.kind = 'tenancy' AND c.state IN ('pending', 'running') AND %s)`
)

// holderMatch finds the tenant, or who was awarded the unit, by a part of the name or of its initials. Few units are
// named one by one, and none at all leaves the other conditions to their own indexes.
func holderMatch(ctx context.Context, q engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
	cond := func(b *engine.Binder) string {
		if exact {
			return fmt.Sprintf(sqlUnitsOfHolders, "p.name = "+b.Add(word))
		}
		return fmt.Sprintf(sqlUnitsOfHolders, "("+b.Like("p.name", word)+" OR "+b.Like("p.initials", word)+")")
	}
	var first engine.Binder
	ids, err := engine.All(ctx, q, engine.ScanOne[int64], cond(&first)+fmt.Sprintf(` LIMIT %d`, maxNamed+1), first.Args...)
	switch {
	case err != nil:
		return "", err
	case len(ids) == 0:
		return engine.SqlFalse, nil
	case len(ids) > maxNamed:
		return "u.id IN (" + cond(b) + ")", nil
	}
	named := make([]string, len(ids))
	for i, id := range ids {
		named[i] = strconv.FormatInt(id, 10)
	}
	return "u.id IN (" + strings.Join(named, ", ") + ")", nil
}

// maxNamed is how many units a condition names one by one.
const maxNamed = 100

// maxRanges is how many ranges of numbers a condition may name; beyond it the numbers are searched one by one.
const maxRanges = 40

// numberMatch finds a part of a number. Numbers begin with few different heads (JS-NSQ) and end in figures, so a part
// that has a letter is a range of numbers for each head that it meets; a part of figures alone is searched for.
func numberMatch(ctx context.Context, q engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
	if exact {
		return "u.number = " + b.Add(word) + " COLLATE NOCASE", nil
	}
	const figures = "0123456789-"
	letters := strings.ToLower(strings.TrimRight(word, figures))
	if letters == "" {
		return b.Like("u.number", word), nil
	}
	heads, err := engine.All(ctx, q, engine.ScanOne[string], sqlNumberHeads)
	if err != nil {
		return "", err
	}
	var starts []string
	for _, head := range heads {
		switch lower := strings.ToLower(head); {
		case strings.Contains(lower, strings.ToLower(word)):
			starts = append(starts, head)
		case len(letters) < len(word) && strings.HasSuffix(lower, letters):
			starts = append(starts, head+word[len(letters):])
		}
	}
	switch {
	case len(starts) == 0:
		return engine.SqlFalse, nil
	case len(starts) > maxRanges:
		return b.Like("u.number", word), nil
	}
	ranges := make([]string, len(starts))
	for i, s := range starts {
		ranges[i] = "u.number >= " + b.Add(s) + " AND u.number < " + b.Add(s+":") // ':' follows '9'
	}
	return strings.Join(ranges, " OR "), nil
}

// buildingMatch finds a building: its name, the beginning of its name (3 and 3号 are 3号楼), or a part of what follows
// the figures of its name.
func buildingMatch(ctx context.Context, q engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
	if exact {
		return "u.building = " + b.Add(word), nil
	}
	words, err := engine.All(ctx, q, engine.ScanOne[string], sqlBuildingWords)
	if err != nil {
		return "", err
	}
	rest := strings.TrimLeft(word, "0123456789")
	var found []string
	if figures := word[:len(word)-len(rest)]; figures != "" {
		for _, w := range words {
			if strings.HasPrefix(w, rest) {
				found = append(found, figures+w)
			}
		}
		return b.In("u.building", found), nil
	}
	for _, w := range words {
		if strings.Contains(strings.ToLower(w), strings.ToLower(word)) {
			found = append(found, w)
		}
	}
	return b.In(sqlBuildingWord, found), nil
}
