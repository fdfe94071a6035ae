package walk

import (
	"context"
	"fmt"

	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/allocation/search"
	"penggai/allocation/walk"
	"penggai/store/basis"
	"penggai/store/engine"
)

// Row is a list with how far it is.
type Row struct {
	walk.Walk
	Units    int // to be seen
	SeenAll  int // of these
	Differs  int // of these: lines whose ledger and ground differ
	MadeName string
	Version  int64
}

// LineRow is a line of a list with where the unit lies.
type LineRow struct {
	walk.Line
	Walk          int64
	WalkNumber    string
	WalkState     walk.State
	District      string
	Community     string
	Building      string
	Address       string
	FindingNumber string
	EnteredBy     int64
}

// SqlDiffers leaves the lines l whose ledger and ground differ, as walk.Line.Difference says.
const SqlDiffers = `l.seen <> '' AND (l.tenancy_id IS NULL AND l.seen IN ('open', 'other') OR l.tenancy_id IS NOT NULL AND (l.seen = 'other'
	OR l.seen = 'open' AND l.opened = 0 OR l.seen IN ('shut', 'empty') AND l.opened = 1))`

// Noun is what lists are.
var Noun = engine.NewNoun(engine.Noun[Row]{
	Title:    Title,
	From:     ` FROM walk w LEFT JOIN account o ON o.id = w.made_by`,
	District: "w.district",
	Fields: []engine.Field[Row]{
		{Key: "id", Column: "id", At: func(r *Row) any { return &r.ID }},
		{
			Key: "state", Title: engine.TextFieldState, Column: "state", Sets: true, At: func(r *Row) any { return &r.State },
			Sort: engine.PlaceAmong("w.state", walk.States), Filters: 1, Choices: engine.TitledChoices(walk.States), Plain: 1,
		},
		{
			Key: "kind", Title: "方式", Column: "kind", At: func(r *Row) any { return &r.Kind },
			Sorts: true, Filters: 2, Choices: engine.TitledChoices(walk.Kinds), Plain: 2,
		},
		{
			Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(r *Row) any { return &r.District },
			Sorts: true, Filters: 3, Choices: basis.DistrictChoices(), Plain: 3,
		},
		{
			Key: "number", Title: engine.TextFieldNumber, Column: "number", At: func(r *Row) any { return &r.Number },
			Sorts: true, Filters: 4, Match: engine.NumbersMatch("w.number"), Plain: 4,
		},
		{
			Key: "place", Title: say.Scope, Column: "place", At: func(r *Row) any { return &r.Place },
			Sorts: true, Filters: 5, Match: engine.Sounding("w.place", `SELECT DISTINCT place FROM walk`), Plain: 5,
		},
		{
			Key: "inspectors", Title: "检查人", Column: "inspectors", At: func(r *Row) any { return &r.Inspectors },
			Filters: 6, Match: engine.Containing("w.inspectors"), Plain: 6,
		},
		{Key: "made", Title: "列出日期", Column: "made_day", At: func(r *Row) any { return &r.Made }, Sorts: true, Filters: 7},
		{
			Key: "units", Title: "套数", Kind: search.FieldCount, Expr: `(SELECT count(*) FROM walk_line l WHERE l.walk_id = w.id AND (l.drawn = 1 OR w.state = 'frozen'))`,
			At: func(r *Row) any { return &r.Units },
		},
		{
			Key: "seen", Title: "已看", Kind: search.FieldCount, Expr: `(SELECT count(*) FROM walk_line l WHERE l.walk_id = w.id AND l.seen <> '')`,
			At: func(r *Row) any { return &r.SeenAll },
		},
		{
			Key: "differs", Title: "不符", Kind: search.FieldCount, Expr: `(SELECT count(*) FROM walk_line l WHERE l.walk_id = w.id AND ` + SqlDiffers + `)`,
			At: func(r *Row) any { return &r.Differs },
		},
		{Key: "wanted", Title: "抽取套数", Column: "wanted", At: func(r *Row) any { return &r.Wanted }},
		{Key: "seed", Title: "抽取文字", Column: "seed", Sets: true, At: func(r *Row) any { return &r.Seed }},
		{Key: "digest", Title: "名单校验值", Column: "digest", Sets: true, At: func(r *Row) any { return &r.Digest }},
		{Key: "made_by", Title: "列出人", Column: "made_by", At: func(r *Row) any { return &r.MadeBy }},
		{Key: "made_name", Expr: "coalesce(o.display, '')", At: func(r *Row) any { return &r.MadeName }},
		{Key: "drawn", Title: "抽取日期", Column: "drawn_day", Sets: true, At: func(r *Row) any { return &r.Drawn }},
		{Key: "done", Title: "办结日期", Column: "done_day", Sets: true, At: func(r *Row) any { return &r.Done }, Sorts: true},
		{Key: "remark", Title: "作废理由", Column: "remark", Sets: true, At: func(r *Row) any { return &r.Remark }},
		{Key: "version", Column: "version", At: func(r *Row) any { return &r.Version }},
	},
})

