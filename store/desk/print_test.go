package desk_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/store/desk"
	"penggai/store/engine"
	"penggai/store/vault"
)

// TestPrintIsInTheLog keeps who printed what, gives whole numbers only to roles that may see them, and names the state of the log
// that the document was printed from.
func TestPrintIsInTheLog(t *testing.T) {
	o := newOffice(t, 1)
	manager := o.As(t, allocation.Manager)
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	p := desk.Printing{Form: "contract", Noun: "tenancy", ID: d.ID, Applicant: d.Applicant, District: d.District, Subject: "入驻合同 " + d.Number}
	before, err := o.Head(t.Context())
	ok(t, err)
	print := func(by engine.Actor, p desk.Printing) (who allocation.Applicant, err error) {
		err = o.Print(t.Context(), by, p, func(a allocation.Applicant, head engine.Head) (desk.Copy, error) {
			if who = a; head != before {
				t.Errorf("printed from %s, the log ends at %s", head, before)
			}
			return desk.Copy{Name: "文书.docx", File: []byte("docx " + by.Display)}, nil
		})
		return who, err
	}
	who, err := print(manager, p)
	ok(t, err)
	if strings.Contains(who.IDNumber, "*") {
		t.Errorf("the manager gets %s", who.IDNumber)
	}
	log, err := o.LogOf(t.Context(), "tenancy", d.ID, 0, 1)
	ok(t, err)
	if len(log) != 1 || log[0].Action != allocation.ActPrint.Code || log[0].Subject != p.Subject || !strings.HasPrefix(log[0].Reason, "文书.docx SHA-256 ") || !strings.HasSuffix(log[0].Reason, "含完整证件号") {
		t.Errorf("the log says %+v", log)
	}
	supervisor := o.As(t, allocation.Supervisor)
	before, err = o.Head(t.Context())
	ok(t, err)
	who, err = print(supervisor, p)
	ok(t, err)
	if !strings.Contains(who.IDNumber, "*") {
		t.Errorf("the supervisor gets %s", who.IDNumber)
	}
	_, err = print(o.As(t, allocation.Admin), p)
	refused(t, "the administrator prints", err, engine.ErrNotAllowed)
	other := p
	other.District = "岭东区"
	_, err = print(o.AsOf(t, allocation.Manager, "尖山区"), other)
	refused(t, "another district's record", err, engine.ErrOtherDistrict)
}

// TestFirstPrintIsKept keeps what was handed out first, hands it out again as it was, and misses a file that somebody changed.
func TestFirstPrintIsKept(t *testing.T) {
	o := newOffice(t, 1)
	manager := o.As(t, allocation.Manager)
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	p := desk.Printing{Form: "contract", Noun: "tenancy", ID: d.ID, Term: 1, Applicant: d.Applicant, District: d.District, Subject: "入驻合同"}
	var got string
	again := func(by engine.Actor) error {
		return o.Reprint(t.Context(), by, p, func(first desk.Printed, file []byte) (string, error) {
			got = string(file)
			return first.Name, nil
		})
	}
	refused(t, "nothing was printed", again(manager), desk.ErrNotPrinted)
	for _, text := range []string{"first", "second"} {
		ok(t, o.Print(t.Context(), manager, p, func(_ allocation.Applicant, head engine.Head) (desk.Copy, error) {
			return desk.Copy{Name: text + ".docx", File: []byte(text)}, nil
		}))
	}
	ok(t, again(manager))
	first, found, err := o.FirstPrint(t.Context(), p)
	if err != nil || !found || got != "first" || first.Name != "first.docx" {
		t.Errorf("%q, %+v, %v", got, first, err)
	}
	log, err := o.LogOf(t.Context(), "tenancy", d.ID, 0, 3)
	ok(t, err)
	if e := log[2]; e.Seq != first.Entry || !strings.Contains(e.Reason, first.Digest) || !strings.Contains(log[0].Reason, first.Digest) {
		t.Errorf("the paper names entry %d, the log has %+v", first.Entry, log)
	}
	refused(t, "whole numbers for a supervisor", again(o.As(t, allocation.Supervisor)), desk.ErrWholeNumbers)
	o.Verified(t)
	file := filepath.Join(o.Folder(), vault.Folder, first.Digest)
	ok(t, os.Chmod(file, 0o600))
	ok(t, os.WriteFile(file, []byte("other"), 0o600))
	refused(t, "somebody changed it", again(manager), vault.ErrAltered)
}

// TestPrintThatFails leaves nothing in the log.
func TestPrintThatFails(t *testing.T) {
	o := newOffice(t, 1)
	manager := o.As(t, allocation.Manager)
	before, err := o.Head(t.Context())
	ok(t, err)
	full := errors.New("disk full")
	err = o.Print(t.Context(), manager, desk.Printing{Noun: "tenancy", District: manager.District}, func(allocation.Applicant, engine.Head) (desk.Copy, error) { return desk.Copy{}, full })
	if !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
	if after, err := o.Head(t.Context()); err != nil || after != before {
		t.Errorf("the log goes on from %s to %s: %v", before, after, err)
	}
}

// TestFindNumber finds a record by each number that stands on its papers.
func TestFindNumber(t *testing.T) {
	o := newOffice(t, 1)
	manager := o.As(t, allocation.Manager)
	d := o.Contracted(t, 1, "JS-NSQ-01-1-01")
	for number, want := range map[string]desk.Numbered{
		d.Number: {Noun: "tenancy", ID: d.ID, Term: 0}, strings.ToLower(d.Contract.Number): {Noun: "tenancy", ID: d.ID, Term: 1}, " " + d.ApplicationNo + " ": {Noun: "application", ID: d.Application, Term: 0},
	} {
		got, err := o.FindNumber(t.Context(), manager, number)
		ok(t, err)
		if len(got) != 1 || got[0] != want {
			t.Errorf("%q is %+v, want %+v", number, got, want)
		}
	}
	_, err := o.FindNumber(t.Context(), manager, "HT-JS-1999-0001")
	refused(t, "a number that nobody has", err, engine.ErrNotFound)
	_, err = o.FindNumber(t.Context(), o.AsOf(t, allocation.Manager, "宝山区"), d.Number)
	refused(t, "another district's number", err, engine.ErrOtherDistrict)
}
