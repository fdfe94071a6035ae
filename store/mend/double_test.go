package mend_test

import (
	"slices"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/likeness"
	"penggai/allocation/note"
	"penggai/allocation/say/saytest"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/intake"
	"penggai/store/intake/intaketest"
	"penggai/store/mend/mendtest"
	storenote "penggai/store/note"
)

// twice is the n-th person registered a second time, with another telephone and an application of its own.
func twice(t *testing.T, o mendtest.Office, n int) (applicant, application int64) {
	t.Helper()
	who := intaketest.Person(t, n)
	who.Phone = "13946900009"
	applicant, application, err := o.DraftApplication(t.Context(), o.As(t, allocation.Intake), intake.Intake{Applicant: who, Application: intaketest.Request()})
	ok(t, err)
	return applicant, application
}

func applicantOf(t *testing.T, o mendtest.Office, application int64) int64 {
	t.Helper()
	id, err := engine.One(t.Context(), o.Base().Read, engine.ScanOne[int64], `SELECT applicant_id FROM application WHERE id = $1`, application)
	ok(t, err)
	return id
}

// TestMergeDoubles: two records of one person are found, laid side by side and put together; everything of both hangs on the one that
// survives, the other is found through it and takes nothing more; taken back, each has its own again.
func TestMergeDoubles(t *testing.T) {
	o := intakeOffice(t)
	reviewer := o.As(t, allocation.Reviewer)
	first := accepted(t, o, 1)
	a := applicantOf(t, o, first)
	b, second := twice(t, o, 1)
	stranger := applicantOf(t, o, accepted(t, o, 2))
	notes := storenote.Of(o.Base().Store)
	_, err := notes.AddNote(t.Context(), reviewer, note.Note{Laid: note.Laid{Noun: allocation.NounApplicant, Record: b}, Topic: note.Call, Text: "来电问进度"})
	ok(t, err)

	doubles, err := o.Doubles(t.Context(), reviewer, a)
	ok(t, err)
	if len(doubles) != 1 || doubles[0].ID != b || !slices.Contains(doubles[0].Kinds, likeness.FlagIdentity) || !slices.Contains(doubles[0].Kinds, likeness.FlagName) {
		t.Fatalf("%+v", doubles)
	}
	pair, err := o.Pair(t.Context(), reviewer, a, b)
	ok(t, err)
	var differ []string
	for _, x := range pair.Traits {
		if strings.Contains(x.A+x.B, "19900101") {
			t.Errorf("%s is shown whole: %s %s", x.Title, x.A, x.B)
		}
		if !x.Same && !x.Empty {
			differ = append(differ, x.Title)
		}
	}
	if !slices.Equal(differ, []string{"电话"}) || !slices.Equal(pair.Sides[0].Has, []string{"申请 JS20210001 已受理"}) || len(pair.Effects) != 0 {
		t.Errorf("differ %q, has %q, effects %q", differ, pair.Sides[0].Has, pair.Effects)
	}

	_, err = o.Merge(t.Context(), o.As(t, allocation.Intake), a, b, "同一人")
	saytest.Want(t, "not the counter's", err, engine.ErrNotAllowed)
	other, err := o.Pair(t.Context(), reviewer, a, stranger)
	ok(t, err)
	_, err = o.Merge(t.Context(), reviewer, a, stranger, "同一人")
	saytest.Want(t, "two people", err, likeness.ErrDoubleNumber)
	saytest.Want(t, "two people side by side", other.Sides[0].CanKeep, likeness.ErrDoubleNumber)
	id, err := o.Merge(t.Context(), reviewer, a, b, "核对身份证原件，是同一人")
	ok(t, err)
	if applicantOf(t, o, second) != a {
		t.Error("the application hangs on the record that went")
	}
	_, err = o.Merge(t.Context(), reviewer, stranger, b, "x")
	saytest.Want(t, "it went already", err, likeness.ErrDoubleGone)
	_, _, err = o.DraftApplication(t.Context(), o.As(t, allocation.Intake), intake.Intake{Applicant: allocation.Applicant{ID: b}, Application: intaketest.Request()})
	saytest.Want(t, "it applies no more", err, likeness.ErrDoubleGone)
	_, _, err = o.ProposeCorrection(t.Context(), o.As(t, allocation.Intake), applicantAsk(b, "address", "别处 1 号"))
	saytest.Want(t, "it is corrected no more", err, likeness.ErrDoubleGone)
	for _, text := range []string{"王某1", "13946900009"} {
		found, err := o.FindApplicants(t.Context(), reviewer, text, 9)
		ok(t, err)
		if len(found) != 1 || found[0].ID != a || found[0].Applications != 2 {
			t.Errorf("%s finds %+v", text, found)
		}
	}
	beside, err := notes.Beside(t.Context(), reviewer, allocation.NounApplicant, a)
	ok(t, err)
	if len(beside.Notes) != 1 {
		t.Errorf("notes %+v", beside.Notes)
	}
	o.Verified(t)

	ok(t, o.UndoMerge(t.Context(), reviewer, id, "核实是两个人"))
	saytest.Want(t, "twice", o.UndoMerge(t.Context(), reviewer, id, "x"), likeness.ErrDoubleUndone)
	if applicantOf(t, o, second) != b || applicantOf(t, o, first) != a {
		t.Error("each has its own again")
	}
	if n := enginetest.Count(t, o.Base().Read, `SELECT count(*) FROM note WHERE noun = 'applicant' AND noun_id = $1`, b); n != 1 {
		t.Error("the note stays behind")
	}
	o.Verified(t)
}

