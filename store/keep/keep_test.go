package keep_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/keeping"
	"penggai/store/engine"
	"penggai/store/engine/enginetest"
	"penggai/store/intake"
	"penggai/store/intake/intaketest"
	"penggai/store/keep"
	"penggai/store/mend/mendtest"
)

type office struct {
	mendtest.Office
	keep.Room
}

func newOffice(t *testing.T, units int) office {
	o := mendtest.New(t, units)
	return office{o, keep.Of(o.Store)}
}

func ok(t testing.TB, err error) {
	t.Helper()
	enginetest.OK(t, err)
}

func (o office) due(t *testing.T) keep.Overview {
	t.Helper()
	d, err := o.DueNow(t.Context(), o.As(t, allocation.Admin))
	ok(t, err)
	return d
}

// verify fails on anything that the verification names.
func (o office) verify(t *testing.T) {
	t.Helper()
	r, err := o.Verify(t.Context(), nil)
	ok(t, err)
	if !r.OK() {
		t.Errorf("verify: %s", r.FirstBad())
	}
}

// gone takes the applicant n through an application that is withdrawn on 2021-03-15, and gives its id.
func (o office) gone(t *testing.T, n int) int64 {
	t.Helper()
	id := o.Drafted(t, n, intaketest.Request())
	d := o.Detail(t, id)
	ok(t, o.WithdrawApplication(t.Context(), o.As(t, allocation.Intake), id, d.Version, "不申请了"))
	return d.Applicant
}

// TestPersonalInformation47 holds 个人信息保护法 第四十七条: numbers of people go when their term is over, by two people, and nothing that
// proves the log breaks.
func TestPersonalInformation47(t *testing.T) {
	o := newOffice(t, 1)
	admin, approver, clerk := o.As(t, allocation.Admin), o.As(t, allocation.Approver), o.As(t, allocation.Intake)
	who := o.gone(t, 7)
	person := intaketest.Person(t, 7)
	ok(t, o.Base().Scratch(t.Context(), func(x *engine.Tx) error {
		return x.Exec(`INSERT INTO draft (account, key, body, at) VALUES (1, 'applicant/9', $1, '')`, `{"id_number":"`+person.IDNumber+`"}`)
	}))
	old, err := o.Base().Backup(t.Context(), "")
	ok(t, err)

	o.Clock.Day = enginetest.Day("2026-03-15")
	if d := o.due(t); len(d.Due) != 0 {
		t.Errorf("due a day early: %+v", d.Due)
	}
	if _, _, err := o.ProposeErasure(t.Context(), admin, 0, ""); !errors.Is(err, keeping.ErrNothingDue) {
		t.Errorf("nothing is due: %v", err)
	}
	o.Clock.Day = enginetest.Day("2026-03-16")
	d := o.due(t)
	if len(d.Due) != 1 || d.Due[0].ID != who || d.Due[0].Numbers != 2 || d.Due[0].Until() != enginetest.Day("2026-03-16") {
		t.Fatalf("%+v", d.Due)
	}
	if _, _, err := o.ProposeErasure(t.Context(), admin, 3, ""); !errors.Is(err, keeping.ErrChanged) {
		t.Errorf("another list than was seen: %v", err)
	}
	if _, _, err := o.ProposeErasure(t.Context(), approver, 1, ""); !errors.Is(err, engine.ErrNotAllowed) {
		t.Errorf("who approves does not propose: %v", err)
	}
	id, number, err := o.ProposeErasure(t.Context(), admin, 1, "满五年")
	ok(t, err)
	if number != "QL-2026-0001" {
		t.Error(number)
	}
	if _, _, err := o.ProposeErasure(t.Context(), admin, 1, ""); !errors.Is(err, keeping.ErrWaits) {
		t.Errorf("a second list: %v", err)
	}
	if _, err := o.CarryErasure(t.Context(), admin, id, 1, ""); !errors.Is(err, engine.ErrNotAllowed) {
		t.Errorf("who proposed carries it out: %v", err)
	}
	both := admin
	both.Role = approver.Role
	if _, err := o.CarryErasure(t.Context(), both, id, 1, ""); err == nil {
		t.Error("one person in two roles carries it out")
	}

	// a new application bars it, though it was listed
	second, err := o.DraftApplicationOf(t, who)
	ok(t, err)
	if _, err := o.CarryErasure(t.Context(), approver, id, 1, ""); !errors.Is(err, keeping.ErrNotDue) {
		t.Errorf("carried out though an application is under way: %v", err)
	}
	v := o.Detail(t, second)
	ok(t, o.WithdrawApplication(t.Context(), clerk, second, v.Version, "不申请了"))
	if d := o.due(t); len(d.Due) != 0 {
		t.Errorf("the term runs from the last case: %+v", d.Due)
	}
	ok(t, o.RefuseErasure(t.Context(), approver, id, 1, "又来申请过"))
	o.Clock.Day = enginetest.Day("2031-03-17")
	id, _, err = o.ProposeErasure(t.Context(), admin, 1, "满五年")
	ok(t, err)
	n, err := o.CarryErasure(t.Context(), approver, id, 1, "同意")
	ok(t, err)
	if n != 2 {
		t.Errorf("%d numbers", n)
	}

	o.verify(t)
	a, err := o.Applicant(t.Context(), clerk, who)
	ok(t, err)
	if a.IDNumber != identity.TextErased || a.Phone != identity.TextErased || a.Name != person.Name {
		t.Errorf("%+v", a.Applicant)
	}
	a, err = o.UnmaskApplicant(t.Context(), clerk, who, "核对")
	ok(t, err)
	if a.IDNumber != identity.TextErased || a.Phone != identity.TextErased {
		t.Errorf("unmasked: %+v", a.Applicant)
	}
	for _, look := range []string{person.IDNumber, person.Phone} {
		if found, err := o.FindApplicants(t.Context(), clerk, look, 10); err != nil || len(found) != 0 {
			t.Errorf("found by %s: %+v %v", look, found, err)
		}
	}
	if found, err := o.FindApplicants(t.Context(), clerk, person.Name, 10); err != nil || len(found) != 1 || found[0].Identity != identity.TextErased || found[0].Phone != identity.TextErased {
		t.Errorf("found by name: %+v %v", found, err)
	}
	if d := o.due(t); len(d.Due)+len(d.Barred) != 0 {
		t.Errorf("due again: %+v", d)
	}
	o.nowhere(t, person.IDNumber, person.Phone)
	if err := engine.CheckCopy(t.Context(), old); err != nil {
		t.Errorf("the old backup: %v", err)
	}
	o.purged(t, old, person.IDNumber, person.Phone)
}

