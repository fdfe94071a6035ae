package screen

import (
	"cmp"
	"slices"
	"strings"

	"penggai/allocation/say"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/likeness"
	"penggai/ui/kit"
)

// The fields of an applicant stand here because two nouns ask for them: the applicant itself, and an application that
// registers a new one in the same form. What each is says allocation.ApplicantFields.

// ApplicantSections are the fields of an applicant with the values of a; show says when they are asked at all (nil: always).
// A masked number of a is accepted as it stands: it means "unchanged". sayID is the hint of the identity number, or nil.
func ApplicantSections(a allocation.Applicant, today civil.Date, show func(f *kit.Form) bool, sayID func(f *kit.Form) string) []kit.Section {
	if show == nil {
		show = func(*kit.Form) bool { return true }
	}
	asked := false
	section := kit.Section{Title: say.Applicant}
	for _, f := range allocation.ApplicantFields {
		if f.Unasked {
			continue
		}
		if f.Agent && !asked {
			asked = true
			section.Fields = append(section.Fields, kit.Field{
				Name: "agent", Label: "他人代办", Kind: kit.KindYesNo, Value: kit.YesNo(!a.Agent.IsZero()), Show: show, Hint: "空格切换",
			})
		}
		field := applicantField(a, f, today, show)
		if document := field.Say; f.Key == "id_number" && sayID != nil {
			field.Say = func(form *kit.Form) string { return cmp.Or(sayID(form), document(form)) }
		}
		if f.Key == "residence" {
			field.Say = sayResidence
		}
		section.Fields = append(section.Fields, field)
	}
	return []kit.Section{section}
}

// applicantField is one field of the form with the value of a.
func applicantField(a allocation.Applicant, f allocation.ApplicantField, today civil.Date, show func(f *kit.Form) bool) kit.Field {
	out := kit.Field{
		Name: f.Key, Label: cmp.Or(f.Label, f.Title), Value: f.Value(a), Required: f.Required(), Limit: f.Most, Hint: f.Hint,
		Show: func(form *kit.Form) bool { return show(form) && has(form, f) },
	}
	switch f.Kind {
	case allocation.FieldIdentity, allocation.FieldCredit, allocation.FieldPhone:
		out.Whole = Whole
		out.Check, out.Say = keeping(func(text string) error { return f.Check(text, today) }, out.Value), sayDocument(f, today)
	case allocation.FieldMembers:
		out.Kind, out.Check, out.Lines = kit.KindLong, checkMembers(a.Members, today), 4
	case allocation.FieldOne:
		out.Kind, out.Width = kit.KindChoice, 14
		for _, c := range f.Choices {
			out.Choices = append(out.Choices, kit.Choice{Key: c.Code, Label: c.Title})
		}
		out.Value = cmp.Or(out.Value, f.Choices[0].Code)
	case allocation.FieldText:
	}
	return out
}

// Whole reports whether a number that names somebody is complete: 18 signs with a check character that fits, or a mobile telephone.
func Whole(text string) bool {
	text = identity.PlainID(text)
	switch len(text) {
	case 18:
		return identity.CheckIDNumber(text, civil.Date{}) == nil || identity.CheckCreditCode(text) == nil
	case 11:
		return text[0] == '1' && identity.CheckPhone(text) == nil
	}
	return false
}

// sayDocument says which document a number is of, where it is not the citizen's card, and that it is of somebody who is not of full age;
// nil for other fields.
func sayDocument(f allocation.ApplicantField, today civil.Date) func(*kit.Form) string {
	if f.Kind != allocation.FieldIdentity {
		return nil
	}
	return func(form *kit.Form) string {
		text := form.Text(f.Key)
		return SayDocument(text, today)
	}
}

// SayDocument is what a number says of its bearer beside the field: the document, unless it is the citizen's card, and that the bearer
// is not of full age; nothing of a number that is none.
func SayDocument(text string, today civil.Date) string {
	d := identity.DocumentOf(text)
	var words []string
	if d != identity.Citizen && d != "" && (strings.Contains(text, "*") || identity.CheckIDNumber(text, today) == nil) {
		words = append(words, d.Title())
	}
	if identity.Minor(text, today) {
		words = append(words, likeness.TextMinor)
	}
	return strings.Join(words, "，")
}

// sayResidence asks to look again where the category does not go with the document.
func sayResidence(form *kit.Form) string {
	if likeness.ResidenceDoubt(ReadApplicant(form)) == "" {
		return ""
	}
	return likeness.FlagResidence.Title()
}

// has reports whether the applicant in a form has a field.
func has(form *kit.Form, f allocation.ApplicantField) bool {
	if f.Agent && !form.Yes("agent") {
		return false
	}
	return len(f.Of) == 0 || f.Has(allocation.ApplicantKind(form.Text("kind")))
}

// ReadApplicant takes an applicant out of a form with these fields; what its kind does not have is left out.
func ReadApplicant(form *kit.Form) (a allocation.Applicant) {
	for _, f := range allocation.ApplicantFields {
		if !f.Unasked && has(form, f) {
			f.Put(&a, form.Text(f.Key))
		}
	}
	return a
}

// keeping is a check that accepts the number that stood there, which may be masked.
func keeping(check func(string) error, stood string) func(string) error {
	return func(text string) error {
		if stood != "" && text == stood {
			return nil
		}
		return check(text)
	}
}

// checkMembers checks line by line; masked numbers that stood there stay.
func checkMembers(had []allocation.Member, today civil.Date) func(string) error {
	return func(text string) error {
		for i, m := range allocation.ReadMembers(text) {
			if slices.ContainsFunc(had, func(h allocation.Member) bool { return h.IDNumber != "" && h.IDNumber == m.IDNumber }) {
				continue
			}
			if err := allocation.CheckMember(i+1, m, today); err != nil {
				return err
			}
		}
		return nil
	}
}

// ApplicantPairs are the fields of an applicant that say something, line by line, without its name and kind; whoever acts for it and
// its members take a line each. brief leaves out the numbers of both.
func ApplicantPairs(a allocation.Applicant, brief bool) []kit.Pair {
	var out []kit.Pair
	agent := ""
	for _, f := range allocation.ApplicantFields {
		switch {
		case f.Key == "kind", f.Key == "name", f.Unasked, f.Kind == allocation.FieldMembers:
		case f.Agent:
			if f.Kind != allocation.FieldIdentity || !brief {
				agent = strings.TrimSpace(agent + " " + f.Words(a))
			}
		case f.Value(a) != "":
			out = append(out, kit.Pair{Label: f.Short, Value: f.Words(a)})
		}
	}
	if agent != "" {
		out = append(out, kit.Pair{Label: say.Agent, Value: agent})
	}
	for _, m := range a.Members {
		words := []string{m.Name, m.IDNumber, m.Phone, m.Part}
		if brief {
			words = []string{m.Name, m.Part}
		}
		out = append(out, kit.Pair{Label: "成员", Value: strings.TrimSpace(strings.Join(words, " "))})
	}
	return out
}
