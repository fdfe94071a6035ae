package amend

import (
	"slices"
	"testing"
)

// TestDaysOfTheWaiverAreTheApprovers: every day on which a waiver, a term or a right rests is corrected by the approver's word alone; the
// rest are days of papers and of the counter.
func TestDaysOfTheWaiverAreTheApprovers五一(t *testing.T) {
	papers := []string{
		"milestone.day", "exit.document_day", "exit.settled_day", "exit.filed_day",
	}
	for _, f := range correctionFields {
		if f.Kind != CorrectDate && f.Kind != CorrectAhead {
			continue
		}
		key := f.Part + "." + f.Name
		if !f.Decision && !slices.Contains(papers, key) {
			t.Errorf("%s %s is corrected without the approver", key, f.Title)
		}
	}
	for _, key := range []string{"tenancy.signed_day", "contract.signed_day", "tenancy.handed_day", "tenancy.opened_day", "exit.noticed_day", "exit.returned_day", "exit.vacate_by", "exit.false_from"} {
		if i := slices.IndexFunc(correctionFields, func(f correctionRule) bool { return f.Part+"."+f.Name == key }); i < 0 || !correctionFields[i].Decision {
			t.Errorf("%s is not the approver's", key)
		}
	}
}