// purged takes the numbers out of the copies of before too: the copy verifies as it did, ends at the same head, and what is restored from it
// holds none.
func (o office) purged(t *testing.T, old string, numbers ...string) {
	t.Helper()
	approver := o.As(t, allocation.Approver)
	ends := func() (h engine.Head) {
		ok(t, keep.ReadCopy(t.Context(), old, func(q engine.Querier) (err error) {
			h, err = engine.ReadHead(t.Context(), q)
			return err
		}))
		return h
	}
	before := ends()
	other := filepath.Join(filepath.Dir(old), "penggai-20200101T000000-3.db")
	fork := newOffice(t, 1)
	_, err := fork.Base().Backup(t.Context(), other)
	ok(t, err)
	foreign, err := os.ReadFile(other)
	ok(t, err)
	if _, err := o.PurgeCopies(t.Context(), o.As(t, allocation.Manager)); !errors.Is(err, engine.ErrNotAllowed) {
		t.Errorf("a manager clears copies: %v", err)
	}
	p, err := o.PurgeCopies(t.Context(), approver)
	ok(t, err)
	if len(p.Cleared) != 1 || p.Cleared[0] != old || len(p.Left) != 1 || p.Left[0].Path != other {
		t.Fatalf("%+v", p)
	}
	if p, err := o.PurgeCopies(t.Context(), approver); err != nil || len(p.Cleared) != 0 {
		t.Errorf("again: %+v %v", p, err)
	}
	if now, err := os.ReadFile(other); err != nil || string(now) != string(foreign) {
		t.Errorf("another office's copy was touched: %v", err)
	}
	if after := ends(); after != before {
		t.Errorf("the copy ended at %s and ends at %s", before, after)
	}
	ok(t, engine.CheckCopy(t.Context(), old))
	body, err := os.ReadFile(old)
	ok(t, err)
	for _, n := range numbers {
		if strings.Contains(string(body), n) {
			t.Errorf("the copy holds %s", n)
		}
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(old), ".penggai-*"))
	ok(t, err)
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	back, r, err := engine.Restore(t.Context(), filepath.Join(t.TempDir(), "back"), old, engine.Options{Today: o.Today}, nil)
	ok(t, err)
	defer back.Close()
	report, err := back.Verify(t.Context(), nil)
	ok(t, err)
	if !report.OK() || r.Backup != before {
		t.Errorf("restored: %s, %s", report.FirstBad(), r.Backup)
	}
}

// nowhere fails when one of the numbers stands in the file, what waits beside it, or the log.
func (o office) nowhere(t *testing.T, numbers ...string) {
	t.Helper()
	for _, name := range []string{engine.FileName, engine.FileName + "-wal"} {
		body, err := os.ReadFile(filepath.Join(o.Folder(), name))
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		for _, n := range numbers {
			if strings.Contains(string(body), n) {
				t.Errorf("%s holds %s", name, n)
			}
		}
	}
}

