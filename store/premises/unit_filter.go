package premises

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/engine"
	"penggai/store/engine/value"
)

// UnitNoun is what units are. Their list is read by Store.Units, along the indexes that it names.
var UnitNoun = engine.NewNoun(engine.Noun[UnitRow]{
	Title:    engine.TextFieldUnit,
	From:     ` FROM unit u` + sqlUnitJoins,
	Key:      "u.number",
	District: "u.district",
	Fields: []engine.Field[UnitRow]{
		{Key: "id", Column: "id", At: func(u *UnitRow) any { return &u.ID }},
		{
			Key: "number", Title: engine.TextFieldNumber, Column: "number", Sets: true, At: func(u *UnitRow) any { return &u.Number },
			Sorts: true, Filters: 11, Match: numberMatch, Plain: 6,
		},
		{
			Key: "district", Title: engine.TextFieldDistrict, Column: "district", Sets: true, At: func(u *UnitRow) any { return &u.District }, Text: func(u UnitRow, _ civil.Date) string { return DistrictText(u.District) },
			Sort: sqlDistrictRank, Filters: 2, Choices: append(basis.DistrictChoices(), search.Choice{Value: "", Title: CityPool}), Plain: 2,
		},
		{
			Key: "community", Title: say.Community, Column: "community", Sets: true, At: func(u *UnitRow) any { return &u.Community },
			Sorts: true, Filters: 3, Match: engine.Sounding("u.community", sqlCommunities), Plain: 3,
		},
		{
			Key: "building", Title: say.Building, Column: "building", Sets: true, At: func(u *UnitRow) any { return &u.Building },
			Sort: sqlBuildingWord, Then: sqlBuildingNo, Filters: 4, Match: buildingMatch, Plain: 5,
		},
		{Key: "floor", Title: say.Floor, Column: "floor", Sets: true, At: func(u *UnitRow) any { return &u.Floor }, Sorts: true, Filters: 5},
		{
			Key: "bay", Title: "位", Column: "bay", Sets: true, At: func(u *UnitRow) any { return &u.Bay }, Of: unitBay,
			Sorts: true, Filters: 6,
		},
		{
			Key: "area_dm2", Title: engine.TextFieldArea, Unit: "㎡", Column: "area_dm2", Sets: true, At: func(u *UnitRow) any { return &u.Area },
			Sorts: true, Sums: true, Filters: 7,
		},
		{
			Key: "tags", Title: say.Tags, Column: "tags", Sets: true, At: func(u *UnitRow) any { return (*value.Words)(&u.Tags) },
			Sorts: true, Filters: 8, Match: engine.Listing("u.tags", sqlUnitTags), Plain: 4,
		},
		{
			Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(u *UnitRow) any { return &u.State },
			Sort: sqlStateRank, Filters: 1, Choices: engine.TitledChoices(append(allocation.UnitStates(), allocation.UnitClosed)), Plain: 1,
		},
		{Key: "since", Expr: "s.from_day", At: func(u *UnitRow) any { return &u.Since }},
		{Key: "idle", Expr: "CASE WHEN u.state = 'vacant' THEN " + SqlIdleSince("u.id", "") + " END", At: func(u *UnitRow) any { return &u.Idle }},
		{
			Key: "sample", Title: "示例", Column: "sample", Sets: true, At: func(u *UnitRow) any { return &u.Sample },
			Sums: true, Filters: 12, Choices: engine.YesNoChoices(),
		},
		{Key: "expected", Title: "预计完工", Column: "expected", Sets: true, At: func(u *UnitRow) any { return &u.Expected }},
		{
			Key: "source", Title: "来源", Column: "source", Sets: true, At: func(u *UnitRow) any { return &u.Source },
			Sorts: true, Filters: 13, Choices: engine.TitledChoices(allocation.UnitSources()),
		},
		{Key: "usage", Title: "用途", Column: "usage", Sets: true, At: func(u *UnitRow) any { return &u.Usage }, Sorts: true, Filters: 14, Match: engine.Containing("u.usage")},
		{Key: "certificate", Title: "权证号", Column: "certificate", Sets: true, At: func(u *UnitRow) any { return &u.Certificate }, Sorts: true, Filters: 15, Match: engine.Containing("u.certificate")},
		{Key: "address", Title: "坐落", Column: "address", Sets: true, At: func(u *UnitRow) any { return &u.Address }, Sorts: true, Filters: 16, Match: engine.Containing("u.address")},
		{Key: "door", Title: "门牌", Column: "door", Sets: true, At: func(u *UnitRow) any { return &u.Door }, Sorts: true, Filters: 17, Match: engine.Containing("u.door")},
		{Key: "former", Title: "原编号", Column: "former", Sets: true, At: func(u *UnitRow) any { return &u.Former }, Filters: 18, Match: engine.Containing("u.former")},
		{Key: "photo", Title: "照片", Column: "photo", Sets: true, At: func(u *UnitRow) any { return &u.Photo }},
		{Key: "hold", Expr: "coalesce(h.kind, '')", At: func(u *UnitRow) any { return &u.HoldKind }},
		{Key: "hold_ref", Expr: "coalesce(h.ref_id, 0)", At: func(u *UnitRow) any { return &u.HoldRef }},
		{
			Key: "holder", Title: engine.TextFieldTenant, Expr: "coalesce(p.name, r.title, '')", At: func(u *UnitRow) any { return &u.Holder },
			Sort: sqlHolder, Filters: 9, Match: holderMatch, Plain: 7,
		},
		{ // a contract runs up to to_day, which is excluded
			Key: "until", Title: engine.TextFieldUntil, Expr: "date(c.to_day, '-1 day')", At: func(u *UnitRow) any { return &u.Until },
			Sort: sqlUntil, Filters: 10, Within: sqlUnitsOfContracts,
		},
		{Key: "version", Title: say.Version, Column: "version", At: func(u *UnitRow) any { return &u.Version }},
	},
})