// TestMergeRests: a merge stands once something was done with what it moved, and a record that took another in must survive.
func TestMergeRests(t *testing.T) {
	o := intakeOffice(t)
	reviewer := o.As(t, allocation.Reviewer)
	a := applicantOf(t, o, accepted(t, o, 1))
	b, second := twice(t, o, 1)
	id, err := o.Merge(t.Context(), reviewer, a, b, "同一人")
	ok(t, err)
	version, err := engine.One(t.Context(), o.Base().Read, engine.ScanOne[int64], `SELECT version FROM application WHERE id = $1`, second)
	ok(t, err)
	c, _ := twice(t, o, 1)
	_, err = o.Merge(t.Context(), reviewer, c, a, "同一人")
	saytest.Want(t, "it keeps another", err, likeness.ErrDoubleKeeps)
	_, err = o.AcceptApplication(t.Context(), o.As(t, allocation.Intake), second, version)
	ok(t, err)
	saytest.Want(t, "accepted since", o.UndoMerge(t.Context(), reviewer, id, "分开"), likeness.ErrDoubleRests)
	merges, err := o.Merges(t.Context(), a)
	ok(t, err)
	if len(merges) != 1 || merges[0].ID != id || merges[0].Gone != b || merges[0].Reason != "同一人" {
		t.Errorf("%+v", merges)
	}
}

// TestMergedStay: a stay of the record that goes hangs on the one that survives, with its contract and fees; two stays that began by
// themselves are said, because one person has one term free of charge.
func TestMergedStay(t *testing.T) {
	o := mendtest.New(t, 4)
	reviewer := o.As(t, allocation.Reviewer)
	stay := o.SettledIn(t)
	kept, err := o.RegisterApplicant(t.Context(), o.As(t, allocation.Intake), again(t, o, stay.Applicant))
	ok(t, err)
	pair, err := o.Pair(t.Context(), reviewer, kept, stay.Applicant)
	ok(t, err)
	if has := pair.Sides[1].Has; len(has) != 2 || !strings.HasPrefix(has[0], "入驻 "+stay.Number+" ") || !strings.HasSuffix(has[0], "起算") {
		t.Errorf("has %q", has)
	}
	id, err := o.Merge(t.Context(), reviewer, kept, stay.Applicant, "重复登记")
	ok(t, err)
	if d := o.StayOf(t, stay.ID); d.Applicant != kept {
		t.Errorf("the stay hangs on %d, want %d", d.Applicant, kept)
	}
	o.Verified(t)
	ok(t, o.UndoMerge(t.Context(), reviewer, id, "分开"))
	if d := o.StayOf(t, stay.ID); d.Applicant != stay.Applicant {
		t.Errorf("the stay hangs on %d, want %d", d.Applicant, stay.Applicant)
	}
	o.Verified(t)
}

// again is what the counter would register a second time.
func again(t *testing.T, o mendtest.Office, id int64) allocation.Applicant {
	t.Helper()
	row, err := intake.ReadApplicant(t.Context(), o.Base().Read, id)
	ok(t, err)
	row.Applicant.ID = 0
	return row.Applicant
}
