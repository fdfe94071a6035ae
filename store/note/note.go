package note

import (
	"context"
	"errors"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/note"
	"penggai/allocation/quantity"
	"penggai/allocation/say"
	"penggai/allocation/search"
	"penggai/store/basis"
	"penggai/store/engine"
)

// Row is a note with its record and its author in words.
type Row struct {
	note.Note
	District string
	Subject  string
	Author   string // display name of the account
}

// Noun is what notes are.
var Noun = engine.NewNoun(engine.Noun[Row]{
	Title: note.Word, From: ` FROM note n LEFT JOIN account o ON o.id = n.account_id`, District: "n.district",
	Fields: []engine.Field[Row]{
		{Key: "id", Column: "id", At: func(r *Row) any { return &r.ID }},
		{
			Key: "topic", Title: "主题", Column: "topic", At: func(r *Row) any { return &r.Topic },
			Sorts: true, Filters: 1, Choices: engine.TitledChoices(note.Topics), Plain: 1,
		},
		{
			Key: "noun", Title: say.Kind, Column: "noun", At: func(r *Row) any { return &r.Noun }, Text: nounText,
			Sorts: true, Filters: 2, Choices: nounChoices(), Plain: 2,
		},
		{Key: "noun_id", Title: "记录", Column: "noun_id", At: func(r *Row) any { return &r.Record }},
		{
			Key: "district", Title: engine.TextFieldDistrict, Column: "district", At: func(r *Row) any { return &r.District },
			Sorts: true, Filters: 3, Choices: basis.DistrictChoices(), Plain: 3,
		},
		{
			Key: "subject", Title: engine.TextFieldSubject, Column: "subject", At: func(r *Row) any { return &r.Subject },
			Filters: 4, Match: engine.Sounding("n.subject", `SELECT DISTINCT subject FROM note`), Plain: 5,
		},
		{Key: "text", Title: say.Content, Column: "text", At: func(r *Row) any { return &r.Text }, Filters: 5, Match: engine.Containing("n.text"), Plain: 6},
		{Key: "by", Title: say.RecordedBy, Column: "account_id", At: func(r *Row) any { return &r.By }},
		{
			Key: "author", Title: say.RecordedBy, Expr: "coalesce(o.display, '')", At: func(r *Row) any { return &r.Author },
			Sorts: true, Filters: 6, Match: engine.Containing("coalesce(o.display, '')"), Plain: 4,
		},
		{Key: "day", Title: say.Date, Column: "day", At: func(r *Row) any { return &r.Day }, Sorts: true, Filters: 7},
		{Key: "withdrawn", Title: "撤回日期", Column: "withdrawn_day", Sets: true, At: func(r *Row) any { return &r.Withdrawn }},
		{Key: "why", Title: "撤回原因", Column: "withdrawn_reason", Sets: true, At: func(r *Row) any { return &r.Why }},
		{Key: "stands", Title: "有效", Expr: "CASE WHEN n.withdrawn_day IS NULL THEN '1' ELSE '0' END", Filters: 8, Choices: engine.YesNoChoices()},
	},
})

// Notes reads a window of the list of notes that the actor may see, the latest first where nothing else is asked.
// Errors: those of search.ParseFilter, ErrUnknownColumn.
func (s Room) Notes(ctx context.Context, by engine.Actor, q engine.ListQuery) (engine.Page[Row], error) {
	return Noun.List(ctx, s.Store, by, q)
}

// Sheet is what lies beside one record, the latest first.
type Sheet struct {
	Record
	Notes []Row
	Files []FileRow
	Asks  []Ask // files that the record asks for and does not have
}

// Count is how many notes of a record stand.
func (s Sheet) Count() int { return standing(s.Notes, func(r *Row) bool { return r.Gone() }) }

// CountFiles is how many files of a record stand.
func (s Sheet) CountFiles() int { return standing(s.Files, func(r *FileRow) bool { return r.Gone() }) }

func standing[R any](rows []R, gone func(*R) bool) (n int) {
	for i := range rows {
		if !gone(&rows[i]) {
			n++
		}
	}
	return n
}

const notesOf = `WHERE n.noun = $1 AND n.noun_id = $2 ORDER BY n.id DESC LIMIT 500`

// Beside reads what lies beside a record. Errors: note.ErrNoun, ErrRecord, ErrOtherDistrict.
func (s Room) Beside(ctx context.Context, by engine.Actor, noun allocation.Noun, id int64) (d Sheet, err error) {
	err = s.Snapshot(ctx, func(q engine.Querier) error {
		if d.Record, err = read(ctx, q, by, noun, id, ""); err != nil {
			return err
		}
		if d.Notes, err = Noun.All(ctx, q, notesOf, string(noun), id); err != nil {
			return err
		}
		if d.Files, err = FileNoun.All(ctx, q, filesOf, string(noun), id); err != nil {
			return err
		}
		d.Asks, err = asks(ctx, q, d.Record)
		return err
	})
	return d, err
}

// AddNote lays a note beside a record and returns its id. Errors: those of Record and of note.Note.Check.
func (s Room) AddNote(ctx context.Context, by engine.Actor, n note.Note) (id int64, err error) {
	err = s.Write(ctx, by, note.ActAdd, func(t *engine.Tx) error {
		r, err := read(t.Ctx, t, t.By, n.Noun, n.Record, "")
		if err != nil {
			return err
		}
		n.Text = strings.TrimSpace(quantity.Visible(n.Text))
		n.By, n.Day = t.By.ID, t.Today
		if err := n.Check(); err != nil {
			return err
		}
		tell(t, r, n.Topic.Title())
		id, err = Noun.Add(t, Row{Note: n, District: r.District, Subject: r.Subject})
		return err
	})
	return id, err
}

// tell says in the log which record it is, so that the record's own log has it.
func tell(t *engine.Tx, r Record, what string) {
	t.Subject(strings.TrimSpace(r.Subject + " " + what))
	t.About(string(r.Noun), r.ID)
}

// WithdrawNote takes a note back for its author. Errors: ErrNotFound, ErrOtherDistrict, those of note.Laid.Withdraw.
func (s Room) WithdrawNote(ctx context.Context, by engine.Actor, id int64, reason string) error {
	return s.Write(ctx, by, note.ActWithdraw, func(t *engine.Tx) error {
		n, err := Noun.ByID(t.Ctx, t, id)
		if err != nil {
			return err
		}
		if err := t.Mine(n.District); err != nil {
			return err
		}
		if err := n.Withdraw(t.By.ID, reason, t.Today); err != nil {
			return err
		}
		tell(t, Record{n.Noun, n.Record, n.District, n.Subject}, n.Topic.Title())
		t.Reason(n.Why)
		return Noun.Put(t, n)
	})
}

func nounChoices() []search.Choice {
	var out []search.Choice
	for _, n := range note.Nouns {
		out = append(out, search.Choice{Value: string(n), Title: note.NounTitle(n)})
	}
	return out
}

func isRecord(err error) bool { return errors.Is(err, ErrRecord) }

func nounText(r Row, _ civil.Date) string { return note.NounTitle(r.Noun) }
