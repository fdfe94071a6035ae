package tenure

import (
	"strings"

	"penggai/allocation"
	"penggai/allocation/civil"
	"penggai/allocation/identity"
	"penggai/allocation/say"
)

// Rename decides that the tenant bears another legal name from a day on. The tenant stays the same one (四(五)3 forbids handing the
// premises on): number, copied from the proof, equals the number kept of it, which is the identity number of a person or of who
// leads a team, the credit code of a company. A team keeps its leader and its members.
// Where the number kept is not the one that the application was accepted with, by first, the reason says by what the paper shows that it is
// still the same one. Errors: those of Tenancy.MayChange, ErrRenameName, ErrRenameUnknown, ErrRenameStranger, ErrRenameMended.
func Rename(t *allocation.Tenancy, c allocation.HoldingChange, who allocation.Applicant, first Origin, name, number string, today civil.Date) error {
	if err := t.MayChange(c, today); err != nil {
		return err
	}
	if name = identity.Name(name); name == "" || name == identity.Name(who.Name) {
		return ErrRenameName.On("name")
	}
	kept := who.IDNumber
	if who.Kind == allocation.Company {
		kept = who.CreditCode
	}
	words := renameWords[who.Kind]
	switch kept = identity.PlainID(kept); {
	case kept == "":
		return ErrRenameUnknown.Textf("%s 没有登记%s，不能核对是否同一主体（四(五)3）；请先在主体里更正", who.Name, words.Number).On("number")
	case identity.PlainID(number) != kept:
		return ErrRenameStranger.Textf("%s与 %s 登记的不一致，更名的须为原承租人（四(五)3 不得转租转借）；%s请办理%s，其他人请按新的申请受理",
			words.Number, who.Name, words.way, words.way).On("number")
	}
	after := who
	if after.Name = name; first.Stranger(who, after) && strings.TrimSpace(c.Reason) == "" {
		return ErrRenameMended.Textf("%s在受理以后更正过，再更名就与受理时的名称、号码都不同了（四(五)3）；证明写有原名的，请在理由里写明，其他人请按新的申请受理",
			words.Number).On("reason")
	}
	return nil
}

// RenameProof is what a new name of a tenant is shown by: the number typed again, and the paper it stands on.
type RenameProof struct {
	Number string // what number is compared
	Paper  string // what paper shows the new name
	way    string // how the stay goes to another one
}

// ProofOfRename is the proof that a kind of tenant brings of its new name.
func ProofOfRename(k allocation.ApplicantKind) RenameProof { return renameWords[k] }

// A tenant under another name.
var (
	ErrRenameName     = say.Refuse("rename_name", "请填写新的名称，须与现名不同")
	ErrRenameUnknown  = say.Refuse("rename_unknown", "没有登记号码，不能核对是否同一主体（四(五)3）；请先在主体里更正")
	ErrRenameStranger = say.Refuse("rename_stranger", "更名的须为原承租人（四(五)3 不得转租转借）；继承、破产承继另有办理，其他人请按新的申请受理")
	ErrRenameMended   = say.Refuse("rename_mended", "号码在受理以后更正过，再更名请在理由里写明证明上的原名（四(五)3）")
)

var renameWords = map[allocation.ApplicantKind]RenameProof{
	allocation.Person:  {"证件号码", "户口簿或公安机关更名证明", "继承"},
	allocation.Team:    {"带头人证件号码", "全体成员签名的更名说明", "继承"},
	allocation.Company: {"统一社会信用代码", "市场监管部门的变更登记", "破产承继"},
}
