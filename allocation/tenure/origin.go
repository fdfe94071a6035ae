package tenure

import (
	"slices"

	"penggai/allocation"
	"penggai/allocation/identity"
)

// Origin is what told an applicant apart when its application was accepted, where corrections
// or a new name of the tenant have replaced it since: by the keys of the fields, numbers masked. A field that is not in it stands as it stood.
type Origin map[string]string

// Stranger reports whether nothing is left by which two records are one: of companies name and credit code, else name and number of the
// person or of who leads the team, who may be one of its members. What stood first counts, not what was put there since.
func (o Origin) Stranger(was, now allocation.Applicant) bool {
	name := func(key, was, now string) bool {
		if first := o[key]; first != "" {
			was = first
		}
		return was != "" && identity.PlainName(was) != identity.PlainName(now)
	}
	number := func(key, was, now string) bool {
		if first := o[key]; first != "" {
			return first != identity.MaskID(now)
		}
		return was != "" && identity.PlainID(was) != identity.PlainID(now)
	}
	if was.Kind == allocation.Company && now.Kind == allocation.Company {
		return name("name", was.Name, now.Name) && number("credit_code", was.CreditCode, now.CreditCode)
	}
	who := "head"
	if was.Kind == allocation.Person {
		who = "name"
	}
	return name(who, was.HeadName(), now.HeadName()) && number("id_number", was.IDNumber, now.IDNumber) && !o.member(was, now)
}

// member reports whether the one who leads now was in the team from the start.
func (o Origin) member(was, now allocation.Applicant) bool {
	return slices.ContainsFunc(was.Members, func(m allocation.Member) bool { return identity.PlainID(m.IDNumber) == identity.PlainID(now.IDNumber) }) &&
		o.among(now.IDNumber)
}

// among reports whether a number was among the members from the start.
func (o Origin) among(number string) bool {
	text, mended := o["members"]
	return !mended || slices.ContainsFunc(allocation.ReadMembers(text), func(m allocation.Member) bool { return m.IDNumber == identity.MaskID(number) })
}

// had reports whether a number that is in the record of an applicant was there from the start.
func (o Origin) had(a allocation.Applicant, number string) bool {
	if identity.PlainID(a.IDNumber) == identity.PlainID(number) {
		first := o["id_number"]
		return first == "" || first == identity.MaskID(number)
	}
	return o.among(number)
}