// CityPool is what people call the pool of units that no district has.
const CityPool = "全市在建"

// DistrictText is the district of a unit, or the pool of what no district has.
func DistrictText(district string) string { return cmp.Or(district, CityPool) }

// unitBay is the bay; nothing while it is not known.
func unitBay(u UnitRow, _ civil.Date) any {
	if u.Bay == 0 {
		return nil
	}
	return u.Bay
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
		return orFormer(ctx, q, b, word, true, "u.number = "+b.Add(word)+" COLLATE NOCASE")
	}
	found, err := numberPart(ctx, q, b, word)
	if err != nil {
		return "", err
	}
	return orFormer(ctx, q, b, word, false, found)
}

// orFormer adds the units that had such a number before; few have, and they are named one by one.
func orFormer(ctx context.Context, q engine.Querier, b *engine.Binder, word string, exact bool, found string) (string, error) {
	var first engine.Binder
	cond := first.Like("former", word)
	if exact {
		cond = "instr(' ' || former || ' ', ' ' || " + first.Add(strings.ToUpper(word)) + " || ' ') > 0"
	}
	ids, err := engine.All(ctx, q, engine.ScanOne[int64], `SELECT id FROM unit INDEXED BY unit_former WHERE former <> '' AND `+cond+fmt.Sprintf(` LIMIT %d`, maxNamed+1), first.Args...)
	switch {
	case err != nil:
		return "", err
	case len(ids) == 0:
		return found, nil
	case len(ids) > maxNamed:
		found += " OR " + b.Like("u.former", word)
		return strings.TrimPrefix(found, engine.SqlFalse+" OR "), nil
	}
	named := make([]string, len(ids))
	for i, id := range ids {
		named[i] = strconv.FormatInt(id, 10)
	}
	return strings.TrimPrefix(found+" OR u.id IN ("+strings.Join(named, ", ")+")", engine.SqlFalse+" OR "), nil
}

// NumberFound is the condition that a unit u has or had such a number, or a part of it; for the lists of what holds units.
func NumberFound(b *engine.Binder, word string, exact bool) string {
	cond, former := b.Like("u.number", word), b.Like("f.former", word)
	if exact {
		cond, former = "u.number = "+b.Add(strings.ToUpper(word)), "instr(' ' || f.former || ' ', ' ' || "+b.Add(strings.ToUpper(word))+" || ' ') > 0"
	}
	return cond + " OR u.id IN (SELECT f.id FROM unit f INDEXED BY unit_former WHERE f.former <> '' AND " + former + ")"
}

// NumberMatch finds a record of one unit u by a number that the unit has or had.
func NumberMatch(_ context.Context, _ engine.Querier, b *engine.Binder, word string, exact bool) (string, error) {
	return NumberFound(b, word, exact), nil
}

// numberPart finds a part of the number that units have.
func numberPart(ctx context.Context, q engine.Querier, b *engine.Binder, word string) (string, error) {
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