// LineNoun is what the lines of lists are.
var LineNoun = engine.NewNoun(engine.Noun[LineRow]{
	Title:    "核查的房源",
	From:     ` FROM walk_line l JOIN walk w ON w.id = l.walk_id JOIN unit u ON u.id = l.unit_id LEFT JOIN finding f ON f.id = l.finding_id`,
	District: "w.district",
	Fields: []engine.Field[LineRow]{
		{Key: "id", Column: "id", At: func(r *LineRow) any { return &r.ID }},
		{Key: "position", Title: "序号", Column: "position", At: func(r *LineRow) any { return &r.Position }},
		{Key: "number", Title: say.Unit, Column: "number", At: func(r *LineRow) any { return &r.Number }, Sorts: true},
		{Key: "place", Title: "位置", Of: func(r LineRow, _ civil.Date) any { return r.Community + " " + r.Building }},
		{Key: "ledger_words", Title: "台账", Of: func(r LineRow, _ civil.Date) any { return r.LedgerWords() }},
		{
			Key: "seen", Title: "实地", Column: "seen", Sets: true, At: func(r *LineRow) any { return &r.Seen },
			Text: func(r LineRow, _ civil.Date) string { return r.SeenWords() },
		},
		{Key: "differs", Title: "不符", Of: func(r LineRow, _ civil.Date) any { return r.Difference() }},
		{Key: "inspectors", Title: "检查人", Column: "inspectors", Sets: true, At: func(r *LineRow) any { return &r.Inspectors }},
		{Key: "seen_day", Title: "核查日期", Column: "seen_day", Sets: true, At: func(r *LineRow) any { return &r.SeenDay }, Sorts: true},
		{Key: "seen_by", Title: "核查人", Column: "seen_by", Sets: true, At: func(r *LineRow) any { return &r.SeenBy }},
		{Key: "note", Title: say.Note, Column: "note", Sets: true, At: func(r *LineRow) any { return &r.Note }},
		{Key: "finding", Title: say.Finding, Column: "finding_id", Null: true, Sets: true, At: func(r *LineRow) any { return &r.Finding }},
		{Key: "finding_number", Expr: "coalesce(f.number, '')", At: func(r *LineRow) any { return &r.FindingNumber }},
		{Key: "walk", Title: Title, Column: "walk_id", At: func(r *LineRow) any { return &r.Walk }},
		{Key: "walk_number", Expr: "w.number", At: func(r *LineRow) any { return &r.WalkNumber }},
		{Key: "walk_state", Expr: "w.state", At: func(r *LineRow) any { return &r.WalkState }},
		{Key: "unit", Title: say.Unit, Column: "unit_id", At: func(r *LineRow) any { return &r.Unit }},
		{Key: "ledger", Title: "台账状态", Column: "ledger", At: func(r *LineRow) any { return &r.Ledger }},
		{Key: "tenancy", Title: say.Tenancy, Column: "tenancy_id", Null: true, At: func(r *LineRow) any { return &r.Tenancy }},
		{Key: "applicant", Title: say.Applicant, Column: "applicant_id", Null: true, At: func(r *LineRow) any { return &r.Applicant }},
		{Key: "tenant", Title: say.Tenant, Column: "tenant", At: func(r *LineRow) any { return &r.Tenant }},
		{Key: "opened", Title: "已开业", Column: "opened", At: func(r *LineRow) any { return &r.Opened }},
		{Key: "drawn", Title: "抽中", Column: "drawn", Sets: true, At: func(r *LineRow) any { return &r.Drawn }},
		{Key: "entered_by", Title: say.RecordedBy, Column: "entered_by", Sets: true, At: func(r *LineRow) any { return &r.EnteredBy }},
		{Key: "district", Expr: "w.district", At: func(r *LineRow) any { return &r.District }},
		{Key: "community", Expr: "u.community", At: func(r *LineRow) any { return &r.Community }},
		{Key: "building", Expr: "u.building", At: func(r *LineRow) any { return &r.Building }},
		{Key: "address", Expr: "u.address", At: func(r *LineRow) any { return &r.Address }},
	},
})

