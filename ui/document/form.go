package document

import (
	"slices"
	"strings"

	"penggai/allocation"
)

// The nouns of records that forms are printed of.
const (
	NounApplication = "application"
	NounAward       = "award"
	NounTenancy     = "tenancy"
	NounExit        = "exit"
	NounBill        = "bill"
	NounPayment     = "payment"
	NounAssessment  = "assessment"
)

// Form is one kind of document: its code on the command line, its title, the records that it is printed of.
type Form struct {
	Code  string // contract
	Title string // 入驻合同
	Nouns []string
	build func(r Record) *Data
	why   func(r Record) string // why it cannot be printed of the record yet; nil: always can
}

// codeContract is the form of 四(四).
const codeContract = "contract"

// File is the name of its template.
func (f Form) File() string { return f.Title + ".docx" }

// Of reports whether the form is printed of a noun.
func (f Form) Of(noun string) bool { return slices.Contains(f.Nouns, noun) }

// Names are the placeholders of the form as they are written, and those of each list, the one that repeats the row first.
func (f Form) Names() (values []string, lists [][]string) {
	data := f.build(Record{})
	for _, n := range data.names {
		values = append(values, braced(n))
	}
	for _, l := range data.lists {
		names := []string{braced(wordEach + " " + l.Name)}
		for _, n := range l.Names {
			names = append(names, braced(n))
		}
		lists = append(lists, names)
	}
	return values, lists
}

func braced(name string) string { return "{{" + name + "}}" }

// WhyNot is the reason why the form cannot be printed of a record yet, "" when it can.
func (f Form) WhyNot(r Record) string {
	if f.why == nil {
		return ""
	}
	return f.why(r)
}

// Forms are all forms, in the order of a tenancy's life.
func Forms() []Form {
	return []Form{
		{"application", titleApplication, []string{NounApplication}, applicationForm, nil},
		{"accepted", titleAccepted, []string{NounApplication}, acceptedNotice, notAccepted},
		{"supplement", titleSupplement, []string{NounApplication}, supplementNotice, notAsked},
		{"refused", titleRefused, []string{NounApplication}, refusedNotice, notRefused},
		{codeContract, titleContract, []string{NounTenancy, NounAward}, contractForm, notOffered},
		{"handover", titleHandover, []string{NounTenancy}, handoverRecord, nil},
		{"bill", titleBill, []string{NounBill}, billForm, nil},
		{"receipt", titleReceipt, []string{NounPayment}, receiptForm, nil},
		{"assessment", titleAssessment, []string{NounAssessment}, assessmentForm, notVoid},
		{"exit-notice", titleExitNotice, []string{NounExit}, exitNotice, notApproved},
		{"exit-filing", titleExitFiling, []string{NounExit}, exitFiling, notReturned},
	}
}

// FindForm finds a form by its code or its title. Errors: ErrNoForm with all codes.
func FindForm(name string) (Form, error) {
	name = strings.TrimSpace(name)
	var codes []string
	for _, f := range Forms() {
		if strings.EqualFold(name, f.Code) || name == f.Title {
			return f, nil
		}
		codes = append(codes, f.Code+" "+f.Title)
	}
	return Form{}, ErrNoForm.Textf(textNoForm, name, strings.Join(codes, "、"))
}

func notAccepted(r Record) string {
	if r.Application.AcceptedOn.IsZero() {
		return whyNotAccepted
	}
	return ""
}

func notAsked(r Record) string {
	if r.Application.Supplement.Asked.IsZero() {
		return whyNotAsked
	}
	return ""
}

func notRefused(r Record) string {
	if r.Application.State != allocation.ApplicationRefused {
		return whyNotRefused
	}
	return ""
}

// notOffered refuses the contract of an award that is no longer to be signed; a tenancy always has one.
func notOffered(r Record) string {
	if r.Noun == NounAward && r.Award.State != allocation.AwardOffered {
		return whyAwardNotFree
	}
	return ""
}

func notApproved(r Record) string {
	switch r.Exit.State {
	case allocation.ExitApproved, allocation.ExitNoticed, allocation.ExitReturned, allocation.ExitClosed:
		return ""
	}
	return whyNotApproved
}

func notReturned(r Record) string {
	if r.Exit.Returned.IsZero() {
		return whyNotReturned
	}
	return ""
}
