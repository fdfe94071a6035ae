package premises

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/estate"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/store/engine"
)

// ChangeRow is a change of premises (房源变动) with what it did.
type ChangeRow struct {
	estate.Change
	ID           int64
	District     string // empty for the city pool
	Entered      civil.Date
	EnteredBy    int64
	By           string // display name
	Move         int64  // the last move of all when it was entered
	Undone       civil.Date
	UndoneBy     int64
	UndoneReason string
	Version      int64
	Lines        []ChangeLine
}

// ChangeLine is what a change did to one field of one unit; old and new as people read them.
type ChangeLine struct {
	ID, Change, UnitID int64
	Unit               string // its number then
	Role               string // self, old (closed by it), new (made by it)
	Field              string // key of UnitNoun
	Old, New           string
}

// The parts that units have in a change.
const (
	RoleSelf = "self"
	RoleOld  = "old"
	RoleNew  = "new"
)

// ChangeNoun is what changes of premises are.
var ChangeNoun = engine.NewNoun(engine.Noun[ChangeRow]{
	Title: "房源变动",
	From:  ` FROM unit_change c LEFT JOIN account a ON a.id = c.entered_by`,
	Fields: []engine.Field[ChangeRow]{
		{Key: "id", Column: "id", At: func(c *ChangeRow) any { return &c.ID }},
		{Key: "number", Title: engine.TextFieldNumber, Column: "number", At: func(c *ChangeRow) any { return &c.Number }},
		{Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(c *ChangeRow) any { return &c.District }},
		{Key: "kind", Title: "种类", Column: "kind", At: func(c *ChangeRow) any { return &c.Kind }},
		{Key: "day", Title: "起用日", Column: "day", At: func(c *ChangeRow) any { return &c.Day }},
		{Key: "document", Title: say.File, Column: "document", At: func(c *ChangeRow) any { return &c.Document }},
		{Key: "reason", Title: say.Reason, Column: "reason", At: func(c *ChangeRow) any { return &c.Reason }},
		{Key: "difference_dm2", Title: "面积差", Column: "difference_dm2", At: func(c *ChangeRow) any { return &c.Difference }},
		{Key: "entered", Title: "登记日期", Column: "entered_day", At: func(c *ChangeRow) any { return &c.Entered }},
		{Key: "entered_by", Title: say.RecordedBy, Column: "entered_by", At: func(c *ChangeRow) any { return &c.EnteredBy }},
		{Key: "entered_name", Expr: "coalesce(a.display, '')", At: func(c *ChangeRow) any { return &c.By }},
		{Key: "move_id", Title: "状态变动", Column: "move_id", At: func(c *ChangeRow) any { return &c.Move }},
		{Key: "undone", Title: "撤销日期", Column: "undone_day", Sets: true, At: func(c *ChangeRow) any { return &c.Undone }},
		{Key: "undone_by", Title: "撤销人", Column: "undone_by", Sets: true, At: func(c *ChangeRow) any { return &c.UndoneBy }},
		{Key: "undone_reason", Title: "撤销原因", Column: "undone_reason", Sets: true, At: func(c *ChangeRow) any { return &c.UndoneReason }},
		{Key: "version", Title: say.Version, Column: "version", At: func(c *ChangeRow) any { return &c.Version }},
	},
})

const (
	sqlChangeLines   = `SELECT id, change_id, unit_id, unit, role, field, old, new FROM unit_change_line`
	sqlChangeLineAdd = `INSERT INTO unit_change_line (change_id, unit_id, unit, role, field, old, new) VALUES ($1, $2, $3, $4, $5, $6, $7)`
	sqlChangesOfUnit = `WHERE c.id IN (SELECT l.change_id FROM unit_change_line l WHERE l.unit_id = $1) ORDER BY c.id DESC`
	sqlLastChange    = `WHERE c.undone_day IS NULL AND c.id IN (SELECT l.change_id FROM unit_change_line l WHERE l.unit_id = $1) ORDER BY c.id DESC LIMIT 1`
)

func scanChangeLine(s engine.Scanner) (l ChangeLine, err error) {
	err = s.Scan(&l.ID, &l.Change, &l.UnitID, &l.Unit, &l.Role, &l.Field, &l.Old, &l.New)
	return l, err
}

// changesOf are the changes of a unit, the newest first, with what they did to it; of a split or a merger to the others too.
func changesOf(ctx context.Context, q engine.Querier, unit int64) ([]ChangeRow, error) {
	list, err := ChangeNoun.All(ctx, q, sqlChangesOfUnit, unit)
	for i := range list {
		if err == nil {
			list[i].Lines, err = engine.All(ctx, q, scanChangeLine, sqlChangeLines+` WHERE change_id = $1 AND (unit_id = $2 OR role <> $3) ORDER BY id`, list[i].ID, unit, RoleSelf)
		}
	}
	return list, err
}

