package likeness

import (
	"penggai/allocation"
	"penggai/allocation/identity"
	"penggai/allocation/say"
)

// Trait is a field of two records that may be of the same person or company.
type Trait struct {
	Title string
	A, B  string // as they read; numbers are for the caller to mask
	Same  bool
	Empty bool // one of them lacks it, which is no difference
	Code  bool // it is a number of identity or registration
}

// Compare lays two records side by side, field by field, in the order of the form; what both lack is left out.
func Compare(a, b allocation.Applicant) []Trait {
	var out []Trait
	for _, f := range allocation.ApplicantFields {
		x, y := f.Text(a), f.Text(b)
		if x == "" && y == "" {
			continue
		}
		out = append(out, Trait{
			Title: f.Short, A: x, B: y, Same: plain(f, x) == plain(f, y), Empty: x == "" || y == "",
			Code: f.Kind == allocation.FieldIdentity || f.Kind == allocation.FieldCredit,
		})
	}
	return out
}

// plain is a field as it is compared.
func plain(f allocation.ApplicantField, text string) string {
	switch {
	case f.Kind == allocation.FieldIdentity || f.Kind == allocation.FieldCredit:
		return identity.PlainID(text)
	case f.Kind == allocation.FieldPhone:
		return identity.PlainPhone(text)
	case f.Key == "address":
		return identity.PlainAddress(text)
	}
	return identity.PlainName(text)
}

// LikeOf lists in what two applicants are alike, as flags name it; the same name of a person counts too.
func LikeOf(a, b allocation.Applicant) []FlagKind {
	out := likeness(a, b)
	if name := identity.PlainName(a.Name); name != "" && name == identity.PlainName(b.Name) {
		out = append(out, FlagName)
	}
	return out
}

// MayMerge is why two records cannot be those of one person or company; nil where they can. Numbers that differ are a slip to be
// corrected first, or two people. Errors: ErrDoubleSelf, ErrDoubleKind, ErrDoubleNumber.
func MayMerge(kept, gone allocation.Applicant) error {
	number := func(a, b string) bool {
		a, b = identity.PlainID(a), identity.PlainID(b)
		return a == "" || b == "" || a == b
	}
	switch {
	case kept.ID == gone.ID:
		return ErrDoubleSelf
	case kept.Kind != gone.Kind:
		return ErrDoubleKind.With(kept.Kind.Title() + "、" + gone.Kind.Title())
	case kept.Kind == allocation.Company && !number(kept.CreditCode, gone.CreditCode), kept.Kind != allocation.Company && !number(kept.IDNumber, gone.IDNumber):
		return ErrDoubleNumber
	}
	return nil
}

// Putting two records of the same together.
var (
	ActMerge     = allocation.Action{Code: "applicant.merge", Title: "合并主体", Roles: []allocation.Role{allocation.Reviewer, allocation.Approver}}
	ActUndoMerge = allocation.Action{Code: "applicant.unmerge", Title: "撤销合并", Roles: []allocation.Role{allocation.Reviewer, allocation.Approver}}
)

// Refusals.
var (
	ErrDoubleSelf   = say.Refuse("double_self", "这是同一条记录，没有可合并的")
	ErrDoubleKind   = say.Refuse("double_kind", "一个是个人，一个是团队或公司，不是重复登记。个人后来办了公司的，在入驻里办变更")
	ErrDoubleNumber = say.Refuse("double_number", "两条记录的证件号（信用代码）不同：是录错的，先用更正改对再合并；没有录错的，就是两个主体")
	ErrDoubleGone   = say.Refuse("double_gone", "其中一条已经并入别的主体，请打开保留的那一条")
	ErrDoubleKeeps  = say.Refuse("double_keeps", "要并掉的这一条已经并入过别的记录，请保留它，或先撤销那次合并")
	ErrDoubleRound  = say.Refuse("double_round", "两条都在还没办完的批次里，请先确认或作废那个批次")
	ErrDoubleWaits  = say.Refuse("double_waits", "要并掉的这一条有更正待复核，请先办完")
	ErrDoubleRests  = say.Refuse("double_rests", "合并以后已经在移过来的记录上办过业务，不能整体撤销")
	ErrDoubleUndone = say.Refuse("double_undone", "这次合并已经撤销")
)
