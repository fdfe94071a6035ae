package amend

import (
	"slices"

	"penggai/allocation"
	"penggai/allocation/identity"
	"penggai/allocation/tenure"
)

// ApplicantRecord is an applicant with its numbers whole.
type ApplicantRecord struct {
	allocation.Applicant
	Accepted bool          // one of its applications has been accepted
	First    tenure.Origin // what corrections and new names have replaced since
}

// keeps refuses a correction that makes an applicant whose application has been accepted into somebody else: name and number, at once or
// one after the other. One of them may have been mistyped; who stays or waits hands nothing on to a stranger under the name of a
// mistake (四(五)3). Errors: ErrCorrectionStranger, ErrCorrectionStep.
func (r *ApplicantRecord) keeps(after *ApplicantRecord) error {
	if r == nil || after == nil || !r.Accepted {
		return nil
	}
	if tenure.Origin(nil).Stranger(r.Applicant, after.Applicant) {
		return ErrCorrectionStranger
	}
	if r.First.Stranger(r.Applicant, after.Applicant) && !r.First.Stranger(r.Applicant, r.Applicant) {
		return ErrCorrectionStep
	}
	return nil
}

// applicantKinds say how the fields of an applicant are mended.
var applicantKinds = map[allocation.FieldKind]CorrectionKind{
	allocation.FieldText: CorrectText, allocation.FieldOne: CorrectOne, allocation.FieldIdentity: CorrectID, allocation.FieldCredit: CorrectID,
	allocation.FieldPhone: CorrectPhone, allocation.FieldMembers: CorrectMembers,
}

// applicantCorrections are the fields of the applicant; of a choice the words are canonical.
func applicantCorrections() []correctionRule {
	out := make([]correctionRule, len(allocation.ApplicantFields))
	for i, f := range allocation.ApplicantFields {
		rows := func(r CorrectionRecord) []CorrectionEntry {
			e := CorrectionEntry{Row: r.Applicant.Applicant.ID, Value: f.Text(r.Applicant.Applicant)}
			for _, c := range f.Choices {
				e.Options = append(e.Options, c.Title)
			}
			if f.Kind == allocation.FieldMembers {
				e.Value = memberLines(r.Applicant.Applicant.Members)
			}
			return []CorrectionEntry{e}
		}
		set := func(r CorrectionRecord, _ int64, v string, _ CorrectionMoment) error {
			if i := slices.IndexFunc(f.Choices, func(c allocation.FieldChoice) bool { return c.Title == v }); i >= 0 {
				v = f.Choices[i].Code
			}
			f.Put(&r.Applicant.Applicant, v)
			r.Applicant.Applicant.Tidy()
			return nil
		}
		out[i] = newRule(CorrectApplicant, CorrectApplicant, f.Key, applicantKinds[f.Kind], f.Decision, !f.Required() || len(f.Of) > 0 || f.Agent, rows, set)
	}
	return out
}

// memberLines are the members in canonical form, one a line.
func memberLines(list []allocation.Member) string {
	plain := slices.Clone(list)
	for i, m := range plain {
		plain[i].IDNumber = identity.PlainID(m.IDNumber)
	}
	return allocation.MemberLines(plain)
}

// keepMembers puts the whole numbers of a member back where only their masks were typed.
func keepMembers(list, had []allocation.Member) []allocation.Member {
	for i, m := range list {
		for _, h := range had {
			if m.Name != h.Name || m.IDNumber != identity.MaskID(h.IDNumber) {
				continue
			}
			list[i].IDNumber = h.IDNumber
			if m.Phone == identity.MaskPhone(h.Phone) {
				list[i].Phone = h.Phone
			}
		}
	}
	return list
}