// DraftApplicationOf drafts another application of an applicant that is registered.
func (o office) DraftApplicationOf(t *testing.T, applicant int64) (int64, error) {
	t.Helper()
	_, id, err := o.DraftApplication(t.Context(), o.As(t, allocation.Intake), draftOf(applicant))
	return id, err
}

// TestNobodyWithSomethingOpenIsDue: a stay, a round under way and a hold keep numbers where they are, each named.
func TestNobodyWithSomethingOpenIsDue(t *testing.T) {
	o := newOffice(t, 2)
	stay := o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	held := o.gone(t, 8)
	free := o.gone(t, 9)
	approver := o.As(t, allocation.Approver)
	if _, err := o.Hold(t.Context(), approver, keeping.Hold{Applicant: held, Reason: "租赁纠纷诉讼"}); !errors.Is(err, keeping.ErrHoldPaper) {
		t.Errorf("a hold without a paper: %v", err)
	}
	_, err := o.Hold(t.Context(), approver, keeping.Hold{Applicant: held, Reason: "租赁纠纷诉讼", Document: "（2021）黑0502民初31号"})
	ok(t, err)
	if _, err := o.Hold(t.Context(), approver, keeping.Hold{Applicant: held, Reason: "再一次", Document: "x"}); !errors.Is(err, engine.ErrDuplicate) {
		t.Errorf("a second hold: %v", err)
	}
	o.Clock.Day = enginetest.Day("2031-01-01")
	d := o.due(t)
	if len(d.Due) != 1 || d.Due[0].ID != free {
		t.Fatalf("due: %+v", d.Due)
	}
	bars := map[int64][]keeping.Bar{}
	for _, s := range d.Barred {
		bars[s.ID] = s.Bars
	}
	if b := bars[held]; len(b) != 1 || b[0] != keeping.BarHold {
		t.Errorf("held: %v", b)
	}
	if b := bars[stay.Applicant]; len(b) == 0 || b[0] != keeping.BarStay {
		t.Errorf("in a stay: %v", b)
	}
	if len(d.Holds) != 1 || d.Holds[0].Applicant != held {
		t.Errorf("holds: %+v", d.Holds)
	}
	ok(t, o.Lift(t.Context(), approver, held, "已结案"))
	if err := o.Lift(t.Context(), approver, held, "已结案"); !errors.Is(err, keeping.ErrHoldLifted) {
		t.Errorf("lifted twice: %v", err)
	}
	if d := o.due(t); len(d.Due) != 1 {
		t.Errorf("the term runs from the end of the hold: %+v", d.Due)
	}
	o.verify(t)
}

// TestLogHoldsNoNumber: whatever is registered, corrected and told, no identity number and no telephone stands in the log.
func TestLogHoldsNoNumber(t *testing.T) {
	o := newOffice(t, 1)
	o.Opened(t, o.Contracted(t, 1, "JS-NSQ-01-1-01"))
	o.gone(t, 2)
	numbers, err := engine.All(t.Context(), o.Read, engine.ScanOne[string], `SELECT identity FROM party WHERE identity <> '' UNION SELECT phone FROM party WHERE phone <> ''`)
	ok(t, err)
	bodies, err := engine.All(t.Context(), o.Read, engine.ScanOne[string], `SELECT CAST(body AS TEXT) || subject || reason FROM log`)
	ok(t, err)
	if len(numbers) < 4 {
		t.Fatal(numbers)
	}
	for _, n := range numbers {
		for i, b := range bodies {
			if strings.Contains(b, n) || strings.Contains(b, n[:3]+"***") {
				t.Errorf("entry %d holds %s", i+1, n)
			}
		}
	}
}

// TestTermsOfClasses holds the terms of 档案法 and of 个人信息保护法 第四十七条, with the days from which they run.
func TestTermsOfClasses(t *testing.T) {
	ended := civil.Date{}
	ended, _ = civil.Parse("2021-12-31")
	if d := keeping.Default.RecordUntil(ended); d != enginetest.Day("2052-01-01") {
		t.Error(d)
	}
	if d := keeping.Default.PersonalUntil(ended); d != enginetest.Day("2027-01-01") {
		t.Error(d)
	}
	if keeping.Classes[0].Text(keeping.Default) != "永久" || keeping.Classes[1].Text(keeping.Terms{}) != "30 年" {
		t.Error(keeping.Classes)
	}
}

func draftOf(applicant int64) intake.Intake {
	return intake.Intake{Applicant: allocation.Applicant{ID: applicant}, Application: intaketest.Request()}
}
