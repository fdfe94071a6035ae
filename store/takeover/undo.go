package takeover

import (
	"context"
	"errors"
	"strings"

	"penggai/allocation/civil"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/takeback"
	"penggai/store/takeover/ledger"
)

// Row is an import that was written (接入).
type Row struct {
	ID       int64
	Kind     ledger.Kind
	File     string
	Day      civil.Date
	By       string // display name
	District string
	Entry    int64 // of the log
	Read     int
	Added    int
	Changed  int
	Same     int
	Absent   int
	Rejected int
	Undone   civil.Date
	made     string
}

// RowNoun is what imports are.
var RowNoun = engine.NewNoun(engine.Noun[Row]{
	Title: "导入", From: ` FROM takeover k LEFT JOIN account a ON a.id = k.account`,
	Fields: []engine.Field[Row]{
		{Key: "id", Column: "id", At: func(r *Row) any { return &r.ID }},
		{Key: "kind", Title: say.Kind, Column: "kind", At: func(r *Row) any { return &r.Kind }},
		{Key: "file", Title: say.File, Column: "file", At: func(r *Row) any { return &r.File }},
		{Key: "day", Title: say.Date, Column: "day", At: func(r *Row) any { return &r.Day }},
		{Key: "by", Expr: "coalesce(a.display, '')", At: func(r *Row) any { return &r.By }},
		{Key: "district", Title: say.District, Column: "district", At: func(r *Row) any { return &r.District }},
		{Key: "entry", Title: "日志", Column: "entry", At: func(r *Row) any { return &r.Entry }},
		{Key: "read", Title: "读取", Column: "read", At: func(r *Row) any { return &r.Read }},
		{Key: "added", Title: "新增", Column: "added", At: func(r *Row) any { return &r.Added }},
		{Key: "changed", Title: "变更", Column: "changed", At: func(r *Row) any { return &r.Changed }},
		{Key: "same", Title: "相同", Column: "same", At: func(r *Row) any { return &r.Same }},
		{Key: "absent", Title: "缺失", Column: "absent", At: func(r *Row) any { return &r.Absent }},
		{Key: "rejected", Title: "拒收", Column: "rejected", At: func(r *Row) any { return &r.Rejected }},
		{Key: "undone", Title: "撤销日期", Column: "undone_day", At: func(r *Row) any { return &r.Undone }},
		{Key: "made", Title: "写入的行", Column: "made", At: func(r *Row) any { return &r.made }},
	},
})

// Imports lists the imports, the latest first.
func (s Room) Imports(ctx context.Context, by engine.Actor) ([]Row, error) {
	return RowNoun.All(ctx, s.Read, `WHERE $1 = '' OR k.district = $1 ORDER BY k.id DESC LIMIT 200`, by.District)
}

// RealSince says from when the data of districts are real: the day of their first ledger.
func (s Room) RealSince(ctx context.Context) (map[string]civil.Date, error) {
	return ledger.RealSince(ctx, s.Read)
}

// LastImport is the last import, and why it cannot be taken back; found is false when there is none.
func (s Room) LastImport(ctx context.Context, by engine.Actor) (last Row, why error, found bool, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if last, found, err = lastTaken(ctx, q, by); err != nil || !found {
			return err
		}
		if why = takeback.Rests(ctx, q, last.written(), ActUndo.Code); why != nil && !errors.Is(why, ledger.ErrRests) {
			return why
		}
		return nil
	})
	return last, why, found, err
}

func lastTaken(ctx context.Context, q engine.Querier, by engine.Actor) (Row, bool, error) {
	list, err := RowNoun.All(ctx, q, `WHERE k.undone_day IS NULL AND ($1 = '' OR k.district = $1) ORDER BY k.id DESC LIMIT 1`, by.District)
	if err != nil || len(list) == 0 {
		return Row{}, false, err
	}
	return list[0], true, nil
}

// UndoImport takes the last import back as a whole: what it made goes, what it changed or took away is as it was.
// Errors: ErrNoUndo, ErrRests, ErrNoReason.
func (s Room) UndoImport(ctx context.Context, by engine.Actor, id int64, reason string) error {
	if strings.TrimSpace(reason) == "" {
		return engine.ErrNoReason.With(ActUndo.Title)
	}
	return s.Write(ctx, by, ActUndo, func(t *engine.Tx) error {
		last, found, err := lastTaken(t.Ctx, t, by)
		if err != nil {
			return err
		}
		if !found || last.ID != id {
			return ledger.ErrNoUndo
		}
		if err := takeback.Rests(t.Ctx, t, last.written(), ActUndo.Code); err != nil {
			return err
		}
		if err := takeback.Undo(t, last.written()); err != nil {
			return err
		}
		t.Subject(last.Kind.Title() + " " + last.File)
		t.About("takeover", last.ID)
		t.Reason(reason)
		return t.Exec(`UPDATE takeover SET undone_day = $1, undone_by = $2 WHERE id = $3`, t.Today, t.By.ID, last.ID)
	})
}

// written is what the import wrote, as it is taken back.
func (r Row) written() takeback.Written {
	return takeback.Written{ID: r.ID, Entry: r.Entry, Made: r.made}
}
