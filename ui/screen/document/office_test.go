package document_test

import (
	"archive/zip"
	"context"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"penggai/allocation"
	"penggai/allocation/amend"
	"penggai/store/engine"
	"penggai/store/mend"
	"penggai/ui/document"
	"penggai/ui/screen/screentest"
)

// printed prints a form of a record and returns the words of its body.
func printed(t *testing.T, o *screentest.Office, code, noun string, id int64) string {
	t.Helper()
	f, err := document.FindForm(code)
	o.Must(err)
	out := filepath.Join(t.TempDir(), code+".docx")
	if _, err := document.Print(context.Background(), o.Store, o.Who[allocation.Manager], f, document.Target{Noun: noun, ID: id}, out); err != nil {
		t.Fatalf("%s: %v", code, err)
	}
	text := strings.TrimSpace(words(t, out))
	if strings.HasPrefix(text, "重打件") {
		_, text, _ = strings.Cut(text, "\n")
	}
	return text
}

var tags = regexp.MustCompile(`<[^>]*>`)

// words are those of the body of a document, a paragraph a line.
func words(t *testing.T, path string) string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	part, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	return tags.ReplaceAllString(strings.NewReplacer("</w:p>", "\n", "<w:noBreakHyphen/>", "-").Replace(string(b)), "")
}

// TestOldPapersOfAnOffice prints the papers of a stay, changes name, telephone, address and area, and prints them again.
func TestOldPapersOfAnOffice(t *testing.T) {
	o := screentest.New(t)
	ctx, approver, manager := context.Background(), o.Who[allocation.Approver], o.Who[allocation.Manager]
	o.Prices(2017, 2021)
	d := o.Tenancy()
	o.Renew(d.ID)
	o.Day("2021-01-04")
	o.Bill(d.ID)
	bills, err := o.Store.Bills(ctx, manager, engine.ListQuery{})
	o.Must(err)
	pay := o.Pay(d.ID, 100)
	papers := func() map[string]string {
		out := map[string]string{}
		for _, p := range []struct {
			code, noun string
			id         int64
		}{
			{"application", document.NounApplication, d.Application},
			{"accepted", document.NounApplication, d.Application},
			{"contract", document.NounTenancy, d.ID},
			{"handover", document.NounTenancy, d.ID},
			{"bill", document.NounBill, bills.Rows[0].ID},
			{"receipt", document.NounPayment, pay.ID},
		} {
			out[p.code] = printed(t, o, p.code, p.noun, p.id)
		}
		return out
	}
	before := papers()
	o.Day("2021-02-01")
	now := o.Stay(d.ID)
	who, err := o.Store.UnmaskApplicant(ctx, approver, d.Applicant, "更名")
	o.Must(err)
	_, err = o.Store.RenameTenant(ctx, approver, d.ID, now.Version, allocation.HoldingChange{Day: o.Today(), Document: "户口簿"}, "王改名", who.IDNumber)
	o.Must(err)
	ask := mend.CorrectionAsk{Noun: amend.CorrectApplicant, ID: d.Applicant, Reason: "搬家", Document: "说明", Wants: []amend.CorrectionWant{
		{Part: amend.CorrectApplicant, Field: "phone", Row: d.Applicant, Value: "13900009999"},
		{Part: amend.CorrectApplicant, Field: "address", Row: d.Applicant, Value: "岭东区新居 9 号"},
	}}
	id, _, err := o.Store.ProposeCorrection(ctx, o.Who[allocation.Intake], ask)
	o.Must(err)
	_, err = o.Store.ConfirmCorrection(ctx, approver, id, 1, "同意")
	o.Must(err)
	u, err := o.Store.Unit(ctx, manager, d.Holdings[0].UnitID)
	o.Must(err)
	o.Must(o.Store.MeasureUnit(ctx, manager, u.ID, u.Version, 2*u.Area, o.Today(), "实测报告 3 号"))
	for code, text := range papers() {
		if text != before[code] {
			was, is := strings.Split(before[code], "\n"), strings.Split(text, "\n")
			for i := range min(len(was), len(is)) {
				if was[i] != is[i] {
					t.Errorf("%s: %q, was %q", code, is[i], was[i])
				}
			}
		}
	}
}