// SeenWords is what was seen with its day; empty before.
func (r LineRow) SeenWords() string {
	if r.Seen == "" {
		return ""
	}
	return fmt.Sprintf("%s %s", r.Seen.Title(), r.SeenDay)
}

// Title is what lists are called.
const Title = "实地核查"

// Walks reads a window of the lists that the actor may see, the latest first where nothing else is asked. Errors: those of
// allocation.ParseFilter, ErrUnknownColumn.
func (s Room) Walks(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[Row], error) {
	return Noun.List(ctx, s.Store, by, q)
}

// WalkStates counts the lists that the actor may see by state.
func (s Room) WalkStates(ctx context.Context, by engine.Actor) (map[walk.State]int, error) {
	return engine.CountBy[walk.State](ctx, s.Store, Noun, by, "state")
}

// Detail is a list with its lines.
type Detail struct {
	Row
	Lines  []LineRow // to be seen; of a frozen list all that may be drawn
	People []walk.Person
	Bars   []walk.Bar
	Body   string // the department that the actor supervises for; empty for none
}

// Walk reads a list with its lines. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) Walk(ctx context.Context, by engine.Actor, id int64) (d Detail, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if d.Row, err = Noun.ByID(ctx, q, id); err != nil {
			return err
		}
		if !by.Sees(d.District) {
			return engine.ErrOtherDistrict.With(d.District)
		}
		d.Lines, err = LineNoun.All(ctx, q, `WHERE l.walk_id = $1 AND (l.drawn = 1 OR w.drawn_day IS NULL) ORDER BY l.position`, id)
		if err != nil {
			return err
		}
		if d.People, d.Bars, err = fixed(ctx, q, id); err != nil {
			return err
		}
		d.Body, _, err = engine.Maybe(ctx, q, engine.ScanOne[string], `SELECT body FROM supervisor WHERE account_id = $1`, by.ID)
		return err
	})
	if err != nil {
		return Detail{}, err
	}
	return d, nil
}

// WalkLine reads a line. Errors: ErrNotFound, ErrOtherDistrict.
func (s Room) WalkLine(ctx context.Context, by engine.Actor, id int64) (LineRow, error) {
	r, err := LineNoun.ByID(ctx, s.Read, id)
	if err == nil && !by.Sees(r.District) {
		return LineRow{}, engine.ErrOtherDistrict.With(r.District)
	}
	return r, err
}

// WalksOfUnit are the lines in which a unit was looked at, the latest first. Errors: those of the database.
func WalksOfUnit(ctx context.Context, q engine.Querier, unit int64) ([]LineRow, error) {
	return LineNoun.All(ctx, q, `WHERE l.unit_id = $1 AND l.seen <> '' AND w.state <> 'cancelled' ORDER BY l.seen_day DESC, l.id DESC`, unit)
}

// SeenAt is WalksOfUnit by itself; of a unit of another district none. Errors: those of the database.
func (s Room) SeenAt(ctx context.Context, by engine.Actor, unit int64) (out []LineRow, err error) {
	rows, err := WalksOfUnit(ctx, s.Read, unit)
	for _, r := range rows {
		if by.Sees(r.District) {
			out = append(out, r)
		}
	}
	return out, err
}

// fixed are who may be drawn for a list and who keeps away from whom.
func fixed(ctx context.Context, q engine.Querier, id int64) (people []walk.Person, bars []walk.Bar, err error) {
	people, err = engine.All(ctx, q, func(r engine.Scanner) (p walk.Person, err error) {
		err = r.Scan(&p.Account, &p.Name)
		return p, err
	}, `SELECT account_id, name FROM walk_person WHERE walk_id = $1 ORDER BY name, account_id`, id)
	if err != nil {
		return nil, nil, err
	}
	bars, err = engine.All(ctx, q, func(r engine.Scanner) (b walk.Bar, err error) {
		err = r.Scan(&b.Account, &b.Applicant, &b.Reason)
		return b, err
	}, `SELECT account_id, applicant_id, reason FROM walk_bar WHERE walk_id = $1 ORDER BY account_id, applicant_id`, id)
	return people, bars, err
}