// field is a field of a unit that changes change.
type field struct {
	key string
	get func(*UnitRow) string
	put func(*UnitRow, string) error
}

func textField(key string, at func(*UnitRow) *string) field {
	return field{key, func(u *UnitRow) string { return *at(u) }, func(u *UnitRow, v string) error { *at(u) = v; return nil }}
}

func countField(key string, at func(*UnitRow) *int) field {
	return field{
		key, func(u *UnitRow) string { return strconv.Itoa(*at(u)) },
		func(u *UnitRow, v string) (err error) { *at(u), err = strconv.Atoi(v); return err },
	}
}

// fields are what changes change, in the order in which a history says it.
var fields = []field{
	textField("number", func(u *UnitRow) *string { return &u.Number }),
	textField("former", func(u *UnitRow) *string { return &u.Former }),
	textField("district", func(u *UnitRow) *string { return &u.District }),
	textField("community", func(u *UnitRow) *string { return &u.Community }),
	textField("building", func(u *UnitRow) *string { return &u.Building }),
	countField("floor", func(u *UnitRow) *int { return &u.Floor }),
	countField("bay", func(u *UnitRow) *int { return &u.Bay }),
	textField("door", func(u *UnitRow) *string { return &u.Door }),
	{
		"area_dm2", func(u *UnitRow) string { return u.Area.String() },
		func(u *UnitRow, v string) (err error) { u.Area, err = quantity.ParseArea(v); return err },
	},
	{
		"tags", func(u *UnitRow) string { return strings.Join(u.Tags, " ") },
		func(u *UnitRow, v string) error { u.Tags = strings.Fields(v); return nil },
	},
	{
		"source", func(u *UnitRow) string { return string(u.Source) },
		func(u *UnitRow, v string) error { u.Source = allocation.UnitSource(v); return nil },
	},
	textField("usage", func(u *UnitRow) *string { return &u.Usage }),
	textField("certificate", func(u *UnitRow) *string { return &u.Certificate }),
	textField("address", func(u *UnitRow) *string { return &u.Address }),
	textField("photo", func(u *UnitRow) *string { return &u.Photo }),
	{
		"state", func(u *UnitRow) string { return string(u.State) },
		func(u *UnitRow, v string) error { u.State = allocation.UnitState(v); return nil },
	},
	{
		"sample", func(u *UnitRow) string { return strconv.FormatBool(u.Sample) },
		func(u *UnitRow, v string) (err error) { u.Sample, err = strconv.ParseBool(v); return err },
	},
	{
		"expected", func(u *UnitRow) string { return u.Expected.String() },
		func(u *UnitRow, v string) (err error) {
			if u.Expected = (civil.Date{}); v != "" {
				u.Expected, err = civil.Parse(v)
			}
			return err
		},
	},
}

// differences are the lines of a unit between two states of it.
func differences(role string, before, after UnitRow) []ChangeLine {
	var out []ChangeLine
	for _, f := range fields {
		if a, b := f.get(&before), f.get(&after); a != b {
			out = append(out, ChangeLine{UnitID: after.ID, Unit: after.Number, Role: role, Field: f.key, Old: a, New: b})
		}
	}
	return out
}

// drawChange gives a change its number.
func drawChange(t *engine.Tx, district string, c *estate.Change) error {
	code := estate.Code(district)
	n, err := t.Number(estate.Series(code, t.Today.Year()))
	c.Number = estate.ChangeNumber(code, t.Today.Year(), n)
	c.Document, c.Reason = strings.TrimSpace(c.Document), strings.TrimSpace(c.Reason)
	return err
}

// keepChange keeps a change with its lines and says in the log what it is about.
func keepChange(t *engine.Tx, district string, c estate.Change, lines []ChangeLine) error {
	last, err := engine.One(t.Ctx, t, engine.ScanOne[int64], `SELECT coalesce(max(id), 0) FROM move`)
	if err != nil {
		return err
	}
	id, err := ChangeNoun.Add(t, ChangeRow{Change: c, District: district, Entered: t.Today, EnteredBy: t.By.ID, Move: last})
	if err != nil {
		return err
	}
	units := 0
	for i, l := range lines {
		if i == 0 || lines[i-1].UnitID != l.UnitID {
			units++
		}
		if err := t.Exec(sqlChangeLineAdd, id, l.UnitID, l.Unit, l.Role, l.Field, l.Old, l.New); err != nil {
			return err
		}
	}
	if len(lines) > 0 {
		t.Subject(c.Number + " " + unitsSubject(lines[0].Unit, units))
		t.About("unit", lines[0].UnitID)
	}
	t.Reason(strings.TrimSpace(c.Document + "  " + c.Reason))
	return nil
}

