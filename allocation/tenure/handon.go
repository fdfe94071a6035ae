package tenure

import (
	"slices"
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/likeness"
	"penggai/allocation/say"
)

// HandOn decides that another one takes the place of the tenant from a day on; fee clock and contract go on. 四(五)3 forbids
// subletting, so it is nobody but: a company in the place of the person or team, headed by that person or a member of the team; the
// heir of a person or of who led a team, on the proof of it; the company that succeeds one after its bankruptcy, on the court's
// paper. Anybody else applies anew. doubts is what was noticed of the new one (an earlier exit, a stay elsewhere): it asks for a reason, and so does
// a head who came into the record of the tenant by a correction, by first.
// Errors: those of Tenancy.MayChange, ErrHandKind, ErrHandStranger, ErrHandProof, ErrHandMended, ErrHandDoubts.
func HandOn(t *allocation.Tenancy, c allocation.HoldingChange, old, next allocation.Applicant, first Origin, doubts []likeness.Flag, today civil.Date) error {
	if err := t.MayChange(c, today); err != nil {
		return err
	}
	company := old.Kind == allocation.Company
	var fits bool
	switch c.Kind {
	case allocation.ChangeCompany:
		fits = !company && next.Kind == allocation.Company
	case allocation.ChangeHeir:
		fits = !company && next.Kind == allocation.Person
	case allocation.ChangeSuccessor:
		fits = company && next.Kind == allocation.Company
	default:
	}
	if !fits || next.ID == old.ID || next.District != t.District {
		return ErrHandKind.Textf("%s", handKinds[c.Kind]).On("company")
	}
	if c.Kind == allocation.ChangeCompany && !heads(old, next) {
		return ErrHandStranger.Textf("%s 的法定代表人 %s 不是原承租人本人或团队成员，不能承接（四(五)3 不得转租转借）；请按新的申请受理，"+
			"继承、破产承继另有办理", next.Name, next.Head).On("company")
	}
	if strings.TrimSpace(c.Reason) != "" {
		return nil
	}
	if c.Kind != allocation.ChangeCompany {
		return ErrHandProof.On("reason")
	}
	if !first.had(old, next.IDNumber) {
		return ErrHandMended.Textf("%s 的法定代表人 %s 是受理以后更正进来的（四(五)3），请写明理由：凭什么证明是原承租人本人或原团队成员", next.Name, next.Head).On("reason")
	}
	if len(doubts) > 0 {
		words := make([]string, len(doubts))
		for i, f := range doubts {
			words[i] = strings.TrimSpace(f.Kind.Title() + " " + f.Label)
		}
		return ErrHandDoubts.Textf("%s 有需留意的情况（%s），请写明理由", next.Name, strings.Join(words, "；")).On("reason")
	}
	return nil
}

// heads reports whether the person, or a member of the team with its leader, is the legal representative of a company.
func heads(old, company allocation.Applicant) bool {
	head := identity.PlainID(company.IDNumber)
	if head == "" {
		return false
	}
	return head == identity.PlainID(old.IDNumber) ||
		slices.ContainsFunc(old.Members, func(m allocation.Member) bool { return identity.PlainID(m.IDNumber) == head })
}

// NewHead decides that a company has another legal representative from a day on, like a new name: papers of before keep the old one.
// Errors: those of Tenancy.MayChange, ErrHeadCompany, ErrHeadSame, those of identity.CheckIDNumber.
func NewHead(t *allocation.Tenancy, c allocation.HoldingChange, who allocation.Applicant, head, number string, today civil.Date) error {
	if err := t.MayChange(c, today); err != nil {
		return err
	}
	switch head = strings.TrimSpace(head); {
	case who.Kind != allocation.Company:
		return ErrHeadCompany
	case head == "":
		return say.ErrFieldEmpty.On("head")
	case head == who.Head && identity.PlainID(number) == identity.PlainID(who.IDNumber):
		return ErrHeadSame.On("head")
	}
	return say.OnField(identity.CheckIDNumber(number, today), "number")
}

// A stay in other hands.
var (
	ErrHandKind     = say.Refuse("hand_kind", "接手的主体不对，请核对")
	ErrHandStranger = say.Refuse("hand_stranger", "接手的不是原承租人本人办的企业（四(五)3 不得转租转借），请按新的申请受理")
	ErrHandProof    = say.Refuse("hand_proof", "请写明继承或承继的关系，依据文件填公证书、判决书或法院裁定（四(五)3、4）")
	ErrHandMended   = say.Refuse("hand_mended", "接手企业的法定代表人是受理以后更正进来的（四(五)3），请写明理由")
	ErrHandDoubts   = say.Refuse("hand_doubts", "接手的有需留意的情况，请写明理由")
	ErrHeadCompany  = say.Refuse("head_company", "只有企业有法定代表人；个人更名请按更名办理，换人请按新的申请受理（四(五)3）")
	ErrHeadSame     = say.Refuse("head_same", "请填写新的法定代表人，须与现任不同")
)

var handKinds = map[allocation.StayChangeKind]string{
	allocation.ChangeCompany:   "承租人须为个人或团队，接手的须为本区登记的企业（四(五)3），请核对",
	allocation.ChangeHeir:      "继承的须为本区登记的个人，原承租人须为个人或团队（四(五)3），请先登记继承人",
	allocation.ChangeSuccessor: "破产承继的须为本区登记的企业，原承租人须为企业（四(五)4），请先登记承继企业",
}
