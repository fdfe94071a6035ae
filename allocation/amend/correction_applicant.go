package amend

import (
	"slices"

	"penggai/allocation"
	"penggai/allocation/identity"
)

// ApplicantRecord is an applicant with its numbers whole.
type ApplicantRecord struct {
	Applicant allocation.Applicant
	Accepted  bool // one of its applications has been accepted
}

// applicantRows is a field of the applicant, with what can be chosen for it.
func applicantRows(get func(allocation.Applicant) string, options ...string) entriesOf {
	return func(r CorrectionRecord) []CorrectionEntry {
		a := r.Applicant.Applicant
		return []CorrectionEntry{{Row: a.ID, Value: get(a), Options: options}}
	}
}

func applicantCorrections() []correctionRule {
	const n = CorrectApplicant
	var kinds, residences []string
	for _, k := range allocation.ApplicantKinds {
		kinds = append(kinds, k.Title())
	}
	for _, r := range allocation.Residences {
		residences = append(residences, r.Title())
	}
	set := func(put func(*allocation.Applicant, string)) setterOf {
		return func(r CorrectionRecord, _ int64, v string, _ CorrectionMoment) error {
			put(&r.Applicant.Applicant, v)
			return nil
		}
	}
	// at is a field that is the text at a place of the applicant.
	at := func(name string, kind CorrectionKind, decision, empty bool, place func(*allocation.Applicant) *string) correctionRule {
		return newRule(n, n, name, kind, decision, empty, applicantRows(func(a allocation.Applicant) string { return *place(&a) }),
			set(func(a *allocation.Applicant, v string) { *place(a) = v }))
	}
	return []correctionRule{
		newRule(n, n, "kind", CorrectOne, true, false, applicantRows(func(a allocation.Applicant) string { return a.Kind.Title() }, kinds...),
			set(func(a *allocation.Applicant, v string) { a.Kind = allocation.ApplicantKinds[slices.Index(kinds, v)] })),
		at("name", CorrectText, true, false, func(a *allocation.Applicant) *string { return &a.Name }),
		at("credit_code", CorrectID, true, true, func(a *allocation.Applicant) *string { return &a.CreditCode }),
		at("head", CorrectText, false, true, func(a *allocation.Applicant) *string { return &a.Head }),
		at("id_number", CorrectID, true, true, func(a *allocation.Applicant) *string { return &a.IDNumber }),
		newRule(n, n, "members", CorrectMembers, false, true, applicantRows(func(a allocation.Applicant) string { return memberLines(a.Members) }),
			set(func(a *allocation.Applicant, v string) { a.Members = allocation.ReadMembers(v) })),
		at("phone", CorrectPhone, false, false, func(a *allocation.Applicant) *string { return &a.Phone }),
		at("address", CorrectText, false, false, func(a *allocation.Applicant) *string { return &a.Address }),
		newRule(n, n, "residence", CorrectOne, false, false, applicantRows(func(a allocation.Applicant) string { return a.Residence.Title() }, residences...),
			set(func(a *allocation.Applicant, v string) {
				a.Residence = allocation.Residences[slices.Index(residences, v)]
			})),
		at("fixed_residence", CorrectText, false, false, func(a *allocation.Applicant) *string { return &a.FixedResidence }),
		at("fixed_assets", CorrectText, false, false, func(a *allocation.Applicant) *string { return &a.FixedAssets }),
		at("agent_name", CorrectText, false, true, func(a *allocation.Applicant) *string { return &a.Agent.Name }),
		at("agent_id", CorrectID, false, true, func(a *allocation.Applicant) *string { return &a.Agent.IDNumber }),
		at("agent_phone", CorrectPhone, false, true, func(a *allocation.Applicant) *string { return &a.Agent.Phone }),
		at("remark", CorrectText, false, true, func(a *allocation.Applicant) *string { return &a.Remark }),
	}
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