// saveUnit writes a changed unit at the version that the person saw. Errors: ErrStale, ErrBayHad.
func saveUnit(t *engine.Tx, u UnitRow, version int64) error {
	return bayHad(UnitNoun.Set(t, u, version), u)
}

// bayHad says which place two units cannot share.
func bayHad(err error, u UnitRow) error {
	if r, ok := err.(*say.Refusal); ok && r.Code == engine.ErrDuplicate.Code {
		return ErrBayHad.Textf("%s %s %d层 %d位 已有房源，编号 %s 不能再放在这里；位不知道的填 0", u.Community, u.Building, u.Floor, u.Bay, u.Number).On("bay")
	}
	return err
}

// take puts the unit as the policy knows it back into its row.
func take(u *UnitRow, a allocation.Unit) {
	u.Number, u.District, u.Community, u.Building, u.Floor, u.Bay = a.Number, a.District, a.Community, a.Building, a.Floor, a.Bay
	u.Area, u.Tags, u.State, u.Sample, u.Expected = a.Area, a.Tags, a.State, a.Sample, a.Expected
	u.Source, u.Usage, u.Certificate, u.Address, u.Door, u.Photo, u.Former = a.Source, a.Usage, a.Certificate, a.Address, a.Door, a.Photo, a.Former
}

// numbersHad says which numbers units have or had.
func numbersHad(ctx context.Context, q engine.Querier) (func(string) bool, error) {
	texts, err := engine.All(ctx, q, engine.ScanOne[string], `SELECT former FROM unit INDEXED BY unit_former WHERE former <> ''`)
	if err != nil {
		return nil, err
	}
	had := map[string]bool{}
	for _, text := range texts {
		for _, n := range strings.Fields(text) {
			had[n] = true
		}
	}
	return func(n string) bool {
		there, err := engine.One(ctx, q, engine.ScanOne[bool], `SELECT EXISTS (SELECT 1 FROM unit WHERE number = $1)`, n)
		return had[n] || err != nil || there
	}, nil
}

// openUnit reads a unit for a change.
func openUnit(t *engine.Tx, id int64) (UnitRow, error) {
	u, err := UnitByID(t.Ctx, t, id)
	if err == nil {
		err = t.Mine(u.District)
	}
	return u, err
}

// heldBy says who has a unit.
func (u UnitRow) heldBy() string {
	if u.Holder == "" {
		return u.State.Title()
	}
	return u.Holder
}

// keepArea enters an area from a day on and returns the line that takes it back.
func keepArea(t *engine.Tx, u UnitRow, day civil.Date, basis string) (ChangeLine, error) {
	line := ChangeLine{UnitID: u.ID, Unit: u.Number, Role: RoleSelf, Field: fieldAreaFrom, New: day.String()}
	var err error
	line.Old, _, err = engine.Maybe(t.Ctx, t, engine.ScanOne[string], `SELECT area_dm2 || ' ' || basis FROM unit_area WHERE unit_id = $1 AND from_day = $2`, u.ID, day)
	if err != nil {
		return line, err
	}
	return line, t.Exec(`INSERT INTO unit_area (unit_id, from_day, area_dm2, basis) VALUES ($1, $2, $3, $4)
		ON CONFLICT (unit_id, from_day) DO UPDATE SET area_dm2 = excluded.area_dm2, basis = excluded.basis`, u.ID, day, int64(u.Area), basis)
}

// fieldAreaFrom is the line of an entry among the areas of a unit: its day, and what stood there before.
const fieldAreaFrom = "area_from"

// fieldBill is the line of a measured area that holds the last bill of before it: later ones have counted with it.
const fieldBill = "bill"

// FieldTitle is what people call a field of a change.
func (l ChangeLine) FieldTitle() string {
	if f, found := UnitNoun.Field(l.Field); found {
		return f.Title
	}
	return l.Field
}

// Text is what a change did to a field, in words; empty where it is of no interest to people.
func (l ChangeLine) Text() string {
	if slices.Contains([]string{fieldAreaFrom, fieldBill, "former", "sample"}, l.Field) {
		return ""
	}
	show := func(v string) string {
		switch l.Field {
		case "state":
			return allocation.UnitState(v).Title()
		case "source":
			return allocation.UnitSource(v).Title()
		case "district":
			return DistrictText(v)
		}
		return v
	}
	if l.Old == "" && l.Field != "district" && l.Field != "state" {
		return fmt.Sprintf("%s %s", l.FieldTitle(), show(l.New))
	}
	return fmt.Sprintf("%s %s -> %s", l.FieldTitle(), show(l.Old), show(l.New))
}

// ErrBayHad is said of two units on one place.
var ErrBayHad = say.Refuse("bay_had", "这个位已有房源")
