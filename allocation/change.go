package allocation

import (
	"fmt"
	"strings"
)

// FieldChange is one field that a correction (更正) mends, as people read it: the field's Chinese name, what stood there
// and what stands there now. Numbers that name people or companies are masked.
type FieldChange struct {
	Field, Old, New string
}

type shownField struct{ title, text string }

// fieldChanges compares two lists of the same fields in their order.
func fieldChanges(old, now []shownField) []FieldChange {
	var out []FieldChange
	for i := range now {
		if old[i].text != now[i].text {
			out = append(out, FieldChange{now[i].title, old[i].text, now[i].text})
		}
	}
	return out
}

// ApplicantChanges lists the fields in which two versions of an applicant differ, in the order of the form.
func ApplicantChanges(old, now Applicant) []FieldChange {
	changes := fieldChanges(old.shown(), now.shown())
	hidden := func(field, was, is string, plain, mask func(string) string) {
		if plain(was) != plain(is) {
			changes = append(changes, FieldChange{fieldTitles[field], mask(was), mask(is)})
		}
	}
	hidden("id_number", old.IDNumber, now.IDNumber, PlainID, MaskID)
	hidden("credit_code", old.CreditCode, now.CreditCode, PlainID, MaskID)
	hidden("phone", old.Phone, now.Phone, PlainPhone, MaskPhone)
	hidden("agent_id", old.Agent.IDNumber, now.Agent.IDNumber, PlainID, MaskID)
	hidden("agent_phone", old.Agent.Phone, now.Agent.Phone, PlainPhone, MaskPhone)
	if was, is := old.memberList(), now.memberList(); was != is {
		changes = append(changes, FieldChange{fieldTitles["members"], old.shownMembers(), now.shownMembers()})
	}
	return changes
}

func (a Applicant) shown() []shownField {
	return []shownField{
		{fieldTitles["kind"], a.Kind.Title()},
		{fieldTitles["name"], a.Name},
		{fieldTitles["head"], a.Head},
		{fieldTitles["address"], a.Address},
		{fieldTitles["residence"], a.Residence.Title()},
		{fieldTitles["fixed_residence"], a.FixedResidence},
		{fieldTitles["fixed_assets"], a.FixedAssets},
		{fieldTitles["agent_name"], a.Agent.Name},
		{fieldTitles["remark"], a.Remark},
	}
}

func (a Applicant) memberList() string {
	var b strings.Builder
	for _, m := range a.Members {
		fmt.Fprintf(&b, "%s|%s|%s|%s\n", m.Name, PlainID(m.IDNumber), PlainPhone(m.Phone), m.Part)
	}
	return b.String()
}

func (a Applicant) shownMembers() string {
	var out []string
	for _, m := range a.Members {
		out = append(out, strings.TrimSpace(m.Name+" "+MaskID(m.IDNumber)+" "+m.Part))
	}
	return strings.Join(out, "；")
}

// ApplicationChanges lists the fields in which two versions of an application differ, in the order of the form.
func ApplicationChanges(old, now Application) []FieldChange {
	return fieldChanges(old.shown(), now.shown())
}

func (a *Application) shown() []shownField {
	var groups, materials []string
	for _, g := range a.Groups {
		groups = append(groups, g.Title+"（"+g.Proof+"）")
	}
	for _, m := range a.Materials {
		if !m.Received.IsZero() {
			materials = append(materials, m.Title)
		}
	}
	return []shownField{
		{fieldTitles["project"], a.Project},
		{fieldTitles["description"], a.Description},
		{fieldTitles["sector"], a.Sector},
		{fieldTitles["sector_text"], a.SectorText},
		{fieldTitles["sector_reason"], a.SectorReason},
		{fieldTitles["water"], yesNo(a.WaterIntensive)},
		{fieldTitles["moving"], yesNo(a.Moving)},
		{fieldTitles["jobs"], a.Jobs.Claimed.shown()},
		{fieldTitles["jobs_accepted"], a.Jobs.Accepted.shown()},
		{fieldTitles["taxes"], a.Taxes.Claimed.Amount.String()},
		{fieldTitles["taxes_accepted"], a.Taxes.Accepted.Amount.String()},
		{fieldTitles["groups"], strings.Join(groups, "、")},
		{fieldTitles["policy"], yesNo(a.Policy.Claimed)},
		{fieldTitles["policy_document"], a.Policy.Document},
		{fieldTitles["wanted_min"], a.WantedMin.String()},
		{fieldTitles["wanted_max"], a.WantedMax.String()},
		{fieldTitles["communities"], strings.Join(a.Communities, "、")},
		{fieldTitles["only_listed"], yesNo(a.OnlyListed)},
		{fieldTitles["requires"], strings.Join(a.Requires, "、")},
		{fieldTitles["max_units"], fmt.Sprint(a.MaxUnits)},
		{fieldTitles["materials"], strings.Join(materials, "、")},
	}
}

func (f JobFigure) shown() string {
	if f == (JobFigure{}) {
		return ""
	}
	return fmt.Sprintf("全职 %d 人，兼职 %d 人（%s）", f.Full, f.Part, f.Source)
}

func yesNo(b bool) string {
	if b {
		return "是"
	}
	return "否"
}
