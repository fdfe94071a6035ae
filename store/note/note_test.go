package note_test

import (
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/note"
	"penggai/allocation/say"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	store "penggai/store/note"
	"penggai/store/note/notetest"
)

var (
	ok      = enginetest.OK
	refused = enginetest.Refused
)

// TestNouns: what the tables of fields say holds in the database.
func TestNouns(t *testing.T) {
	o := notetest.New(t, allocation.CityOffice)
	enginetest.CheckRecord(t, o.Store, store.Noun)
	enginetest.CheckNoun(t, o.Store, store.Noun)
}

// TestEveryNounIsFound: of every noun that takes notes a record is looked for by its id and, where it has one, by its number.
func TestEveryNounIsFound(t *testing.T) {
	o := notetest.New(t, allocation.CityOffice)
	by := o.As(t, allocation.Manager)
	for _, noun := range note.Nouns {
		_, err := o.Record(t.Context(), by, noun, 99)
		refused(t, string(noun), err, store.ErrRecord)
		if note.NounTitle(noun) == string(noun) {
			t.Errorf("%s has no word", noun)
		}
	}
	_, err := o.Record(t.Context(), by, allocation.NounSystem, 1)
	refused(t, "a noun without records", err, note.ErrNoun)
	r, err := o.FindRecord(t.Context(), by, " js-1 ")
	ok(t, err)
	if r.Noun != allocation.NounUnit || r.ID != 1 || r.District != "尖山区" {
		t.Errorf("%+v", r)
	}
	same, err := o.FindRecord(t.Context(), by, "unit/1")
	ok(t, err)
	if same != r {
		t.Errorf("%+v", same)
	}
	for _, word := range []string{"", "JS-9", "unit/x", "unit/0", "applicant/1"} {
		_, err := o.FindRecord(t.Context(), by, word)
		refused(t, word, err, store.ErrRecord)
	}
	_, err = o.FindRecord(t.Context(), o.AsOf(t, allocation.Manager, "尖山区"), "LD-1")
	refused(t, "of another district", err, engine.ErrOtherDistrict)
}

// TestNoteIsKeptAndWithdrawn: a note is read with its author, withdrawn by the author alone with a reason, stays, and all of it is logged
// under the record.
func TestNoteIsKeptAndWithdrawn(t *testing.T) {
	o := notetest.New(t, "尖山区")
	clerk, other := o.As(t, allocation.Intake), o.As(t, allocation.Manager)
	on := func(topic note.Topic, text string) note.Note {
		return note.Note{Laid: note.Laid{Noun: allocation.NounUnit, Record: 1, By: 77}, Topic: topic, Text: text}
	}
	id, err := o.AddNote(t.Context(), clerk, on(note.Call, "  房门打不开，\n请修锁 "))
	ok(t, err)
	for _, r := range []struct {
		name string
		n    note.Note
		want *say.Refusal
	}{
		{"no topic", on("", "x"), note.ErrTopic},
		{"no text", on(note.Seen, " \n"), note.ErrText},
		{"a whole identity number", on(note.Visit, "本人身份证110101199001010015，电话联系"), note.ErrNumber},
		{"no such record", note.Note{Laid: note.Laid{Noun: allocation.NounUnit, Record: 9}, Topic: note.Call, Text: "x"}, store.ErrRecord},
		{"another district's record", note.Note{Laid: note.Laid{Noun: allocation.NounUnit, Record: 2}, Topic: note.Call, Text: "x"}, engine.ErrOtherDistrict},
	} {
		_, err := o.AddNote(t.Context(), clerk, r.n)
		refused(t, r.name, err, r.want)
	}
	_, err = o.AddNote(t.Context(), o.As(t, allocation.Auditor), on(note.Seen, "x"))
	refused(t, "an auditor reads", err, engine.ErrNotAllowed)
	refused(t, "not its author", o.WithdrawNote(t.Context(), other, id, "记错"), note.ErrAuthor)
	refused(t, "without a reason", o.WithdrawNote(t.Context(), clerk, id, " "), note.ErrWhy)
	d, err := o.Beside(t.Context(), other, allocation.NounUnit, 1)
	ok(t, err)
	if n := d.Notes[0]; d.Count() != 1 || n.Text != "房门打不开，\n请修锁" || n.By != clerk.ID || n.Author != clerk.Display || n.Day != o.Clock.Day || n.Subject != "JS-1" {
		t.Errorf("%+v", d)
	}
	ok(t, o.WithdrawNote(t.Context(), clerk, id, "记错了门号"))
	refused(t, "withdrawn already", o.WithdrawNote(t.Context(), clerk, id, "记错"), note.ErrWithdrawn)
	page, err := o.Notes(t.Context(), other, engine.ListQuery{Filter: "修锁 有效:否", Limit: 9})
	ok(t, err)
	if len(page.Rows) != 1 || page.Rows[0].Why != "记错了门号" || page.Rows[0].Text == "" {
		t.Errorf("%+v", page.Rows)
	}
	logged := enginetest.Count(t, o.Read, `SELECT count(*) FROM log WHERE noun = 'unit' AND noun_id = 1 AND action IN ('note.add', 'note.withdraw')`)
	if logged != 2 {
		t.Errorf("%d entries of the log", logged)
	}
	o.Verified(t)
	o.Foreign(t, `UPDATE note SET text = '没有问题'`)
	report, err := o.Verify(t.Context(), nil)
	ok(t, err)
	if report.OK() {
		t.Error("a note that was changed behind the log's back is not seen")
	}
}

// TestPlans: the notes of a record and the list of a district are read by an index.
func TestPlans(t *testing.T) {
	o := notetest.New(t, "尖山区")
	for query, index := range map[string]string{
		`SELECT id FROM note n WHERE n.noun = 'unit' AND n.noun_id = 1 ORDER BY n.id DESC LIMIT 500`: "note_of",
		`SELECT id FROM note n WHERE n.district = '甲区' ORDER BY n.id DESC LIMIT 50`:                  "note_list",
	} {
		if plan := o.Plan(t, query); !strings.Contains(plan, index) || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%s\n%s", query, plan)
		}
	}
}
